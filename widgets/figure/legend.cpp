#include <cmath>

#include "widgets/figure/marker.h"
#include "widgets/figure/plan.h"

namespace losslab {
namespace {

double sample_width(const Page& page, const Item& item) {
  const bool line = std::holds_alternative<CurveItem>(item) || std::holds_alternative<SegmentsItem>(item);
  return (line ? 2.2 : 0.8) * page.em;
}
double sample_gap(const Page& page) { return 0.4 * page.em; }
double row_height(const Page& page) { return 1.12 * page.legend_line; }

// The sample of what is filled: a small square.
void draw_patch(const Page& page, const Item& item, Point middle, std::vector<Op>& ops) {
  const double side = 0.7 * page.em;
  RectOp patch{{middle.x - 0.5 * side, middle.y - 0.5 * side, side, side}, std::nullopt, std::nullopt};
  if (const auto* bars = std::get_if<BarsItem>(&item)) {
    patch.fill = bars->fill;
  } else if (const auto* band = std::get_if<BandItem>(&item)) {
    patch.fill = shown_color(page, band->fill, band->series);
  } else if (const auto* squares = std::get_if<SquaresItem>(&item)) {
    patch.fill = shown_color(page, squares->fill, squares->series);
    patch.outline = shown_stroke(page, squares->outline, squares->series);
  }
  ops.emplace_back(patch);
}

// The entry's look at the left end of `at`: line, dash and marker as in the plot.
void draw_sample(const Page& page, const LegendEntry& entry, Point at, std::vector<Op>& ops) {
  const double width = sample_width(page, *entry.item);
  const Point middle{at.x + 0.5 * width, at.y};
  if (const auto* curve = std::get_if<CurveItem>(entry.item)) {
    const Stroke stroke = shown_stroke(page, curve->stroke, curve->series);
    ops.emplace_back(LineOp{at, {at.x + width, at.y}, stroke});
    add_marker(ops, curve->marker, middle, 2.8 * page.style.line_scale, stroke.color,
               Stroke{page.theme.background, 0.8 * page.style.line_scale, Dash::solid});
  } else if (const auto* segments = std::get_if<SegmentsItem>(entry.item)) {
    ops.emplace_back(LineOp{at, {at.x + width, at.y}, shown_stroke(page, segments->stroke, segments->series)});
  } else if (const auto* points = std::get_if<PointsItem>(entry.item)) {
    const Color fill = points->fill.empty() ? page.theme.foreground : points->fill.front();
    std::optional<Stroke> outline;
    if (points->outline) outline = shown_stroke(page, *points->outline, points->series);
    const double radius =
        std::min((points->radius.empty() ? 3 : points->radius.front()) * page.style.line_scale, 0.4 * page.em);
    add_marker(ops, points->marker, middle, radius, shown_color(page, fill, points->series), outline);
  } else {
    draw_patch(page, *entry.item, middle, ops);
  }
}

// "Huber (δ = 1)" without its parameters.
std::string_view without_parameters(std::string_view text) { return text.substr(0, text.find(" (")); }

// Fills rows no wider than `room` with the entries of the plot.
void fill_rows(const Page& page, PlotPlan& plan, double room, bool with_parameters) {
  plan.legend.clear();
  plan.legend_rows = 0;
  const double between = (with_parameters ? 1.3 : 0.9) * page.em;
  double x = 0;
  int row = 0;
  for (const Item& item : plan.plot->items) {
    const std::string_view text = legend_of(item);
    if (text.empty()) continue;
    const int series = series_of(item);
    const bool known = std::any_of(plan.legend.begin(), plan.legend.end(), [&](const LegendEntry& entry) {
      return entry.series == series && legend_of(*entry.item) == text;
    });
    if (known) continue;
    const double sample = sample_width(page, item) + sample_gap(page);
    const std::string_view shown = with_parameters ? text : without_parameters(text);
    LegendEntry entry{page.shortened(shown, room - sample, page.legend_size), series, &item};
    if (entry.text.empty()) continue;
    entry.width = sample + page.width_of(entry.text, page.legend_size);
    if (x > 0 && x + entry.width > room) {
      ++row;
      x = 0;
    }
    entry.row = row;
    entry.x = x;
    x += entry.width + between;
    plan.legend.push_back(std::move(entry));
  }
  plan.legend_rows = plan.legend.empty() ? 0 : row + 1;
}

}  // namespace

void plan_legend(const Page& page, PlotPlan& plan, double room) {
  fill_rows(page, plan, room, true);
  // A legend that would push down its plot says the names alone.
  constexpr double most = 0.16;  // of the page's height
  if (plan.legend_rows * row_height(page) > most * page.size.height) fill_rows(page, plan, room, false);
}

void draw_legend(const Page& page, PlotPlan& plan, std::vector<Op>& ops) {
  const Rect& frame = plan.layout.frame;
  const TextExtent extent = page.text.measure("A", page.legend_size, FontStyle::regular);
  const double top = frame.y - plan.top + (plan.title ? page.title_line + 0.15 * page.em : 0);
  for (const LegendEntry& entry : plan.legend) {
    const Rect rect{frame.x + entry.x, top + entry.row * row_height(page), entry.width, page.legend_line};
    const double baseline = rect.y + extent.ascent;
    draw_sample(page, entry, {rect.x, baseline - 0.33 * page.legend_size}, ops);
    const double text_x = rect.x + sample_width(page, *entry.item) + sample_gap(page);
    const Color color = shown_color(page, page.theme.foreground, entry.series);
    ops.emplace_back(TextOp{entry.text, {text_x, baseline}, HAlign::left, VAlign::baseline, page.legend_size, color});
    plan.layout.legend.push_back({rect, entry.series, std::string(legend_of(*entry.item))});
  }
}

}  // namespace losslab
