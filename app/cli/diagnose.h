#pragma once
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

// What explains that `theirs` stands for a quantity of the loss at x: a lost ½, a sign, another logarithm, an overflow.
// Empty where nothing that is known does.
std::string diagnose(const Loss& loss, double x, Quantity quantity, double theirs, const Tolerance& tolerance);

}  // namespace losslab::cli
