// Points about a curve, with outliers.
#include <fmt/format.h>

#include <algorithm>
#include <numbers>

#include "losses/core/error.h"
#include "losses/learn/data/generators.h"
#include "losses/learn/data/spec_fields.h"

namespace losslab {
namespace {

using Kind = DataSpec::Kind;

constexpr double width = 10;  // x lies between 0 and this

// Levels that neither climb nor alternate: multiples of the golden ratio, their whole part left out.
double level_of(int k) {
  const double turns = 0.6180339887498949 * k;
  return 2 * (turns - std::floor(turns)) - 1;
}

double curve_at(const DataSpec& spec, double x) {
  switch (spec.kind) {
    case Kind::sinusoid:
      return spec.intercept + spec.amplitude * std::sin(2 * std::numbers::pi * x / spec.period);
    case Kind::steps: {
      const int level = std::min(static_cast<int>(x * spec.levels / width), spec.levels - 1);
      return spec.intercept + spec.amplitude * level_of(level);
    }
    case Kind::polynomial: {
      const double u = x / 5 - 1;
      return spec.intercept + spec.amplitude * (u * (4 * (u * u) - 3));
    }
    default:
      return spec.slope * x + spec.intercept;
  }
}

void add_truth(Dataset& data, const DataSpec& spec) {
  if (spec.kind == Kind::line) {
    data.true_line = Dataset::Line{spec.slope, spec.intercept};
    return;
  }
  const auto add = [&](double x, double y) {
    data.true_x.push_back(rounded(x));
    data.true_y.push_back(rounded(y));
  };
  if (spec.kind == Kind::steps) {
    for (int k = 0; k < spec.levels; ++k) {
      const double y = spec.intercept + spec.amplitude * level_of(k);
      add(width * k / spec.levels, y);
      add(width * (k + 1) / spec.levels, y);
    }
    return;
  }
  constexpr int parts = 400;
  for (int k = 0; k <= parts; ++k) {
    const double x = width * k / parts;
    add(x, curve_at(spec, x));
  }
}

// Student's t by Bailey's polar method (1994).
double student(double dof, Random& random) {
  const double u = 1 - random.uniform(), v = random.uniform();
  return std::sqrt(dof * (std::pow(u, -2 / dof) - 1)) * std::cos(2 * std::numbers::pi * v);
}

double disturbance_at(const DataSpec& spec, double x, Random& random) {
  if (spec.noise_kind == NoiseKind::student) return spec.noise * student(spec.dof, random);
  const double growth = spec.noise_kind == NoiseKind::heteroscedastic ? 0.2 + 0.16 * x : 1;
  return spec.noise * growth * random.normal();
}

struct Place {
  double x, y;
};

// Where an outlier goes that was at x.
Place outlier_place(const DataSpec& spec, double x, Random& random) {
  const double place = random.uniform(), deviate = random.normal(), jitter = spec.noise * deviate;
  switch (spec.outlier_kind) {
    case OutlierKind::leverage:
      return {width + spec.outlier_size * (0.95 + 0.1 * place), spec.intercept + jitter};
    case OutlierKind::clustered: {
      const double centre = 0.9 * width;
      return {centre + 0.4 * (place - 0.5), curve_at(spec, centre) - spec.outlier_size + 0.2 * deviate};
    }
    case OutlierKind::drifting:
      return {x, curve_at(spec, x) - spec.outlier_size * (x / width) + jitter};
    case OutlierKind::one_sided:
      return {x, curve_at(spec, x) + spec.outlier_size * (0.5 + place) + jitter};
    default:  // all at the right end and all down, so that they tilt a least-squares line instead of cancelling out
      x = width * (2 + place) / 3;
      return {x, curve_at(spec, x) - spec.outlier_size + jitter};
  }
}

}  // namespace

Dataset make_curve(const DataSpec& spec) {
  Dataset data;
  data.name = generator_name(spec.kind);
  add_truth(data, spec);
  Random random(spec.seed);
  for (int i = 0; i < spec.n; ++i) {
    const double x = width * random.uniform();
    data.x1.push_back(rounded(x));
    data.y.push_back(rounded(curve_at(spec, x) + disturbance_at(spec, x, random)));
  }
  data.outlier.assign(data.x1.size(), 0);
  Random disturbance(spec.seed ^ contamination_stream);
  const std::vector<int> order = shuffled(spec.n, disturbance);
  for (int k = 0; k < share_of(spec.outliers, spec.n); ++k) {
    const auto i = static_cast<std::size_t>(order[static_cast<std::size_t>(k)]);
    const Place place = outlier_place(spec, data.x1[i], disturbance);
    data.x1[i] = rounded(place.x);
    data.y[i] = rounded(place.y);
    data.outlier[i] = 1;
  }
  return data;
}

Dataset make_inventory(const DataSpec& spec) {
  if (!(spec.intercept + spec.slope > 0) || !(spec.intercept + 10 * spec.slope > 0)) {
    throw InputError("Data inventory: expected slope*week + intercept above 0 in the weeks 1 to 10, as demand is.");
  }
  Dataset data;
  data.name = generator_name(spec.kind);
  data.x1_name = "week";
  data.y_name = "demand";
  const double deviation = 0.5 * spec.noise, quantile = spec.costs / (spec.costs + 1);
  const auto factor = [&](double normal) { return std::exp(deviation * (normal - 0.5 * deviation)); };  // has mean 1
  const double best = factor(normal_quantile(quantile));
  data.true_line = Dataset::Line{spec.slope * best, spec.intercept * best};
  data.true_quantile = quantile;
  Random random(spec.seed);
  for (int i = 0; i < spec.n; ++i) {
    const double week = 1 + static_cast<double>(random.below(10));
    data.x1.push_back(week);
    data.y.push_back(rounded((spec.slope * week + spec.intercept) * factor(random.normal())));
  }
  data.outlier.assign(data.x1.size(), 0);
  return data;
}

}  // namespace losslab
