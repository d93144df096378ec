#pragma once
#include <array>
#include <string>

#include "losses/core/loss.h"

namespace losslab::cli {

// Somebody's own numbers for one loss at one argument.
struct Claim {
  double x;
  double value, gradient;
  double curvature;  // not read where has_curvature is false
  bool has_curvature;
};

struct Tolerance {
  double relative, absolute;
  bool accepts(double theirs, double ours) const;
};

enum class Quantity { value, gradient, curvature };
inline constexpr std::array all_quantities{Quantity::value, Quantity::gradient, Quantity::curvature};

double pick(const Jet<double>& jet, Quantity quantity);

// Whether x is a kink and `gradient` one of the slopes between those on its two sides.
bool is_subgradient(const Loss& loss, double x, double gradient, const Tolerance& tolerance);

// What explains that `theirs` stands for a quantity of the loss at x: a lost ½, a sign, another logarithm, an overflow.
// Empty where nothing that is known does.
std::string diagnose(const Loss& loss, double x, Quantity quantity, double theirs, const Tolerance& tolerance);

}  // namespace losslab::cli
