#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "losses/core/jet.h"
#include "losses/expression/expression.h"
#include "losses/expression/program/program.h"
#include "losses/expression/program/run.h"
#include "losses/expression/special_points.h"

namespace losslab {

// A formula with values for its parameters, compiled: of a loss that is defined from `from` to `to`. It never changes,
// so that all threads share it.
class PreparedLoss {
 public:
  // Throws InputError where the formula is too long to be compiled.
  PreparedLoss(const Expression& expression, std::span<const double> values, double from, double to);

  // As LossKernels::evaluate: n of each; any output may be null. The curvature is NaN at the kinks, where the gradient
  // is the subgradient of least absolute value; beyond the domain, and for NaN, all are NaN.
  void evaluate(std::size_t n, const double* x, double* value, double* gradient, double* curvature) const;
  Jet<double> jet(double x) const;
  // Ascending.
  std::span<const double> kinks() const { return kinks_; }

 private:
  void patch(double x, const std::array<double*, Program::outputs>& out) const;

  std::vector<Program> programs_;
  // By which outputs are wanted (1: value, 2: gradient, 4: curvature), the program that has them.
  std::array<std::size_t, 8> program_of_{};
  std::vector<SpecialPoint> special_;
  std::vector<double> special_places_, special_values_, special_gradients_, kinks_;
  double from_, to_;
};

}  // namespace losslab
