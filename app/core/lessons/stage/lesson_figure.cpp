#include "app/core/lessons/stage/lesson_figure.h"

#include <algorithm>
#include <cmath>

#include "app/core/lessons/stage/lesson_stage.h"
#include "app/core/lessons/state/lesson_state.h"
#include "app/core/measure/figure_measures.h"
#include "app/core/measure/state_measures.h"

namespace losslab {
namespace {

constexpr double large = 2;  // times as wide, or as high, as the others
constexpr double faded = 0.8;
constexpr int curve_points = 400;

Plot* plot_of(Figure& figure, std::string_view name) {
  const auto found = std::ranges::find(figure.plots, name, &Plot::name);
  return found == figure.plots.end() ? nullptr : &*found;
}

struct Fade {
  Color ground;
  void operator()(Color& color) const { color = mix(color, ground, faded).with_alpha(color.a); }
  void operator()(Stroke& stroke) const { (*this)(stroke.color); }
  void operator()(std::optional<Stroke>& stroke) const {
    if (stroke) (*this)(*stroke);
  }
  void fade(CurveItem& item) const { (*this)(item.stroke); }
  void fade(SegmentsItem& item) const { (*this)(item.stroke); }
  void fade(BandItem& item) const { (*this)(item.fill); }
  void fade(SquaresItem& item) const {
    (*this)(item.fill);
    (*this)(item.outline);
  }
  void fade(PointsItem& item) const {
    for (Color& color : item.fill) (*this)(color);
    (*this)(item.outline);
    (*this)(item.ring_stroke);
  }
  template <class Other>
  void fade(Other&) const {}
};

LineItem guess_line(const EstimateTask& task, double at, const Stroke& stroke, const std::string& label) {
  LineItem line;
  line.direction = task.axis == EstimateTask::Axis::y ? LineItem::Direction::horizontal : LineItem::Direction::vertical;
  line.at = at;
  line.stroke = stroke;
  line.label = label;
  return line;
}

void add_estimate(Figure& figure, const EstimateTask& task, const TaskProgress& progress, const LessonStage& stage,
                  const Language& text) {
  Plot* const plot = plot_of(figure, task.plot);
  if (plot == nullptr || task.axis == EstimateTask::Axis::slider) return;
  const Theme& theme = *figure.theme;
  if (progress.guess) {
    plot->items.emplace_back(
        guess_line(task, *progress.guess, {theme.muted, 1.6, Dash::dashed}, text("lessons.plot.guess")));
  }
  if (!progress.answered) return;
  const double truth = stage.number(task.measure);
  plot->items.emplace_back(guess_line(task, truth, {theme.accent, 2, Dash::solid}, text("lessons.plot.truth")));
}

// The region between what was drawn and the truth, and the largest distance with its size.
void add_difference(Plot& plot, const TaskProgress& progress, const CurveItem& curve, const SketchScore& score, Range x,
                    const Theme& theme) {
  BandItem band;
  for (int i = 0; i <= curve_points; ++i) {
    const double at = x.min + x.span() * i / curve_points;
    const double drawn = sketched_at(progress.sketch, at).value_or(std::nan("")), right = height_at(curve, at);
    band.low.push_back({at, std::min(drawn, right)});
    band.high.push_back({at, std::max(drawn, right)});
  }
  band.fill = theme.accent.with_alpha(38);
  plot.items.insert(plot.items.begin(), Item(std::move(band)));
  SegmentsItem worst;
  const Point truth = score.worst_at;
  worst.segments = {{truth, {truth.x, sketched_at(progress.sketch, truth.x).value_or(truth.y)}}};
  worst.stroke = {theme.accent, 1.4, Dash::solid};
  plot.items.emplace_back(std::move(worst));
}

void add_sketch(Figure& figure, const SketchTask& task, const TaskProgress& progress, int series,
                const Language& text) {
  Plot* const plot = plot_of(figure, task.plot);
  if (plot == nullptr) return;
  const Theme& theme = *figure.theme;
  const Range x = sketched_range(task, *plot);
  if (progress.answered) {
    const CurveItem* const curve = find_curve(*plot, series);
    const auto score = judge_sketch(figure, task, progress, series);
    if (curve != nullptr && score && !is_drawn_as_path(*plot)) {
      const CurveItem kept = *curve;
      add_difference(*plot, progress, kept, *score, x, theme);
    }
  } else if (task.from || task.to) {
    for (const double end : {x.min, x.max}) {
      LineItem line;
      line.at = end;
      line.direction = LineItem::Direction::vertical;
      line.stroke = {theme.muted, 1, Dash::dotted};
      plot->items.emplace_back(std::move(line));
    }
  }
  if (progress.sketch.empty()) return;
  CurveItem drawn;
  drawn.points = progress.sketch;
  drawn.stroke = {theme.foreground, 2.2, progress.answered ? Dash::dashed : Dash::solid};
  drawn.legend = text("lessons.plot.sketch");
  plot->items.emplace_back(std::move(drawn));
}

void add_mistake(Figure& figure, const MistakeTask& task, const TaskProgress& progress, const LessonStage& stage,
                 const Language& text) {
  Plot* const plot = plot_of(figure, task.plot);
  if (plot == nullptr || !progress.answered || task.wrong_curve.empty()) return;
  std::vector<double> x;
  for (int i = 0; i <= curve_points; ++i) x.push_back(plot->x.range.min + plot->x.range.span() * i / curve_points);
  const std::vector<double> y = stage.along(task.wrong_curve, x);
  CurveItem wrong;
  for (std::size_t i = 0; i < x.size(); ++i) wrong.points.push_back({x[i], y[i]});
  wrong.stroke = {figure.theme->danger, 2.2, Dash::dashed};
  wrong.legend = text("lessons.plot.wrong");
  plot->items.emplace_back(std::move(wrong));
}

}  // namespace

void enlarge(Figure& figure, const std::string& name) {
  Plot* const focus = plot_of(figure, name);
  if (focus == nullptr || figure.plots.size() < 2) return;
  const bool one_column = std::ranges::all_of(figure.plots, [](const Plot& plot) { return plot.column == 0; });
  if (one_column) {
    int rows = 0;
    for (const Plot& plot : figure.plots) rows = std::max(rows, plot.row + plot.row_span);
    figure.row_weights.resize(static_cast<std::size_t>(rows), 1);
    figure.row_weights[static_cast<std::size_t>(focus->row)] *= large;
    return;
  }
  int row = 0;
  for (Plot& plot : figure.plots) {
    plot.row_span = plot.column_span = 1;
    plot.column = &plot == focus ? 0 : 1;
    plot.row = &plot == focus ? 0 : row++;
  }
  focus->row_span = row;
  figure.column_weights = {large, 1};
  figure.row_weights.clear();
}

void fade_others(Figure& figure, std::span<const int> series) {
  const Fade fade{figure.theme->background};
  for (Plot& plot : figure.plots) {
    for (Item& item : plot.items) {
      const int of = series_of(item);
      if (of < 0 || std::ranges::find(series, of) != series.end()) continue;
      std::visit([&fade](auto& one) { fade.fade(one); }, item);
    }
  }
}

void add_task(Figure& figure, const LessonTask& task, const TaskProgress& progress, const LessonStage& stage,
              const Language& text) {
  if (figure.theme == nullptr) return;
  if (const auto* estimate = task.as<EstimateTask>()) add_estimate(figure, *estimate, progress, stage, text);
  if (const auto* mistake = task.as<MistakeTask>()) add_mistake(figure, *mistake, progress, stage, text);
  if (const auto* sketch = task.as<SketchTask>()) {
    const Application& app = stage.app();
    const int series = series_shown(app.document(), app.view(), sketch->curve);
    if (!progress.answered) figure = to_be_sketched(std::move(figure), sketch->plot, series);
    add_sketch(figure, *sketch, progress, series, text);
  }
}

Range sketched_range(const SketchTask& task, const Plot& plot) {
  return {task.from.value_or(plot.x.range.min), task.to.value_or(plot.x.range.max)};
}

bool is_drawn_as_path(const Plot& plot) {
  return std::ranges::any_of(plot.items, [](const Item& item) { return std::holds_alternative<FieldItem>(item); });
}

std::optional<SketchScore> judge_sketch(const Figure& figure, const SketchTask& task, const TaskProgress& progress,
                                        int series) {
  const Plot* const plot = find_plot(figure, task.plot);
  const CurveItem* const curve = plot == nullptr ? nullptr : find_curve(*plot, series);
  if (curve == nullptr || progress.sketch.empty()) return std::nullopt;
  // On a logarithmic axis a decade is a decade.
  const auto in_axis = [](double value, bool log) { return log ? std::log10(value) : value; };
  const auto over_axes = [&](const std::vector<Point>& points) {
    std::vector<Point> mapped;
    for (const Point p : points) mapped.push_back({in_axis(p.x, plot->x.log), in_axis(p.y, plot->y.log)});
    return mapped;
  };
  const auto range = [&](Range of, bool log) { return Range{in_axis(of.min, log), in_axis(of.max, log)}; };
  SketchScore score = score_sketch(over_axes(progress.sketch), over_axes(curve->points),
                                   range(sketched_range(task, *plot), plot->x.log), range(plot->y.range, plot->y.log));
  const auto back = [](double value, bool log) { return log ? std::pow(10, value) : value; };
  score.worst_at = {back(score.worst_at.x, plot->x.log), back(score.worst_at.y, plot->y.log)};
  return score;
}

}  // namespace losslab
