// The data of several classes with the regions of the chosen competitor and everybody's boundaries.
#include <algorithm>
#include <cmath>

#include "app/core/lab/plots/class_scene.h"
#include "app/core/lab/plots/input_grid.h"
#include "losses/learn/race/classes.h"
#include "widgets/figure/layout.h"

namespace losslab::parts {
namespace {

constexpr int region_cells = 128, boundary_cells = 80;
constexpr double faintest = 0.1, strongest = 0.42;  // of a class's colour in its region

// The logits of a model on a grid.
class LogitGrid {
 public:
  LogitGrid(Range x, Range y, int cells, std::size_t classes)
      : places_(x, y, cells), classes_(classes), z_(classes * places_.size()) {}

  void predict(const Model& model, std::span<const double> theta) { model.predict(theta, places_.x1, places_.x2, z_); }

  // The class that each place is given to, in its colour, the stronger the surer.
  std::shared_ptr<const Pixels> regions(const Theme& theme) const {
    const std::size_t n = places_.size();
    const std::vector<std::size_t> best = predicted_classes(z_, n, classes_, n);
    auto pixels = std::make_shared<Pixels>();
    const auto side = static_cast<std::size_t>(places_.cells);
    pixels->width = pixels->height = places_.cells;
    pixels->data.resize(n);
    const double least = 1 / static_cast<double>(classes_);
    std::vector<Color> colors;
    for (std::size_t k = 0; k < classes_; ++k) colors.push_back(class_style(theme, k).color);
    for (std::size_t i = 0; i < n; ++i) {
      double sum = 0;
      for (std::size_t k = 0; k < classes_; ++k) sum += std::exp(z_[k * n + i] - z_[best[i] * n + i]);
      const double sure = (1 / sum - least) / (1 - least);
      const double share = std::isnan(sure) ? 0 : faintest + (strongest - faintest) * sure;
      const std::size_t row = side - 1 - i / side;
      pixels->data[row * side + i % side] = mix(theme.background, colors[best[i]], share);
    }
    return pixels;
  }

  // Where two classes have the greatest logit together.
  std::vector<Point> boundaries() const {
    const std::size_t n = places_.size();
    std::vector<float> ahead(n);
    std::vector<Point> all;
    for (std::size_t k = 0; k + 1 < classes_; ++k) {
      for (std::size_t i = 0; i < n; ++i) {
        double others = -std::numeric_limits<double>::infinity();
        for (std::size_t j = 0; j < classes_; ++j) others = j == k ? others : std::max(others, z_[j * n + i]);
        ahead[i] = static_cast<float>(z_[k * n + i] - others);
      }
      places_.append_zeros(ahead, all);
    }
    return all;
  }

 private:
  InputGrid places_;
  std::size_t classes_;
  std::vector<double> z_;
};

std::string note_of(const LabScene& scene, bool weighed) {
  const Dataset& data = scene.lab.data();
  std::string note;
  if (!data.true_label.empty() && data.true_label != data.y) note = scene.text("figure.data.ringed");
  if (weighed) add_note(note, scene.text("figure.data.size_pull"));
  if (!data.more.empty()) add_note(note, scene.text("figure.data.others_go_along"));
  return note;
}

}  // namespace

Plot class_data(const LabScene& scene) {
  const Dataset& data = scene.lab.data();
  const Model& model = *scene.lab.setting().model;
  const Camera looked = camera(scene.document, scene.view, "data");
  const Shown* chosen = scene.chosen();
  Plot plot;
  plot.name = "data";
  plot.title = scene.text("figure.data.regions");
  plot.grid = false;
  plot.x = axis(input_label(data.x1_name, scene.text), fit_range(data.x1, 0.06), looked.x);
  plot.y = axis(input_label(data.x2_name, scene.text), fit_range(data.x2, 0.06), looked.y);
  if (chosen != nullptr) {
    LogitGrid grid(plot.x.range, plot.y.range, region_cells, data.class_names.size());
    grid.predict(model, scene.theta(*chosen));
    plot.items.emplace_back(FieldItem{grid.regions(scene.theme), plot.x.range, plot.y.range});
  }
  std::vector<Point> at(data.size());
  for (std::size_t i = 0; i < at.size(); ++i) at[i] = {data.x1[i], data.x2[i]};
  std::vector<double> weights;
  const bool weighed = scene.look().size_by_weight && chosen != nullptr;
  if (weighed) {
    weights = class_samples(scene, *chosen).pulls;
    const double highest = *std::ranges::max_element(weights);
    for (double& weight : weights) weight = highest > 0 ? weight / highest : 0;
  }
  plot.note = note_of(scene, weighed);
  LogitGrid grid(plot.x.range, plot.y.range, boundary_cells, data.class_names.size());
  for (const Shown& who : scene.shown) {
    if (who.hidden) {
      plot.items.emplace_back(hidden_entry(who.label, who.series, who.style, scene.theme));
      continue;
    }
    grid.predict(model, scene.theta(who));
    CurveItem curve;
    curve.points = grid.boundaries();
    curve.stroke = who.stroke();
    if (!who.chosen) curve.stroke.width = 1;  // the chosen one's regions are what is looked at
    curve.legend = who.label;
    curve.series = who.series;
    plot.items.emplace_back(std::move(curve));
  }
  add_samples(plot, scene, at, weights);
  return plot;
}

}  // namespace losslab::parts
