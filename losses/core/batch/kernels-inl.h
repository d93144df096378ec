// The loops over samples, for any loss, once for each instruction set. The source files that hold the kernels of one
// family include this; there are several so that they compile side by side.
#if defined(LOSSLAB_KERNELS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_KERNELS_INL_H
#undef LOSSLAB_KERNELS_INL_H
#else
#define LOSSLAB_KERNELS_INL_H
#endif

#include <algorithm>

#include "hwy/highway.h"
#include "losses/catalogue/catalogue.h"
#include "losses/core/batch/called-inl.h"
#include "losses/core/batch/fit-inl.h"
#include "losses/core/batch/pack.h"
#include "losses/core/kernels.h"
#include "losses/core/target.h"

LOSSLAB_BEGIN_TARGET

constexpr std::size_t partial_sums = 8;

template <class L, bool with_value, bool with_gradient, bool with_curvature>
HWY_INLINE void evaluate_pack(const L& loss, const Kinks& kinks, const double* x, double* value, double* gradient,
                              double* curvature) {
  const Pack at = Pack::load(x);
  const Jet<Pack> jet = jet_of(loss, at);
  if constexpr (with_value) jet.value.store(value);
  if constexpr (with_gradient) jet.gradient.store(gradient);
  if constexpr (with_curvature) {
    Mask undefined = at != at;
    for (const double kink : kinks) undefined = undefined || (at == kink);
    select(undefined, Pack(not_a_number), jet.curvature).store(curvature);
  }
}

// A whole number of packs, so that there is no second copy of the formula for the last samples. The loss is copied:
// what is only pointed to might change with every sample that is written. Here the compiler sees how many kinks there
// are.
template <class L, bool with_value, bool with_gradient, bool with_curvature>
HWY_NOINLINE void evaluate_packs(const L& given_loss, std::size_t n, const double* x, double* value, double* gradient,
                                 double* curvature) {
  const L loss = given_loss;
  const Kinks kinks = loss.kinks();
  for (std::size_t i = 0; i < n; i += Pack::size) {
    evaluate_pack<L, with_value, with_gradient, with_curvature>(loss, kinks, x + i, with_value ? value + i : nullptr,
                                                                with_gradient ? gradient + i : nullptr,
                                                                with_curvature ? curvature + i : nullptr);
  }
}

template <class L>
using EvaluatePacks = void(const L& loss, std::size_t n, const double* x, double* value, double* gradient,
                           double* curvature);

// Outputs that are null are those that `packs` leaves out.
template <class L>
HWY_NOINLINE void evaluate_some(EvaluatePacks<L>* packs, const L& loss, std::size_t n, const double* x, double* value,
                                double* gradient, double* curvature) {
  const std::size_t whole = n / Pack::size * Pack::size, rest = n - whole;
  packs(loss, whole, x, value, gradient, curvature);
  if (rest == 0) return;
  double last[4][Pack::size] = {};
  std::copy_n(x + whole, rest, last[0]);
  packs(loss, Pack::size, last[0], last[1], last[2], last[3]);
  if (value) std::copy_n(last[1], rest, value + whole);
  if (gradient) std::copy_n(last[2], rest, gradient + whole);
  if (curvature) std::copy_n(last[3], rest, curvature + whole);
}

// All of the outputs, a few samples at a time; those that are null go nowhere.
template <class L>
HWY_NOINLINE void evaluate_all(const L& loss, std::size_t n, const double* x, double* value, double* gradient,
                               double* curvature) {
  constexpr std::size_t block = 64;
  double unused[3][block];
  const std::size_t step = value && gradient && curvature ? n : block;
  for (std::size_t i = 0; i < n; i += step) {
    evaluate_some<L>(&evaluate_packs<L, true, true, true>, loss, HWY_MIN(step, n - i), x + i,
                     value ? value + i : unused[0], gradient ? gradient + i : unused[1],
                     curvature ? curvature + i : unused[2]);
  }
}

template <class L>
void evaluate(const LossArguments& arguments, std::size_t n, const double* x, double* value, double* gradient,
              double* curvature) {
  const L loss = made<L>(arguments.values);
  if constexpr (sparing) {
    evaluate_all(CalledLossWithKinks(loss), n, x, value, gradient, curvature);
  } else if (!is_fitted<L> || (curvature && !gradient) || (curvature && value)) {
    evaluate_all(loss, n, x, value, gradient, curvature);
  } else if constexpr (is_fitted<L>) {
    EvaluatePacks<L>* packs = curvature           ? &evaluate_packs<L, false, true, true>
                              : value && gradient ? &evaluate_packs<L, true, true, false>
                              : value             ? &evaluate_packs<L, true, false, false>
                                                  : &evaluate_packs<L, false, true, false>;
    if (value || gradient) evaluate_some<L>(packs, loss, n, x, value, gradient, curvature);
  }
}

// The values of the last `samples` < 8 samples, and zeros behind them.
inline HWY_NOINLINE void values_of_rest(const CalledLoss& loss, const double* base, const double* direction,
                                        std::size_t samples, double s, double* values) {
  double at[partial_sums] = {};
  for (std::size_t i = 0; i < samples; ++i) at[i] = base[i] + s * direction[i];
  for (std::size_t part = 0; part < partial_sums; part += Pack::size) {
    jet_of(loss, Pack::load(at + part)).value.store(values + part);
  }
  for (std::size_t i = samples; i < partial_sums; ++i) values[i] = 0;
}

// Several points of several rows at once, so that the samples are read from memory once for all of them.
// `rest` is the loss again, for the samples at the end.
template <class L, std::size_t rows, std::size_t points>
void sum_points(const L& loss, const CalledLoss& rest, std::size_t n, const double* base, const double* direction,
                const double* s, double (&out)[rows][points]) {
  const std::size_t whole = n / partial_sums * partial_sums;
  double lanes[rows][points][partial_sums] = {};
  if (whole < n) {
    for (std::size_t p = 0; p < rows * points; ++p) {
      values_of_rest(rest, base + p / points * n + whole, direction + whole, n - whole, s[p % points],
                     lanes[p / points][p % points]);
    }
  }
  for (std::size_t part = 0; part < partial_sums; part += Pack::size) {
    Pack sums[rows][points];
    for (auto& row : sums) {
      for (Pack& sum : row) sum = Pack(0.0);
    }
    for (std::size_t i = part; i < whole; i += partial_sums) {
      const Pack d = Pack::load(direction + i);
      for (std::size_t k = 0; k < points; ++k) {
        const Pack step = s[k] * d;
        for (std::size_t row = 0; row < rows; ++row) {
          sums[row][k] = sums[row][k] + jet_of(loss, Pack::load(base + row * n + i) + step).value;
        }
      }
    }
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t k = 0; k < points; ++k) {
        (sums[row][k] + Pack::load(lanes[row][k] + part)).store(lanes[row][k] + part);
      }
    }
  }
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t k = 0; k < points; ++k) {
      const double* l = lanes[row][k];
      out[row][k] = ((l[0] + l[1]) + (l[2] + l[3])) + ((l[4] + l[5]) + (l[6] + l[7]));
    }
  }
}

template <class L, std::size_t rows>
void sum_rows(const L& loss, const CalledLoss& rest, std::size_t n, const double* base, const double* direction,
              std::size_t count, const double* s, double* out) {
  constexpr std::size_t points = 4;
  for (std::size_t from = 0; from < count; from += points) {
    const std::size_t here = HWY_MIN(points, count - from);
    double at[points] = {}, sums[rows][points];
    for (std::size_t k = 0; k < here; ++k) at[k] = s[from + k];
    sum_points<L, rows, points>(loss, rest, n, base, direction, at, sums);
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t k = 0; k < here; ++k) out[row * count + from + k] = sums[row][k];
    }
  }
}

template <class L>
void sum_along_all(const L& loss, const CalledLoss& rest, std::size_t n, std::size_t rows, const double* base,
                   const double* direction, std::size_t count, const double* s, double* out) {
  std::size_t row = 0;
  for (; row + 2 <= rows; row += 2)
    sum_rows<L, 2>(loss, rest, n, base + row * n, direction, count, s, out + row * count);
  if (row < rows) sum_rows<L, 1>(loss, rest, n, base + row * n, direction, count, s, out + row * count);
}

template <class L>
void sum_along(const LossArguments& arguments, std::size_t n, std::size_t rows, const double* base,
               const double* direction, std::size_t count, const double* s, double* out) {
  const L loss = made<L>(arguments.values);
  const CalledLoss called(loss);
  if constexpr (is_fitted<L> && !sparing) {
    const L own = loss;  // one that nothing else points to
    sum_along_all(own, called, n, rows, base, direction, count, s, out);
  } else {
    sum_along_all(called, called, n, rows, base, direction, count, s, out);
  }
}

template <class... Ls>
std::span<const LossKernels> kernels_of(TypeList<Ls...>) {
  static constexpr LossKernels kernels[] = {
      {&evaluate<Ls>, &sum_along<Ls>, fit_kernel<Ls, false>(), fit_kernel<Ls, true>()}...};
  return kernels;
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_KERNELS_INL_H
