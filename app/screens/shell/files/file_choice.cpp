// How a file is asked for: by the desktop, or by our list.
#include "app/screens/shell/file_choice.h"

#include <algorithm>

#include "app/core/shell/keep/recent_files.h"
#include "app/screens/shell/dialogs.h"
#include "app/screens/shell/files/native_files.h"
#include "app/screens/shell/pieces.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

NativeFiles::Question in_words(const Application& app, const FileChoice& choice) {
  const FileQuestion& asked = *choice.question;
  NativeFiles::Question question{asked.save, app.language()(asked.title), choice.folder.string(), choice.name, {}};
  for (const FileFilter& filter : asked.filters) {
    question.filters.push_back({app.language()(filter.title), filter.endings});
  }
  return question;
}

void begin_list(ScreenState& state, const Application& app) {
  state.choice.outside = false;
  list_files(app, state.choice);
  begin_dialog(state, file_list_dialog);
}

void ask(ScreenState& state, const Application& app) {
  if (state.native_files == nullptr) {
    begin_list(state, app);
    return;
  }
  state.dialog = nullptr;
  state.choice.outside = true;
  state.native_files->ask(in_words(app, state.choice));
}

bool is_there(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error);
}

// Adds the ending where it is missing; true if it did.
bool complete_ending(const FileQuestion& question, fs::path& path) {
  if (!question.save || question.endings.empty()) return false;
  const FileFilter known{"", question.endings};
  if (matches(known, path.filename().string())) return false;
  path += question.endings.front();
  return true;
}

void take(Panel& panel, const std::string& path) {
  ScreenState& state = panel.state;
  const bool listed = !state.choice.outside;
  // It may ask the next question.
  const FileQuestion question = *state.choice.question;
  const Dialog* const before = state.dialog;
  state.choice.replaced.clear();
  if (!listed) state.choice = FileChoice();
  const bool sent = question.chosen(panel, path);
  if (state.dialog != before) return;
  if (sent && listed) {
    list_files(panel.app, state.choice);  // it stays with the reason where it is not granted
    state.dialog = &file_list_dialog;
    send(panel);
  } else {
    state.dialog = nullptr;
  }
}

void replace_contents(Panel& panel, double) {
  const fs::path path = panel.state.choice.replaced;
  wrapped_text(
      panel.text("files.replace", {{"name", path.filename().string()}, {"folder", path.parent_path().string()}}),
      panel.ui);
  ImGui::Dummy({0, panel.ui.px(4)});
  const bool replace = button("files_replace", panel.text("files.do_replace"), panel);
  ImGui::SameLine();
  const bool keep =
      button("files_keep", panel.text("dialog.cancel"), panel) || compat::key_pressed(ImGuiKey_Escape, false);
  if (replace) {
    take(panel, path.string());
  } else if (keep) {
    ask(panel.state, panel.app);
  }
}

}  // namespace

const Dialog replace_dialog{"files.replace_title", 420, replace_contents};

void ask_for_file(ScreenState& state, const Application& app, FileQuestion question) {
  if (state.choice.outside) return;  // the desktop's dialog is open already
  state.choice = FileChoice();
  const fs::path suggested = question.name;
  state.choice.name = suggested.filename().string();
  state.choice.folder = first_folder({suggested.parent_path(), app.recent_files().folder(), home_folder()});
  state.choice.question = std::move(question);
  ask(state, app);
}

bool is_asking_for_file(const ScreenState& state) {
  return state.choice.outside || state.dialog == &file_list_dialog || state.dialog == &replace_dialog;
}

void follow_file_choice(Panel& panel) {
  ScreenState& state = panel.state;
  if (!state.choice.outside) return;
  const std::optional<NativeFiles::Answer> answer = state.native_files->answer();
  if (!answer) return;
  switch (answer->kind) {
    case NativeFiles::Answer::Kind::nobody:
      begin_list(state, panel.app);
      break;
    case NativeFiles::Answer::Kind::cancelled:
      state.choice = FileChoice();
      break;
    case NativeFiles::Answer::Kind::chosen: {
      // Whoever was asked about one name was not asked about another.
      fs::path path = answer->path;
      const bool other = complete_ending(*state.choice.question, path);
      if (other && is_there(path)) {
        state.choice.replaced = path.string();
        begin_dialog(state, replace_dialog);
        state.choice.outside = false;
      } else {
        take(panel, path.string());
      }
    }
  }
}

void accept_file(Panel& panel, const fs::path& path) {
  ScreenState& state = panel.state;
  fs::path target = path;
  complete_ending(*state.choice.question, target);
  if (state.choice.question->save && is_there(target)) {
    state.choice.replaced = target.string();
    begin_dialog(state, replace_dialog);
  } else {
    take(panel, target.string());
  }
}

void list_files(const Application& app, FileChoice& choice) {
  const FileFilter& filter = choice.question->filters[static_cast<std::size_t>(choice.filter)];
  choice.problem.clear();
  choice.entries.clear();
  choice.selected = -1;
  choice.follow_selected = choice.take_keyboard = true;
  if (choice.recent) {
    for (const std::string& file : app.recent_files().files()) {
      if (matches(filter, file) && is_there(file)) choice.entries.push_back({file, false});
    }
    return;
  }
  try {
    choice.entries = list_folder(choice.folder, filter, choice.hidden);
  } catch (const InputError& error) {
    choice.problem = app.language()(
        "files.unreadable", {{"folder", choice.folder.string()}, {"reason", app.language().translated(error.what())}});
  }
}

}  // namespace losslab
