#pragma once
#include <span>
#include <vector>

#include "losses/vectors/vector_loss.h"

namespace losslab {

// A loss of logits under a truth of probabilities. A loss that takes nothing but a class is replaced by its mean over
// the classes as the truth draws them, Σ t_k ℓ(z, k); one that compares with a teacher has the logits of one.
class ExpectedLoss {
 public:
  explicit ExpectedLoss(const VectorLoss& loss, std::vector<double> teacher = {})
      : loss_(loss), teacher_(std::move(teacher)), hard_(loss_.properties().needs_hard_target) {}

  const VectorLoss& loss() const { return loss_; }
  bool is_mean_of_classes() const { return hard_; }
  double value(std::span<const double> z, std::span<const double> t) const;
  double evaluate(std::span<const double> z, std::span<const double> t, std::span<double> gradient) const;
  // The values of n samples under one truth; logits class by class, z[k*stride + i].
  std::vector<double> values(std::span<const double> t, std::size_t n, std::size_t stride,
                             std::span<const double> z) const;

 private:
  VectorLoss loss_;
  std::vector<double> teacher_;  // K logits, or none
  bool hard_;
};

}  // namespace losslab
