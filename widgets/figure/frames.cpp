#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "widgets/figure/plan.h"
#include "widgets/figure/ticks.h"

namespace losslab {
namespace {

// Columns or rows of the grid: what their plots want on either side, and where they came to lie.
struct Track {
  double weight = 1, before = 0, after = 0;  // margins
  double start = 0, end = 0;                 // with margins
};

std::vector<Track> make_tracks(std::size_t count, const std::vector<double>& weights) {
  std::vector<Track> tracks(count);
  for (std::size_t i = 0; i < std::min(count, weights.size()); ++i) tracks[i].weight = std::max(weights[i], 1e-3);
  return tracks;
}

// Shares what margins and gaps leave of [from, to] by weight.
void place(std::vector<Track>& tracks, double from, double to, double gap) {
  double room = to - from - gap * static_cast<double>(tracks.size() - 1), weights = 0;
  for (const Track& track : tracks) {
    room -= track.before + track.after;
    weights += track.weight;
  }
  room = std::max(room, 0.0);
  double at = from;
  for (Track& track : tracks) {
    track.start = at;
    track.end = at + track.before + room * track.weight / weights + track.after;
    at = track.end + gap;
  }
}

class Planner {
 public:
  Planner(const Page& page, Detail detail) : page_(page), detail_(detail) {
    std::size_t columns = 1, rows = 1;
    for (const Plot& plot : page.figure.plots) {
      columns = std::max(columns, static_cast<std::size_t>(last_column(plot)) + 1);
      rows = std::max(rows, static_cast<std::size_t>(last_row(plot)) + 1);
    }
    columns_ = make_tracks(columns, page.figure.column_weights);
    rows_ = make_tracks(rows, page.figure.row_weights);
    for (const Plot& plot : page.figure.plots) plans_.push_back(first_plan(plot));
  }

  std::vector<PlotPlan> plan() {
    // Widths of labels, heights of legends and the frames depend on each other; this settles after two rounds.
    for (int round = 0; round < 3; ++round) {
      arrange();
      for (PlotPlan& plan : plans_) measure(plan);
    }
    arrange();
    // Texts that wrap take longer: a frame that gives way to one of them may be too small for another.
    for (int round = 0; page_.style.whole_texts && round < 20 && grow(); ++round) arrange();
    for (PlotPlan& plan : plans_) finish(plan);
    return std::move(plans_);
  }

  static bool roomy(const Page& page, const std::vector<PlotPlan>& plans) {
    return std::all_of(plans.begin(), plans.end(), [&](const PlotPlan& plan) {
      return plan.layout.frame.width >= 4 * page.em && plan.layout.frame.height >= 2.6 * page.em;
    });
  }
  static bool cramped(const std::vector<PlotPlan>& plans) {
    return std::any_of(plans.begin(), plans.end(), [](const PlotPlan& plan) {
      const bool entry =
          std::any_of(plan.legend.begin(), plan.legend.end(), [](const LegendEntry& one) { return one.text.cramped; });
      return entry || plan.title_text.cramped || plan.note_text.cramped || plan.x_text.cramped || plan.y_text.cramped;
    });
  }

 private:
  static int first_column(const Plot& plot) { return std::max(plot.column, 0); }
  static int first_row(const Plot& plot) { return std::max(plot.row, 0); }
  static int last_column(const Plot& plot) { return first_column(plot) + std::max(plot.column_span, 1) - 1; }
  static int last_row(const Plot& plot) { return first_row(plot) + std::max(plot.row_span, 1) - 1; }

  static bool spans_rows(const Plot& plot) { return plot.row_span > 1; }

  // Whether a lower plot of the same column shows the same x axis.
  bool shared_below(const Plot& plot) const {
    if (!page_.figure.share_x) return false;
    for (const Plot& other : page_.figure.plots) {
      if (other.column == plot.column && other.column_span == plot.column_span && other.row > plot.row &&
          other.x.range == plot.x.range && other.x.log == plot.x.log) {
        return true;
      }
    }
    return false;
  }

  PlotPlan first_plan(const Plot& plot) const {
    PlotPlan plan;
    plan.plot = &plot;
    PlotLayout& layout = plan.layout;
    layout.name = plot.name;
    layout.x_log = plot.x.log;
    layout.y_log = plot.y.log;
    layout.x = sane_range(plot.x.range, plot.x.log);
    layout.y = sane_range(plot.y.range, plot.y.log);
    plan.x_texts = detail_.ticks && plot.x.visible && !shared_below(plot);
    plan.y_texts = detail_.ticks && plot.y.visible;
    plan.x_label = detail_.labels && plan.x_texts && !plot.x.label.empty();
    plan.y_label = detail_.labels && plan.y_texts && !plot.y.label.empty();
    plan.title = detail_.titles && !(plot.title.empty() && plot.note.empty());
    plan.heading = detail_.titles;
    const double half = plan.y_texts ? 0.55 * page_.tick_line : page_.hairline;
    plan.bottom = bottom_of(plan);
    plan.top = half;
    plan.left = plan.right = page_.hairline;
    return plan;
  }

  double bottom_of(const PlotPlan& plan) const {
    if (!plan.x_texts) return plan.y_texts ? 0.55 * page_.tick_line : page_.hairline;
    const double ticks = page_.tick_length + page_.tick_gap + page_.tick_line;
    return plan.x_label ? ticks + (0.25 * page_.em + label_depth(page_, plan.x_text)) : ticks;
  }

  static std::array<int, 5> lines_of(const PlotPlan& plan) {
    return {plan.title_text.count(), plan.note_text.count(), plan.x_text.count(), plan.y_text.count(),
            plan.legend_rows};
  }

  // True where a text takes more lines than its plot has room for. Sides keep what they had: frames only shrink by
  // this, and come to rest.
  bool grow() {
    bool grown = false;
    for (PlotPlan& plan : plans_) {
      PlotPlan now = plan;
      measure(now);
      const std::array before = lines_of(plan), after = lines_of(now);
      if (std::equal(after.begin(), after.end(), before.begin(), std::less_equal<>())) continue;
      for (double PlotPlan::*side : {&PlotPlan::left, &PlotPlan::right, &PlotPlan::top, &PlotPlan::bottom})
        now.*side = std::max(now.*side, plan.*side);
      plan = std::move(now);
      grown = true;
    }
    return grown;
  }

  void arrange() {
    for (auto* tracks : {&columns_, &rows_}) {
      for (Track& track : *tracks) track.before = track.after = 0;
    }
    for (const PlotPlan& plan : plans_) {
      const auto widen = [](double& margin, double wanted) { margin = std::max(margin, wanted); };
      widen(columns_[static_cast<std::size_t>(first_column(*plan.plot))].before, plan.left);
      widen(columns_[static_cast<std::size_t>(last_column(*plan.plot))].after, plan.right);
      // A plot beside several rows keeps its margins to itself, or its legend would push down all of them.
      if (spans_rows(*plan.plot)) continue;
      widen(rows_[static_cast<std::size_t>(first_row(*plan.plot))].before, plan.top);
      widen(rows_[static_cast<std::size_t>(last_row(*plan.plot))].after, plan.bottom);
    }
    const double pad = page_.pad;
    const double heading = detail_.titles ? heading_height(page_) : 0;
    place(columns_, pad, page_.size.width - pad, page_.style.gap);
    place(rows_, pad + heading, page_.size.height - pad, page_.style.gap);
    for (PlotPlan& plan : plans_) set_frame(plan);
  }

  void set_frame(PlotPlan& plan) const {
    const Track& left = columns_[static_cast<std::size_t>(first_column(*plan.plot))];
    const Track& right = columns_[static_cast<std::size_t>(last_column(*plan.plot))];
    const Track& top = rows_[static_cast<std::size_t>(first_row(*plan.plot))];
    const Track& bottom = rows_[static_cast<std::size_t>(last_row(*plan.plot))];
    PlotLayout& layout = plan.layout;
    layout.cell = {left.start, top.start, right.end - left.start, bottom.end - top.start};
    const bool spans = spans_rows(*plan.plot);
    const double x = left.start + left.before, y = top.start + (spans ? plan.top : top.before);
    const double end = bottom.end - (spans ? std::max(plan.bottom, bottom.after) : bottom.after);
    layout.frame = {x, y, std::max(right.end - right.after - x, 1.0), std::max(end - y, 1.0)};
    layout.x_axis = {layout.frame.x, layout.frame.bottom(), layout.frame.width,
                     std::max(layout.cell.bottom() - layout.frame.bottom(), 0.0)};
    layout.y_axis = {layout.cell.x, layout.frame.y, layout.frame.x - layout.cell.x, layout.frame.height};
    if (plan.plot->equal_aspect && !layout.x_log && !layout.y_log) equalise(plan);
  }

  void equalise(PlotPlan& plan) const {
    PlotLayout& layout = plan.layout;
    layout.x = sane_range(plan.plot->x.range, false);
    layout.y = sane_range(plan.plot->y.range, false);
    const double unit = std::max(layout.x.span() / layout.frame.width, layout.y.span() / layout.frame.height);
    const auto widen = [unit](Range& range, double length) {
      const double room = std::max(0.5 * (unit * length - range.span()), 0.0);
      range = {range.min - room, range.max + room};
    };
    widen(layout.x, layout.frame.width);
    widen(layout.y, layout.frame.height);
  }

  // What the plot wants around a frame of the present size.
  void measure(PlotPlan& plan) const {
    const Plot& plot = *plan.plot;
    const Rect& frame = plan.layout.frame;
    if (plan.measured == frame) return;
    choose_ticks(plan);
    plan_captions(page_, plan, false);
    plan.bottom = bottom_of(plan);
    plan.left = plan.right = page_.hairline;
    if (plan.y_texts) {
      double widest = 0;
      for (const auto& tick : plan.y_ticks) widest = std::max(widest, page_.width_of(tick.second, page_.tick_size));
      plan.left = page_.tick_length + page_.tick_gap + widest;
    }
    if (plan.y_label) plan.left += 0.4 * page_.em + label_depth(page_, plan.y_text);
    if (plan.x_texts) {
      for (const auto& tick : plan.x_ticks) {
        const double half = 0.5 * page_.width_of(tick.second, page_.tick_size);
        const double at = plan.layout.to_page({tick.first, plan.layout.y.min}).x;
        plan.left = std::max(plan.left, frame.x - at + half);
        plan.right = std::max(plan.right, at + half - frame.right());
      }
    }
    plan.top = plan.y_texts ? 0.55 * page_.tick_line : page_.hairline;
    double above = title_height(page_, plan);
    if (detail_.legend && plot.legend) {
      plan_legend(page_, plan, frame.width);
      if (plan.legend_rows > 0)
        above += (above > 0 ? 0.15 * page_.em : 0) + plan.legend_rows * 1.12 * page_.legend_line;
    }
    if (above > 0) plan.top = above + std::max(0.4 * page_.em, plan.top * 0.6);
  }

  void choose_ticks(PlotPlan& plan) const {
    const PlotLayout& layout = plan.layout;
    plan.measured = layout.frame;
    plan.x_ticks = fitting_ticks(page_, plan.plot->x, layout.x, layout.frame.width, true);
    plan.y_ticks = fitting_ticks(page_, plan.plot->y, layout.y, layout.frame.height, false);
  }

  // Ticks for the final frame; labels that would still leave the cell lose their text.
  void finish(PlotPlan& plan) const {
    const bool moved = !(plan.measured == plan.layout.frame);
    if (moved) choose_ticks(plan);
    plan_captions(page_, plan, true);
    const PlotLayout& layout = plan.layout;
    const double half_gap = 0.45 * page_.style.gap;
    for (auto& tick : plan.x_ticks) {
      const double half = 0.5 * page_.width_of(tick.second, page_.tick_size);
      const double at = layout.to_page({tick.first, layout.y.min}).x;
      if (at - half < layout.cell.x - half_gap || at + half > layout.cell.right() + half_gap) tick.second.clear();
    }
    const double label = plan.y_label ? 0.3 * page_.em + label_depth(page_, plan.y_text) : 0;
    const double used = page_.tick_length + page_.tick_gap + label;
    for (auto& tick : plan.y_ticks) {
      const double room = layout.frame.x - layout.cell.x - used;
      if (page_.width_of(tick.second, page_.tick_size) > room + 0.1) tick.second.clear();
    }
    // Legends were wrapped for the last round's frame; one that is now too wide or too high is wrapped or left out.
    if (moved && detail_.legend && plan.plot->legend) {
      const int rows = plan.legend_rows;
      plan_legend(page_, plan, layout.frame.width);
      if (plan.legend_rows > rows) {
        plan.legend.clear();
        plan.legend_rows = 0;
      }
    }
  }

  const Page& page_;
  Detail detail_;
  std::vector<Track> columns_, rows_;
  std::vector<PlotPlan> plans_;
};

}  // namespace

std::optional<std::vector<PlotPlan>> plan_plots(const Page& page, bool at_any_price) {
  constexpr Detail details[] = {{},
                                {.legend = false},
                                {.legend = false, .labels = false},
                                {.legend = false, .labels = false, .titles = false},
                                {.legend = false, .labels = false, .titles = false, .ticks = false}};
  std::vector<PlotPlan> plans;
  for (const Detail& detail : details) {
    plans = Planner(page, detail).plan();
    if (Planner::roomy(page, plans) && (at_any_price || !Planner::cramped(plans))) return plans;
    if (!at_any_price) return std::nullopt;
  }
  return plans;
}

}  // namespace losslab
