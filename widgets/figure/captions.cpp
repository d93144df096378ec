// The texts around a frame: title, note and the labels of the axes.
#include <algorithm>

#include "widgets/figure/plan.h"

namespace losslab {
namespace {

// As much room as the mark takes that opens the title's menu.
double mark_width(const Page& page, const PlotPlan& plan) {
  return plan.plot->title_menu ? PlotLayout::title_mark * page.title_line : 0;
}

// Of a note's parts, which stand apart by three spaces, as many as there is room for, and at least the first.
std::string_view fitting_parts(const Page& page, std::string_view note, double room) {
  while (page.width_of(note, page.note_size) > room) {
    const std::size_t gap = note.rfind("   ");
    if (gap == std::string_view::npos) break;
    note = note.substr(0, gap);
  }
  return note;
}

void plan_note(const Page& page, PlotPlan& plan, bool settled) {
  const double width = plan.layout.frame.width;
  const std::string_view note = plan.plot->note;
  const bool alone = plan.title_text.count() == 0;
  const double used = alone ? 0 : plan.title_text.width + mark_width(page, plan) + 0.9 * page.em;
  const std::string_view parts = fitting_parts(page, note, width - used);
  // On the screen the note changes from frame to frame, and the plot must not jump: there it is always beside the
  // title.
  if (!settled) {
    const bool fits = plan.title_text.count() <= 1 && page.width_of(parts, page.note_size) <= width - used;
    plan.note_below = page.style.whole_texts && !alone && !fits;
  }
  // What would be cut to little says nothing.
  constexpr double least_said = 0.75;
  if (!plan.note_below && !alone && least_said * page.width_of(parts, page.note_size) > width - used) {
    plan.note_text = {};
    return;
  }
  const int most = settled ? std::max(plan.note_text.count(), 1) : 3;
  plan.note_text = plan.note_below
                       ? page.fitted(note, width, page.note_size, FontStyle::regular, most)
                       : page.fitted(parts, width - used, page.note_size, FontStyle::regular, alone ? most : 1);
}

void add_lines(std::vector<Op>& ops, const Lines& text, Point at, HAlign h, double line, Color color, FontStyle font) {
  for (int i = 0; i < text.count(); ++i) {
    ops.emplace_back(TextOp{
        text.lines[static_cast<std::size_t>(i)], {at.x, at.y + i * line}, h, VAlign::baseline, text.size, color, font});
  }
}

}  // namespace

void plan_captions(const Page& page, PlotPlan& plan, bool settled) {
  const Rect& frame = plan.layout.frame;
  const auto most = [settled](const Lines& before, int usual) { return settled ? std::max(before.count(), 1) : usual; };
  const bool whole = page.style.whole_texts;
  if (plan.title) {
    // The mark is not printed.
    const double room = frame.width - (whole ? 0 : mark_width(page, plan));
    plan.title_text = page.fitted(plan.plot->title, room, page.title_size, FontStyle::bold, most(plan.title_text, 4));
    plan_note(page, plan, settled);
  }
  if (plan.x_label) {
    plan.x_text =
        page.fitted(plan.plot->x.label, frame.width, page.label_size, FontStyle::regular, most(plan.x_text, 3));
  }
  if (plan.y_label) {
    const double room = whole ? frame.height : frame.bottom() - plan.layout.cell.y;
    plan.y_text = page.fitted(plan.plot->y.label, room, page.label_size, FontStyle::regular, most(plan.y_text, 3));
  }
}

Lines heading_text(const Page& page) {
  return page.fitted(page.figure.title, page.size.width - 2 * page.pad, page.heading_size, FontStyle::bold);
}

double heading_height(const Page& page) {
  if (page.figure.title.empty()) return 0;
  return std::max(heading_text(page).count(), 1) * page.heading_line + 0.6 * page.em;
}

void draw_heading(const Page& page, std::vector<Op>& ops) {
  const double ascent = page.text.measure("A", page.heading_size, FontStyle::bold).ascent;
  add_lines(ops, heading_text(page), {page.pad, page.pad + ascent}, HAlign::left, page.heading_line,
            page.theme.foreground, FontStyle::bold);
}

double title_height(const Page& page, const PlotPlan& plan) {
  if (!plan.title) return 0;
  const int lines = std::max({plan.title_text.count(), plan.note_below ? 0 : plan.note_text.count(), 1});
  return lines * page.title_line + (plan.note_below ? plan.note_text.count() * page.note_line : 0);
}

double label_depth(const Page& page, const Lines& label) { return std::max(label.count(), 1) * page.label_line; }

void draw_title(const Page& page, PlotPlan& plan, std::vector<Op>& ops) {
  if (!plan.title) return;
  const Rect& frame = plan.layout.frame;
  const double ascent = page.text.measure("A", page.title_size, FontStyle::bold).ascent;
  // Directly above the legend, or the frame, whatever the other plots of the row have.
  const double first = frame.y - plan.top + ascent;
  if (plan.title_text.count() > 0) {
    plan.layout.title = {frame.x, first - ascent, plan.title_text.width, plan.title_text.count() * page.title_line};
    plan.layout.title_menu = plan.plot->title_menu;
    add_lines(ops, plan.title_text, {frame.x, first}, HAlign::left, page.title_line, page.theme.foreground,
              FontStyle::bold);
  }
  const bool beside = plan.title_text.count() > 0 && !plan.note_below;
  const double baseline = plan.note_below ? first + plan.title_text.count() * page.title_line : first;
  add_lines(ops, plan.note_text, {beside ? frame.right() : frame.x, baseline}, beside ? HAlign::right : HAlign::left,
            plan.note_below ? page.note_line : page.title_line, page.theme.muted, FontStyle::regular);
}

}  // namespace losslab
