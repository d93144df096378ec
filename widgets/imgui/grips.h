#pragma once
#include "widgets/imgui/plot_view.h"

namespace losslab {

// What shows over a figure that it can be taken hold of. `origin`: the figure's corner in pixels.

// A ring around a point that is under the pointer or held; lines show it by the pointer's shape alone.
void draw_grip(ImDrawList& draw, const Handle& handle, const PlotLayout& plot, ImVec2 origin, const Ui& ui);
// The brush around a page point, cut off at the frame.
void draw_brush(ImDrawList& draw, const PlotLayout& plot, Point page, double radius, ImVec2 origin, const Ui& ui);
// The ground of a title under the pointer, to be drawn before the title, and the mark that it opens a menu.
void draw_title_ground(ImDrawList& draw, const PlotLayout& plot, ImVec2 origin, const Ui& ui);
void draw_title_mark(ImDrawList& draw, const PlotLayout& plot, bool pointed, ImVec2 origin, const Ui& ui);
// The box that is being drawn to zoom into, between two page points.
void draw_box(ImDrawList& draw, Point a, Point b, ImVec2 origin, const Ui& ui);

}  // namespace losslab
