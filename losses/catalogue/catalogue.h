// The one list of the losses. Adding a loss: its header here, its type in the list of its family.
#if defined(LOSSLAB_CATALOGUE_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_CATALOGUE_H
#undef LOSSLAB_CATALOGUE_H
#else
#define LOSSLAB_CATALOGUE_H
#endif

#include "losses/catalogue/absolute_error.h"
#include "losses/catalogue/active_passive.h"
#include "losses/catalogue/active_passive_of_p.h"
#include "losses/catalogue/alpha_balanced_ce.h"
#include "losses/catalogue/andrews.h"
#include "losses/catalogue/arctan.h"
#include "losses/catalogue/asymmetric.h"
#include "losses/catalogue/asymmetric_linear.h"
#include "losses/catalogue/asymmetric_of_p.h"
#include "losses/catalogue/barron.h"
#include "losses/catalogue/bernoulli_js.h"
#include "losses/catalogue/bernoulli_kl.h"
#include "losses/catalogue/bernoulli_reverse_kl.h"
#include "losses/catalogue/bi_tempered.h"
#include "losses/catalogue/bi_tempered_of_p.h"
#include "losses/catalogue/bootstrap_hard.h"
#include "losses/catalogue/bootstrap_soft.h"
#include "losses/catalogue/brier_binary.h"
#include "losses/catalogue/brier_of_p.h"
#include "losses/catalogue/cauchy.h"
#include "losses/catalogue/ce_of_p.h"
#include "losses/catalogue/contrastive.h"
#include "losses/catalogue/epsilon_insensitive.h"
#include "losses/catalogue/expected_brier.h"
#include "losses/catalogue/expected_ce.h"
#include "losses/catalogue/expected_mae.h"
#include "losses/catalogue/expectile.h"
#include "losses/catalogue/exponential.h"
#include "losses/catalogue/fair.h"
#include "losses/catalogue/focal.h"
#include "losses/catalogue/focal_alpha.h"
#include "losses/catalogue/focal_of_p.h"
#include "losses/catalogue/gaussian_nll.h"
#include "losses/catalogue/gce.h"
#include "losses/catalogue/gce_of_p.h"
#include "losses/catalogue/geman_mcclure.h"
#include "losses/catalogue/half_squared_error.h"
#include "losses/catalogue/hampel.h"
#include "losses/catalogue/hinge.h"
#include "losses/catalogue/huber.h"
#include "losses/catalogue/label_smoothed_bce.h"
#include "losses/catalogue/laplace_nll.h"
#include "losses/catalogue/linex.h"
#include "losses/catalogue/log_cosh.h"
#include "losses/catalogue/logistic.h"
#include "losses/catalogue/logistic_dist_nll.h"
#include "losses/catalogue/lp.h"
#include "losses/catalogue/mae_of_p.h"
#include "losses/catalogue/mae_probability.h"
#include "losses/catalogue/margin_logistic.h"
#include "losses/catalogue/modified_huber.h"
#include "losses/catalogue/normalised_ce.h"
#include "losses/catalogue/normalised_ce_of_p.h"
#include "losses/catalogue/perceptron.h"
#include "losses/catalogue/phuber_ce.h"
#include "losses/catalogue/phuber_ce_of_p.h"
#include "losses/catalogue/pinball.h"
#include "losses/catalogue/poisson_nll.h"
#include "losses/catalogue/poly1.h"
#include "losses/catalogue/poly1_of_p.h"
#include "losses/catalogue/pseudo_huber.h"
#include "losses/catalogue/quantile_huber.h"
#include "losses/catalogue/ramp.h"
#include "losses/catalogue/savage.h"
#include "losses/catalogue/sigmoid_loss.h"
#include "losses/catalogue/smooth_l1.h"
#include "losses/catalogue/smoothed_hinge.h"
#include "losses/catalogue/spherical.h"
#include "losses/catalogue/squared_epsilon_insensitive.h"
#include "losses/catalogue/squared_error.h"
#include "losses/catalogue/squared_hinge.h"
#include "losses/catalogue/squared_margin.h"
#include "losses/catalogue/student_t_nll.h"
#include "losses/catalogue/symmetric_ce.h"
#include "losses/catalogue/tangent.h"
#include "losses/catalogue/taylor_ce.h"
#include "losses/catalogue/taylor_ce_of_p.h"
#include "losses/catalogue/temperature_logistic.h"
#include "losses/catalogue/triplet.h"
#include "losses/catalogue/truncated_quadratic.h"
#include "losses/catalogue/tukey_biweight.h"
#include "losses/catalogue/unhinged.h"
#include "losses/catalogue/welsch.h"
#include "losses/catalogue/zero_one.h"
#include "losses/core/target.h"
#include "losses/core/type_list.h"

LOSSLAB_BEGIN_TARGET

// In the order in which they are shown. The place in it also gives a loss its colour, which repeats after eight.
using ResidualLosses =
    TypeList<SquaredError, HalfSquaredError, AbsoluteError, Huber, SmoothL1, PseudoHuber, LogCosh, Pinball,
             EpsilonInsensitive, Cauchy, GemanMcClure, Welsch, TukeyBiweight, Barron, AsymmetricLinear, Expectile,
             QuantileHuber, SquaredEpsilonInsensitive, Fair, TruncatedQuadratic, GaussianNll, LaplaceNll,
             LogisticDistNll, Linex, Lp, Andrews, Arctan, Hampel, StudentTNll>;
using MarginLosses =
    TypeList<ZeroOne, Hinge, SquaredHinge, LogisticLoss, Exponential, Perceptron, SmoothedHinge, ModifiedHuber,
             SquaredMargin, TemperatureLogistic, MarginLogistic, Ramp, Savage, Unhinged, SigmoidLoss, Tangent>;
using ProbabilityLosses =
    TypeList<Focal, FocalAlpha, GeneralisedCrossEntropy, LabelSmoothedBce, MaeProbability, BrierBinary, AlphaBalancedCe,
             SymmetricCe, Poly1, BootstrapSoft, Spherical, BootstrapHard, BiTempered, NormalisedCe, ActivePassive,
             TaylorCe, PHuberCe, Asymmetric>;
using OfProbabilityLosses = TypeList<CrossEntropyOfP, BrierOfP, MaeOfP, FocalOfP, GceOfP, Poly1OfP, BiTemperedOfP,
                                     NormalisedCeOfP, ActivePassiveOfP, TaylorCeOfP, PHuberCeOfP, AsymmetricOfP>;
using ScoreLosses = TypeList<ExpectedCe, ExpectedBrier, ExpectedMae, BernoulliKl, BernoulliReverseKl, BernoulliJs>;
using OtherLosses = TypeList<PoissonNll, Contrastive, Triplet>;
using Catalogue = decltype(joined(ResidualLosses{}, MarginLosses{}, ProbabilityLosses{}, OfProbabilityLosses{},
                                  ScoreLosses{}, OtherLosses{}));

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_CATALOGUE_H
