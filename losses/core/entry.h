#pragma once
#include <span>

#include "losses/core/info.h"
#include "losses/core/jet.h"
#include "losses/core/kernels.h"
#include "losses/core/kinks.h"

namespace losslab {

// A loss with its type forgotten: one row of the catalogue, or somebody's own loss.
struct LossEntry {
  const LossInfo* info;
  std::span<const Parameter> parameters;
  // Of the limits at kinks nothing is said here: the curvature is one of the one-sided values.
  Jet<double> (*jet)(const LossArguments& arguments, double x);
  Properties (*properties)(const LossArguments& arguments);
  Kinks (*kinks)(const LossArguments& arguments);
  // What is wrong with parameters that are each within their own bounds, as "a ≤ b is required", or null; null itself
  // where they do not depend on each other.
  const char* (*objection)(const double* values);
  const LossKernels& (*kernels)();  // for the widest vectors of this machine
};

// The whole catalogue, in its order.
std::span<const LossEntry> loss_entries();

}  // namespace losslab
