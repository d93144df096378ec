#include "losses/vectors/consistency/known.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "losses/core/parameter_values.h"
#include "losses/vectors/consistency/probabilities.h"

namespace losslab {
namespace {

using Numbers = std::vector<double>;

constexpr double infinity = std::numeric_limits<double>::infinity();

double log_or_nothing(double x) { return x > 0 ? std::log(x) : -infinity; }

// The minimiser with these logits, but for a shift; −∞ for classes that run away.
RiskMinimiser of_logits(Numbers z) {
  double sum = 0;
  int counted = 0;
  for (const double one : z) {
    if (!std::isfinite(one)) continue;
    sum += one;
    ++counted;
  }
  RiskMinimiser result;
  result.finite = counted == static_cast<int>(z.size());
  for (double& one : z) one -= sum / counted;
  result.z = std::move(z);
  return result;
}

// p is proportional to these, and z a multiple of log p.
RiskMinimiser of_shares(std::span<const double> shares, double multiple = 1) {
  Numbers z;
  for (const double share : shares) z.push_back(multiple * log_or_nothing(share));
  return of_logits(std::move(z));
}

RiskMinimiser the_truth(const Truths& in) { return of_shares(in.t); }

// Whatever the logits are: it costs the same.
RiskMinimiser anything(std::size_t classes) {
  RiskMinimiser result = of_logits(Numbers(classes, 0.0));
  result.unique = false;
  return result;
}

// One of the largest of these has all of p.
RiskMinimiser the_largest(std::span<const double> values) {
  const double top = *std::ranges::max_element(values);
  Numbers z;
  for (const double one : values) z.push_back(std::abs(one - top) <= 1e-12 ? 0 : -infinity);
  RiskMinimiser result = of_logits(std::move(z));
  result.unique = sole_largest(values).has_value();
  return result;
}

RiskMinimiser smoothed(const Truths& in) {
  const double epsilon = in.parameter("epsilon");
  Numbers t(in.t.begin(), in.t.end());
  for (double& one : t) one = (1 - epsilon) * one + epsilon / static_cast<double>(t.size());
  return of_shares(t);
}

RiskMinimiser heated(const Truths& in) { return of_shares(in.t, in.parameter("T")); }

Numbers weights_of(const Truths& in) {
  Numbers weights(in.t.size(), 1 - in.parameter("alpha"));
  weights.front() = in.parameter("alpha");
  return weights;
}

RiskMinimiser weighted(const Truths& in) {
  Numbers shares = weights_of(in);
  for (std::size_t k = 0; k < shares.size(); ++k) shares[k] *= in.t[k];
  if (*std::ranges::max_element(shares) == 0) return anything(in.t.size());
  return of_shares(shares);
}

RiskMinimiser with_margin(const Truths& in) {
  const double m = in.parameter("m"), s = in.parameter("s");
  Numbers z = margin_minimiser(in.t, s * m);
  for (double& one : z) one /= s;
  return of_logits(std::move(z));
}

RiskMinimiser first_term(const Truths& in) { return of_logits(first_term_minimiser(in.t, in.parameter("epsilon"))); }

RiskMinimiser focal(const Truths& in) {
  const double gamma = in.parameter("gamma");
  return gamma == 0 ? the_truth(in) : of_logits(focal_minimiser(in.t, gamma));
}

RiskMinimiser distilled(const Truths& in) {
  const double mix = in.parameter("mix");
  if (mix == 1) return the_truth(in);
  if (mix == 0) return of_logits(Numbers(in.teacher.begin(), in.teacher.end()));
  return of_logits(distillation_minimiser(in.t, in.teacher, mix, in.parameter("T")));
}

RiskMinimiser power_of_p(const Truths& in) {
  const double q = in.parameter("q");
  return q == 1 ? the_largest(in.t) : of_shares(in.t, 1 / (1 - q));
}

RiskMinimiser most_probable(const Truths& in) { return the_largest(in.t); }

// α(−log p) + k(1 − p) is Poly-1 with ε = k/α.
RiskMinimiser symmetric(const Truths& in) {
  const double alpha = in.parameter("alpha"), k = -in.parameter("beta") * in.parameter("A");
  if (alpha > 0) return of_logits(first_term_minimiser(in.t, k / alpha));
  return k > 0 ? the_largest(in.t) : anything(in.t.size());
}

// A weighted mean of the t_k with weights −log p_k: the least probable class may take all the weight.
RiskMinimiser normalised(const Truths& in) {
  const double least = *std::ranges::min_element(in.t), most = *std::ranges::max_element(in.t);
  if (most - least <= 1e-12) return anything(in.t.size());
  Numbers z;
  for (const double one : in.t) z.push_back(one - least <= 1e-12 ? -infinity : 0);
  RiskMinimiser result = of_logits(std::move(z));
  result.unique = in.t.size() == 2;  // with more, how the others share the rest does not count
  return result;
}

RiskMinimiser soft_bootstrap(const Truths& in) {
  const double beta = in.parameter("beta");
  if (beta > 0) {
    RiskMinimiser found = of_logits(soft_bootstrap_minimiser(in.t, beta));
    // Where its trust in itself breaks a tie, any of the classes could have been the one.
    for (std::size_t k = 1; k < in.t.size(); ++k) {
      for (std::size_t j = 0; j < k; ++j) {
        if (in.t[j] == in.t[k] && in.t[j] > 0 && std::abs(found.z[j] - found.z[k]) > 1e-6) found.unique = false;
      }
    }
    return found;
  }
  Numbers z(in.t.size(), -infinity);  // one class has all of p, and any would do
  z.front() = 0;
  RiskMinimiser result = of_logits(std::move(z));
  result.unique = false;
  return result;
}

// −log max p is the least of the −log p_k: of the cross-entropies with the truths βt + (1 − β)e_k the one of the most
// probable class is least.
RiskMinimiser hard_bootstrap(const Truths& in) {
  const double beta = in.parameter("beta");
  Numbers shares(in.t.begin(), in.t.end());
  for (double& one : shares) one *= beta;
  const auto top = static_cast<std::size_t>(std::ranges::max_element(in.t) - in.t.begin());
  shares[top] += 1 - beta;
  RiskMinimiser result = of_shares(shares);
  result.unique = beta == 1 || (beta > 0 && sole_largest(in.t));
  return result;
}

// Proper: the tempered softmax of z is t, so that z_k is the tempered logarithm of t_k but for a shift.
RiskMinimiser tempered(const Truths& in) {
  const double c = in.parameter("t2") - 1;
  Numbers z;
  for (const double one : in.t) {
    const double log_t = log_or_nothing(one);
    z.push_back(c > 0 ? -std::expm1(-c * log_t) / c : log_t);
  }
  return of_logits(std::move(z));
}

RiskMinimiser each_for_itself(const Truths& in) {
  RiskMinimiser result;
  for (const double t : in.t) {
    result.z.push_back(t == 1 ? infinity : log_or_nothing(t) - std::log1p(-t));
    result.finite = result.finite && std::isfinite(result.z.back());
  }
  return result;
}

template <HingeMinimiser (*corner)(std::span<const double>)>
RiskMinimiser hinge(const Truths& in) {
  HingeMinimiser found = corner(in.t);
  RiskMinimiser result;
  result.z = std::move(found.z);
  result.unique = found.unique;
  return result;
}

Decision by_scores(const Truths& in, double weight = 1) {
  return {Decision::Kind::scores, Numbers(in.t.size(), 0.0), Numbers(in.t.size(), weight)};
}

Decision decides(const Truths& in) { return by_scores(in); }
Decision never() { return {Decision::Kind::none, {}, {}}; }
Decision decides_where(const Truths& in, bool it_does) { return it_does ? decides(in) : never(); }

Decision smoothed_decision(const Truths& in) { return decides_where(in, in.parameter("epsilon") < 1); }
Decision weighted_decision(const Truths& in) {
  Decision decision = by_scores(in);
  decision.weight = weights_of(in);
  return decision;
}
// The sums μp_k + (1 − μ)T softmax(z/T)_k, which grow with z_k, are these scores.
Decision distilled_decision(const Truths& in) {
  const double mix = in.parameter("mix"), T = in.parameter("T");
  Decision decision = by_scores(in, mix);
  double sum = 0;
  const double top = *std::ranges::max_element(in.teacher);
  for (std::size_t k = 0; k < in.t.size(); ++k) sum += decision.offset[k] = std::exp((in.teacher[k] - top) / T);
  for (double& one : decision.offset) one *= (1 - mix) * T / sum;
  return decision;
}
Decision symmetric_decision(const Truths& in) {
  return decides_where(in, in.parameter("alpha") > 0 || in.parameter("beta") > 0);
}
Decision normalised_decision(const Truths& in) { return decides_where(in, in.t.size() == 2); }
Decision bootstrap_decision(const Truths& in) { return decides_where(in, in.parameter("beta") > 0); }
Decision by_corners(const Truths&) { return {Decision::Kind::cheapest, {}, {}}; }

constexpr std::array known{
    KnownMinimiser{"softmax_ce", the_truth, decides},
    KnownMinimiser{"softmax_ce_soft", the_truth, decides},
    KnownMinimiser{"label_smoothing_ce", smoothed, smoothed_decision},
    KnownMinimiser{"temperature_ce", heated, decides},
    KnownMinimiser{"class_weighted_ce", weighted, weighted_decision},
    KnownMinimiser{"margin_softmax", with_margin, decides},
    KnownMinimiser{"poly1_softmax", first_term, decides},
    KnownMinimiser{"focal_softmax", focal, decides},
    KnownMinimiser{"distillation", distilled, distilled_decision},
    KnownMinimiser{"gce_softmax", power_of_p, decides},
    KnownMinimiser{"mae_softmax", most_probable, decides},
    KnownMinimiser{"brier_softmax", the_truth, decides},
    KnownMinimiser{"symmetric_ce_softmax", symmetric, symmetric_decision},
    KnownMinimiser{"normalised_ce_softmax", normalised, normalised_decision},
    KnownMinimiser{"bootstrap_soft_softmax", soft_bootstrap, bootstrap_decision},
    KnownMinimiser{"bootstrap_hard_softmax", hard_bootstrap, bootstrap_decision},
    KnownMinimiser{"bi_tempered_softmax", tempered, decides},
    KnownMinimiser{"kl_softmax", the_truth, decides},
    KnownMinimiser{"reverse_kl_softmax", the_truth, decides},
    KnownMinimiser{"jeffreys_softmax", the_truth, decides},
    KnownMinimiser{"js_softmax", the_truth, decides},
    KnownMinimiser{"total_variation_softmax", the_truth, decides},
    KnownMinimiser{"hellinger_softmax", the_truth, decides},
    KnownMinimiser{"ova_hinge", hinge<ova_hinge_minimiser>, by_corners, ova_hinge_minimiser},
    KnownMinimiser{"ova_logistic", each_for_itself, decides},
    KnownMinimiser{"weston_watkins_hinge", hinge<weston_watkins_minimiser>, by_corners, weston_watkins_minimiser},
    KnownMinimiser{"crammer_singer_hinge", hinge<crammer_singer_minimiser>, by_corners, crammer_singer_minimiser},
    KnownMinimiser{"lee_lin_wahba_hinge", hinge<lee_lin_wahba_minimiser>, by_corners, lee_lin_wahba_minimiser}};

}  // namespace

double Truths::parameter(std::string_view name) const {
  return loss.parameter(index_of_parameter(loss.id(), loss.parameters(), name));
}

const KnownMinimiser& known_minimiser(std::string_view id) {
  const auto* const at = std::ranges::find_if(known, [&](const KnownMinimiser& one) { return id == one.id; });
  if (at == known.end()) throw InputError(fmt::format("no minimiser is known of the loss {}", id));
  return *at;
}

}  // namespace losslab
