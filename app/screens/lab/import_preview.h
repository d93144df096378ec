#pragma once
#include "app/screens/lab/import_draft.h"
#include "app/screens/shell/panel.h"

namespace losslab {

// Pieces of the dialog that imports a table: its first rows, and the points that its columns would give.
// How it is read, with the controls that change this.
void reading_choices(Panel& panel);
void table_preview(Panel& panel, const ImportDraft& draft);
void points_preview(Panel& panel, const ImportDraft& draft, ImVec2 size);  // pixels

// x₁ of the first predictor, number 0.
std::string predictor_symbol(std::size_t j);

}  // namespace losslab
