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
  if (!plan.x_label) return;
  const double line_top = bottom + page.tick_length + page.tick_gap + page.tick_line + 0.25 * page.em;
  const double label_ascent = page.text.measure("x", page.label_size, FontStyle::regular).ascent;
  std::string label = page.shortened(plan.plot->x.label, frame.width, page.label_size);
  ops.emplace_back(TextOp{std::move(label),
                          {frame.x + 0.5 * frame.width, line_top + label_ascent},
                          HAlign::center,
                          VAlign::baseline,
                          page.label_size,
                          page.theme.foreground});
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
  if (!plan.y_label) return;
  const double ascent = page.text.measure("y", page.label_size, FontStyle::regular).ascent;
  // Centred on the frame, and reaching up beside the title where the frame is too low for it.
  const double top = plan.layout.cell.y;
  std::string label = page.shortened(plan.plot->y.label, frame.bottom() - top, page.label_size);
  const double half = 0.5 * page.width_of(label, page.label_size);
  const double middle = std::min(frame.y + 0.5 * frame.height, frame.bottom() - half);
  ops.emplace_back(TextOp{.text = std::move(label),
                          .at = {plan.layout.cell.x + ascent, std::max(middle, top + half)},
                          .h = HAlign::center,
                          .v = VAlign::baseline,
                          .size = page.label_size,
                          .color = page.theme.foreground,
                          .vertical = true});
}

// Title at the left, note at the right of the same line; the note gives way first.
void draw_title(const Page& page, PlotPlan& plan, std::vector<Op>& ops) {
  const Rect& frame = plan.layout.frame;
  const double ascent = page.text.measure("A", page.title_size, FontStyle::bold).ascent;
  // Directly above the legend, or the frame, whatever the other plots of the row have.
  const double baseline = frame.y - plan.top + ascent;
  const double mark = plan.plot->title_menu ? PlotLayout::title_mark * page.title_line : 0;
  const std::string title = page.shortened(plan.plot->title, frame.width - mark, page.title_size, FontStyle::bold);
  double used = 0;
  if (!title.empty()) {
    const double width = page.width_of(title, page.title_size, FontStyle::bold);
    plan.layout.title = {frame.x, baseline - ascent, width, page.title_line};
    plan.layout.title_menu = plan.plot->title_menu;
    used = width + mark + 0.9 * page.em;
    ops.emplace_back(TextOp{title,
                            {frame.x, baseline},
                            HAlign::left,
                            VAlign::baseline,
                            page.title_size,
                            page.theme.foreground,
                            FontStyle::bold});
  }
  // Of its parts, which stand apart by three spaces, as many as there is room for.
  std::string_view parts = plan.plot->note;
  while (page.width_of(parts, page.note_size) > frame.width - used) {
    const std::size_t gap = parts.rfind("   ");
    if (gap == std::string_view::npos) break;
    parts = parts.substr(0, gap);
  }
  std::string note = page.shortened(parts, frame.width - used, page.note_size);
  if (note.empty()) return;
  const bool alone = title.empty();
  ops.emplace_back(TextOp{std::move(note),
                          {alone ? frame.x : frame.right(), baseline},
                          alone ? HAlign::left : HAlign::right,
                          VAlign::baseline,
                          page.note_size,
                          page.theme.muted});
}

}  // namespace

Ticks fitting_ticks(const Page& page, const Axis& axis, Range range, double length, bool horizontal) {
  if (!axis.ticks.empty()) {
    Ticks ticks = axis.ticks;
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

void draw_axes(const Page& page, PlotPlan& plan, std::vector<Op>& ops) {
  const Stroke line{page.theme.border, page.hairline, Dash::solid};
  ops.emplace_back(RectOp{plan.layout.frame, std::nullopt, line});
  draw_x_axis(page, plan, line, ops);
  draw_y_axis(page, plan, line, ops);
  if (plan.title) draw_title(page, plan, ops);
}

}  // namespace losslab
