#pragma once
#include "widgets/imgui/style.h"

namespace losslab {

// A sample of a series' line with its marker in the middle, from `left` to `right` at height y, in pixels.
void draw_swatch(ImDrawList& draw, const SeriesStyle& style, float left, float right, float y, Ui& ui);

}  // namespace losslab
