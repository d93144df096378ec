#pragma once
#include <optional>
#include <string>

namespace losslab {

struct Panel;
struct ScreenState;

// What unsaved work stands in the way of.
struct Leaving {
  std::optional<std::string> file;  // a session that is to be opened; none: the program is to end
  bool saving = false;              // it goes on once everything is saved
};

// Asks whether unsaved work is to be saved first. The program ends through Command::quit, see may_quit.
void ask_before_leaving(ScreenState& state, Leaving leaving);
// Opens a file, after asking where unsaved work would be lost. True where the wish is with the application.
bool open_wanted(Panel& panel, const std::string& path);
// Once a frame: goes on where everything is saved, opens what was dropped on the window, and offers the work that
// another program has left.
void follow_leaving(Panel& panel);

}  // namespace losslab
