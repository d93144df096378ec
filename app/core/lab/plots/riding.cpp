// A loss with the data on it: the residuals or margins on its curve and on its gradient, and how many there are of
// each.
#include <algorithm>
#include <cmath>

#include "app/core/catalogue/loss_parts.h"
#include "app/core/lab/plots/lab_plots.h"

namespace losslab::parts {
namespace {

constexpr int bins = 30;

// The range that riding, slope and histogram share: all arguments are in it; residuals stand symmetrically around 0.
Range argument_range(const LabScene& scene, const std::vector<double>& arguments) {
  if (!scene.words().symmetric) {
    Range usual{-3, 3};
    for (const double m : arguments) include(usual, 1.04 * m);
    return rounded(usual);
  }
  double widest = 0;
  for (const double r : arguments) widest = std::max(widest, std::isfinite(r) ? std::abs(r) : 0);
  const double reach = std::max(1.0, rounded({-1.06 * widest, 1.06 * widest}).max);
  return {-reach, reach};
}

Axis argument_axis(const LabScene& scene, const char* plot, const std::vector<double>& arguments) {
  const Camera looked = camera(scene.document, scene.view, plot);
  const char* const label = scene.several_classes() ? "figure.classes.margin" : scene.words().argument_label;
  return axis(scene.text(label), argument_range(scene, arguments), looked.x);
}

// The curve of a loss or its gradient; losses that weigh the classes differently have two.
void add_curves(Plot& plot, const LabScene& scene, const Shown& who, bool slope, Range& height) {
  const Loss& loss = scene.loss(who);
  const std::vector<int> classes = loss.depends_on_class() ? std::vector<int>{1, -1} : std::vector<int>{1};
  for (const int y : classes) {
    const Loss one = loss.for_class(y);
    CurveItem curve =
        slope ? slope_curve(one, plot.x.range, who.stroke()) : loss_curve(one, plot.x.range, who.stroke());
    curve.legend = who.label;
    if (classes.size() > 1) {
      curve.legend = scene.text(y > 0 ? "figure.riding.positive" : "figure.riding.negative", {{"loss", who.label}});
    }
    curve.series = who.series;
    // Where margins are negative a loss may grow beyond all samples: those decide there.
    for (const Point p : curve.points) {
      if (scene.words().symmetric || slope || p.x >= 0) include(height, p.y);
    }
    plot.items.emplace_back(std::move(curve));
  }
}

Range height_range(Range seen, bool slope) {
  if (!slope) {
    const Range height = rounded({0, std::max(1.05 * seen.max, 1e-9)});
    return {-0.03 * height.max, height.max};
  }
  const double room = std::max(0.06 * seen.span(), 1e-9);
  return rounded({seen.min - room, seen.max + room});
}

std::vector<double> counts_of(const std::vector<double>& arguments, Range range, auto&& counted) {
  std::vector<double> counts(bins, 0);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const double place = (arguments[i] - range.min) / range.span() * bins;
    if (!(place >= 0 && place <= bins) || !counted(i)) continue;
    counts[std::min<std::size_t>(static_cast<std::size_t>(place), bins - 1)] += 1;
  }
  return counts;
}

BarsItem bars_of(const std::vector<double>& counts, Range range, Color fill, const std::string& legend) {
  BarsItem item;
  item.fill = fill;
  item.legend = legend;
  const double width = range.span() / bins;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    if (counts[k] == 0) continue;
    const double left = range.min + width * static_cast<double>(k);
    item.corners.push_back({{left + 0.04 * width, 0}, {left + 0.96 * width, counts[k]}});
  }
  return item;
}

Plot ridden(const LabScene& scene, bool slope) {
  const LabTask& words = scene.words();
  Plot plot;
  plot.name = plot_name(scene.task(), slope ? LabPlot::slope : LabPlot::riding);
  plot.title = scene.text(slope ? words.on_gradient : words.on_loss);
  plot.legend = false;
  const Camera looked = camera(scene.document, scene.view, plot.name);
  const std::string label =
      scene.text(slope ? "figure.riding.gradient" : "figure.riding.loss", {{"symbol", words.symbol}});
  plot.x = argument_axis(scene, plot.name.c_str(), {});
  plot.y = axis(label, slope ? Range{-2, 2} : Range{0, 6}, looked.y);
  const Shown* who = scene.chosen();
  if (who == nullptr) return plot;
  plot.title = scene.text(slope ? words.on_gradient_of : words.on_loss_of, {{"loss", who->label}});
  const std::vector<double> arguments = scene.arguments(*who);
  const std::vector<double> values = sample_values(scene.loss(*who), scene.lab.data(), arguments, slope);
  plot.x = argument_axis(scene, plot.name.c_str(), arguments);
  Range height = slope ? nothing : Range{0, 0};
  for (const double v : values) include(height, v);
  add_curves(plot, scene, *who, slope, height);
  plot.y = axis(label, height_range(height, slope), looked.y);
  std::vector<Point> at(arguments.size());
  for (std::size_t i = 0; i < at.size(); ++i) at[i] = {arguments[i], values[i]};
  add_samples(plot, scene, at, {});
  return plot;
}

}  // namespace

Plot riding_plot(const LabScene& scene) {
  return scene.several_classes() ? class_riding(scene, false) : ridden(scene, false);
}

Plot slope_plot(const LabScene& scene) {
  return scene.several_classes() ? class_riding(scene, true) : ridden(scene, true);
}

Plot histogram_plot(const LabScene& scene) {
  const bool regression = scene.task() == Task::regression;
  Plot plot;
  plot.name = plot_name(scene.task(), LabPlot::histogram);
  plot.title = scene.text(scene.words().histogram);
  plot.legend = false;
  const Camera looked = camera(scene.document, scene.view, plot.name);
  plot.x = argument_axis(scene, plot.name.c_str(), {});
  plot.y = axis(scene.text(scene.words().samples), {0, 1}, looked.y);
  const Shown* who = scene.chosen();
  if (who == nullptr) return plot;
  const std::vector<double> arguments = scene.arguments(*who);
  const Range range = argument_range(scene, arguments);
  plot.x = argument_axis(scene, plot.name.c_str(), arguments);
  const Dataset& data = scene.lab.data();
  const std::vector<double> all = counts_of(arguments, range, [](std::size_t) { return true; });
  const std::vector<double> wrong = counts_of(
      arguments, range, [&](std::size_t i) { return regression ? is_outlier(data, i) : is_flipped(data, i); });
  plot.items.emplace_back(
      bars_of(all, range, mix(who->style.color, scene.theme.background, 0.45), scene.text(scene.words().all_samples)));
  if (std::ranges::any_of(wrong, [](double n) { return n > 0; })) {
    plot.items.emplace_back(
        bars_of(wrong, range, regression ? scene.theme.negative : scene.theme.danger, scene.text(scene.words().wrong)));
  }
  const double highest = *std::ranges::max_element(all);
  plot.y = axis(plot.y.label, {0, rounded({0, std::max(1.0, 1.05 * highest)}).max}, looked.y);
  return plot;
}

}  // namespace losslab::parts
