#include "losses/learn/slope_kernels.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "losses/learn/slope_kernels.cpp"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "losses/catalogue/logistic.h"
#include "losses/catalogue/margin_logistic.h"
#include "losses/catalogue/temperature_logistic.h"
#include "losses/core/fit-inl.h"
#include "losses/learn/packs-inl.h"

LOSSLAB_BEGIN_TARGET

// Eight samples are a group. Four groups fit into the 32 registers of the widest vectors; where a group takes several
// registers, it is wide enough for itself.
constexpr std::size_t groups_in_step = LaneSums::packs == 1 ? 4 : 1;

template <class L>
struct SlopePass {
  static constexpr std::size_t weights = fit_columns(L::info.family) - 1;
  static_assert(is_of_margin(L::info.family));

  const L loss;
  const FitSamples& samples;
  Pack theta[weights + 1];
  LaneSums slopes[weights + 1];

  HWY_INLINE void add(std::size_t row, std::size_t part, Pack term) {
    slopes[row].part[part] = slopes[row].part[part] + term;
  }

  // The samples from i on; where the groups are not `whole`, the first `rest` of them count.
  template <std::size_t groups, bool whole>
  HWY_INLINE void add_groups(std::size_t i, std::size_t rest) {
    using Several = Packs<groups * LaneSums::packs>;
    alignas(64) static constexpr double numbers[32] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                                                       16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
    Several x[weights];
    for (std::size_t j = 0; j < weights; ++j) x[j] = Several::load(samples.features + j * samples.stride + i);
    Several f = theta[0] * x[0];
    for (std::size_t j = 1; j < weights; ++j) f = f + theta[j] * x[j];
    const Several y = Several::load(samples.y + i);
    Several slope = jet_of(loss, y * (f + theta[weights])).gradient * y;
    if constexpr (!whole) slope = where(Several::load(numbers) < Several(static_cast<double>(rest)), slope);
    for (std::size_t k = 0; k < groups * LaneSums::packs; ++k) {
      const std::size_t part = k % LaneSums::packs;
      for (std::size_t j = 0; j < weights; ++j) add(j, part, slope.part[k] * x[j].part[k]);
      add(weights, part, slope.part[k]);
    }
  }
  // The last samples, from i on: `rest` ≤ 8·groups of them.
  template <std::size_t groups>
  HWY_INLINE void add_rest(std::size_t i, std::size_t rest) {
    if constexpr (groups > 0) {
      if (rest > 8 * (groups - 1)) return add_groups<groups, false>(i, rest);
      add_rest<groups - 1>(i, rest);
    }
  }

  HWY_INLINE void run(FitSums& out) {
    constexpr std::size_t step = 8 * groups_in_step;
    std::size_t i = 0;
    for (; i + step <= samples.n; i += step) add_groups<groups_in_step, true>(i, step);
    add_rest<groups_in_step>(i, samples.n - i);
    for (std::size_t j = 0; j <= weights; ++j) out.slopes[j] = slopes[j].total();
  }
};

template <class L>
void slope_pass(const double* parameters, const FitSamples& samples, const double* theta, FitSums& out) {
  SlopePass<L>{with_values<L>(parameters), samples, {theta[0], theta[1], theta[2]}, {}}.run(out);
}

template <class... Ls>
FitKernel* kernel_of(const Loss& loss) {
  FitKernel* kernel = nullptr;
  (void)((loss.id() == Ls::info.id && (kernel = &slope_pass<Ls>)) || ...);
  return kernel;
}

FitKernel* SlopesInStep(const Loss& loss) { return kernel_of<LogisticLoss, MarginLogistic, TemperatureLogistic>(loss); }

LOSSLAB_END_TARGET;

#if HWY_ONCE
namespace losslab {
HWY_EXPORT(SlopesInStep);

namespace kernels {

FitKernel* slopes_in_step(const Loss& loss) { return HWY_DYNAMIC_DISPATCH(SlopesInStep)(loss); }

}  // namespace kernels
}  // namespace losslab
#endif
