#pragma once
#include <string>
#include <vector>

#include "app/core/lab/results/lab.h"
#include "app/core/shell/figure_parts.h"

namespace losslab::parts {

// A competitor as a figure shows it.
struct Shown {
  std::size_t competitor;  // in the race
  int series;
  std::string id, label;  // the runner's
  SeriesStyle style;
  bool chosen, hidden;
  Stroke stroke() const { return {style.color, chosen ? chosen_width : curve_width, style.dash}; }
};
std::vector<Shown> shown_competitors(const Document& document, const View& view, const Lab& lab, const Theme& theme,
                                     const Language& text);

// A curve of one measure of a competitor against the iteration, with at most about a thousand points.
CurveItem history_curve(const Shown& who, const RaceHistory& history, double Measures::*measure, double scale,
                        double offset, Marker marker);

}  // namespace losslab::parts
