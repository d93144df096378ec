#pragma once
#include <span>

#include "widgets/figure/layout.h"
#include "widgets/imgui/plot_view.h"

namespace losslab {

// The arithmetic of a plot's gestures, apart from the mouse. On a log axis everything is proportional.

// The range after its content has been moved by `share` of the axis's length towards greater values.
Range panned(Range range, bool log, double share);
// The range scaled by `factor` (below 1: closer) so that the value at `share` of the axis stays where it is. A range
// that would lose its digits or leave what doubles hold comes back as it was.
Range zoomed(Range range, bool log, double share, double factor);
// The part of the range between two shares of the axis, in either order.
Range cut(Range range, bool log, double from, double to);

// The handle under a page point, or −1: the nearest point, or else the nearest line. Handles outside of their frame
// cannot be taken.
int handle_at(std::span<const Handle> handles, const Layout& layout, Point page);
// The place of a handle on the page, on its plot's frame for lines; nothing where it is not to be seen.
std::optional<Point> handle_place(const Handle& handle, const PlotLayout& plot);

// The series of the legend entry under a page point, or −1.
const PlotLayout::LegendEntry* legend_at(const PlotLayout& plot, Point page);
// Which points of `data` a brush of `radius` page points touches on its way between two places of the plot (data
// space): those that are seen and lie within the radius of the segment between them on the page. Ascending.
std::vector<int> under_brush(const PlotLayout& plot, std::span<const Point> data, Point from, Point to, double radius);
// Where a title that opens a menu is pressed: its text and the mark behind it, a little widened. Empty for others.
Rect title_area(const PlotLayout& plot);
// The series of the nearest curve, point or segment within `reach` page points, or −1.
int series_at(const Plot& plot, const PlotLayout& place, Point page, double reach);

}  // namespace losslab
