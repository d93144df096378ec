// One pass over the samples of a model with few parameters: what a step of descent needs, without arrays in between.
// For any loss, once for each instruction set; kernels-inl.h includes it.
#if defined(LOSSLAB_FIT_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_FIT_INL_H
#undef LOSSLAB_FIT_INL_H
#else
#define LOSSLAB_FIT_INL_H
#endif

#include <type_traits>

#include "hwy/highway.h"
#include "losses/core/batch/called-inl.h"
#include "losses/core/batch/pack.h"
#include "losses/core/batch/packs.h"
#include "losses/core/kernels.h"
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

// What goes through a loss at once. A gradient may be one long chain of operations, each of which waits for the one
// before: four packs side by side fill the time. They fit into the 32 registers of the widest vectors, where a pack is
// a whole group of eight samples.
using Several = std::conditional_t<LaneSums::packs == 1, Pair<Pair<Pack>>, Pack>;

// The sums of a model with so many weights.
template <std::size_t weights>
struct FitLanes {
  LaneSums slopes[weights + 1], value, given, clean;

  HWY_INLINE FitLanes() {}  // NOLINT: what a compiler adds by itself is not of the instruction set
  HWY_NOINLINE void total(bool with_measures, FitSums& out) const {
    for (std::size_t j = 0; j <= weights; ++j) out.slopes[j] = slopes[j].total();
    if (!with_measures) return;
    out.value = value.total();
    out.given = given.total();
    out.clean = clean.total();
  }
};

template <class L, Family family, bool with_measures>
struct FitPass {
  static constexpr bool residual = family == Family::residual;
  static constexpr std::size_t weights = fit_columns(family) - 1;

  const L loss;
  const FitSamples& samples;
  Pack theta[weights + 1];
  FitLanes<weights> sums;

  HWY_INLINE FitPass(const L& given, const FitSamples& all, const double* at) : loss(given), samples(all) {
    for (std::size_t j = 0; j <= weights; ++j) theta[j] = Pack(at[j]);
  }

  static HWY_INLINE void add(LaneSums& to, std::size_t part, Pack term) { to.part[part] = to.part[part] + term; }
  template <class T>
  static HWY_INLINE void add(LaneSums& to, std::size_t part, Pair<T> terms) {
    add(to, part, terms.low);
    add(to, part, terms.high);
  }

  // The samples from i on, each pack of them to the same partial sums. T is a pack, or several; `counted` leaves the
  // terms that count.
  template <class T, class Counted>
  HWY_INLINE void add_samples(std::size_t i, std::size_t part, const Counted& counted) {
    T x[weights];
    for (std::size_t j = 0; j < weights; ++j) x[j] = T::load(samples.features + j * samples.stride + i);
    T f = theta[0] * x[0];
    for (std::size_t j = 1; j < weights; ++j) f = f + theta[j] * x[j];
    f = f + theta[weights];
    const T y = T::load(samples.y + i);
    const T argument = residual ? y - f : y * f;
    const Jet<T> jet = jet_of(loss, argument);
    const T slope = counted(residual ? jet.gradient : jet.gradient * y);
    for (std::size_t j = 0; j < weights; ++j) add(sums.slopes[j], part, slope * x[j]);
    add(sums.slopes[weights], part, slope);
    if constexpr (with_measures) {
      add(sums.value, part, counted(jet.value));
      const T known = T::load(samples.known + i);
      if constexpr (residual) {
        const T square = counted(argument * argument);
        add(sums.given, part, square);
        add(sums.clean, part, where(known != T(0.0), square));
      } else {
        add(sums.given, part, counted(where(!(argument > 0.0), T(1.0))));
        add(sums.clean, part, counted(where(!(known * argument > 0.0), T(1.0))));
      }
    }
  }

  // All whole groups of eight, several at a time; returns the first sample of the rest.
  HWY_INLINE std::size_t add_whole() {
    constexpr std::size_t step = HWY_MAX(std::size_t{8}, Several::size);
    std::size_t i = 0;
    for (; i + step <= samples.n; i += step) {
      for (std::size_t part = 0; part < LaneSums::packs; ++part) {
        add_samples<Several>(i + part * Pack::size, part, [](Several term) { return term; });
      }
    }
    if constexpr (step > 8) {
      for (; i + 8 <= samples.n; i += 8) add_samples<Pack>(i, 0, [](Pack term) { return term; });
    }
    return i;
  }
  // Groups of eight, of the last of which fewer may count.
  HWY_INLINE void add_groups(std::size_t i) {
    alignas(64) static constexpr double numbers[8] = {0, 1, 2, 3, 4, 5, 6, 7};
    for (; i < samples.n; i += 8) {
      const Pack rest = Pack(static_cast<double>(samples.n - i));
      for (std::size_t part = 0; part < LaneSums::packs; ++part) {
        add_samples<Pack>(i + part * Pack::size, part,
                          [&](Pack term) { return where(Pack::load(numbers + part * Pack::size) < rest, term); });
      }
    }
  }
};

// What is left over behind the whole groups: with the measures or without, which nobody then looks at, it is the same
// code.
template <Family family>
HWY_NOINLINE void fit_rest(const CalledLoss& loss, const FitSamples& samples, const double* theta, std::size_t i,
                           FitLanes<fit_columns(family) - 1>& sums) {
  FitPass<CalledLoss, family, true> pass(loss, samples, theta);
  pass.sums = sums;
  pass.add_groups(i);
  sums = pass.sums;
}

template <class L, bool with_measures>
void fit_pass(const LossArguments& arguments, const FitSamples& samples, const double* theta, FitSums& out) {
  constexpr Family family = L::info.family;
  const L loss = made<L>(arguments.values);
  FitLanes<fit_columns(family) - 1> sums;
  std::size_t i = 0;
  if constexpr (!sparing) {
    FitPass<L, family, with_measures> pass(loss, samples, theta);
    i = pass.add_whole();
    sums = pass.sums;  // a copy, so that the sums of the loop need no place in memory
  }
  if (i < samples.n) fit_rest<family>(CalledLoss(loss), samples, theta, i, sums);
  sums.total(with_measures, out);
}

// Null for the families that no model is fitted by.
template <class L, bool with_measures>
constexpr FitKernel* fit_kernel() {
  if constexpr (is_fitted<L>) {
    return &fit_pass<L, with_measures>;
  } else {
    return nullptr;
  }
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_FIT_INL_H
