#include "app/core/descent/history_plot.h"

#include <algorithm>
#include <cmath>

#include "app/core/descent/kept_steps.h"
#include "app/core/shell/figure_parts.h"

namespace losslab {

Plot history_plot(const HistoryLook& look, const std::vector<HistoryCurve>& curves, const Theme& theme) {
  Plot plot;
  plot.name = look.name;
  plot.title = look.title;
  plot.legend = false;
  plot.x = parts::axis(look.x_label, {0, std::max(1.0, static_cast<double>(look.length))}, look.camera.x);
  Range seen = parts::nothing;
  std::vector<double> values;
  std::vector<double> starts;
  for (const HistoryCurve& who : curves) {
    CurveItem curve;
    for (const long step : history_steps(look.length, std::min(look.length, who.last))) {
      curve.points.push_back({static_cast<double>(step), who.quantity(step)});
      parts::include(seen, curve.points.back().y);
      if (std::isfinite(curve.points.back().y)) values.push_back(curve.points.back().y);
    }
    if (!curve.points.empty() && std::isfinite(curve.points.front().y)) starts.push_back(curve.points.front().y);
    curve.stroke = who.stroke;
    curve.marker = who.marker;
    curve.legend = who.label;
    curve.series = who.series;
    plot.items.emplace_back(std::move(curve));
  }
  if (!(seen.min <= seen.max)) seen = {0, 1};
  if (seen.max == 0 && seen.min == 0 && !look.camera.log_y) seen.max = 1;  // of zeros alone there is no scale
  if (look.cut_tenth && !look.camera.log_y && !values.empty()) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() * 9 / 10);
    std::ranges::nth_element(values, at);
    // Where they start stays in sight, but for one that starts far above the others.
    double begun = 0;
    if (!starts.empty()) {
      const auto middle = starts.begin() + static_cast<std::ptrdiff_t>(starts.size() / 2);
      std::ranges::nth_element(starts, middle);
      begun = *middle;
    }
    if (seen.max > 4 * *at && *at > 0) seen.max = std::min(seen.max, std::max(2 * *at, 1.1 * begun));
  }
  const bool zero = look.from_zero && !look.camera.log_y;
  const double floor = zero ? std::min(0.0, seen.min) : seen.min;
  const double room = 0.06 * std::max(seen.max - floor, 1e-9);
  plot.y = parts::axis(
      look.y_label,
      look.share ? Range{0, 1.05} : parts::rounded({look.from_zero ? floor : floor - room, seen.max + room}),
      look.camera.y, look.camera.log_y);
  plot.items.emplace_back(parts::position_line(look.position, theme));
  return plot;
}

}  // namespace losslab
