#pragma once
#include <span>
#include <string>

#include "losses/structures/core/objections.h"
#include "losses/structures/core/structured_info.h"

namespace losslab {

// One row of the list of structured losses, with its type forgotten. `parameters` in these calls points to one double
// for each parameter, and `x` and `t` are what nothing is wrong with; the gradient has as many numbers as x, or is
// empty.
struct StructuredEntry {
  const StructuredInfo* info;
  std::span<const Parameter> parameters;
  double (*evaluate)(const double* parameters, Numbers x, Numbers t, std::span<double> gradient);
  std::string (*objection)(const double* parameters, Numbers x, Numbers t);
  // The same of the logits of a mask; null for all else.
  double (*evaluate_logits)(const double* parameters, Numbers z, Numbers t, std::span<double> gradient);
  std::string (*objection_to_logits)(const double* parameters, Numbers z, Numbers t);
};

// All of them, in the order of the list.
std::span<const StructuredEntry> structured_catalogue();

}  // namespace losslab
