#pragma once
#include <array>
#include <span>

#include "losses/core/elementary.h"
#include "losses/humps/line.h"
#include "losses/humps/mixture.h"

namespace losslab {

// A divergence at a bell: its value and its derivatives in (μ, log σ), for any number type.
template <class T>
struct BellTerms {
  T value = T(0.0);
  std::array<T, 2> gradient{T(0.0), T(0.0)};
  // ∂²/∂μ², ∂²/∂μ ∂log σ, ∂²/(∂log σ)².
  std::array<T, 3> hessian{T(0.0), T(0.0), T(0.0)};
};

// ∫ F(log p, log q) dx over the places of a rule, log p being known there: `at` gives F with its derivatives in log q,
// which are carried over to the bell by those of log q = −u²/2 − log σ − log √(2π), u = (x − μ)/σ.
template <class T, class At>
BellTerms<T> integral_over(const LineRule& rule, std::span<const double> log_p, T mean, T log_width, const At& at) {
  using scalar::exp;
  const T precision = exp(-log_width), moved = mean - rule.origin;
  BellTerms<T> sum;
  for (std::size_t k = 0; k < log_p.size(); ++k) {
    const T u = (rule.off[k] - moved) * precision, square = u * u, by_width = square - 1.0;
    const auto here = at(log_p[k], T(-0.5 * square - log_width - log_root_two_pi));
    const T slope = rule.weight[k] * here.gradient, bend = rule.weight[k] * here.curvature;
    sum.value = sum.value + rule.weight[k] * here.value;
    sum.gradient[0] = sum.gradient[0] + slope * u;
    sum.gradient[1] = sum.gradient[1] + slope * by_width;
    sum.hessian[0] = sum.hessian[0] + (bend * square - slope);
    sum.hessian[1] = sum.hessian[1] + u * (bend * by_width - 2.0 * slope);
    sum.hessian[2] = sum.hessian[2] + (bend * by_width * by_width - 2.0 * slope * square);
  }
  sum.gradient[0] = sum.gradient[0] * precision;  // u stands for its derivative in μ until here
  sum.hessian[0] = sum.hessian[0] * precision * precision;
  sum.hessian[1] = sum.hessian[1] * precision;
  return sum;
}

// KL(p ‖ q) less −H(p): log σ + log √(2π) + ((M − μ)² + V)/(2σ²), where M and V are mean and variance of p. Its minimum
// has the mean and the variance of p, whatever else p is.
template <class T>
BellTerms<T> cross_entropy_terms(double mixture_mean, double mixture_variance, T mean, T log_width) {
  using scalar::exp;
  const T precision = exp(-2.0 * log_width), off = mixture_mean - mean;
  const T spread = (off * off + mixture_variance) * precision;
  return {log_width + log_root_two_pi + 0.5 * spread,
          {-off * precision, 1.0 - spread},
          {precision, 2.0 * off * precision, 2.0 * spread}};
}

// log ∫ N_1 N_2/q dx of two Gaussians, for σ² > v, where v is the variance of their product. Up to there it is finite;
// at σ² ≤ v the integral is infinite.
struct GaussianPair {
  double centre, variance;  // of the product N_1 N_2 as a Gaussian
  double log_overlap;       // log ∫ N_1 N_2 dx

  template <class T>
  BellTerms<T> log_ratio(T mean, T log_width) const {
    using scalar::exp;
    using scalar::log;
    const T square = exp(2.0 * log_width), room = square - variance, off = centre - mean;
    const T distance = off * off / room, share = square / room;
    return {log_overlap + log_root_two_pi + 2.0 * log_width - 0.5 * log(room) + 0.5 * distance,
            {-off / room, 2.0 - share - distance * share},
            {1.0 / room, 2.0 * off * share / room,
             2.0 * share * (share - 1.0) + 2.0 * distance * share * (2.0 * share - 1.0)}};
  }
};
GaussianPair pair_of(const Hump& a, const Hump& b);

}  // namespace losslab
