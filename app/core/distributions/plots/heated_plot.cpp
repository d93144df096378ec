// What the temperature of the softmax does to the losses and to the lengths of their gradients.
#include <algorithm>
#include <cmath>

#include "app/core/distributions/distributions_figure.h"
#include "app/core/distributions/distributions_results.h"
#include "app/core/shell/figure_parts.h"

namespace losslab {
namespace {

using Shown = DistributionScene::Shown;

struct Heated {
  double loss, slope;  // slope: length of the gradient in z
};

// A loss with a temperature of its own at another one; any other of the logits z/T.
class Heater {
 public:
  Heater(const LogitCompetitor& who, std::vector<double> z) : who_(who), z_(std::move(z)), gradient_(z_.size()) {
    const auto all = who.loss.parameters();
    own_ = std::ranges::any_of(all, [](const Parameter& one) { return std::string_view(one.name) == "T"; });
  }

  bool has_teacher() const { return !who_.teacher.empty(); }

  // Without T² the part that compares with the teacher is divided by it again.
  Heated at(double temperature, bool scaled) {
    if (!own_) {
      std::vector<double> cooler = z_;
      for (double& one : cooler) one /= temperature;
      return measured(who_.loss, cooler, 1 / temperature);
    }
    VectorLoss loss = who_.loss;
    loss.set("T", temperature);
    if (scaled || !has_teacher()) return measured(loss, z_, 1);
    // What the mixed loss costs less its label's part is T² times the divergence from the teacher.
    VectorLoss label = loss;
    label.set("mix", 1);
    const double mix = loss.parameter(1), share = 1 / (temperature * temperature);
    std::vector<double> of_label(z_.size());
    const double whole = ExpectedLoss(loss, who_.teacher).evaluate(z_, who_.truth, gradient_);
    const double own = ExpectedLoss(label, who_.teacher).evaluate(z_, who_.truth, of_label);
    for (std::size_t k = 0; k < z_.size(); ++k) {
      gradient_[k] = mix * of_label[k] + share * (gradient_[k] - mix * of_label[k]);
    }
    return {mix * own + share * (whole - mix * own), length()};
  }

 private:
  Heated measured(const VectorLoss& loss, const std::vector<double>& z, double factor) {
    const double value = ExpectedLoss(loss, who_.teacher).evaluate(z, who_.truth, gradient_);
    return {value, factor * length()};
  }
  double length() const {
    double squares = 0;
    for (const double one : gradient_) squares += one * one;
    return std::sqrt(squares);
  }

  const LogitCompetitor& who_;
  std::vector<double> z_, gradient_;
  bool own_ = false;
};

}  // namespace

Plot heated_plot(const DistributionScene& scene, bool gradient) {
  const char* const name = gradient ? "heated_gradient" : "heated_loss";
  const Camera looked = scene.camera(name);
  Plot plot;
  plot.name = name;
  plot.title = scene.text(gradient ? "distributions.heated.slope_title" : "distributions.heated.loss_title");
  plot.note = scene.text("distributions.heated.where");
  plot.x = parts::axis(scene.text("distributions.temperature.t"), {0.1, 20}, looked.x, true);
  Range seen = gradient || looked.log_y ? parts::nothing : Range{0, 0};
  for (const Shown& who : scene.shown) {
    if (who.hidden) {
      plot.items.emplace_back(parts::hidden_entry(who.label, who.series, who.style, scene.theme));
      continue;
    }
    Heater heater(who.run->who(), scene.results.logits_now());
    for (const bool scaled : {true, false}) {
      if (!scaled && !heater.has_teacher()) continue;
      CurveItem curve;
      constexpr int count = 161;
      for (int i = 0; i < count; ++i) {
        const double share = static_cast<double>(i) / (count - 1);
        const double t = plot.x.range.min * std::pow(plot.x.range.max / plot.x.range.min, share);
        const Heated there = heater.at(t, scaled);
        curve.points.push_back({t, gradient ? there.slope : there.loss});
        // Near T = 0 most of them rise without an end.
        if (t >= 0.4 && (!looked.log_y || curve.points.back().y > 0)) parts::include(seen, curve.points.back().y);
      }
      curve.stroke = who.stroke();
      if (!scaled) curve.stroke.dash = Dash::dotted;
      curve.legend = scaled ? who.label : scene.text("distributions.heated.without", {{"loss", who.label}});
      curve.series = who.series;
      plot.items.emplace_back(std::move(curve));
    }
  }
  if (!(seen.min <= seen.max)) seen = {0, 1};
  if (gradient && !looked.log_y) seen.min = 0;
  const Range range = looked.log_y ? Range{std::max(seen.min, 1e-8 * seen.max) / 1.5, 1.5 * seen.max}
                                   : parts::rounded({seen.min, 1.06 * seen.max + 1e-9});
  plot.y = parts::axis(scene.text(gradient ? "distributions.heated.slope" : "distributions.along.loss"), range,
                       looked.y, looked.log_y);
  LineItem now;
  now.direction = LineItem::Direction::vertical;
  now.at = 1;
  now.stroke = {scene.theme.accent, 1.2, Dash::solid};
  plot.items.emplace_back(std::move(now));
  return plot;
}

}  // namespace losslab
