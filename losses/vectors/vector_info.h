#pragma once
#include "losses/core/info.h"
#include "losses/core/parameter.h"

namespace losslab {

// What is known of a loss of K logits at given parameters, whatever K ≥ 2 is. Each of these is tested as a number.
struct VectorProperties {
  bool convex = false;          // in the logits z
  bool bounded = false;         // the value, from above, by a number that depends on K at most
  bool shift_invariant = true;  // z + c·1 costs the same, so that the gradient sums to 0
  bool has_kinks = false;       // there are logits at which it has no gradient
  // Of a class that is drawn with the probabilities of the truth: the expected loss is least where the predicted
  // probabilities are the true ones; its best logits choose the most probable class (Fisher consistent), for every K.
  Fact proper = Fact::not_applicable;
  Fact consistent = Fact::not_applicable;
  bool needs_hard_target = false;      // the target must be a class: one probability is 1
  bool needs_positive_target = false;  // the value is +∞ where a probability of the target is 0
  bool needs_teacher = false;          // compares with the logits of a teacher as well
};

// The static description of a loss of K logits.
struct VectorInfo {
  const char* id;       // "gce_softmax"
  const char* english;  // "Generalised cross-entropy of a softmax"
  const char* chinese;
  // As in LossInfo; but these names are looked up among the losses of logits alone, see vector_names.h.
  const char* also;
  const char* used_for;
  // In the TeX of LossInfo::formula. z are the logits, p = softmax(z), t the target and y its class,
  // u the logits of a teacher, and σ_k(x) = softmax(x)_k where it has an index.
  const char* formula;
  const char* remark;  // one or two sentences for the reading panel
  const char* source;  // who published it
};

}  // namespace losslab
