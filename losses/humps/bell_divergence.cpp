#include "losses/humps/bell_divergence.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "losses/core/error.h"
#include "losses/humps/line.h"
#include "losses/humps/pointwise.h"

namespace losslab {
namespace {

constexpr std::array<BellDivergenceInfo, bell_divergence_count> all{{
    {DivergenceKind::forward_kl, "forward_kl", "Forward KL", "前向 KL 散度", R"(KL(p, q) = \int p \log \frac{p}{q})",
     "Pays wherever p has mass and q has none, so the bell covers every hump: it ends with the mean and the variance "
     "of "
     "the mixture, from any start.",
     "Kullback and Leibler 1951"},
    {DivergenceKind::reverse_kl, "reverse_kl", "Reverse KL", "反向 KL 散度", R"(KL(q, p) = \int q \log \frac{q}{p})",
     "Pays wherever q has mass and p has none, so the bell keeps out of the gaps: it settles in one hump, and which "
     "one "
     "depends on the start.",
     "Kullback and Leibler 1951"},
    {DivergenceKind::jensen_shannon, "jensen_shannon", "Jensen-Shannon", "JS 散度",
     R"(\frac{1}{2} KL(p, m) + \frac{1}{2} KL(q, m), m = \frac{p + q}{2})",
     "Symmetric and at most log 2: a bell far from all humps is hardly pulled at all.", "Lin 1991"},
    {DivergenceKind::chi_squared, "chi_squared", "Pearson χ²", "皮尔逊卡方散度",
     R"(\int \frac{(p - q)^{2}}{q} = \int \frac{p^{2}}{q} - 1)",
     "Pays for p over q squared, so the bell is even wider than that of forward KL. Infinite where the tails of q fall "
     "too fast: where σ² is at most half the variance of a hump.",
     "Pearson 1900"},
    {DivergenceKind::alpha, "alpha_divergence", "α divergence", "α 散度",
     R"(\frac{1}{\alpha (1 - \alpha)} (1 - \int p^{\alpha} q^{1 - \alpha}))",
     "Between the two: reverse KL at α = 0, forward KL at α = 1, four times the squared Hellinger distance at ½.",
     "Zhu and Rohwer 1995; Minka 2005"},
}};

LineRule rule_for(DivergenceKind kind, const Mixture& mixture, const Bell& bell, Precision precision) {
  return kind == DivergenceKind::reverse_kl ? rule_over_bell(mixture, bell, precision)
                                            : rule_over_both(mixture, bell, precision);
}

std::array<double, 3> squares(const std::array<double, 2>& g) { return {g[0] * g[0], g[0] * g[1], g[1] * g[1]}; }

std::vector<double> log_densities(const Mixture& mixture, const LineRule& rule) {
  std::vector<double> x = rule.off, log_p(x.size());
  for (double& place : x) place += rule.origin;
  mixture.log_densities(x, log_p);
  return log_p;
}

double entropy_of(const Mixture& mixture) {
  const LineRule rule = rule_over_mixture(mixture);
  const std::vector<double> log_p = log_densities(mixture, rule);
  double sum = 0;
  for (std::size_t k = 0; k < log_p.size(); ++k) sum -= rule.weight[k] * scalar::exp(log_p[k]) * log_p[k];
  return sum;
}

}  // namespace

std::span<const BellDivergenceInfo, bell_divergence_count> bell_divergences() { return all; }

const BellDivergenceInfo& info_of(DivergenceKind kind) { return all[static_cast<std::size_t>(kind)]; }

const BellDivergenceInfo* find_bell_divergence(std::string_view id) {
  const auto at = std::ranges::find_if(all, [&](const BellDivergenceInfo& info) { return id == info.id; });
  return at == all.end() ? nullptr : &*at;
}

GaussianPair pair_of(const Hump& a, const Hump& b) {
  const double both = a.width * a.width + b.width * b.width, off = a.mean - b.mean;
  const double share = a.width * a.width / both;  // how far the product lies from a towards b
  return {a.mean - share * off, share * b.width * b.width,
          -0.5 * scalar::log(both) - log_root_two_pi - 0.5 * off * off / both};
}

BellDivergence::BellDivergence(DivergenceKind kind, Mixture mixture, double alpha)
    : kind_(kind), mixture_(std::move(mixture)), alpha_(kind == DivergenceKind::alpha ? alpha : 0) {
  if (!(alpha >= 0 && alpha <= 1)) throw InputError(fmt::format("α must be 0 to 1, not {}.", alpha));
  if (kind == DivergenceKind::forward_kl) {
    entropy_ = entropy_of(mixture_);
    mean_ = mixture_.mean();
    variance_ = mixture_.variance();
  }
  if (kind != DivergenceKind::chi_squared) return;
  const std::span<const Hump> humps = mixture_.humps();
  for (std::size_t i = 0; i < humps.size(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      const double weight = (i == j ? 1 : 2) * humps[i].weight * humps[j].weight;
      pairs_.push_back({scalar::log(weight), pair_of(humps[i], humps[j])});
    }
  }
}

// Of log(1 + χ²) = log ∫ p²/q, a sum over pairs of humps.
BellTerms<double> BellDivergence::renyi(const Bell& bell) const {
  constexpr double infinite = std::numeric_limits<double>::infinity(), none = std::numeric_limits<double>::quiet_NaN();
  const double width = bell.width(), widest = mixture_.widest();
  if (!(width * width > 0.5 * widest * widest)) return {infinite, {none, none}, {none, none, none}};
  std::vector<BellTerms<double>> terms;
  double largest = -infinite;
  for (const auto& [log_weight, pair] : pairs_) {
    terms.push_back(pair.log_ratio(bell.mean, bell.log_width));
    terms.back().value += log_weight;
    largest = std::max(largest, terms.back().value);
  }
  BellTerms<double> mean;  // the pairs weighted by what they have of the sum
  double sum = 0;
  for (const BellTerms<double>& one : terms) sum += scalar::exp(one.value - largest);
  for (const BellTerms<double>& one : terms) {
    const double share = scalar::exp(one.value - largest) / sum;
    for (std::size_t i = 0; i < 2; ++i) mean.gradient[i] += share * one.gradient[i];
    for (std::size_t i = 0; i < 3; ++i) mean.hessian[i] += share * (one.hessian[i] + squares(one.gradient)[i]);
  }
  for (std::size_t i = 0; i < 3; ++i) mean.hessian[i] -= squares(mean.gradient)[i];
  mean.value = largest + scalar::log(sum);
  return mean;
}

BellTerms<double> BellDivergence::chi_squared(const Bell& bell) const {
  BellTerms<double> terms = renyi(bell);
  const double ratio = scalar::exp(terms.value);
  for (std::size_t i = 0; i < 3; ++i) terms.hessian[i] = ratio * (terms.hessian[i] + squares(terms.gradient)[i]);
  for (double& slope : terms.gradient) slope *= ratio;
  terms.value = scalar::expm1(terms.value);
  return terms;
}

BellTerms<double> BellDivergence::integral(const Bell& bell, Precision precision) const {
  const LineRule rule = rule_for(kind_, mixture_, bell, precision);
  const std::vector<double> log_p = log_densities(mixture_, rule);
  const auto over = [&](const auto& at) { return integral_over(rule, log_p, bell.mean, bell.log_width, at); };
  switch (kind_) {
    case DivergenceKind::reverse_kl:
      return over(ReverseKlAt());
    case DivergenceKind::jensen_shannon:
      return over(JensenShannonAt());
    default:
      return over(AlphaAt{alpha_});
  }
}

BellTerms<double> BellDivergence::evaluate(const Bell& bell) const {
  if (kind_ == DivergenceKind::chi_squared) return chi_squared(bell);
  if (kind_ != DivergenceKind::forward_kl) return integral(bell, Precision::full);
  BellTerms<double> terms = cross_entropy_terms(mean_, variance_, bell.mean, bell.log_width);
  terms.value -= entropy_;
  return terms;
}

double BellDivergence::value(const Bell& bell) const { return evaluate(bell).value; }

BellTerms<double> BellDivergence::levels(const Bell& bell) const {
  return kind_ == DivergenceKind::chi_squared ? renyi(bell) : evaluate(bell);
}

double BellDivergence::level(const Bell& bell, Precision precision) const {
  const bool closed = kind_ == DivergenceKind::chi_squared || kind_ == DivergenceKind::forward_kl;
  return closed ? levels(bell).value : integral(bell, precision).value;
}

}  // namespace losslab
