#pragma once
#include "app/screens/shell/panel.h"
#include "widgets/imgui/compat.h"

namespace losslab {

// A dialog over the window: what stands between its title and its end.
struct Dialog {
  const char* title;                             // a key
  double width;                                  // points
  void (*contents)(Panel& panel, double width);  // points, as far as the window has them
};
extern const Dialog help_dialog, examples_dialog, save_figure_dialog, save_animation_dialog;
extern const Dialog file_list_dialog, replace_dialog, unsaved_dialog, left_work_dialog;

void dialogs(Panel& panel, ImVec2 size);
// How far the animation that is being saved has come, with its cross.
void animation_progress(Panel& panel);
void begin_dialog(ScreenState& state, const Dialog& dialog);
// Pieces of dialogs.
void danger_text(Panel& panel, const std::string& text);
void dialog_error(Panel& panel);  // why the last attempt failed
bool dialog_buttons(Panel& panel, const char* id, const std::string& agree);
void send(Panel& panel);  // the wish is with the application: the dialog waits for the answer

}  // namespace losslab
