#pragma once
#include <imgui.h>

#include <span>
#include <vector>

namespace losslab {

// A stroke's width in whole pixels, at least one: those are drawn from the atlas's line texture, at a third of the
// cost.
float line_pixels(double points, float scale);
// Where the middle of an upright or level line of that width has to lie for its edges to fall between pixels.
float snapped(float position, float width);

// Lines in pixels. A level or upright line of two points is snapped to the pixels, so that it stays crisp.
void draw_line(ImDrawList& draw, std::span<const ImVec2> points, ImU32 color, float width, bool closed = false);
// The line cut into dashes: `pattern` has dash and gap by turns in units of `unit` pixels. A figure has thousands of
// dashes: those of a line go to the draw list together.
void draw_dashes(ImDrawList& draw, std::span<const ImVec2> points, ImU32 color, float width,
                 std::span<const double> pattern, float unit);

// Fills the region between two lines of as many points; `upper` lies nowhere below `lower`. No seams within, and soft
// edges along both lines.
void fill_band(ImDrawList& draw, std::span<const ImVec2> upper, std::span<const ImVec2> lower, ImU32 color);
// Fills a polygon that is seen whole from its centre, without seams; its corners run clockwise on the screen.
void fill_star(ImDrawList& draw, ImVec2 center, std::span<const ImVec2> corners, ImU32 color);

// Fills a convex polygon of either sense of rotation.
void fill_convex(ImDrawList& draw, std::vector<ImVec2>& points, ImU32 color);

}  // namespace losslab
