#pragma once
#include "app/core/shell/application.h"
#include "app/screens/shell/screen_state.h"
#include "widgets/imgui/style.h"

namespace losslab {

// The whole window: tabs, left panel, plots, reading panel, transport, dialogs. Draws with Dear ImGui and returns what
// was asked for. `size` in pixels.
Actions show_frame(const Application& app, ScreenState& state, ImVec2 size, Ui& ui);

// Opens a dialog for a command that the application could not carry out alone (help, save as, open, save figure).
void open_dialog(ScreenState& state, Command command, const Application& app);

// Presenting, and what belongs to it: F5, Page Down and Page Up, a black screen. False for any other command.
bool present(ScreenState& state, Command command);
// How much larger everything is while presenting: text of 20 pt, where the window is 720 pixels high.
double presenting_scale(double window_height);

}  // namespace losslab
