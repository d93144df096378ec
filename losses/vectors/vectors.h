// The one list of the losses of K logits. Adding a loss: its header here, its type in the list of its kind.
#if defined(LOSSLAB_VECTORS_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_VECTORS_H
#undef LOSSLAB_VECTORS_H
#else
#define LOSSLAB_VECTORS_H
#endif

#include "losses/core/target.h"
#include "losses/core/type_list.h"
#include "losses/vectors/bi_tempered_softmax.h"
#include "losses/vectors/bootstrap_hard_softmax.h"
#include "losses/vectors/bootstrap_soft_softmax.h"
#include "losses/vectors/brier_softmax.h"
#include "losses/vectors/class_weighted_ce.h"
#include "losses/vectors/crammer_singer_hinge.h"
#include "losses/vectors/distillation.h"
#include "losses/vectors/focal_softmax.h"
#include "losses/vectors/gce_softmax.h"
#include "losses/vectors/hellinger_softmax.h"
#include "losses/vectors/jeffreys_softmax.h"
#include "losses/vectors/js_softmax.h"
#include "losses/vectors/kl_softmax.h"
#include "losses/vectors/label_smoothing_ce.h"
#include "losses/vectors/lee_lin_wahba_hinge.h"
#include "losses/vectors/mae_softmax.h"
#include "losses/vectors/margin_softmax.h"
#include "losses/vectors/normalised_ce_softmax.h"
#include "losses/vectors/ova_hinge.h"
#include "losses/vectors/ova_logistic.h"
#include "losses/vectors/poly1_softmax.h"
#include "losses/vectors/reverse_kl_softmax.h"
#include "losses/vectors/softmax_ce.h"
#include "losses/vectors/softmax_ce_soft.h"
#include "losses/vectors/symmetric_ce_softmax.h"
#include "losses/vectors/temperature_ce.h"
#include "losses/vectors/total_variation_softmax.h"
#include "losses/vectors/weston_watkins_hinge.h"

LOSSLAB_BEGIN_TARGET

// In the order in which they are shown. Each of these lists is compiled for packs in a source file of its own.
using EntropyVectorLosses = TypeList<SoftmaxCe, SoftmaxCeSoft, LabelSmoothingCe, TemperatureCe, ClassWeightedCe,
                                     MarginSoftmax, Poly1Softmax, FocalSoftmax, Distillation>;
using RobustVectorLosses = TypeList<GceSoftmax, MaeSoftmax, BrierSoftmax, SymmetricCeSoftmax, NormalisedCeSoftmax,
                                    BootstrapSoftSoftmax, BootstrapHardSoftmax, BiTemperedSoftmax>;
using DivergenceVectorLosses =
    TypeList<KlSoftmax, ReverseKlSoftmax, JeffreysSoftmax, JsSoftmax, TotalVariationSoftmax, HellingerSoftmax>;
using HingeVectorLosses = TypeList<OvaHinge, OvaLogistic, WestonWatkinsHinge, CrammerSingerHinge, LeeLinWahbaHinge>;
using VectorCatalogue =
    decltype(joined(EntropyVectorLosses{}, RobustVectorLosses{}, DivergenceVectorLosses{}, HingeVectorLosses{}));

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_VECTORS_H
