#include "losses/vectors/divergences.h"

#include <array>
#include <cmath>

#include "losses/vectors/softmax.h"

namespace losslab {
namespace {

using Numbers = std::span<const double>;

double log_of(double x) { return scalar::log(x); }

// Writes the slope of one entry, where slopes are asked for.
void put(std::span<double> gradient, std::size_t k, double slope) {
  if (!gradient.empty()) gradient[k] = slope;
}

// −t log p.
double cross_entropy_term(double t, double p) { return t == 0 ? 0 : -t * log_of(p); }
double slope_of_term(double t, double p) { return t == 0 ? 0 : -t / p; }

// x log(x/y) + y − x, whose terms cannot cancel.
double term(double x, double y) {
  if (x == 0) return y;
  return scalar::divergence(x, log_of(x), log_of(y), y - x);
}

// By how much the sum of t is more than that of p, beyond rounding: what the terms above have too little.
double excess(Numbers t, Numbers p) {
  return scalar::excess_of(t.size(), t.data()) - scalar::excess_of(p.size(), p.data());
}

double kl_div(Numbers p, Numbers t, std::span<double> gradient) {
  double sum = 0;
  for (std::size_t k = 0; k < p.size(); ++k) {
    sum += term(t[k], p[k]);
    put(gradient, k, slope_of_term(t[k], p[k]));
  }
  return sum + excess(t, p);
}

double reverse_kl_div(Numbers p, Numbers t, std::span<double> gradient) {
  double sum = 0;
  for (std::size_t k = 0; k < p.size(); ++k) {
    sum += term(p[k], t[k]);
    put(gradient, k, scalar::log_quotient(log_of(p[k]), t[k], log_of(t[k]), p[k] - t[k]) + 1);
  }
  return sum + excess(p, t);
}

double js_div(Numbers p, Numbers t, std::span<double> gradient) {
  double sum = 0;
  for (std::size_t k = 0; k < p.size(); ++k) {
    const double middle = 0.5 * (p[k] + t[k]);
    if (t[k] == 0) {
      sum += scalar::log_2 * p[k];
      put(gradient, k, 0.5 * scalar::log_2);
      continue;
    }
    const double half = 0.5 * (p[k] - t[k]), log_middle = log_of(middle);
    sum += scalar::divergence(t[k], log_of(t[k]), log_middle, half) +
           (p[k] == 0 ? middle : scalar::divergence(p[k], log_of(p[k]), log_middle, -half));
    put(gradient, k, 0.5 * scalar::log_quotient(log_of(p[k]), middle, log_middle, half));
  }
  return 0.5 * sum;
}

double cross_entropy_probs(Numbers p, Numbers t, std::span<double> gradient) {
  double sum = 0;
  for (std::size_t k = 0; k < p.size(); ++k) {
    sum += cross_entropy_term(t[k], p[k]);
    put(gradient, k, slope_of_term(t[k], p[k]));
  }
  return sum;
}

double bce_probs_sum(Numbers p, Numbers t, std::span<double> gradient) {
  double sum = 0;
  for (std::size_t k = 0; k < p.size(); ++k) {
    const double rest = 1 - t[k];
    sum += cross_entropy_term(t[k], p[k]) + (rest == 0 ? 0 : -rest * scalar::log1p(-p[k]));
    put(gradient, k, slope_of_term(t[k], p[k]) - slope_of_term(rest, 1 - p[k]));
  }
  return sum;
}

constexpr std::array all{
    NamedDivergence{"kl_div", "Kullback-Leibler divergence", R"(D(p) = \sum_{k} t_{k} \log \frac{t_{k}}{p_{k}})",
                    &kl_div, true},
    NamedDivergence{"reverse_kl_div", "Reverse Kullback-Leibler divergence",
                    R"(D(p) = \sum_{k} p_{k} \log \frac{p_{k}}{t_{k}})", &reverse_kl_div, true},
    NamedDivergence{
        "js_div", "Jensen-Shannon divergence",
        R"(D(p) = \frac{1}{2} \sum_{k} (t_{k} \log \frac{2 t_{k}}{p_{k} + t_{k}} + p_{k} \log \frac{2 p_{k}}{p_{k} + t_{k}}))",
        &js_div, true},
    NamedDivergence{"cross_entropy_probs", "Cross-entropy of two distributions", R"(D(p) = -\sum_{k} t_{k} \log p_{k})",
                    &cross_entropy_probs, true},
    NamedDivergence{"bce_probs_sum", "Sum of binary cross-entropies",
                    R"(D(p) = -\sum_{k} (t_{k} \log p_{k} + (1 - t_{k}) \log(1 - p_{k})))", &bce_probs_sum, false}};

}  // namespace

std::span<const NamedDivergence> divergences() { return all; }

const NamedDivergence* find_divergence(std::string_view id) {
  for (const NamedDivergence& divergence : all) {
    if (id == divergence.id) return &divergence;
  }
  return nullptr;
}

}  // namespace losslab
