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

// "Huber (δ = 1), step 3" without the parameters: "Huber, step 3".
std::string without_parameters(std::string_view text) {
  const std::size_t from = text.find(" ("), to = text.find(')', from);
  if (to == std::string_view::npos) return std::string(text);
  return std::string(text.substr(0, from)).append(text.substr(to + 1));
}

// What the legend lists: items with a text, each series and text once.
std::vector<const Item*> listed_items(const Plot& plot) {
  std::vector<const Item*> listed;
  for (const Item& item : plot.items) {
    const bool known = std::any_of(listed.begin(), listed.end(), [&](const Item* other) {
      return series_of(*other) == series_of(item) && legend_of(*other) == legend_of(item);
    });
    if (!legend_of(item).empty() && !known) listed.push_back(&item);
  }
  return listed;
}

// The name alone, except where another entry has the same.
std::string name_among(const std::vector<const Item*>& items, const Item& item) {
  const std::string_view text = legend_of(item);
  std::string name = without_parameters(text);
  const bool alone = std::none_of(items.begin(), items.end(), [&](const Item* other) {
    return legend_of(*other) != text && without_parameters(legend_of(*other)) == name;
  });
  return alone ? name : std::string(text);
}

// Fills rows no wider than `room` with the entries of the plot.
void fill_rows(const Page& page, PlotPlan& plan, double room, bool with_parameters) {
  plan.legend.clear();
  const double between = (with_parameters ? 1.3 : 0.9) * page.em;
  double x = 0;
  int row = 0, high = 0;  // the present row's first line, and how many it has
  const std::vector<const Item*> items = listed_items(*plan.plot);
  for (const Item* item : items) {
    const double sample = sample_width(page, *item) + sample_gap(page);
    const std::string shown = with_parameters ? std::string(legend_of(*item)) : name_among(items, *item);
    LegendEntry entry{page.fitted(shown, room - sample, page.legend_size), series_of(*item), item};
    if (entry.text.count() == 0) continue;
    entry.width = sample + entry.text.width;
    if (x > 0 && x + entry.width > room) {
      row += high;
      high = 0;
      x = 0;
    }
    entry.row = row;
    entry.x = x;
    high = std::max(high, entry.text.count());
    x += entry.width + between;
    plan.legend.push_back(std::move(entry));
  }
  plan.legend_rows = row + high;
}

}  // namespace

void plan_legend(const Page& page, PlotPlan& plan, double room) {
  fill_rows(page, plan, room, true);
  // A legend that would push down its plot, or whose entries do not fit, says the names alone.
  constexpr double most = 0.16;  // of the page's height
  const bool too_long =
      page.style.whole_texts && std::any_of(plan.legend.begin(), plan.legend.end(), [&](const auto& entry) {
        return entry.text.count() > 1 || entry.text.size < page.legend_size;
      });
  if (too_long || plan.legend_rows * row_height(page) > most * page.size.height) fill_rows(page, plan, room, false);
}

void draw_legend(const Page& page, PlotPlan& plan, std::vector<Op>& ops) {
  const Rect& frame = plan.layout.frame;
  const TextExtent extent = page.text.measure("A", page.legend_size, FontStyle::regular);
  const double top = frame.y - plan.top + (plan.title ? title_height(page, plan) + 0.15 * page.em : 0);
  for (const LegendEntry& entry : plan.legend) {
    const double height = page.legend_line + (entry.text.count() - 1) * row_height(page);
    const Rect rect{frame.x + entry.x, top + entry.row * row_height(page), entry.width, height};
    const double baseline = rect.y + extent.ascent;
    draw_sample(page, entry, {rect.x, baseline - 0.33 * page.legend_size}, ops);
    const double text_x = rect.x + sample_width(page, *entry.item) + sample_gap(page);
    const Color color = shown_color(page, page.theme.foreground, entry.series);
    for (int i = 0; i < entry.text.count(); ++i) {
      ops.emplace_back(TextOp{entry.text.lines[static_cast<std::size_t>(i)],
                              {text_x, baseline + i * row_height(page)},
                              HAlign::left,
                              VAlign::baseline,
                              entry.text.size,
                              color});
    }
    plan.layout.legend.push_back({rect, entry.series, std::string(legend_of(*entry.item))});
  }
}

}  // namespace losslab
