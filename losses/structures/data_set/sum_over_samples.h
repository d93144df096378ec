// The value of a loss of one residual, summed over the samples of a data set.
#if defined(LOSSLAB_SUM_OVER_SAMPLES_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_SUM_OVER_SAMPLES_H
#undef LOSSLAB_SUM_OVER_SAMPLES_H
#else
#define LOSSLAB_SUM_OVER_SAMPLES_H
#endif

#include "losses/core/target.h"
#include "losses/structures/core/catalogue_parts.h"
#include "losses/structures/core/structured_case.h"

LOSSLAB_BEGIN_TARGET

// scale · Σ ℓ(r_i) with r_i = y_i − ŷ_i, and its gradient in the predictions ŷ, −scale·ψ(r_i).
template <class L, class T>
T sum_over_samples(const L& loss, const StructuredCase<T>& at, double scale, T* gradient) {
  T sum = T(0.0);
  for (std::size_t i = 0; i < at.size; ++i) {
    const Jet<T> jet = loss(at.t[i] - at.x[i]);
    sum = sum + jet.value;
    if (gradient) gradient[i] = -scale * jet.gradient;
  }
  return scale * sum;
}

template <class T>
double share_of_sample(const StructuredCase<T>& at) {
  return 1 / static_cast<double>(at.size);
}

// Fills in what all of these say of themselves.
constexpr StructuredInfo of_data_set(StructuredInfo info) {
  info.structure = Structure::data_set;
  info.input = "predictions, one for each sample";
  info.target = "true values";
  return info;
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_SUM_OVER_SAMPLES_H
