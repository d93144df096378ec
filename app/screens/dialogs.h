#pragma once
#include "app/screens/panels.h"
#include "widgets/imgui/compat.h"

namespace losslab {

// The contents of each dialog, between its title and its end.
void help_dialog(Panel& panel, double width);  // points
void save_session_dialog(Panel& panel);
void open_file_dialog(Panel& panel);
void save_figure_dialog(Panel& panel);

// Pieces of dialogs.
bool path_field(Panel& panel, const char* id);  // over ScreenState::path; true when Enter was pressed
void dialog_error(Panel& panel);                // why the last attempt failed
bool dialog_buttons(Panel& panel, const char* id, const char* agree);
void send(Panel& panel);  // the wish is with the application: the dialog waits for the answer

}  // namespace losslab
