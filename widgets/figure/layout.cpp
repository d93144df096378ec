#include "widgets/figure/layout.h"

#include <cmath>

#include "widgets/figure/plan.h"

namespace losslab {
namespace {

double to_page(double value, Range range, bool log, double from, double to) {
  const double t = log ? (std::log10(value) - std::log10(range.min)) / (std::log10(range.max) - std::log10(range.min))
                       : (value - range.min) / range.span();
  return from + t * (to - from);
}

double to_data(double at, Range range, bool log, double from, double to) {
  const double t = (at - from) / (to - from);
  if (!log) return range.min + t * range.span();
  const double low = std::log10(range.min), high = std::log10(range.max);
  return std::pow(10.0, low + t * (high - low));
}

Layout drawn(const Page& page, std::vector<PlotPlan> plans) {
  Layout layout;
  layout.list.size = page.size;
  std::vector<Op>& ops = layout.list.ops;
  layout.plots.reserve(plans.size());
  ops.reserve(512 * plans.size());
  if (!page.figure.title.empty() && (plans.empty() || plans.front().heading)) draw_heading(page, ops);
  LayoutScratch scratch;
  for (PlotPlan& plan : plans) {
    draw_grid(page, plan, ops);
    draw_items(page, plan, scratch, ops);
    draw_axes(page, plan, ops);
    draw_title(page, plan, ops);
    draw_legend(page, plan, ops);
    layout.plots.push_back(std::move(plan.layout));
  }
  return layout;
}

}  // namespace

Point PlotLayout::to_page(Point data) const {
  return {losslab::to_page(data.x, x, x_log, frame.x, frame.right()),
          losslab::to_page(data.y, y, y_log, frame.bottom(), frame.y)};
}

Point PlotLayout::to_data(Point page) const {
  return {losslab::to_data(page.x, x, x_log, frame.x, frame.right()),
          losslab::to_data(page.y, y, y_log, frame.bottom(), frame.y)};
}

const PlotLayout* Layout::find(std::string_view name) const {
  for (const PlotLayout& plot : plots) {
    if (plot.name == name) return &plot;
  }
  return nullptr;
}

const PlotLayout* Layout::at(Point page) const {
  for (const PlotLayout& plot : plots) {
    if (plot.cell.contains(page)) return &plot;
  }
  return nullptr;
}

FigureStyle scaled(FigureStyle style, double by) {
  style.font_size *= by;
  style.line_scale *= by;
  style.gap *= by;
  return style;
}

Layout lay_out(const Figure& figure, Size size, const FigureStyle& style, const TextMeasure& text) {
  constexpr double smaller = 0.9, least = 5;  // points: what can still be read
  for (double scale = 1;; scale *= smaller) {
    const bool last = !style.whole_texts || style.font_size * scale * smaller < least;
    const Page page(figure, size, scaled(style, scale), text);
    if (std::optional<std::vector<PlotPlan>> plans = plan_plots(page, last)) return drawn(page, std::move(*plans));
  }
}

}  // namespace losslab
