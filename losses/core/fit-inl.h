// One pass over the samples of a model with few parameters: what a step of descent needs, without arrays in between.
// For any loss, once for each instruction set; kernels-inl.h includes it.
#if defined(LOSSLAB_FIT_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_FIT_INL_H
#undef LOSSLAB_FIT_INL_H
#else
#define LOSSLAB_FIT_INL_H
#endif

#include "hwy/highway.h"
#include "losses/core/instance.h"
#include "losses/core/kernels.h"
#include "losses/core/pack.h"
#include "losses/core/target.h"

LOSSLAB_BEGIN_TARGET

// Eight partial sums: sample i goes to the one of number i mod 8, whatever the width of the vectors.
struct LaneSums {
  static constexpr std::size_t packs = 8 / Pack::size;
  Pack part[packs];

  HWY_INLINE LaneSums() {
    for (Pack& p : part) p = Pack(0.0);
  }
  // Added up in pairs.
  HWY_INLINE double total() const {
    double lanes[8];
    for (std::size_t k = 0; k < packs; ++k) part[k].store(lanes + k * Pack::size);
    return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
  }
};

template <class L, bool with_measures>
struct FitPass {
  static constexpr bool residual = L::info.family == Family::residual;
  static constexpr std::size_t weights = fit_columns(L::info.family) - 1;

  const L loss;
  const FitSamples& samples;
  Pack theta[weights + 1];
  LaneSums slopes[weights + 1], value, given, clean;

  HWY_INLINE FitPass(const double* parameters, const FitSamples& all, const double* at)
      : loss(with_values<L>(parameters)), samples(all) {
    for (std::size_t j = 0; j <= weights; ++j) theta[j] = Pack(at[j]);
  }

  static HWY_INLINE void add(Pack& sum, Pack term) { sum = sum + term; }

  // The samples from i on; where they are not `whole`, the first `rest` < 8 of them count.
  template <bool whole>
  HWY_INLINE void add_group(std::size_t i, std::size_t rest) {
    alignas(64) static constexpr double numbers[8] = {0, 1, 2, 3, 4, 5, 6, 7};
    for (std::size_t part = 0; part < LaneSums::packs; ++part) {
      const std::size_t from = i + part * Pack::size;
      const auto counted = [&](Pack term) {
        if constexpr (whole) return term;
        return where(Pack::load(numbers + part * Pack::size) < Pack(static_cast<double>(rest)), term);
      };
      Pack x[weights];
      for (std::size_t j = 0; j < weights; ++j) x[j] = Pack::load(samples.features + j * samples.stride + from);
      Pack f = theta[0] * x[0];
      for (std::size_t j = 1; j < weights; ++j) f = f + theta[j] * x[j];
      f = f + theta[weights];
      const Pack y = Pack::load(samples.y + from);
      const Pack argument = residual ? y - f : y * f;
      const Jet<Pack> jet = jet_of(loss, argument);
      const Pack slope = counted(residual ? jet.gradient : jet.gradient * y);
      for (std::size_t j = 0; j < weights; ++j) add(slopes[j].part[part], slope * x[j]);
      add(slopes[weights].part[part], slope);
      if constexpr (with_measures) {
        add(value.part[part], counted(jet.value));
        const Pack known = Pack::load(samples.known + from);
        if constexpr (residual) {
          const Pack square = counted(argument * argument);
          add(given.part[part], square);
          add(clean.part[part], where(known != Pack(0.0), square));
        } else {
          add(given.part[part], counted(where(!(argument > Pack(0.0)), Pack(1.0))));
          add(clean.part[part], counted(where(!(known * argument > Pack(0.0)), Pack(1.0))));
        }
      }
    }
  }

  HWY_INLINE void run(FitSums& out) {
    const std::size_t n = samples.n, end = n / 8 * 8;
    for (std::size_t i = 0; i < end; i += 8) add_group<true>(i, 8);
    if (end < n) add_group<false>(end, n - end);
    for (std::size_t j = 0; j <= weights; ++j) out.slopes[j] = slopes[j].total();
    if constexpr (with_measures) {
      out.value = value.total();
      out.given = given.total();
      out.clean = clean.total();
    }
  }
};

template <class L, bool with_measures>
void fit_pass(const double* parameters, const FitSamples& samples, const double* theta, FitSums& out) {
  FitPass<L, with_measures>(parameters, samples, theta).run(out);
}

// Null for the families that no model is fitted by.
template <class L, bool with_measures>
constexpr FitKernel* fit_kernel() {
  if constexpr (fit_columns(L::info.family) > 0) {
    return &fit_pass<L, with_measures>;
  } else {
    return nullptr;
  }
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_FIT_INL_H
