// Two classes in the plane.
#include <algorithm>
#include <numbers>

#include "losses/learn/data/class_shapes.h"
#include "losses/learn/data/generators.h"
#include "losses/learn/data/spec_fields.h"

namespace losslab {
namespace {

using Kind = DataSpec::Kind;

void add_point(Dataset& data, Spot at, double label, double true_label) {
  data.x1.push_back(rounded(at.x1));
  data.x2.push_back(rounded(at.x2));
  data.y.push_back(label);
  data.true_label.push_back(true_label);
}

// Spreads the points of the class +1 evenly among all.
class Labels {
 public:
  explicit Labels(const DataSpec& spec)
      : n_(spec.n), positive_(std::clamp<long>(share_of(spec.imbalance, spec.n), 1, spec.n - 1)) {}
  double operator()(int i) const { return before(i + 1) > before(i) ? 1 : -1; }

 private:
  long before(int i) const { return (i * positive_ + n_ / 2) / n_; }
  long n_, positive_;
};

// The place of a point before it is moved at random; `u` is uniform on [0, 1).
Spot place_of(const DataSpec& spec, double label, double u) {
  switch (spec.kind) {
    case Kind::moons:
      return label * shapes::moon(u);
    case Kind::circles: {
      const double radius = label > 0 ? shapes::inner_radius : shapes::outer_radius, turn = 2 * std::numbers::pi * u;
      return {radius * std::cos(turn), radius * std::sin(turn)};
    }
    case Kind::xor_clouds: {
      const double side = u < 0.5 ? spec.separation : -spec.separation;
      return {side, label * side};
    }
    case Kind::spirals:
      return label * shapes::spiral(std::sqrt(u));
    default:
      return {label * spec.separation, 0};
  }
}

}  // namespace

Dataset make_two_classes(const DataSpec& spec) {
  Dataset data;
  data.task = Task::classification;
  data.name = generator_name(spec.kind);
  data.x1_name = "x1";
  data.x2_name = "x2";
  data.y_name = "label";
  Random random(spec.seed);
  const Labels label_of(spec);
  const bool clouds = spec.kind == Kind::gaussians || spec.kind == Kind::xor_clouds;
  const double noise = clouds ? spec.noise : 0.2 * spec.noise;
  for (int i = 0; i < spec.n; ++i) {
    const double label = label_of(i), u = random.uniform();
    const Spot at = place_of(spec, label, u);
    const double dx = noise * random.normal(), dy = noise * random.normal();
    add_point(data, {at.x1 + dx, at.x2 + dy}, label, label);
  }
  disturb_labels(data, spec);
  return data;
}

}  // namespace losslab
