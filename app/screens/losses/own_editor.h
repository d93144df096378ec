#pragma once
#include <map>
#include <optional>
#include <string>

#include "app/screens/shell/panel.h"
#include "losses/core/loss.h"
#include "widgets/imgui/formula_field.h"
#include "widgets/imgui/typed_field.h"

namespace losslab {

// What the editor of one's own losses remembers from frame to frame.
struct OwnEditorMemory {
  int index = -1;            // of the loss whose formula is in the field
  std::string known, draft;  // the formula that the loss has, and what is in the field
  // Why the draft is not the loss's formula yet, and where.
  std::string complaint;
  std::optional<FieldMark> wrong;
  int keyboard_frames = 0;  // for so many frames the field asks for the keyboard
  long visits = 0;          // of the keyboard in the field: what is typed in one is one undo step
  TypedField name;
  std::map<std::string, TypedField> fields;  // of parameters: "delta.from"
};

// The heading of the list of one's own losses, with the button that makes another.
void own_heading(Panel& panel);
// Makes a loss on the present axis, shows the Losses screen and puts the keyboard into its formula.
void make_new_loss(Panel& panel);
// Offers a copy of a loss as one's own, where it has an expression.
void copy_button(Panel& panel, const Loss& loss);
// Name, variable, formula and parameters of one's own loss, as they are typed.
void own_editor(Panel& panel, const Loss& loss);
// What is found out about it over the range that is shown.
void own_reading(Panel& panel, const Loss& loss);

// Pieces of the editor.
OwnEditorMemory& own_memory(Panel& panel);
void change_own(Panel& panel, const Loss& loss, const OwnLossText& text, const std::string& merge = {});
void own_parameters(Panel& panel, const Loss& loss);

}  // namespace losslab
