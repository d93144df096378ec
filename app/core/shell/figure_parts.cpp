#include "app/core/shell/figure_parts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "app/core/catalogue/loss_curves.h"
#include "app/core/lab/page/runners.h"

namespace losslab::parts {
namespace {

std::string short_number(double value, int digits) {
  std::array<char, 40> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, digits);
  return {text.data(), end.ptr};
}

bool reads_as(const std::string& text, double value) {
  double read = 0;
  std::from_chars(text.data(), text.data() + text.size(), read);
  return std::abs(read - value) <= 1e-9 * std::abs(value);
}

}  // namespace

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

std::string legend_label(const Loss& loss) {
  std::string list;
  for (const Parameter& parameter : loss.parameters()) {
    if (parameter.is_class) continue;
    const double value = loss.parameter(parameter.name);
    // A number that somebody chose is shown whole; one that came from a drag, from play or from data is cut.
    std::string text = short_number(value, 5);
    if (std::isinf(value)) {
      text = value < 0 ? "−∞" : "∞";
    } else if (!reads_as(text, value)) {
      text = short_number(value, 3);
    }
    if (text.front() == '-') text.replace(0, 1, "−");
    if (!list.empty()) list += ", ";
    list.append(parameter.symbol).append(" = ").append(text);
  }
  std::string label = loss.info().english;
  if (!list.empty()) label.append(" (").append(list).append(")");
  return label;
}

std::vector<Shown> shown_competitors(const Document& document, const View& view, const Lab& lab, const Theme& theme) {
  const LabPage& page = lab.page();
  std::vector<Shown> shown;
  for (std::size_t i = 0; i < page.ticked.size(); ++i) {
    const std::string& runner = page.ticked[i];
    const int series = lab.race().competitors()[i].key;
    shown.push_back({i, series, runner, runner_label(document, page, runner),
                     theme.series(static_cast<std::size_t>(series)), runner == page.chosen,
                     view.hidden.contains(runner)});
  }
  return shown;
}

CurveItem hidden_entry(const std::string& label, int series, const SeriesStyle& style, const Theme& theme) {
  CurveItem item;
  item.stroke = {mix(style.color, theme.background, 0.75), curve_width, style.dash};
  item.legend = label;
  item.series = series;
  return item;
}

CurveItem history_curve(const Shown& who, const RaceHistory& history, double Measures::*measure, double scale,
                        double offset, Marker marker) {
  constexpr std::size_t most = 1000, dense = 256;
  CurveItem item;
  item.stroke = who.stroke();
  item.marker = marker;
  item.series = who.series;
  // Strides of a power of two, so that the chosen iterates do not flicker while the run grows.
  std::size_t stride = 1;
  while (history.size() / stride > most) stride *= 2;
  item.points.reserve(history.size() / stride + 2);
  const auto add = [&](std::size_t i) {
    item.points.push_back({static_cast<double>(history.step(i)), offset + scale * (history[i].*measure)});
  };
  // The first ones are all there: on a logarithmic axis they take most of the room.
  const auto after = [&](std::size_t i) {
    std::size_t step = 1;
    while (step < stride && i / step >= dense) step *= 2;
    return i + step;
  };
  std::size_t last = 0;
  for (std::size_t i = 0; i < history.size(); i = after(i)) add(last = i);
  if (last != history.size() - 1) add(history.size() - 1);
  return item;
}

LineItem position_line(long position, const Theme& theme) {
  LineItem line;
  line.direction = LineItem::Direction::vertical;
  line.at = static_cast<double>(position);
  line.stroke = {theme.accent, 1.2, Dash::solid};
  return line;
}

namespace {

CurveItem curve_of(const Loss& loss, Quantity quantity, Range range, const Stroke& stroke) {
  const Loss one[] = {loss};
  const SampleGrid grid(one, LossAxis::residual, range, false, 400);
  SampledLoss sampled(grid.size());
  sampled.evaluate(loss, grid, {});
  CurveItem item;
  item.stroke = stroke;
  item.points = sampled.curve(grid, quantity);
  return item;
}

}  // namespace

CurveItem loss_curve(const Loss& loss, Range range, const Stroke& stroke) {
  return curve_of(loss, Quantity::value, range, stroke);
}

CurveItem slope_curve(const Loss& loss, Range range, const Stroke& stroke) {
  return curve_of(loss, Quantity::gradient, range, stroke);
}

}  // namespace losslab::parts
