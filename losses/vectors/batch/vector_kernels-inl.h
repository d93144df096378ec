// The loop over samples of any loss of logits, once for each instruction set: as many samples at a time as a vector has
// lanes, and for these the same formula that a single sample takes, class by class.
#if defined(LOSSLAB_VECTOR_KERNELS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_VECTOR_KERNELS_INL_H
#undef LOSSLAB_VECTOR_KERNELS_INL_H
#else
#define LOSSLAB_VECTOR_KERNELS_INL_H
#endif

#include <algorithm>
#include <array>

#include "hwy/highway.h"
#include "losses/core/batch/pack.h"
#include "losses/core/target.h"
#include "losses/vectors/batch/vector_kernels.h"
#include "losses/vectors/vectors.h"

LOSSLAB_BEGIN_TARGET

// The logits and targets of one pack of samples, and room for its formula.
struct PackOfSamples {
  Pack z[most_batch_classes], t[most_batch_classes], gradient[most_batch_classes];
  Pack room[Room<Pack>::rows * most_batch_classes];
};

template <class L>
HWY_NOINLINE void evaluate_pack_of_samples(const L& loss, std::size_t classes, std::size_t stride, const double* z,
                                           const double* t, double* value, double* gradient, PackOfSamples& at) {
  for (std::size_t k = 0; k < classes; ++k) {
    at.z[k] = Pack::load(z + k * stride);
    at.t[k] = Pack::load(t + k * stride);
  }
  const Sample<Pack> sample{classes, at.z, at.t, nullptr, {at.room, classes}};
  const Pack cost = loss(sample, gradient ? at.gradient : nullptr);
  if (value) cost.store(value);
  for (std::size_t k = 0; gradient && k < classes; ++k) at.gradient[k].store(gradient + k * stride);
}

template <class L>
void evaluate_samples(const double* parameters, std::size_t classes, std::size_t n, std::size_t stride, const double* z,
                      const double* t, double* values, double* gradients) {
  const L loss = with_values<L>(parameters);
  PackOfSamples at;
  std::size_t i = 0;
  for (; i + Pack::size <= n; i += Pack::size) {
    evaluate_pack_of_samples(loss, classes, stride, z + i, t + i, values ? values + i : nullptr,
                             gradients ? gradients + i : nullptr, at);
  }
  if (i == n) return;
  // The last few are set side by side with copies of the last one.
  double last_z[most_batch_classes * Pack::size], last_t[most_batch_classes * Pack::size];
  double last_gradient[most_batch_classes * Pack::size], last_value[Pack::size];
  for (std::size_t k = 0; k < classes; ++k) {
    for (std::size_t lane = 0; lane < Pack::size; ++lane) {
      const std::size_t from = k * stride + HWY_MIN(i + lane, n - 1);
      last_z[k * Pack::size + lane] = z[from];
      last_t[k * Pack::size + lane] = t[from];
    }
  }
  evaluate_pack_of_samples(loss, classes, Pack::size, last_z, last_t, last_value, gradients ? last_gradient : nullptr,
                           at);
  if (values) std::copy_n(last_value, n - i, values + i);
  for (std::size_t k = 0; gradients && k < classes; ++k) {
    std::copy_n(last_gradient + k * Pack::size, n - i, gradients + k * stride + i);
  }
}

template <class L>
constexpr VectorKernel* vector_kernel() {
  if constexpr (requires { L::takes_teacher; }) {
    return nullptr;
  } else {
    return &evaluate_samples<L>;
  }
}

template <class... Ls>
std::span<VectorKernel* const> vector_kernels_of(TypeList<Ls...>) {
  static constexpr std::array<VectorKernel*, sizeof...(Ls)> kernels{vector_kernel<Ls>()...};
  return kernels;
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_VECTOR_KERNELS_INL_H
