#pragma once
#include <optional>
#include <string>
#include <vector>

namespace losslab {

// Everything a person can ask for by key, menu or button. One table binds keys and feeds the help.
enum class Command : unsigned char {
  // These act on the state that is shown.
  play_pause,
  play_back,
  step_forward,
  step_back,
  rewind,
  reset,
  faster,
  slower,
  undo,
  redo,
  // These on the window and on files.
  save_session,
  save_session_as,
  open_file,
  open_example,
  save_figure,
  save_animation,
  save_window,
  copy_figure,
  copy_data,
  paste_table,
  text_normal,
  text_large,
  text_very_large,
  toggle_theme,
  next_language,
  toggle_left,
  toggle_right,
  find_loss,
  new_loss,
  present,
  page_forward,
  page_back,
  blank,
  spotlight,
  full_screen,
  help,
  quit,
  first_screen  // shows the first screen of the list; those after it show the others: see screen_command()
};

// The command that shows a screen, and the screen that a command shows; by index in the list of screens.
Command screen_command(std::size_t screen);
std::optional<std::size_t> screen_of(Command command);

struct CommandInfo {
  Command command;
  std::string title;     // a key of texts: "Play or pause"
  std::string shortcut;  // as printed: "Space", "Ctrl+Shift+S", "" where there is none
  int key;               // GLFW's key code (kept as a number so that core needs no GLFW), 0: none
  bool ctrl, shift;
  // Left to a slider under the pointer. (A control that the keyboard is with has its keys before any command.)
  bool pointer_first = false;
};
std::vector<CommandInfo> commands();  // in the order of the help
CommandInfo info(Command command);

}  // namespace losslab
