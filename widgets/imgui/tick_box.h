#pragma once
#include "widgets/imgui/style.h"

namespace losslab {

// The square of a tick box; `at` is the middle of its left edge, in pixels.
void draw_tick_box(ImDrawList& draw, ImVec2 at, bool ticked, bool hovered, const Ui& ui);

}  // namespace losslab
