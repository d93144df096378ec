#include "app/screens/shell/dialogs.h"

#include <algorithm>
#include <filesystem>

namespace losslab {
namespace {

using Dialog = ScreenState::Dialog;

int resize_text(ImGuiInputTextCallbackData* data) {
  if (data->EventFlag != ImGuiInputTextFlags_CallbackResize) return 0;
  auto& text = *static_cast<std::string*>(data->UserData);
  text.resize(static_cast<std::size_t>(data->BufTextLen));
  data->Buf = text.data();
  return 0;
}

const char* title_of(Dialog dialog) {
  switch (dialog) {
    case Dialog::help:
      return "Shortcuts";
    case Dialog::save_session:
      return "Save the session";
    case Dialog::open_file:
      return "Open";
    case Dialog::save_figure:
      return "Save a figure";
    case Dialog::save_data:
      return "Save the data";
    case Dialog::import_data:
      return "Import data";
    case Dialog::none:
      break;
  }
  return "";
}

// A dialog that has sent its wish goes when it was granted, and stays with the reason when it was not.
void hear_answer(Panel& panel) {
  ScreenState& state = panel.state;
  if (!state.dialog_waits) return;
  state.dialog_waits = false;
  const std::optional<Message>& message = panel.app.message();
  if (message && message->error) {
    state.dialog_error = message->text;
  } else {
    state.dialog = Dialog::none;
  }
}

void contents(Panel& panel, double width) {
  switch (panel.state.dialog) {
    case Dialog::help:
      help_dialog(panel, width);
      break;
    case Dialog::save_session:
      save_session_dialog(panel);
      break;
    case Dialog::open_file:
      open_file_dialog(panel);
      break;
    case Dialog::save_figure:
      save_figure_dialog(panel);
      break;
    case Dialog::save_data:
      save_data_dialog(panel);
      break;
    case Dialog::import_data:
      import_dialog(panel);
      break;
    case Dialog::none:
      break;
  }
}

}  // namespace

bool path_field(Panel& panel, const char* id) {
  std::string& text = panel.state.path;
  ImGui::PushItemWidth(-1);
  if (panel.state.dialog_just_opened) ImGui::SetKeyboardFocusHere();
  const bool entered =
      ImGui::InputText(id, text.data(), text.capacity() + 1,
                       ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_EnterReturnsTrue, resize_text, &text);
  panel.ui.note(id);
  ImGui::PopItemWidth();
  return entered;
}

void danger_text(Panel& panel, const std::string& text) {
  ImGui::PushStyleColor(ImGuiCol_Text, to_im4(panel.theme().danger));
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopTextWrapPos();
  ImGui::PopStyleColor();
}

void dialog_error(Panel& panel) {
  if (!panel.state.dialog_error.empty()) danger_text(panel, panel.state.dialog_error);
}

bool dialog_buttons(Panel& panel, const char* id, const char* agree) {
  ImGui::Dummy({0, panel.ui.px(4)});
  const bool agreed = button(id, agree, panel);
  ImGui::SameLine();
  if (button("dialog_cancel", "Cancel", panel)) panel.state.dialog = Dialog::none;
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
  follow_offer(panel);
  const Dialog shown = state.dialog;
  if (shown == Dialog::none) return;
  Ui& ui = panel.ui;
  if (!ImGui::IsPopupOpen(title_of(shown))) ImGui::OpenPopup(title_of(shown));
  const double wish = shown == Dialog::help ? 640 : shown == Dialog::import_data ? 720 : 460;
  const float width = std::min(ui.px(wish), size.x - ui.px(24));
  ImGui::SetNextWindowPos({size.x / 2, size.y / 2}, ImGuiCond_Always, {0.5f, 0.5f});
  ImGui::SetNextWindowSizeConstraints({width, 0}, {width, size.y - ui.px(24)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(18), ui.px(14)));
  bool open = true;
  const bool visible = ImGui::BeginPopupModal(
      title_of(shown), &open,
      ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleVar();
  if (!visible) {
    state.dialog = Dialog::none;
    return;
  }
  contents(panel, width / ui.scale);
  state.dialog_just_opened = false;
  if (!open || compat::key_pressed(ImGuiKey_Escape, false)) state.dialog = Dialog::none;
  if (state.dialog != shown) ImGui::CloseCurrentPopup();
  ImGui::EndPopup();
}

void begin_dialog(ScreenState& state, Dialog dialog) {
  state.dialog = dialog;
  state.dialog_just_opened = true;
  state.dialog_waits = false;
  state.dialog_error.clear();
}

void open_dialog(ScreenState& state, Command command, const Application& app) {
  namespace fs = std::filesystem;
  if (command == Command::find_loss) {
    state.lists.focus = state.dialog == Dialog::none;
    return;
  }
  begin_dialog(state, state.dialog);
  const std::string screen = screen_names[static_cast<std::size_t>(app.view().screen)];
  switch (command) {
    case Command::help:
      // The same key closes it again.
      state.dialog = state.dialog == Dialog::help ? Dialog::none : Dialog::help;
      break;
    case Command::save_session:
    case Command::save_session_as:
      state.dialog = Dialog::save_session;
      state.path = app.session_path().value_or(screen + ".toml");
      break;
    case Command::open_file:
      state.dialog = Dialog::open_file;
      state.path.clear();
      state.listed = false;  // the folders may have changed
      state.data_files.clear();
      state.session_files.clear();
      break;
    case Command::save_figure:
      state.dialog = Dialog::save_figure;
      state.dialog_plot.clear();
      if (fs::path(state.path).stem() != screen || !fs::path(state.path).has_extension() ||
          fs::path(state.path).extension() == ".toml") {
        state.path = screen + ".pdf";
      }
      break;
    default:
      break;
  }
}

}  // namespace losslab
