#include "app/core/shell/figure_parts.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/core/shell/state/document.h"
#include "app/core/shell/state/view.h"

namespace losslab::parts {

Camera camera(const Document& document, const View& view, std::string_view plot) {
  const auto at = view.cameras.find(view.camera_key(document, plot));
  return at == view.cameras.end() ? Camera{} : at->second;
}

Axis axis(std::string label, Range usual, const std::optional<Range>& chosen, bool log) {
  Axis result;
  result.label = std::move(label);
  result.range = chosen.value_or(usual);
  result.log = log;
  if (log && result.range.min <= 0) {
    if (result.range.max <= 0) result.range.max = 1;
    result.range.min = 1e-3 * result.range.max;
  }
  return result;
}

void include(Range& range, double value) {
  if (!std::isfinite(value)) return;
  range.min = std::min(range.min, value);
  range.max = std::max(range.max, value);
}

Range rounded(Range range) {
  if (!(range.min <= range.max)) return {0, 1};
  if (range.min == range.max) return {range.min - 0.5, range.max + 0.5};
  const double exact = range.span() / 12;
  const double power = std::pow(10, std::floor(std::log10(exact)));
  const double step = power * (exact / power <= 1 ? 1 : exact / power <= 2 ? 2 : exact / power <= 5 ? 5 : 10);
  return {std::floor(range.min / step) * step, std::ceil(range.max / step) * step};
}

SeriesStyle class_style(const Theme& theme, std::size_t k) {
  constexpr std::array<std::size_t, 8> order{3, 4, 5, 6, 0, 1, 2, 7};  // grey comes last
  SeriesStyle style = theme.series(k);
  style.color = theme.series_colors[order[k % order.size()]];
  return style;
}

CurveItem hidden_entry(const std::string& label, int series, const SeriesStyle& style, const Theme& theme) {
  CurveItem item;
  item.stroke = {mix(style.color, theme.background, 0.75), curve_width, style.dash};
  item.legend = label;
  item.series = series;
  return item;
}

void stand_in_pairs(Figure& figure) {
  for (std::size_t i = 0; i < figure.plots.size(); ++i) {
    figure.plots[i].row = static_cast<int>(i % 2);
    figure.plots[i].column = static_cast<int>(i / 2);
  }
}

LineItem position_line(long position, const Theme& theme) {
  LineItem line;
  line.direction = LineItem::Direction::vertical;
  line.at = static_cast<double>(position);
  line.stroke = {theme.accent, 1.2, Dash::solid};
  return line;
}

}  // namespace losslab::parts
