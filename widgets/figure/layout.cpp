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

void draw_heading(const Page& page, std::vector<Op>& ops) {
  const double ascent = page.text.measure("A", page.heading_size, FontStyle::bold).ascent;
  const double room = page.size.width - 2 * page.pad;
  std::string heading = page.shortened(page.figure.title, room, page.heading_size, FontStyle::bold);
  if (heading.empty()) return;
  ops.emplace_back(TextOp{std::move(heading),
                          {page.pad, page.pad + ascent},
                          HAlign::left,
                          VAlign::baseline,
                          page.heading_size,
                          page.theme.foreground,
                          FontStyle::bold});
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

Layout lay_out(const Figure& figure, Size size, const FigureStyle& style, const TextMeasure& text) {
  const Page page(figure, size, style, text);
  Layout layout;
  layout.list.size = size;
  std::vector<Op>& ops = layout.list.ops;
  std::vector<PlotPlan> plans = plan_plots(page);
  layout.plots.reserve(plans.size());
  ops.reserve(512 * plans.size());
  if (!figure.title.empty() && (plans.empty() || plans.front().heading)) draw_heading(page, ops);
  Scratch scratch;
  for (PlotPlan& plan : plans) {
    draw_grid(page, plan, ops);
    draw_items(page, plan, scratch, ops);
    draw_axes(page, plan, ops);
    draw_legend(page, plan, ops);
    layout.plots.push_back(std::move(plan.layout));
  }
  return layout;
}

}  // namespace losslab
