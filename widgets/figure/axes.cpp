#include <cmath>

#include "widgets/figure/plan.h"
#include "widgets/figure/ticks.h"

namespace losslab {
namespace {

// From a baseline to the middle of capitals and digits, in em: what the eye takes for the middle of a label.
constexpr double half_capital = 0.36;

double fraction_of(const Axis& axis, Range range, double value) {
  if (!axis.log) return (value - range.min) / range.span();
  return (std::log10(value) - std::log10(range.min)) / (std::log10(range.max) - std::log10(range.min));
}

// Leaves out the ticks outside of the range; false where two labels come too close.
bool keep_visible(const Page& page, const Axis& axis, Range range, double length, bool horizontal, Ticks& ticks,
                  bool drop_close) {
  Ticks kept;
  double free_from = -1e300;
  for (auto& tick : ticks) {
    const double fraction = fraction_of(axis, range, tick.first);
    if (!(fraction >= -1e-6 && fraction <= 1 + 1e-6)) continue;
    const double extent = horizontal ? page.width_of(tick.second, page.tick_size) : page.tick_line;
    const double space = horizontal ? 0.7 * page.em : (axis.log ? 0.1 : 0.45) * page.em;
    if (fraction * length - 0.5 * extent < free_from) {
      if (!drop_close) return false;
      continue;
    }
    free_from = fraction * length + 0.5 * extent + space;
    kept.push_back(std::move(tick));
  }
  ticks = std::move(kept);
  return true;
}

void add_line(std::vector<Op>& ops, Point a, Point b, const Stroke& stroke) { ops.emplace_back(LineOp{a, b, stroke}); }

void draw_x_axis(const Page& page, const PlotPlan& plan, const Stroke& line, std::vector<Op>& ops) {
  const Rect& frame = plan.layout.frame;
  const double bottom = frame.bottom();
  for (const auto& [value, text] : plan.x_ticks) {
    const double x = plan.layout.to_page({value, plan.layout.y.min}).x;
    add_line(ops, {x, bottom}, {x, bottom + page.tick_length}, line);
  }
  if (plan.layout.x_log) {
    for (const double value : minor_log_ticks(plan.layout.x)) {
      const double x = plan.layout.to_page({value, plan.layout.y.min}).x;
      add_line(ops, {x, bottom}, {x, bottom + 0.5 * page.tick_length}, line);
    }
  }
  if (!plan.x_texts) return;
  const double ascent = page.text.measure("0", page.tick_size, FontStyle::regular).ascent;
  const double baseline = bottom + page.tick_length + page.tick_gap + ascent;
  for (const auto& [value, text] : plan.x_ticks) {
    if (text.empty()) continue;
    const double x = plan.layout.to_page({value, plan.layout.y.min}).x;
    ops.emplace_back(TextOp{text, {x, baseline}, HAlign::center, VAlign::baseline, page.tick_size, page.theme.muted});
  }
  const double line_top = bottom + page.tick_length + page.tick_gap + page.tick_line + 0.25 * page.em;
  const double label_ascent = page.text.measure("x", page.label_size, FontStyle::regular).ascent;
  for (int i = 0; i < plan.x_text.count(); ++i) {
    ops.emplace_back(TextOp{plan.x_text.lines[static_cast<std::size_t>(i)],
                            {frame.x + 0.5 * frame.width, line_top + label_ascent + i * page.label_line},
                            HAlign::center,
                            VAlign::baseline,
                            plan.x_text.size,
                            page.theme.foreground});
  }
}

void draw_y_axis(const Page& page, const PlotPlan& plan, const Stroke& line, std::vector<Op>& ops) {
  const Rect& frame = plan.layout.frame;
  for (const auto& [value, text] : plan.y_ticks) {
    const double y = plan.layout.to_page({plan.layout.x.min, value}).y;
    add_line(ops, {frame.x, y}, {frame.x - page.tick_length, y}, line);
    if (!plan.y_texts || text.empty()) continue;
    ops.emplace_back(TextOp{text,
                            {frame.x - page.tick_length - page.tick_gap, y + half_capital * page.tick_size},
                            HAlign::right,
                            VAlign::baseline,
                            page.tick_size,
                            page.theme.muted});
  }
  if (plan.layout.y_log) {
    for (const double value : minor_log_ticks(plan.layout.y)) {
      const double y = plan.layout.to_page({plan.layout.x.min, value}).y;
      add_line(ops, {frame.x, y}, {frame.x - 0.5 * page.tick_length, y}, line);
    }
  }
  const double ascent = page.text.measure("y", page.label_size, FontStyle::regular).ascent;
  // Centred on the frame, and reaching up beside the title where the frame is too low for it.
  const double top = plan.layout.cell.y, half = 0.5 * plan.y_text.width;
  const double middle = std::min(frame.y + 0.5 * frame.height, frame.bottom() - half);
  for (int i = 0; i < plan.y_text.count(); ++i) {
    ops.emplace_back(TextOp{.text = plan.y_text.lines[static_cast<std::size_t>(i)],
                            .at = {plan.layout.cell.x + ascent + i * page.label_line, std::max(middle, top + half)},
                            .h = HAlign::center,
                            .v = VAlign::baseline,
                            .size = plan.y_text.size,
                            .color = page.theme.foreground,
                            .vertical = true});
  }
}

}  // namespace

Ticks fitting_ticks(const Page& page, const Axis& axis, Range range, double length, bool horizontal) {
  if (!axis.ticks.empty()) {
    Ticks ticks = axis.ticks;
    if (!axis.lesser_ticks.empty()) {
      Ticks all = axis.ticks;
      all.insert(all.end(), axis.lesser_ticks.begin(), axis.lesser_ticks.end());
      std::sort(all.begin(), all.end());
      if (keep_visible(page, axis, range, length, horizontal, all, false)) return all;
    }
    std::sort(ticks.begin(), ticks.end());
    keep_visible(page, axis, range, length, horizontal, ticks, true);
    return ticks;
  }
  // Powers of ten are short and are looked for; they may stand closer.
  const double spacing = horizontal ? (axis.log ? 2.8 : 4.2) * page.em : (axis.log ? 1.5 : 2.1) * page.tick_line;
  const int most = horizontal ? 10 : 8;
  for (int target = std::clamp(static_cast<int>(length / spacing), 2, most); target >= 1; --target) {
    Ticks ticks = ticks_for(range, axis.log, target);
    if (keep_visible(page, axis, range, length, horizontal, ticks, false) && (ticks.size() > 1 || target == 1))
      return ticks;
  }
  Ticks ticks = ticks_for(range, axis.log, 2);
  keep_visible(page, axis, range, length, horizontal, ticks, true);
  return ticks;
}

void draw_grid(const Page& page, const PlotPlan& plan, std::vector<Op>& ops) {
  if (!plan.plot->grid) return;
  const Rect& frame = plan.layout.frame;
  const Stroke line{page.theme.grid, page.hairline, Dash::solid};
  const Stroke zero{mix(page.theme.grid, page.theme.foreground, 0.28), page.hairline, Dash::solid};
  const auto inside = [](double v, double low, double high) { return v > low + 0.5 && v < high - 0.5; };
  for (const bool zeros : {false, true}) {
    for (const auto& tick : plan.x_ticks) {
      const double x = plan.layout.to_page({tick.first, plan.layout.y.min}).x;
      if ((tick.first == 0) == zeros && inside(x, frame.x, frame.right()))
        add_line(ops, {x, frame.y}, {x, frame.bottom()}, zeros ? zero : line);
    }
    for (const auto& tick : plan.y_ticks) {
      const double y = plan.layout.to_page({plan.layout.x.min, tick.first}).y;
      if ((tick.first == 0) == zeros && inside(y, frame.y, frame.bottom()))
        add_line(ops, {frame.x, y}, {frame.right(), y}, zeros ? zero : line);
    }
  }
}

void draw_axes(const Page& page, const PlotPlan& plan, std::vector<Op>& ops) {
  const Stroke line{page.theme.border, page.hairline, Dash::solid};
  if (plan.plot->frame) ops.emplace_back(RectOp{plan.layout.frame, std::nullopt, line});
  // Marks stand on the frame: without it those of an axis that shows nothing would hang in the air.
  if (plan.plot->frame || plan.plot->x.visible) draw_x_axis(page, plan, line, ops);
  if (plan.plot->frame || plan.plot->y.visible) draw_y_axis(page, plan, line, ops);
}

}  // namespace losslab
