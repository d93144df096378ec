// Unsaved work: asked about before it is lost, and offered where another program has left it.
#include "app/screens/shell/leaving.h"

#include <filesystem>

#include "app/core/own/own_loss_file.h"
#include "app/core/shell/files/session_picture.h"
#include "app/core/shell/state/opening.h"
#include "app/screens/shell/dialogs.h"
#include "app/screens/shell/file_choice.h"
#include "app/screens/shell/frame.h"
#include "app/screens/shell/pieces.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

// A session takes the place of all that is there; a table or a loss is one more edit, which can be undone, and a lesson
// changes nothing.
bool replaces_all(const std::string& path) {
  return is_picture(path) ||
         (fs::path(path).extension() == ".toml" && !is_own_loss_file(path) && written_kind(path) == nullptr);
}

void leave(Panel& panel) {
  const Leaving leaving = *panel.state.leaving;
  panel.state.leaving.reset();
  panel.state.dialog = nullptr;
  if (leaving.file) {
    panel.actions.open_file = leaving.file;
  } else {
    panel.state.may_quit = true;
    panel.actions.commands.push_back(Command::quit);
  }
}

void save_first(Panel& panel) {
  panel.state.leaving->saving = true;
  panel.state.dialog = nullptr;
  if (panel.app.session_path()) {
    panel.actions.commands.push_back(Command::save_session);
  } else {
    open_dialog(panel.state, Command::save_session_as, panel.app);
  }
}

void unsaved_contents(Panel& panel, double) {
  if (!panel.state.leaving) {
    panel.state.dialog = nullptr;
    return;
  }
  const auto& path = panel.app.session_path();
  wrapped_text(path ? panel.text("unsaved.of_file", {{"name", fs::path(*path).filename().string()}})
                    : panel.text("unsaved.of_none"),
               panel.ui);
  ImGui::Dummy({0, panel.ui.px(4)});
  if (button("unsaved_save", panel.text("unsaved.save"), panel)) save_first(panel);
  ImGui::SameLine();
  if (button("unsaved_drop", panel.text("unsaved.drop"), panel)) leave(panel);
  ImGui::SameLine();
  if (button("dialog_cancel", panel.text("dialog.cancel"), panel)) panel.state.dialog = nullptr;
}

void left_contents(Panel& panel, double) {
  const std::optional<std::string> of = panel.app.left_work();
  if (!of) {
    panel.state.dialog = nullptr;
    return;
  }
  wrapped_text(of->empty() ? panel.text("left_work.of_none") : panel.text("left_work.of_file", {{"name", *of}}),
               panel.ui);
  dialog_error(panel);
  ImGui::Dummy({0, panel.ui.px(4)});
  if (button("left_restore", panel.text("left_work.restore"), panel)) {
    panel.actions.left_work = Actions::LeftWork::restore;
    send(panel);
  }
  ImGui::SameLine();
  if (button("left_discard", panel.text("left_work.discard"), panel)) {
    panel.actions.left_work = Actions::LeftWork::discard;
    panel.state.left_work_offered = false;  // there may be more
    send(panel);
  }
  ImGui::SameLine();
  if (button("left_later", panel.text("left_work.later"), panel)) panel.state.dialog = nullptr;
}

}  // namespace

const Dialog unsaved_dialog{"unsaved.title", 460, unsaved_contents};
const Dialog left_work_dialog{"left_work.title", 480, left_contents};

void ask_before_leaving(ScreenState& state, Leaving leaving) {
  state.leaving = std::move(leaving);
  begin_dialog(state, unsaved_dialog);
}

bool open_wanted(Panel& panel, const std::string& path) {
  if (panel.app.dirty() && replaces_all(path)) {
    ask_before_leaving(panel.state, {path});
    return false;
  }
  panel.actions.open_file = path;
  return true;
}

void follow_leaving(Panel& panel) {
  ScreenState& state = panel.state;
  if (state.leaving) {
    const bool waits = state.dialog == &unsaved_dialog || is_asking_for_file(state);
    if (state.leaving->saving && !panel.app.dirty()) {
      leave(panel);
    } else if (!waits) {
      state.leaving.reset();  // given up, or it could not be saved
    }
  }
  if (state.dialog != nullptr || state.leaving || is_asking_for_file(state)) return;
  if (panel.app.left_work() && !state.left_work_offered) {
    state.left_work_offered = true;
    begin_dialog(state, left_work_dialog);
  } else if (!state.dropped_file.empty()) {
    open_wanted(panel, std::exchange(state.dropped_file, {}));
  }
}

}  // namespace losslab
