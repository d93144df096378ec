#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "losses/structures/sequence/lattice.h"

namespace losslab {

// A loss of sequences as a function of the logits of one frame, the others being held: with A_k the summed probability,
// over the other frames, of all alignments that have symbol k at this one, ℓ = −log Σ_k softmax(z)_k A_k. So a curve
// along a logit costs no more than its points. A label that fits in no alignment: +∞, and slopes NaN.
class FrameCourse {
 public:
  // Of CTC.
  FrameCourse(const scalar::CtcLattice<double>& lattice, std::size_t frame);
  // Of the cross-entropy of an alignment: p of the lattice's frames.
  FrameCourse(const scalar::FrameProbabilities<double>& at, std::span<const std::size_t> alignment, std::size_t frame);

  double value(std::span<const double> frame_logits) const;
  double slope(std::span<const double> frame_logits, std::size_t symbol) const;  // ∂ℓ/∂z

 private:
  std::vector<double> rest_;  // log A_k
};

}  // namespace losslab
