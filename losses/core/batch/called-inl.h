// A loss that the loops over samples call for each pack, in place of having its formula within them. What is seldom or
// never looked at goes this way: the code is then there once for all losses, not once for each of them.
#if defined(LOSSLAB_CALLED_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_CALLED_INL_H
#undef LOSSLAB_CALLED_INL_H
#else
#define LOSSLAB_CALLED_INL_H
#endif

#include "hwy/highway.h"
#include "losses/core/batch/pack.h"
#include "losses/core/instance.h"
#include "losses/core/kernels.h"
#include "losses/core/target.h"

LOSSLAB_BEGIN_TARGET

// Processors of x86 without SSE4 are from before 2008. They get no loops of their own for each loss: what they compute
// is right, but slower than it could be.
inline constexpr bool sparing = HWY_ARCH_X86 && HWY_TARGET == HWY_SCALAR;

// Whether models are fitted by the loss. Only then are there so many samples that a loop for each purpose pays.
template <class L>
inline constexpr bool is_fitted = fit_columns(L::info.family) > 0;

// with_values, but made in one place for all loops: some losses derive much from their parameters.
template <class L>
HWY_NOINLINE L made(const double* parameters) {
  return with_values<L>(parameters);
}

template <class L>
HWY_NOINLINE void call(const void* loss, Pack at, Jet<Pack>& jet) {
  jet = jet_of(*static_cast<const L*>(loss), at);
}

// Points to a loss, whose type is forgotten.
struct CalledLoss {
  static constexpr LossInfo info{};  // of its domain call() takes care

  const void* loss;
  void (*formula)(const void* loss, Pack at, Jet<Pack>& jet);

  template <class L>
  HWY_INLINE explicit CalledLoss(const L& which) : loss(&which), formula(&call<L>) {}

  HWY_INLINE Jet<Pack> operator()(Pack at) const {
    Jet<Pack> jet;
    formula(loss, at, jet);
    return jet;
  }
};

// The same with its kinks, for loops that ask for the curvature.
struct CalledLossWithKinks : CalledLoss {
  Kinks at_kinks;

  template <class L>
  HWY_INLINE explicit CalledLossWithKinks(const L& which) : CalledLoss(which), at_kinks(which.kinks()) {}
  HWY_INLINE const Kinks& kinks() const { return at_kinks; }
};

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_CALLED_INL_H
