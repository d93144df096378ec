#include "app/screens/shell/dialogs.h"

#include "app/screens/shell/areas.h"
#include "app/screens/shell/frame.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/shell/screen_panels.h"
#include "widgets/imgui/stops.h"

#include <algorithm>

namespace losslab {
namespace {

// A dialog that has sent its wish goes when it was granted, and stays with the reason when it was not.
void hear_answer(Panel& panel) {
  ScreenState& state = panel.state;
  if (!state.dialog_waits) return;
  state.dialog_waits = false;
  const std::optional<Message>& message = panel.app.message();
  if (message && message->error) {
    state.dialog_error = message->text;
  } else {
    state.dialog = nullptr;
  }
}

// A list of files has the title of what it is asked for.
const char* title_key(const ScreenState& state) {
  const bool asks = state.dialog == &file_list_dialog && state.choice.question;
  return asks ? state.choice.question->title : state.dialog->title;
}

FileQuestion question_to_open() { return {false, "dialog.open_title", filters_for_opening(), {}, {}, open_wanted}; }

FileQuestion question_to_save(const Application& app) {
  const auto save = [](Panel& panel, const std::string& path) {
    panel.actions.save_session_as = path;
    return true;
  };
  return {true,
          "dialog.save_session_title",
          {{"files.sessions", {".toml"}}, {"files.all", {}}},
          app.session_path().value_or(app.view().screen + ".toml"),
          {".toml"},
          save};
}

}  // namespace

void danger_text(Panel& panel, const std::string& text) {
  ImGui::PushStyleColor(ImGuiCol_Text, to_im4(panel.theme().danger));
  wrapped_text(panel.language().translated(text), panel.ui);
  ImGui::PopStyleColor();
}

void dialog_error(Panel& panel) {
  if (!panel.state.dialog_error.empty()) danger_text(panel, panel.state.dialog_error);
}

bool dialog_buttons(Panel& panel, const char* id, const std::string& agree) {
  ImGui::Dummy({0, panel.ui.px(4)});
  const bool agreed = button(id, agree, panel, true);
  ImGui::SameLine();
  if (button("dialog_cancel", panel.text("dialog.cancel"), panel)) panel.state.dialog = nullptr;
  return agreed;
}

void send(Panel& panel) {
  panel.state.dialog_error.clear();
  panel.state.dialog_waits = true;
  panel.ui.animating = true;  // the answer is read in the next frame
}

void dialogs(Panel& panel, ImVec2 size) {
  ScreenState& state = panel.state;
  hear_answer(panel);
  if (state.pasted) {
    panel.actions.paste_table = std::move(*state.pasted);
    state.pasted.reset();
  }
  follow_file_choice(panel);
  follow_leaving(panel);
  for (const ScreenPanels* screen : screen_panels()) screen->follow(panel);
  const Dialog* const shown = state.dialog;
  if (shown == nullptr) return;
  Ui& ui = panel.ui;
  const char* const title = panel.text(title_key(state)).c_str();
  if (!ImGui::IsPopupOpen(title)) ImGui::OpenPopup(title);
  const float width = std::min(ui.px(shown->width), size.x - ui.px(24));
  ImGui::SetNextWindowPos({size.x / 2, size.y / 2}, ImGuiCond_Always, {0.5f, 0.5f});
  ImGui::SetNextWindowSizeConstraints({width, 0}, {width, size.y - ui.px(24)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(18), ui.px(14)));
  bool open = true;
  const bool visible = ImGui::BeginPopupModal(
      title, &open, ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleVar();
  if (!visible) {
    state.dialog = nullptr;
    return;
  }
  scroll_by_keys(ui);
  begin_region(ui);
  shown->contents(panel, width / ui.scale);
  state.dialog_just_opened = false;
  // Over a dialog a list may be open, which the same key closes first.
  const bool used = ui.stops != nullptr && ui.stops->used_escape();
  const bool left = !open || (!used && compat::key_pressed(ImGuiKey_Escape, false));
  if (left && state.dialog == shown) state.dialog = nullptr;
  if (state.dialog != shown) ImGui::CloseCurrentPopup();
  ImGui::EndPopup();
}

void begin_dialog(ScreenState& state, const Dialog& dialog) {
  state.dialog = &dialog;
  state.dialog_just_opened = true;
  state.dialog_waits = false;
  state.dialog_error.clear();
}

void open_dialog(ScreenState& state, Command command, const Application& app) {
  switch (command) {
    case Command::find_loss:
      state.search_wanted = state.dialog == nullptr;
      break;
    case Command::new_loss:
      state.new_loss_wanted = state.dialog == nullptr;
      break;
    case Command::help:
      // The same key closes it again.
      if (state.dialog == &help_dialog) {
        state.dialog = nullptr;
      } else {
        begin_dialog(state, help_dialog);
      }
      break;
    case Command::save_session:
    case Command::save_session_as:
      ask_for_file(state, app, question_to_save(app));
      break;
    case Command::open_file:
      ask_for_file(state, app, question_to_open());
      break;
    case Command::open_example:
      begin_dialog(state, examples_dialog);
      state.files.made = false;  // the folders may have changed
      break;
    case Command::paste_table:
      if (const char* text = ImGui::GetClipboardText()) state.pasted = text;
      break;
    case Command::save_figure:
      begin_dialog(state, save_figure_dialog);
      state.dialog_plot.clear();
      break;
    case Command::save_animation:
      begin_dialog(state, save_animation_dialog);
      state.dialog_plot.clear();
      break;
    default:
      break;
  }
}

}  // namespace losslab
