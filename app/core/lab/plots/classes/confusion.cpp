// How many samples of each label are predicted to be of each class.
#include <fmt/format.h>

#include <algorithm>

#include "app/core/lab/plots/class_scene.h"
#include "losses/learn/race/classes.h"

namespace losslab::parts {
namespace {

Axis class_axis(const std::string& label, const Dataset& data, bool downwards) {
  const double count = static_cast<double>(data.class_names.size());
  Axis result;
  result.label = label;
  result.range = {-0.5, count - 0.5};
  for (std::size_t k = 0; k < data.class_names.size(); ++k) {
    const double place = downwards ? count - 1 - static_cast<double>(k) : static_cast<double>(k);
    result.ticks.emplace_back(place, data.class_names[k]);
  }
  return result;
}

void add_cell(Plot& plot, const LabScene& scene, Point at, std::size_t count, double share, Color color) {
  constexpr double half = 0.48;
  BarsItem cell;
  cell.corners = {{{at.x - half, at.y - half}, {at.x + half, at.y + half}}};
  cell.fill = mix(scene.theme.background, color, 0.06 + 0.7 * share);
  plot.items.emplace_back(std::move(cell));
  LabelItem label;
  label.text = fmt::format("{}", count);
  label.at = at;
  label.h = HAlign::center;
  label.v = VAlign::middle;
  label.within = 1.7 * half;
  label.color = count == 0 ? scene.theme.muted : share > 0.55 ? scene.theme.background : scene.theme.foreground;
  plot.items.emplace_back(std::move(label));
}

}  // namespace

Plot confusion_plot(const LabScene& scene) {
  const Dataset& data = scene.lab.data();
  Plot plot;
  plot.name = "confusion";
  plot.title = scene.text("figure.confusion.title");
  plot.legend = false;
  plot.grid = false;
  const bool given = data.true_label.empty() || scene.look().confusion_of_given;
  plot.x = class_axis(scene.text("figure.confusion.predicted"), data, false);
  plot.y = class_axis(scene.text(given ? "figure.confusion.given" : "figure.confusion.true"), data, true);
  if (data.class_names.empty()) {
    plot.note = scene.text("figure.confusion.two_classes");
    return plot;
  }
  const Shown* who = scene.chosen();
  if (who == nullptr) return plot;
  plot.title = scene.text("figure.confusion.title_of", {{"loss", who->label}});
  const ClassLogits logits = class_logits(scene, *who);
  const std::vector<std::size_t> predicted = predicted_classes(logits.z, logits.stride, logits.classes, logits.n);
  const Confusion confusion = confusion_of(given ? data.y : data.true_label, predicted, logits.classes);
  for (std::size_t i = 0; i < logits.classes; ++i) {
    const double all = static_cast<double>(std::max<std::size_t>(1, confusion.of(i)));
    for (std::size_t j = 0; j < logits.classes; ++j) {
      const std::size_t count = confusion.counts[i * logits.classes + j];
      const Color color = i == j ? scene.theme.positive : scene.theme.danger;
      add_cell(plot, scene, {static_cast<double>(j), static_cast<double>(logits.classes - 1 - i)}, count,
               static_cast<double>(count) / all, color);
    }
  }
  return plot;
}

}  // namespace losslab::parts
