#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "losses/vectors/vector_loss.h"

namespace losslab {

// How a loss of several classes takes the label noise into account, with its transition matrix T (see transition.h):
// forward: what is compared with the given label are the probabilities of given labels, Tᵀp, so that ℓ(log Tᵀp, ỹ);
// backward: Σ_j (T⁻¹)_{ỹj} ℓ(z, j), which is ℓ of the true label on average. Patrini et al. 2017.
enum class Correction : unsigned char { none, forward, backward };
inline constexpr std::array<const char*, 3> correction_names{"none", "forward", "backward"};

// What trains on several classes.
struct ClassLoss {
  VectorLoss loss{"softmax_ce"};
  Correction correction = Correction::none;
  friend bool operator==(const ClassLoss&, const ClassLoss&) = default;
};

// Whether samples with a class as their label can be learnt by it: not by what compares with a teacher, nor by what is
// +∞ wherever a class is impossible.
bool learns_classes(const VectorLoss& loss);
// Throws InputError with the reason where it does not.
void require_learning(const VectorLoss& loss);

// A ClassLoss of many labelled samples at once. One object for each thread.
class ClassBatch {
 public:
  // `transition`: T, K·K numbers, where the loss is corrected. Throws InputError for a loss that learns no classes, for
  // a correction without T or one that T has no inverse for, and for forward where a class is never given.
  ClassBatch(const ClassLoss& loss, std::size_t classes, std::span<const double> transition);

  const ClassLoss& loss() const { return loss_; }
  // From now on these samples: labels 0..K−1. `stride` ≥ their number is that of the logits.
  void set_labels(std::span<const double> labels, std::size_t stride);
  // Of their logits, class by class: z[k·stride + i]. `values`: one for each sample, or none; `gradients`: like z, or
  // null; what is between the last sample and the stride is left as it was.
  void evaluate(const double* z, std::span<double> values, double* gradients);

 private:
  void evaluate_forward(const double* z, std::span<double> values, double* gradients);
  void evaluate_backward(const double* z, std::span<double> values, double* gradients);

  ClassLoss loss_;
  std::size_t classes_, n_ = 0, stride_ = 0;
  std::vector<double> transition_;  // forward: log T; backward: T⁻¹
  std::vector<double> labels_, targets_;
  std::vector<double> logits_, slopes_, part_;
};

}  // namespace losslab
