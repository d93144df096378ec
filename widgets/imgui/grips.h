#pragma once
#include "widgets/imgui/plot_view.h"

namespace losslab {

// What shows over a figure that it can be taken hold of. `origin`: the figure's corner in pixels.

// A dot with a ring of background for a point, larger under the pointer; a tab at the end of a line. Unmarked handles
// show only a ring, and only under the pointer.
void draw_grip(ImDrawList& draw, const Handle& handle, const PlotLayout& plot, ImVec2 origin, bool pointed,
               const Ui& ui);
// The brush around a page point, cut off at the frame.
void draw_brush(ImDrawList& draw, const PlotLayout& plot, Point page, double radius, ImVec2 origin, const Ui& ui);
// The ground of a title under the pointer, to be drawn before the title, and the mark that it opens a menu.
void draw_title_ground(ImDrawList& draw, const PlotLayout& plot, ImVec2 origin, const Ui& ui);
void draw_title_mark(ImDrawList& draw, const PlotLayout& plot, bool pointed, ImVec2 origin, const Ui& ui);
// The box that is being drawn to zoom into, between two page points.
void draw_box(ImDrawList& draw, Point a, Point b, ImVec2 origin, const Ui& ui);

}  // namespace losslab
