// The list of files that stands where no dialog of the desktop answers.
#include <algorithm>

#include "app/screens/shell/dialogs.h"
#include "app/screens/shell/file_choice.h"
#include "app/screens/shell/pieces.h"
#include "widgets/imgui/field.h"
#include "widgets/imgui/menu.h"
#include "widgets/imgui/text.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

void go(Panel& panel, const fs::path& folder) {
  FileChoice& choice = panel.state.choice;
  choice.folder = folder;
  choice.recent = false;
  choice.name = choice.question->save ? fs::path(choice.question->name).filename().string() : "";
  choice.hidden = false;
  panel.state.dialog_error.clear();
  list_files(panel.app, choice);
}

// ---- the field for the name -----------------------------------------------------------------------------------------

void set_text(ImGuiInputTextCallbackData& data, const std::string& text) {
  data.DeleteChars(0, data.BufTextLen);
  data.InsertChars(0, text.c_str());
}

// The nearest row that there is becomes the selected one; returns what the field says of it. (The name itself is the
// field's own while it is typed into.)
std::string select(FileChoice& choice, int row) {
  const int last = static_cast<int>(choice.entries.size()) - 1;
  if (last < 0) return choice.name;
  choice.selected = std::clamp(row, 0, last);
  choice.follow_selected = true;
  const FolderEntry& entry = choice.entries[static_cast<std::size_t>(choice.selected)];
  return entry.folder ? entry.name + "/" : entry.name;
}

int edit_name(ImGuiInputTextCallbackData* data) {
  auto& choice = *static_cast<FileChoice*>(data->UserData);
  if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
    choice.name.resize(static_cast<std::size_t>(data->BufTextLen));
    data->Buf = choice.name.data();
  } else if (data->EventFlag == ImGuiInputTextFlags_CallbackAlways && choice.complete) {
    const FileFilter& filter = choice.question->filters[static_cast<std::size_t>(choice.filter)];
    const std::string typed = data->Buf;
    if (const auto longer = typed.empty() ? std::nullopt : completed(typed, choice.folder, filter)) {
      choice.complete = *longer == typed;
      set_text(*data, *longer);
    }
  } else if (data->EventFlag == ImGuiInputTextFlags_CallbackHistory) {
    set_text(*data, select(choice, choice.selected + (data->EventKey == ImGuiKey_UpArrow ? -1 : 1)));
  }
  return 0;
}

// What is typed is marked in the list; a point in front shows what is hidden.
void follow_name(Panel& panel) {
  FileChoice& choice = panel.state.choice;
  const bool hidden = choice.name.starts_with('.') && !choice.name.starts_with("..");
  if (hidden != choice.hidden && !choice.recent) {
    choice.hidden = hidden;
    list_files(panel.app, choice);
  }
  std::string name = choice.name;
  if (name.size() > 1 && name.ends_with('/')) name.pop_back();
  const auto found = std::ranges::find(choice.entries, name, &FolderEntry::name);
  const int row = found == choice.entries.end() ? -1 : static_cast<int>(found - choice.entries.begin());
  choice.follow_selected |= row != choice.selected;
  choice.selected = row;
}

bool name_field(Panel& panel) {
  FileChoice& choice = panel.state.choice;
  hint(panel.text(choice.question->save ? "files.name_to_save" : "files.name"), panel);
  ImGui::PushItemWidth(-1);
  if (choice.take_keyboard) ImGui::SetKeyboardFocusHere();
  begin_field("##file_name", panel.ui);
  // Tab completes what is typed, and goes on where there is nothing to complete.
  Stops* const stops = panel.ui.stops;
  choice.complete = stops != nullptr && ImGui::GetIO().WantTextInput && stops->presses(StopKey::tab) > 0;
  choice.take_keyboard = false;
  const std::string before = choice.name;
  constexpr auto flags = ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_CallbackAlways |
                         ImGuiInputTextFlags_CallbackHistory | ImGuiInputTextFlags_EnterReturnsTrue |
                         ImGuiInputTextFlags_AutoSelectAll;
  const bool entered =
      ImGui::InputText("##file_name", choice.name.data(), choice.name.capacity() + 1, flags, edit_name, &choice);
  panel.ui.note("##file_name");
  if (choice.complete) stops->pass_tab();
  choice.complete = false;
  end_field(panel.ui, {.initial = true, .tab = true});
  ImGui::PopItemWidth();
  if (choice.name != before) follow_name(panel);
  return entered;
}

// ---- the list -------------------------------------------------------------------------------------------------------

void draw_folder(ImVec2 at, float side, const Panel& panel) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImU32 ink = to_im(panel.theme().accent);
  const float round = side * 0.12f;
  draw.AddRectFilled({at.x, at.y + side * 0.16f}, {at.x + side * 0.45f, at.y + side * 0.5f}, ink, round);
  draw.AddRectFilled({at.x, at.y + side * 0.28f}, {at.x + side, at.y + side * 0.86f}, ink, round);
}

void accept_text(Panel& panel);

void row(Panel& panel, int index) {
  FileChoice& choice = panel.state.choice;
  const FolderEntry entry = choice.entries[static_cast<std::size_t>(index)];
  const bool selected = choice.selected == index;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = ImGui::GetTextLineHeight();
  ImGui::PushID(index);
  const ListRowEvents pressed =
      list_row("##entry", {.selected = selected, .stays = true, .double_clicks = true}, panel.ui);
  ImGui::PopID();
  const std::string shown = choice.recent ? fs::path(entry.name).filename().string() : entry.name;
  panel.ui.note("file." + shown);
  if (entry.folder) draw_folder({at.x + panel.ui.px(3), at.y}, height, panel);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float x = at.x + panel.ui.px(24), room = ImGui::GetContentRegionAvail().x - panel.ui.px(28);
  const TextPen pen = body_pen(panel.ui);
  const float baseline = pen.baseline_at(at.y + height / 2);
  const std::string name = shortened(pen, shown, room);
  draw_text(draw, pen, {x, baseline}, to_im(panel.theme().foreground), name);
  if (choice.recent) {
    const float used = text_width(pen, name) + panel.ui.px(12);
    draw_text(draw, pen, {x + used, baseline}, to_im(panel.theme().muted),
              shortened(pen, fs::path(entry.name).parent_path().string(), room - used));
  }
  if (!pressed.chosen) return;
  choice.name = select(choice, index);
  choice.follow_selected = false;
  // By keyboard the second press opens, as a double click does.
  if (ImGui::IsMouseDoubleClicked(0) || (pressed.by_keyboard && selected)) accept_text(panel);
}

void rows(Panel& panel) {
  FileChoice& choice = panel.state.choice;
  const float step = ImGui::GetTextLineHeightWithSpacing();
  if (choice.follow_selected && choice.selected >= 0) {
    const float top = static_cast<float>(choice.selected) * step, room = ImGui::GetWindowHeight() - 2 * step;
    if (top < ImGui::GetScrollY()) ImGui::SetScrollY(top);
    if (top > ImGui::GetScrollY() + room) ImGui::SetScrollY(top - room);
  } else if (choice.follow_selected) {
    ImGui::SetScrollY(0);
  }
  choice.follow_selected = false;
  // What is in sight, and a row beyond each edge, for the keyboard to go on to.
  const int count = static_cast<int>(choice.entries.size());
  const float top = ImGui::GetCursorPosY();
  const int first = std::clamp(static_cast<int>((ImGui::GetScrollY() - top) / step) - 1, 0, count);
  const int last = std::min(first + static_cast<int>(ImGui::GetWindowHeight() / step) + 4, count);
  ImGui::SetCursorPosY(top + static_cast<float>(first) * step);
  for (int i = first; i < last; ++i) {
    if (i < static_cast<int>(choice.entries.size())) row(panel, i);  // one may lead to another folder
  }
  if (last < count) {
    ImGui::SetCursorPosY(top + static_cast<float>(count) * step - 1);
    ImGui::Dummy({1, 1});
  }
}

void list(Panel& panel, ImVec2 size) {
  FileChoice& choice = panel.state.choice;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddRect(at, {at.x + size.x, at.y + size.y}, to_im(panel.theme().border), panel.ui.px(4));
  const float in = panel.ui.px(5);
  ImGui::SetCursorScreenPos({at.x + in, at.y + in});
  if (compat::begin_panel("files", {size.x - 2 * in, size.y - 2 * in})) {
    if (!choice.problem.empty()) {
      danger_text(panel, choice.problem);
    } else if (choice.entries.empty()) {
      hint(panel.text(choice.recent ? "files.no_recent" : "files.nothing"), panel);
    } else {
      rows(panel);
    }
  }
  ImGui::EndChild();
  ImGui::SetCursorScreenPos({at.x, at.y + size.y + ImGui::GetStyle().ItemSpacing.y});
}

// ---- around it ------------------------------------------------------------------------------------------------------

void place(Panel& panel, const char* id, const std::string& label, const fs::path& folder) {
  FileChoice& choice = panel.state.choice;
  std::error_code error;
  if (folder.empty() || !fs::is_directory(folder, error)) return;
  const bool here = !choice.recent && choice.folder == folder;
  if (list_row(label.c_str(), {.selected = here, .stays = true}, panel.ui).chosen) go(panel, folder);
  panel.ui.note(id);
}

void places(Panel& panel) {
  FileChoice& choice = panel.state.choice;
  if (!choice.question->save) {
    if (list_row(panel.text("files.recent").c_str(), {.selected = choice.recent, .stays = true}, panel.ui).chosen) {
      choice.recent = true;
      choice.name.clear();
      list_files(panel.app, choice);
    }
    panel.ui.note("place.recent");
  }
  const fs::path home = home_folder(), assets = panel.app.asset_folder();
  place(panel, "place.home", panel.text("files.home"), home);
  place(panel, "place.documents", panel.text("files.documents"), home.empty() ? home : home / "Documents");
  place(panel, "place.top", panel.text("files.top"), "/");
  if (choice.question->save) return;
  place(panel, "place.examples", panel.text("dialog.examples"), assets / "sessions");
  place(panel, "place.data", panel.text("dialog.data"), assets / "data");
}

// As much of the end of a path as has room.
std::string end_of(const fs::path& path, const TextPen& pen, float room) {
  std::string text = path.string();
  while (text_width(pen, text) > room) {
    const std::size_t cut = text.find('/', text.starts_with("…/") ? std::string_view("…/").size() : 1);
    if (cut == std::string::npos) return shortened(pen, text, room);
    text = "…" + text.substr(cut);
  }
  return text;
}

void where(Panel& panel) {
  FileChoice& choice = panel.state.choice;
  const float top = ImGui::GetCursorPosY();
  ImGui::BeginDisabled(choice.recent || folder_above(choice.folder) == choice.folder);
  const bool up = button("files_up", panel.text("files.up"), panel);
  ImGui::EndDisabled();
  const float height = ImGui::GetItemRectSize().y;
  ImGui::SameLine(0, panel.ui.px(10));
  const float room = ImGui::GetContentRegionAvail().x;
  ImGui::SetCursorPosY(top + (height - ImGui::GetTextLineHeight()) / 2);
  ImGui::TextUnformatted(
      (choice.recent ? panel.text("files.recent") : end_of(choice.folder, body_pen(panel.ui), room)).c_str());
  ImGui::SetCursorPosY(top + height + ImGui::GetStyle().ItemSpacing.y);
  if (up) go(panel, folder_above(choice.folder));
}

void filter_choice(Panel& panel) {
  FileChoice& choice = panel.state.choice;
  if (choice.question->filters.size() < 2) return;
  std::vector<std::string> names;
  for (const FileFilter& filter : choice.question->filters) names.push_back(panel.text(filter.title));
  if (const auto clicked = combo("files_filter", panel.text("files.shown"), names, choice.filter, panel)) {
    choice.filter = *clicked;
    list_files(panel.app, choice);
  }
}

// A folder is gone into; a file is taken.
void accept_text(Panel& panel) {
  FileChoice& choice = panel.state.choice;
  if (choice.name.empty()) return;
  const fs::path path = typed_path(choice.name, choice.folder);
  std::error_code error;
  panel.state.dialog_error.clear();
  if (fs::is_directory(path, error)) {
    go(panel, path.has_filename() ? path : path.parent_path());
  } else if (choice.name.ends_with('/')) {
    panel.state.dialog_error = panel.text("files.no_folder", {{"name", path.string()}});
  } else if (!choice.question->save && !fs::exists(path, error)) {
    panel.state.dialog_error = panel.text("files.no_file", {{"name", path.string()}});
  } else {
    accept_file(panel, path);
  }
}

void file_list(Panel& panel, double) {
  if (!panel.state.choice.question) {
    panel.state.dialog = nullptr;
    return;
  }
  Ui& ui = panel.ui;
  const bool save = panel.state.choice.question->save;
  where(panel);
  // What stands around the list takes some 250 points.
  const float height = std::clamp(ImGui::GetIO().DisplaySize.y - ui.px(save ? 260 : 300), ui.px(80), ui.px(300));
  const ImVec2 at = ImGui::GetCursorPos();
  const float left = ui.px(120), width = ImGui::GetContentRegionAvail().x;
  begin_region(ui);
  if (compat::begin_panel("places", {left, height})) places(panel);
  ImGui::EndChild();
  ImGui::SetCursorPos({at.x + left + ui.px(10), at.y});
  begin_region(ui);
  list(panel, {width - left - ui.px(10), height});
  begin_region(ui);
  ImGui::SetCursorPosX(at.x);
  const bool entered = name_field(panel);
  filter_choice(panel);
  dialog_error(panel);
  if (dialog_buttons(panel, "dialog_agree", panel.text(save ? "dialog.save" : "dialog.open")) || entered) {
    panel.state.choice.take_keyboard = true;
    accept_text(panel);
  }
}

}  // namespace

const Dialog file_list_dialog{"files.title", 640, file_list};

}  // namespace losslab
