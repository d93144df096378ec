#pragma once
#include <limits>

#include "losses/core/loss.h"

namespace losslab {

// An answer that was measured: on a grid of a range, so that it may miss what happens between its points or beyond it.
// `where` is a place at which a "no" is seen; NaN for all else.
struct MeasuredFact {
  Fact answer = Fact::not_applicable;
  double where = std::numeric_limits<double>::quiet_NaN();
};

// What a loss is like from `from` to `to`.
struct MeasuredProperties {
  double from, to;
  MeasuredFact finite;  // value and gradient
  MeasuredFact convex;
  MeasuredFact monotone;          // residuals: rising with |r|; margins and probabilities: falling
  MeasuredFact symmetric;         // residuals: ℓ(r) = ℓ(−r); margins: ℓ(m) + ℓ(−m) constant
  MeasuredFact bounded;           // from above, far beyond the range too
  MeasuredFact bounded_gradient;  // |ψ|, far beyond the range too
  MeasuredFact redescending;      // ψ → 0 far beyond the range: for |r| → ∞, or for m → −∞
  MeasuredFact calibrated;        // margins, where convex: ℓ′(0) < 0
  MeasuredFact minimum_at_zero;   // residuals
  MeasuredFact non_negative;
  double lipschitz = std::numeric_limits<double>::infinity();  // largest |ℓ″|; +∞ where ψ jumps or the value does
  double steepest_at = std::numeric_limits<double>::quiet_NaN();  // where that is
};

// Of any loss, with its parameters as they are; the range is cut to where the loss is defined.
MeasuredProperties measured_properties(const Loss& loss, double from, double to);

// The same over a wide range as what is known of a loss, for those of which nothing else is.
Properties properties_by_measure(const Loss& loss);

}  // namespace losslab
