#include "app/core/shell/commands.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace losslab {
namespace {

// Key codes as GLFW numbers them: letters and digits are their ASCII codes.
constexpr int key_space = 32, key_comma = 44, key_period = 46;
constexpr int key_right = 262, key_left = 263, key_home = 268, key_f1 = 290, key_f11 = 300, key_f12 = 301;

constexpr std::array table{
    CommandInfo{Command::play_pause, "Play or pause", "Space", key_space, false, false, true},
    CommandInfo{Command::play_back, "Play backwards", "Shift+Space", key_space, false, true, true},
    CommandInfo{Command::step_forward, "Step forward", "→", key_right, false, false, true},
    CommandInfo{Command::step_back, "Step back", "←", key_left, false, false, true},
    CommandInfo{Command::rewind, "Rewind to the start", "Home", key_home, false, false, true},
    CommandInfo{Command::reset, "Reset: forget the run", "R", 'R', false, false},
    CommandInfo{Command::faster, "Twice as fast", ".", key_period, false, false},
    CommandInfo{Command::slower, "Half as fast", ",", key_comma, false, false},
    CommandInfo{Command::undo, "Undo", "Ctrl+Z", 'Z', true, false},
    CommandInfo{Command::redo, "Redo", "Ctrl+Y", 'Y', true, false},
    CommandInfo{Command::save_session, "Save the session", "Ctrl+S", 'S', true, false},
    CommandInfo{Command::save_session_as, "Save the session as", "Ctrl+Shift+S", 'S', true, true},
    CommandInfo{Command::open_file, "Open a session or data", "Ctrl+O", 'O', true, false},
    CommandInfo{Command::save_figure, "Save the figure", "Ctrl+E", 'E', true, false},
    CommandInfo{Command::save_window, "Save a picture of the window", "F12", key_f12, false, false},
    CommandInfo{Command::copy_data, "Copy the numbers of the plots", "Ctrl+Shift+C", 'C', true, true},
    CommandInfo{Command::find_loss, "Search the losses", "Ctrl+F", 'F', true, false},
    CommandInfo{Command::screen_losses, "Losses", "1", '1', false, false},
    CommandInfo{Command::screen_regression, "Regression", "2", '2', false, false},
    CommandInfo{Command::screen_classification, "Classification", "3", '3', false, false},
    CommandInfo{Command::text_normal, "Normal text", "Ctrl+1", '1', true, false},
    CommandInfo{Command::text_large, "Large text", "Ctrl+2", '2', true, false},
    CommandInfo{Command::text_very_large, "Very large text", "Ctrl+3", '3', true, false},
    CommandInfo{Command::toggle_theme, "Light or dark", "T", 'T', false, false},
    CommandInfo{Command::toggle_left, "Show or hide the left panel", "Ctrl+B", 'B', true, false},
    CommandInfo{Command::toggle_right, "Show or hide the right panel", "Ctrl+Shift+B", 'B', true, true},
    CommandInfo{Command::full_screen, "Full screen", "F11", key_f11, false, false},
    CommandInfo{Command::help, "Shortcuts", "F1", key_f1, false, false},
    CommandInfo{Command::quit, "Quit", "Ctrl+Q", 'Q', true, false},
};

}  // namespace

std::span<const CommandInfo> commands() { return table; }

const CommandInfo& info(Command command) {
  const auto at = std::ranges::find(table, command, &CommandInfo::command);
  assert(at != table.end());
  return *at;
}

}  // namespace losslab
