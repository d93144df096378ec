#pragma once
#include "app/screens/shell/panels.h"
#include "widgets/imgui/compat.h"

namespace losslab {

// The contents of each dialog, between its title and its end.
void help_dialog(Panel& panel, double width);  // points
void save_session_dialog(Panel& panel);
void open_file_dialog(Panel& panel);
void save_figure_dialog(Panel& panel);
void save_data_dialog(Panel& panel);
void import_dialog(Panel& panel);

// A table that the application offers opens its dialog; one whose dialog was closed is put away.
void follow_offer(Panel& panel);
// Pieces of that dialog: the first rows of the table, and the points that its columns would give.
void table_preview(Panel& panel, const ImportDraft& draft);
void points_preview(Panel& panel, const ImportDraft& draft, ImVec2 size);  // pixels

void begin_dialog(ScreenState& state, ScreenState::Dialog dialog);
// Pieces of dialogs.
bool path_field(Panel& panel, const char* id);  // over ScreenState::path; true when Enter was pressed
void danger_text(Panel& panel, const std::string& text);
void dialog_error(Panel& panel);  // why the last attempt failed
bool dialog_buttons(Panel& panel, const char* id, const char* agree);
void send(Panel& panel);  // the wish is with the application: the dialog waits for the answer

}  // namespace losslab
