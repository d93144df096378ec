#pragma once
#include "widgets/imgui/plot_view.h"

namespace losslab {

// What shows over a figure that it can be taken hold of. `origin`: the figure's corner in pixels.

// A dot with a ring of background for a point, larger under the pointer; a tab at the end of a line. Unmarked handles
// show only a ring, and only under the pointer.
void draw_grip(ImDrawList& draw, const Handle& handle, const PlotLayout& plot, ImVec2 origin, bool pointed,
               const Ui& ui);
// The box that is being drawn to zoom into, between two page points.
void draw_box(ImDrawList& draw, Point a, Point b, ImVec2 origin, const Ui& ui);

}  // namespace losslab
