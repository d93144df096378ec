#pragma once
#include <span>
#include <string_view>

#include "app/core/shell/application.h"

namespace losslab {

// The one table of commands: it binds the keys, feeds the menus' hints and the help of F1.
struct CommandInfo {
  Command command;
  const char* title;     // "Play or pause"
  const char* shortcut;  // as printed: "Space", "Ctrl+Shift+S", "" where there is none
  int key;               // GLFW's key code (kept as a number so that core needs no GLFW), 0: none
  bool ctrl, shift;
  // Left to a control that uses the key itself while it has the keyboard: arrows on a slider, Space on a button.
  bool keyboard_focus_first = false;
};
std::span<const CommandInfo> commands();
const CommandInfo& info(Command command);

}  // namespace losslab
