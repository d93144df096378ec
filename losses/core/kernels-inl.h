// The loops over samples, for any loss, once for each instruction set. The source files that hold the kernels of one
// family include this; there are several so that they compile side by side.
#if defined(LOSSLAB_KERNELS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_KERNELS_INL_H
#undef LOSSLAB_KERNELS_INL_H
#else
#define LOSSLAB_KERNELS_INL_H
#endif

#include "hwy/highway.h"
#include "losses/catalogue/catalogue.h"
#include "losses/core/kernels.h"
#include "losses/core/pack.h"
#include "losses/core/target.h"

LOSSLAB_BEGIN_TARGET

constexpr std::size_t partial_sums = 8;
constexpr std::size_t packs = partial_sums / Pack::size;  // that hold the partial sums of one point

template <class L, bool with_value, bool with_gradient, bool with_curvature>
HWY_INLINE void evaluate_pack(const L& loss, const Kinks& kinks, const double* x, double* value, double* gradient,
                              double* curvature) {
  const Pack at = Pack::load(x);
  const Jet<Pack> jet = loss(at);
  if constexpr (with_value) jet.value.store(value);
  if constexpr (with_gradient) jet.gradient.store(gradient);
  if constexpr (with_curvature) {
    Mask undefined = at != at;
    for (const double kink : kinks) undefined = undefined || (at == kink);
    select(undefined, Pack(not_a_number), jet.curvature).store(curvature);
  }
}

template <class L, bool with_value, bool with_gradient, bool with_curvature>
void evaluate_some(const L& loss, std::size_t n, const double* x, double* value, double* gradient, double* curvature) {
  const Kinks kinks = loss.kinks();
  std::size_t i = 0;
  for (; i + Pack::size <= n; i += Pack::size) {
    evaluate_pack<L, with_value, with_gradient, with_curvature>(loss, kinks, x + i, with_value ? value + i : nullptr,
                                                                with_gradient ? gradient + i : nullptr,
                                                                with_curvature ? curvature + i : nullptr);
  }
  if (i == n) return;
  double last[4][Pack::size] = {};
  for (std::size_t j = i; j < n; ++j) last[0][j - i] = x[j];
  evaluate_pack<L, with_value, with_gradient, with_curvature>(loss, kinks, last[0], last[1], last[2], last[3]);
  for (std::size_t j = i; j < n; ++j) {
    if constexpr (with_value) value[j] = last[1][j - i];
    if constexpr (with_gradient) gradient[j] = last[2][j - i];
    if constexpr (with_curvature) curvature[j] = last[3][j - i];
  }
}

template <class L>
void evaluate(const double* parameters, std::size_t n, const double* x, double* value, double* gradient,
              double* curvature) {
  const L loss = with_values<L>(parameters);
  if (value && gradient && curvature) {
    evaluate_some<L, true, true, true>(loss, n, x, value, gradient, curvature);
  } else if (value && gradient) {
    evaluate_some<L, true, true, false>(loss, n, x, value, gradient, nullptr);
  } else if (gradient && curvature) {
    evaluate_some<L, false, true, true>(loss, n, x, nullptr, gradient, curvature);
  } else {
    if (value) evaluate_some<L, true, false, false>(loss, n, x, value, nullptr, nullptr);
    if (gradient) evaluate_some<L, false, true, false>(loss, n, x, nullptr, gradient, nullptr);
    if (curvature) evaluate_some<L, false, false, true>(loss, n, x, nullptr, nullptr, curvature);
  }
}

// One group of eight samples added to the partial sums of `points` points.
template <class L, std::size_t points, bool whole>
HWY_INLINE void add_group(const L& loss, const double* base, const double* direction, const double* s,
                          std::size_t samples, Pack (&sums)[points][packs]) {
  alignas(64) static constexpr double numbers[partial_sums] = {0, 1, 2, 3, 4, 5, 6, 7};
  for (std::size_t part = 0; part < packs; ++part) {
    const Pack b = Pack::load(base + part * Pack::size), d = Pack::load(direction + part * Pack::size);
    for (std::size_t k = 0; k < points; ++k) {
      Pack value = loss(b + s[k] * d).value;
      if constexpr (!whole) {
        value = where(Pack::load(numbers + part * Pack::size) < Pack(static_cast<double>(samples)), value);
      }
      sums[k][part] = sums[k][part] + value;
    }
  }
}

// Several points at once, so that the samples are read from memory once for all of them.
template <class L, std::size_t points>
void sum_points(const L& loss, std::size_t n, const double* base, const double* direction, const double* s,
                double* out) {
  Pack sums[points][packs];
  for (auto& row : sums) {
    for (Pack& sum : row) sum = Pack(0.0);
  }
  std::size_t i = 0;
  for (; i + partial_sums <= n; i += partial_sums) {
    add_group<L, points, true>(loss, base + i, direction + i, s, partial_sums, sums);
  }
  if (i < n) {
    double last[2][partial_sums] = {};
    for (std::size_t j = i; j < n; ++j) {
      last[0][j - i] = base[j];
      last[1][j - i] = direction[j];
    }
    add_group<L, points, false>(loss, last[0], last[1], s, n - i, sums);
  }
  for (std::size_t k = 0; k < points; ++k) {
    double lanes[partial_sums];
    for (std::size_t part = 0; part < packs; ++part) sums[k][part].store(lanes + part * Pack::size);
    out[k] = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
  }
}

template <class L>
void sum_along(const double* parameters, std::size_t n, const double* base, const double* direction, std::size_t count,
               const double* s, double* out) {
  const L loss = with_values<L>(parameters);
  std::size_t k = 0;
  for (; k + 4 <= count; k += 4) sum_points<L, 4>(loss, n, base, direction, s + k, out + k);
  for (; k < count; ++k) sum_points<L, 1>(loss, n, base, direction, s + k, out + k);
}

template <class... Ls>
std::span<const LossKernels> kernels_of(TypeList<Ls...>) {
  static constexpr LossKernels kernels[] = {{&evaluate<Ls>, &sum_along<Ls>}...};
  return kernels;
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_KERNELS_INL_H
