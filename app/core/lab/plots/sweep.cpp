// The errors of those who run over a range of settings.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/lab/plots/lab_plots.h"
#include "app/core/lab/results/sweep_axes.h"
#include "app/core/lab/results/sweep_job.h"
#include "app/core/shell/state/view.h"

namespace losslab::parts {
namespace {

constexpr unsigned char band_alpha = 34;

// How an error is shown: as it is, or as the percentage that is right.
struct Measure {
  bool classes;
  double operator()(double error) const { return classes ? 100 * (1 - error) : error; }
  double deviation(double sd) const { return classes ? 100 * sd : sd; }
};

// The rows of one of the losses.
std::span<const SweepRow> rows_of(const SweepResult& result, std::size_t loss) {
  const std::size_t each = result.rows.size() / result.runners.size();
  return std::span(result.rows).subspan(loss * each, each);
}

// Of given data it may not be known which of them are clean.
bool clean_is_known(const SweepResult& result) {
  return std::ranges::any_of(result.rows, [](const SweepRow& row) { return std::isfinite(row.mean); });
}

// Where a note has to stand beside it, the axis alone says what is varied.
std::string title_of(const LabScene& scene, bool clean, const SweepAxis& axis, const std::string& label, bool whole) {
  const bool classes = scene.task() == Task::classification;
  const bool breakdown = axis.name == "outliers" || axis.name == "flips";
  const std::string& title = breakdown ? scene.text(classes ? "figure.sweep.breakdown_of_accuracy"
                                                    : clean ? "figure.sweep.breakdown_of_clean_error"
                                                            : "figure.sweep.breakdown_of_error")
                                       : scene.text(classes ? "figure.sweep.accuracy"
                                                    : clean ? "figure.sweep.clean_error"
                                                            : "figure.sweep.error");
  if (!whole) return title;
  // A parameter has a name of its own.
  const bool named = axis.name.find('.') != std::string::npos;
  return scene.text(named ? "figure.sweep.against_parameter" : "figure.sweep.against",
                    {{"error", title}, {"setting", label}});
}

const std::string& unit_of(const LabScene& scene, bool clean) {
  return scene.text(scene.task() == Task::regression ? "figure.history.rmse"
                    : clean                          ? "figure.sweep.true_labels"
                                                     : "figure.history.correct");
}

Axis swept_axis(const SweepAxis& over, const std::string& label, const Camera& looked) {
  const double least = std::min(over.from, over.to), most = std::max(over.from, over.to);
  const bool log = (over.logarithmic || looked.log_x) && least > 0;
  constexpr double margin = 0.025;
  Range range{least - margin * (most - least), most + margin * (most - least)};
  if (log) {
    const double ratio = std::pow(most / least, margin);
    range = {least / ratio, most * ratio};
  }
  return axis(label, range, looked.x, log);
}

// A series over the values: its mean, and the band of one standard deviation.
class SeriesMaker {
 public:
  SeriesMaker(const LabScene& scene, const SweepResult& result)
      : scene_(scene), result_(result), measure_{result.task == Task::classification}, clean_(clean_is_known(result)) {}

  Range range(bool log) const {
    Range range = nothing;
    for (std::size_t k = 0; k < result_.runners.size(); ++k) {
      if (is_hidden(k)) continue;
      for (const SweepRow& row : rows_of(result_, k)) include_row(range, row, log);
    }
    if (!(range.min <= range.max)) return measure_.classes ? Range{0, 101} : Range{0, 1};
    if (measure_.classes) return {std::max(0.0, std::floor(range.min / 10) * 10), 101};
    if (log) return {range.min / 1.3, range.max * 1.3};
    return {0, rounded({0, range.max}).max};
  }

  void add(Plot& plot) const {
    for (std::size_t k = 0; k < result_.runners.size(); ++k) {
      if (!is_hidden(k)) add_band(plot, k);
    }
    for (std::size_t k = 0; k < result_.runners.size(); ++k) {
      if (is_hidden(k)) {
        const SweepResult::Runner& runner = result_.runners[k];
        plot.items.emplace_back(hidden_entry(runner.label, runner.series, style(k), scene_.theme));
      } else {
        add_means(plot, k);
      }
    }
  }

  bool clean() const { return clean_; }

 private:
  bool is_hidden(std::size_t k) const { return scene_.view.hidden.contains(result_.runners[k].id); }
  SeriesStyle style(std::size_t k) const {
    return scene_.theme.series(static_cast<std::size_t>(result_.runners[k].series));
  }
  double mean(const SweepRow& row) const { return measure_(clean_ ? row.mean : row.given_mean); }
  // Only the error on clean data has its deviation told.
  double deviation(const SweepRow& row) const { return clean_ ? measure_.deviation(row.sd) : std::nan(""); }

  void include_row(Range& range, const SweepRow& row, bool log) const {
    const double middle = mean(row), sd = deviation(row);
    for (const double value : {middle, middle - sd, middle + sd}) {
      if (!log || value > 0) include(range, value);
    }
  }

  void add_band(Plot& plot, std::size_t k) const {
    BandItem band;
    for (const SweepRow& row : rows_of(result_, k)) {
      const double middle = mean(row), sd = deviation(row);
      band.low.push_back({row.at, middle - sd});
      band.high.push_back({row.at, middle + sd});
    }
    band.fill = style(k).color.with_alpha(band_alpha);
    band.series = result_.runners[k].series;
    plot.items.emplace_back(std::move(band));
  }

  void add_means(Plot& plot, std::size_t k) const {
    const SweepResult::Runner& runner = result_.runners[k];
    const bool chosen = runner.id == lab_page(scene_.document, scene_.task()).chosen;
    CurveItem curve;
    PointsItem marks;
    for (const SweepRow& row : rows_of(result_, k)) {
      curve.points.push_back({row.at, mean(row)});
      if (std::isfinite(mean(row))) marks.points.push_back(curve.points.back());
    }
    curve.stroke = {style(k).color, chosen ? chosen_width : curve_width, style(k).dash};
    // The legend shows the marker; in the plot they stand at the values, not along the line.
    curve.marker = style(k).marker;
    curve.marker_spacing = 1e9;
    curve.legend = runner.label;
    curve.series = marks.series = runner.series;
    marks.marker = style(k).marker;
    marks.radius = {point_radius};
    marks.fill = {style(k).color};
    marks.outline = Stroke{scene_.theme.background, 0.7, Dash::solid};
    plot.items.emplace_back(std::move(curve));
    plot.items.emplace_back(std::move(marks));
  }

  const LabScene& scene_;
  const SweepResult& result_;
  Measure measure_;
  bool clean_;
};

// How the sweep stands, and what is to be known of what is shown.
std::string note_of(const SweepJob& job, bool stale, const Language& text) {
  if (job.running()) return fmt::format("{:.0f} %", std::floor(100 * job.share()));
  if (job.cancelled()) return text("figure.sweep.cancelled");
  if (job.result() == nullptr) return {};
  if (stale) return text("figure.sweep.stale");
  const bool gaps = std::ranges::any_of(job.result()->rows, [](const SweepRow& row) { return row.diverged > 0; });
  if (!gaps) return {};
  return text(job.result()->spec.exact ? "figure.sweep.finite_fits" : "figure.sweep.finite_runs");
}

void add_invitation(Plot& plot, const LabScene& scene) {
  const SweepJob* job = scene.sweep;
  LabelItem label;
  label.text = scene.text(job != nullptr && job->running()          ? "figure.sweep.running"
                          : job != nullptr && !job->error().empty() ? "figure.sweep.impossible"
                                                                    : "figure.sweep.invitation");
  const Range x = plot.x.range, y = plot.y.range;
  label.at = {plot.x.log ? std::sqrt(x.min * x.max) : 0.5 * (x.min + x.max), 0.5 * (y.min + y.max)};
  label.h = HAlign::center;
  label.color = scene.theme.muted;
  plot.items.emplace_back(std::move(label));
}

// Where the page stands on the axis.
void add_present(Plot& plot, const std::optional<SweepChoice>& choice, const SweepAxis& over, const Theme& theme) {
  if (!choice || !choice->now) return;
  const double now = *choice->now;
  if (!(now >= std::min(over.from, over.to) && now <= std::max(over.from, over.to))) return;
  LineItem line;
  line.direction = LineItem::Direction::vertical;
  line.at = now;
  line.stroke = {theme.accent, 1.2, Dash::solid};
  plot.items.emplace_back(std::move(line));
}

}  // namespace

Plot sweep_plot(const LabScene& scene) {
  const LabPage& page = lab_page(scene.document, scene.task());
  const SweepResult* result = scene.sweep == nullptr ? nullptr : scene.sweep->result().get();
  const SweepAxis over = result == nullptr ? page.sweep.over : result->spec.over;
  const std::optional<SweepChoice> choice = sweep_choice(scene.document, page, over.name, scene.text);
  const std::string label = result != nullptr ? result->label : choice ? choice->label : over.name;
  const Task task = scene.task();
  const Camera looked = camera(scene.document, scene.view, "sweep");
  Plot plot;
  plot.name = "sweep";
  plot.x = swept_axis(over, label, looked);
  bool clean = true;
  if (result == nullptr) {
    plot.y =
        axis(unit_of(scene, clean), task == Task::classification ? Range{0, 101} : Range{0, 1}, looked.y, looked.log_y);
    if (scene.sweep != nullptr) plot.note = note_of(*scene.sweep, false, scene.text);
    add_invitation(plot, scene);
  } else {
    const SeriesMaker series(scene, *result);
    clean = series.clean();
    plot.y = axis(unit_of(scene, clean), series.range(looked.log_y), looked.y, looked.log_y);
    series.add(plot);
    // The data's legend tells who is who, unless others run by now.
    const bool stale = !(result->spec == sweep_spec(scene.document, page));
    plot.legend = stale;
    plot.note = note_of(*scene.sweep, stale, scene.text);
  }
  plot.title = title_of(scene, clean, over, label, plot.note.empty());
  if (result != nullptr) add_present(plot, choice, over, scene.theme);
  return plot;
}

}  // namespace losslab::parts
