#include "app/core/shell/commands.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "app/core/shell/state/screen.h"

namespace losslab {
namespace {

// Key codes as GLFW numbers them: letters and digits are their ASCII codes.
constexpr int key_space = 32, key_comma = 44, key_period = 46;
constexpr int key_right = 262, key_left = 263, key_page_up = 266, key_page_down = 267, key_home = 268;
constexpr int key_f1 = 290, key_f5 = 294, key_f11 = 300, key_f12 = 301;

struct Row {
  Command command;
  const char *title, *shortcut;  // title: a key of texts
  int key;
  bool ctrl, shift, pointer_first = false;
};

// The screens come after the first, in the order of their tabs.
constexpr std::array before_screens{
    Row{Command::play_pause, "command.play_pause", "Space", key_space, false, false},
    Row{Command::play_back, "command.play_back", "Shift+Space", key_space, false, true},
    Row{Command::step_forward, "command.step_forward", "→", key_right, false, false, true},
    Row{Command::step_back, "command.step_back", "←", key_left, false, false, true},
    Row{Command::rewind, "command.rewind", "Home", key_home, false, false},
    Row{Command::reset, "command.reset", "R", 'R', false, false},
    Row{Command::faster, "command.faster", ".", key_period, false, false},
    Row{Command::slower, "command.slower", ",", key_comma, false, false},
    Row{Command::undo, "command.undo", "Ctrl+Z", 'Z', true, false},
    Row{Command::redo, "command.redo", "Ctrl+Y", 'Y', true, false},
    Row{Command::save_session, "command.save_session", "Ctrl+S", 'S', true, false},
    Row{Command::save_session_as, "command.save_session_as", "Ctrl+Shift+S", 'S', true, true},
    Row{Command::open_file, "command.open_file", "Ctrl+O", 'O', true, false},
    Row{Command::open_example, "command.open_example", "Ctrl+Shift+O", 'O', true, true},
    Row{Command::save_figure, "command.save_figure", "Ctrl+E", 'E', true, false},
    Row{Command::save_animation, "command.save_animation", "Ctrl+Shift+E", 'E', true, true},
    Row{Command::save_window, "command.save_window", "F12", key_f12, false, false},
    Row{Command::copy_figure, "command.copy_figure", "Ctrl+C", 'C', true, false},
    Row{Command::copy_data, "command.copy_data", "Ctrl+Shift+C", 'C', true, true},
    Row{Command::paste_table, "command.paste_table", "Ctrl+V", 'V', true, false},
    Row{Command::find_loss, "command.find_loss", "Ctrl+F", 'F', true, false},
    Row{Command::new_loss, "command.new_loss", "Ctrl+N", 'N', true, false},
    Row{Command::present, "command.present", "F5", key_f5, false, false},
    Row{Command::page_forward, "command.page_forward", "Page Down", key_page_down, false, false},
    Row{Command::page_back, "command.page_back", "Page Up", key_page_up, false, false},
    Row{Command::blank, "command.blank", "B", 'B', false, false},
    Row{Command::spotlight, "command.spotlight", "L", 'L', false, false},
};
constexpr std::array after_screens{
    Row{Command::text_normal, "command.text_normal", "Ctrl+1", '1', true, false},
    Row{Command::text_large, "command.text_large", "Ctrl+2", '2', true, false},
    Row{Command::text_very_large, "command.text_very_large", "Ctrl+3", '3', true, false},
    Row{Command::toggle_theme, "command.toggle_theme", "T", 'T', false, false},
    Row{Command::next_language, "command.next_language", "Ctrl+L", 'L', true, false},
    Row{Command::toggle_left, "command.toggle_left", "Ctrl+B", 'B', true, false},
    Row{Command::toggle_right, "command.toggle_right", "Ctrl+Shift+B", 'B', true, true},
    Row{Command::full_screen, "command.full_screen", "F11", key_f11, false, false},
    Row{Command::help, "command.help", "F1", key_f1, false, false},
    Row{Command::quit, "command.quit", "Ctrl+Q", 'Q', true, false},
};

CommandInfo with_words(const Row& row) {
  return {row.command, row.title, row.shortcut, row.key, row.ctrl, row.shift, row.pointer_first};
}

// Screens are shown by the digits, as far as these go.
CommandInfo of_screen(std::size_t index) {
  const int key = index < 9 ? '1' + static_cast<int>(index) : 0;
  return {screen_command(index),
          screens()[index]->title(),
          key == 0 ? "" : std::string(1, static_cast<char>(key)),
          key,
          false,
          false};
}

}  // namespace

Command screen_command(std::size_t screen) {
  return static_cast<Command>(static_cast<std::size_t>(Command::first_screen) + screen);
}

std::optional<std::size_t> screen_of(Command command) {
  if (command < Command::first_screen) return std::nullopt;
  return static_cast<std::size_t>(command) - static_cast<std::size_t>(Command::first_screen);
}

std::vector<CommandInfo> commands() {
  std::vector<CommandInfo> all;
  for (const Row& row : before_screens) all.push_back(with_words(row));
  for (std::size_t i = 0; i < screens().size(); ++i) all.push_back(of_screen(i));
  for (const Row& row : after_screens) all.push_back(with_words(row));
  return all;
}

CommandInfo info(Command command) {
  if (const auto screen = screen_of(command)) return of_screen(*screen);
  for (const Row& row : before_screens) {
    if (row.command == command) return with_words(row);
  }
  const auto at = std::ranges::find(after_screens, command, &Row::command);
  assert(at != after_screens.end());
  return with_words(*at);
}

}  // namespace losslab
