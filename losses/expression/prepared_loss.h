#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "losses/core/info.h"
#include "losses/core/jet.h"
#include "losses/expression/expression.h"

namespace losslab {

// A formula with values for its parameters, ready to be evaluated: of a loss that is defined from `from` to `to`. It
// never changes, so that all threads share it.
class PreparedLoss {
 public:
  PreparedLoss(const Expression& expression, std::span<const double> values, double from, double to);

  // As LossKernels::evaluate: n of each; any output may be null. The curvature is NaN at the kinks, where the gradient
  // is the subgradient of least absolute value; beyond the domain, and for NaN, all are NaN.
  void evaluate(std::size_t n, const double* x, double* value, double* gradient, double* curvature) const;
  Jet<double> jet(double x) const;
  // Ascending.
  std::span<const double> kinks() const { return kinks_; }
  const Properties& properties() const { return properties_; }

 private:
  Expression expression_;
  std::vector<double> values_, kinks_;
  double from_, to_;
  Properties properties_;
};

}  // namespace losslab
