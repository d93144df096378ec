#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "app/core/descent/history_plot.h"
#include "app/core/structures/structures_page.h"
#include "widgets/figure/figure.h"
#include "widgets/figure/language.h"

namespace losslab {

// A loss that runs, as a figure of its page shows it; in the order of `ticked`.
struct ShownLoss {
  std::size_t run;  // its place among the runs
  StructuredLoss loss;
  int series;
  std::string label;
  SeriesStyle style;
  bool chosen, hidden;
  Stroke stroke() const;
};
std::vector<ShownLoss> shown_losses(const RunningLosses& running, const RunningKind& kind, const View& view,
                                    const Theme& theme, const Language& text);
// Null where nobody runs.
const ShownLoss* chosen_of(std::span<const ShownLoss> shown);
// The camera of a plot of a page.
Camera page_camera(const View& view, std::string_view page, std::string_view plot);

// A curve of everybody over a path through the present place, and a line where that is.
struct PathLook {
  std::string name, title, note, x_label, y_label;
  Camera camera;
  Range usual{0, 1};  // of the path
  double present = 0;
  bool from_zero = true;
};
Plot path_plot(const PathLook& look, std::span<const ShownLoss> shown,
               const std::function<double(const ShownLoss&, double along)>& value, const Theme& theme);

// One mark in a plot.
PointsItem mark_at(Point at, Marker marker, double radius, Color fill, Color outline, std::string legend = {});
// Arrows with heads that have the same proportions whatever their lengths are.
SegmentsItem arrows(std::span<const std::pair<Point, Point>> shafts, double head, const Stroke& stroke);

}  // namespace losslab
