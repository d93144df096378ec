#pragma once
#include <cmath>
#include <limits>
#include <random>
#include <span>
#include <vector>

#include "losses/core/loss.h"
#include "losses/expression/own_loss_text.h"

namespace losslab::testing {

inline constexpr double inf = std::numeric_limits<double>::infinity();

// Values of a parameter worth testing: the default, the ends of the slider, its middle, and −∞ where that is allowed.
inline std::vector<double> values_of(const Parameter& p) {
  if (p.is_class) return {-1, 1};
  const double middle = p.scale == Scale::logarithmic ? std::sqrt(p.slider_min * p.slider_max)
                                                      : 0.5 * (p.slider_min + p.slider_max) + 0.03125;
  std::vector<double> values{p.initial, p.slider_min, middle, p.slider_max};
  if (p.minus_infinity) values.insert(values.end(), {-inf, -2, 0, 1, 2});
  return values;
}

// Every loss of the catalogue at the product of its parameters' values.
inline std::vector<Loss> variants(const Loss& loss, std::size_t parameter = 0) {
  if (parameter == loss.parameters().size()) return {loss};
  std::vector<Loss> all;
  for (const double value : values_of(loss.parameters()[parameter])) {
    Loss changed = loss;
    try {
      changed.set(parameter, value);
    } catch (const InputError&) {
      continue;  // it does not go with the parameters before it
    }
    for (const Loss& variant : variants(changed, parameter + 1)) all.push_back(variant);
  }
  return all;
}
inline std::vector<Loss> all_variants() {
  std::vector<Loss> all;
  for (const Loss& loss : Loss::all()) {
    for (const Loss& variant : variants(loss)) all.push_back(variant);
  }
  return all;
}

// Losses of formulas that together have every operation, conditions, kinks and more than one block of constants.
inline std::vector<Loss> own_losses() {
  const auto loss = [](Family family, const char* formula, const char* parameters = "") {
    Loss own = Loss::from_formula({.id = "own", .family = family, .formula = formula});
    own.set_from_text(parameters);
    return own;
  };
  return {
      loss(Family::residual, "if(|r| <= d, r^2/2, d(|r| - d/2))", "d=1.5"),
      loss(Family::residual, "c^2/2 * log(1 + (r/c)^2)", "c=2"),
      loss(Family::residual, "sin(r) + cos(2r) tan(r/9) + atan(r) + erf(r) sign(r)"),
      loss(Family::residual, "sinh(r/9)^2 + log(cosh(r)) + tanh(r) + cosh(r/7)"),
      loss(Family::residual, "|r|^p + 2^(r/9) + (1 + r^2)^(r/9) - min(r, 1) + clip(r, -2, c)", "p=1.3;c=3"),
      loss(Family::residual, "exp(a r) - a r - 1 + log1p(r^2) + expm1(r) + c^2(|r|/c - log(1 + |r|/c))", "a=0.5;c=1.4"),
      loss(Family::residual, "if(0 <= r < 1, sqrt(1 + r^2) - 1, if(r == 2, 1, r^3/3))"),
      loss(Family::margin, "log(1 + exp(-m))"),
      loss(Family::margin, "-(1-p)^g log(p); p = sigmoid(m)", "g=2.5"),
      loss(Family::margin, "max(0, 1 - m)"),
      loss(Family::of_probability, "-(1-p)^2 log(p)")};
}
// Those of the catalogue and these.
inline std::vector<Loss> all_and_own() {
  std::vector<Loss> all = Loss::all();
  for (const Loss& own : own_losses()) all.push_back(own);
  return all;
}

inline std::string name_of(const Loss& loss) { return std::string(loss.id()) + " " + loss.parameters_text(); }

// Whether the loss is defined on a part of the line alone: for probabilities and distances.
inline bool is_confined(const Loss& loss) { return std::isfinite(loss.info().from); }
inline bool is_on_probability(const Loss& loss) { return std::isfinite(loss.info().to); }

// x itself, or for a confined loss a number of similar size within its bounds.
inline double inside(const Loss& loss, double x) {
  if (!is_confined(loss)) return x;
  const double size = std::fabs(x);
  if (!is_on_probability(loss) || size <= 1) return size;
  return x > 0 ? 1 / size : 1 - 1 / size;
}

// A grid over the interesting range and points close to each kink, on both of its sides.
inline std::vector<double> grid(const Loss& loss) {
  std::vector<double> points;
  if (is_on_probability(loss)) {
    for (int i = 1; i < 128; ++i) points.push_back(i / 128.0 + 1e-4);
    points.insert(points.end(), {1e-9, 1e-5, 1 - 1e-5});
    return points;
  }
  for (int i = is_confined(loss) ? 0 : -96; i <= 96; ++i) points.push_back(0.125 * i + 0.001);
  for (const double x : {1e-9, 1e-5, 30.0, 60.0, 1e4}) points.insert(points.end(), {x, inside(loss, -x)});
  for (const double kink : loss.kinks()) {
    const double step = 1e-3 * std::fmax(1, std::fabs(kink));
    points.insert(points.end(), {kink - step, kink + step, kink - step * 1e-3, kink + step * 1e-3});
  }
  return points;
}

// Deterministic arguments of every size: special ones first, then normal and log-uniform ones of both signs.
inline std::vector<double> many_arguments(std::size_t count) {
  constexpr double largest = std::numeric_limits<double>::max(), smallest = std::numeric_limits<double>::denorm_min();
  std::vector<double> points;
  for (const double x : {0.0, smallest, 1e-310, 2.3e-308, 1e-160, 1e-20, 1e-9, 1.0, 36.8, 706.5, 709.5, 709.79, 745.2,
                         1e8, 1.01e8, 1e155, 1e300, largest}) {
    points.insert(points.end(), {x, -x});
  }
  std::mt19937_64 random(20240517);
  const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
  while (points.size() < count) {
    const double sign = uniform() < 0.5 ? -1 : 1;
    points.push_back(sign * 12 * uniform());
    points.push_back(sign * 760 * uniform());
    points.push_back(sign * std::exp2(-1070 + 2093 * uniform()));
  }
  return points;
}

}  // namespace losslab::testing
