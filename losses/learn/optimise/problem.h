#pragma once
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "losses/core/kernels.h"
#include "losses/core/loss.h"
#include "losses/learn/optimise/class_objective.h"
#include "losses/learn/optimise/setting.h"

namespace losslab {

// Where the truth is the quantile τ of y, what it makes least: the mean of τ/(1 − τ) for each unit that y is above the
// fit (a missing one) and of 1 for each that it is below (one left over).
double mean_cost(double quantile, std::span<const double> residuals);

// The objective J(θ) = (1/n) Σ ℓ(argument) + (λ/2)‖w‖² + λ₁·Σ|w| of one loss: the argument is y − f for residual losses
// and y·f for the others; the subgradient of |w| at 0 is 0. Of points with weights the mean is the weighted one; errors
// count all points alike. Of several classes the loss is one of their logits, its argument the margin between the
// label's logit and the greatest other one. Copyable scratch memory inside; one object for each thread.
class Objective {
 public:
  Objective(Setting setting, Loss loss);
  // Of several classes; throws InputError as ClassBatch does.
  Objective(Setting setting, const ClassLoss& loss);
  const Setting& setting() const { return setting_; }

  // J(θ); with a gradient of parameter_count() values, ∂J/∂θ too. `rows`: those samples alone (their mean), empty: all.
  double operator()(std::span<const double> theta, std::span<double> gradient, std::span<const int> rows = {});
  // ∂J/∂θ alone, which needs no value of the loss.
  void gradient(std::span<const double> theta, std::span<double> gradient, std::span<const int> rows = {});
  // Whether J is certain to be finite at θ, by a bound on the model's outputs; where not, only computing J tells.
  bool surely_finite(std::span<const double> theta) const;
  // One pass for everything: measures at θ over all samples and, where not empty, the gradient for a full-batch step.
  Measures measure(std::span<const double> theta, std::span<double> gradient = {});
  // The losses' arguments (residuals or margins) of all samples at θ.
  void arguments(std::span<const double> theta, std::span<double> out);
  // Of several classes: each sample's loss and ‖∂ℓ/∂z‖ at θ.
  void samples(std::span<const double> theta, std::span<double> values, std::span<double> pulls) {
    classes_->samples(theta, values, pulls);
  }

 private:
  struct Fused;

  // Without the fused pass: the mean loss where `with_value` (else 0) and the gradient where it is not empty, both
  // without the penalty; leaves the outputs and arguments of the rows.
  double accumulate(std::span<const double> theta, std::span<double> gradient, std::span<const int> rows,
                    bool with_value);
  void weigh(std::span<const int> rows, std::size_t count);
  void find_arguments(std::span<const double> theta, std::span<const int> rows);
  void evaluate(std::size_t count, bool with_value, bool with_gradient);
  void take_slopes(const FitSums& sums, std::span<double> gradient) const;
  // measure() without the norms.
  Measures measure_plainly(std::span<const double> theta, std::span<double> gradient);
  Measures measure_classes(std::span<const double> theta, std::span<double> gradient);
  Measures measure_fused(std::span<const double> theta, std::span<double> gradient) const;
  bool has_penalty() const { return setting_.l2 != 0 || setting_.l1 != 0; }
  double penalty(std::span<const double> theta, std::span<double> gradient) const;
  void take_norms(std::span<const double> theta, std::span<const double> gradient, Measures& measures) const;

  Setting setting_;
  Loss loss_{"squared_error"};
  std::optional<ClassObjective> classes_;  // instead of all that follows but reach_ and the penalty
  std::optional<Loss> negative_;  // the loss of the class −1 where it differs; loss_ is then that of the class +1
  std::shared_ptr<const Fused> fused_;  // all samples in one pass; null where the model or the loss has none
  double reach_ = 0;                    // up to which |f| the mean loss is certain to be finite
  bool residual_ = true;                // the argument is y − f, not y·f
  std::vector<double> shares_;          // by sample, see shares(); empty: all are 1
  std::vector<double> keep_;  // regression: 1 for the points that are not outliers; empty where that is not known
  double kept_ = 0;           // how many those are
  std::vector<double> outputs_, arguments_, values_, slopes_, other_values_, other_slopes_, targets_;
  std::vector<double> unasked_;  // a gradient that nobody asked for
  ModelWorkspace work_;
};

}  // namespace losslab
