#include "app/core/structures/boxes/experiment_plots.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/catalogue/loss_text.h"
#include "app/core/shell/figure_parts.h"

namespace losslab {
namespace {

// What stands in a plot of the experiment before it was made.
void invite(Plot& plot, const BoxesScene& scene) {
  LabelItem label;
  label.text =
      scene.text(scene.results.experiment().running() ? "boxes.experiment.under_way" : "boxes.experiment.invitation");
  label.at = {0.5 * (plot.x.range.min + plot.x.range.max), 0.5 * (plot.y.range.min + plot.y.range.max)};
  label.h = HAlign::center;
  label.color = scene.theme.muted;
  plot.items.emplace_back(std::move(label));
}

}  // namespace

Plot experiment_plot(const BoxesScene& scene) {
  const char* const name = boxes_plot_names[static_cast<std::size_t>(BoxesPlot::experiment)];
  const Camera looked = scene.camera(name);
  Plot plot;
  plot.name = name;
  plot.title = scene.text("boxes.experiment.title");
  plot.note = scene.text("boxes.experiment.note", {{"count", fmt::format("{}", BoxExperiment().cases())}});
  Range seen{0, 0};
  double last = 200;
  for (const ShownLoss& who : scene.shown) {
    const BoxExperimentResult* const made = scene.results.experiment().of(who.loss.id());
    if (made == nullptr) continue;
    if (who.hidden) {
      plot.items.emplace_back(parts::hidden_entry(who.label, who.series, who.style, scene.theme));
      continue;
    }
    CurveItem curve;
    for (std::size_t step = 0; step < made->error.size(); ++step) {
      curve.points.push_back({static_cast<double>(step), made->error[step]});
      parts::include(seen, made->error[step]);
    }
    last = static_cast<double>(made->error.size() - 1);
    curve.stroke = who.stroke();
    curve.marker = who.style.marker;
    curve.legend = fmt::format("{}  {:.4f}", short_name(scene.text, who.loss.info()), made->error.back());
    curve.series = who.series;
    plot.items.emplace_back(std::move(curve));
  }
  plot.x = parts::axis(scene.text("distributions.descent.iteration"), {0, last}, looked.x);
  plot.y = parts::axis(scene.text("boxes.history.error_label"), parts::rounded({0, seen.max > 0 ? seen.max : 1}),
                       looked.y, looked.log_y);
  if (plot.items.empty()) invite(plot, scene);
  return plot;
}

Plot surface_plot(const BoxesScene& scene) {
  const char* const name = boxes_plot_names[static_cast<std::size_t>(BoxesPlot::surface)];
  const Camera looked = scene.camera(name);
  const ShownLoss* const chosen = chosen_of(scene.shown);
  const BoxExperimentResult* const made =
      chosen == nullptr ? nullptr : scene.results.experiment().of(chosen->loss.id());
  Plot plot;
  plot.name = name;
  plot.equal_aspect = true;
  plot.title = scene.text("boxes.surface.title",
                          {{"loss", chosen == nullptr ? std::string() : short_name(scene.text, chosen->loss.info())}});
  plot.x = parts::axis(scene.text("boxes.field.x"), {-3.2, 3.2}, looked.x);
  plot.y = parts::axis(scene.text("boxes.field.y"), {-3.2, 3.2}, looked.y);
  if (made == nullptr) {
    invite(plot, scene);
    return plot;
  }
  const double greatest = std::ranges::max(made->error_at_place);
  plot.note = scene.text("boxes.surface.note", {{"greatest", fmt::format("{:.3g}", greatest)}});
  PointsItem places;
  places.radius = {2.2};
  const ColorMap map = scene.theme.sequential;
  for (std::size_t i = 0; i < made->x.size(); ++i) {
    places.points.push_back({made->x[i], made->y[i]});
    const double share = greatest > 0 ? made->error_at_place[i] / greatest : 0;
    const double at = share * static_cast<double>(map.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(at), map.size() - 2);
    places.fill.push_back(mix(map[low], map[low + 1], at - static_cast<double>(low)));
  }
  plot.items.emplace_back(std::move(places));
  return plot;
}

}  // namespace losslab
