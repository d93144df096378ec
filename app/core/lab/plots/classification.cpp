// The data of two classes with the decision surface of the chosen competitor and everybody's boundary.
#include <algorithm>
#include <cmath>

#include "app/core/lab/plots/input_grid.h"
#include "app/core/lab/plots/lab_plots.h"
#include "widgets/figure/layout.h"

namespace losslab::parts {
namespace {

constexpr int surface_cells = 100, boundary_cells = 72;

// f on a grid.
class ScoreGrid {
 public:
  ScoreGrid(Range x, Range y, int cells) : places_(x, y, cells), f_(places_.size()), values_(places_.size()) {}
  // tanh(f/2) = 2σ(f) − 1: the class probability on −1..+1, zero on the boundary.
  const std::vector<float>& squashed(const Model& model, std::span<const double> theta) {
    model.predict(theta, places_.x1, places_.x2, f_);
    std::ranges::transform(f_, values_.begin(), [](double f) { return static_cast<float>(std::tanh(0.5 * f)); });
    return values_;
  }
  std::vector<Point> boundary(const Model& model, std::span<const double> theta) {
    model.predict(theta, places_.x1, places_.x2, f_);
    std::ranges::transform(f_, values_.begin(), [](double f) { return static_cast<float>(f); });
    std::vector<Point> all;
    places_.append_zeros(values_, all);
    return all;
  }

 private:
  InputGrid places_;
  std::vector<double> f_;
  std::vector<float> values_;
};

std::string note_of(const LabScene& scene, bool weighed) {
  const Dataset& data = scene.lab.data();
  std::string note;
  if (!data.true_label.empty() && data.true_label != data.y) note = scene.text("figure.data.ringed");
  if (weighed) add_note(note, scene.text("figure.data.size_pull"));
  return note;
}

}  // namespace

Plot classification_data(const LabScene& scene) {
  if (scene.several_classes()) return class_data(scene);
  const Dataset& data = scene.lab.data();
  const Model& model = *scene.lab.setting().model;
  const Camera looked = camera(scene.document, scene.view, "data");
  const Shown* chosen = scene.chosen();
  Plot plot;
  plot.name = "data";
  plot.title = scene.text("figure.data.boundaries");
  plot.grid = false;
  plot.x = axis(input_label(data.x1_name, scene.text), fit_range(data.x1, 0.06), looked.x);
  plot.y = axis(input_label(data.x2_name, scene.text), fit_range(data.x2, 0.06), looked.y);
  if (chosen != nullptr) {
    ScoreGrid surface(plot.x.range, plot.y.range, surface_cells);
    plot.items.emplace_back(FieldItem{field_pixels(surface.squashed(model, scene.theta(*chosen)), surface_cells,
                                                   surface_cells, {-1, 1}, scene.theme.diverging),
                                      plot.x.range, plot.y.range});
  }
  std::vector<Point> at(data.size());
  for (std::size_t i = 0; i < at.size(); ++i) at[i] = {data.x1[i], data.x2[i]};
  std::vector<double> weights;
  const bool weighed = scene.look().size_by_weight && chosen != nullptr;
  if (weighed) weights = sample_weights(scene.loss(*chosen), data, scene.arguments(*chosen));
  plot.note = note_of(scene, weighed);
  add_samples(plot, scene, at, weights);
  // Two cells are exact where the score is linear.
  const bool linear = scene.lab.page().model.kind == ModelSpec::Kind::linear;
  ScoreGrid grid(plot.x.range, plot.y.range, linear ? 2 : boundary_cells);
  for (const Shown& who : scene.shown) {
    if (who.hidden) {
      plot.items.emplace_back(hidden_entry(who.label, who.series, who.style, scene.theme));
      continue;
    }
    CurveItem curve;
    curve.points = grid.boundary(model, scene.theta(who));
    curve.stroke = who.stroke();
    curve.stroke.width += 0.4;
    curve.marker = who.style.marker;
    curve.legend = who.label;
    curve.series = who.series;
    plot.items.emplace_back(std::move(curve));
  }
  return plot;
}

}  // namespace losslab::parts
