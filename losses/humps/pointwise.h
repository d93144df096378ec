#pragma once
#include "losses/core/elementary.h"
#include "losses/core/jet.h"

namespace losslab {

// What two densities cost at one place, as a function of log q(x) at a fixed log p(x): value, first and second
// derivative in log q. Its integral over the line is the divergence. Written for any number type.

// KL(q ‖ p): q log(q/p), less q where it is differentiated, for the integral of q is 1 whatever the bell.
// Kullback and Leibler 1951.
struct ReverseKlAt {
  template <class T>
  Jet<T> operator()(double log_p, T log_q) const {
    using scalar::exp;
    const T q = exp(log_q), cost = q * (log_q - log_p);
    return {cost, cost, cost + q};
  }
};

// (KL(p ‖ m) + KL(q ‖ m))/2 with m = (p + q)/2. Lin 1991.
struct JensenShannonAt {
  template <class T>
  Jet<T> operator()(double log_p, T log_q) const {
    using scalar::exp;
    using scalar::log1p;
    const double p = scalar::exp(log_p);
    const T q = exp(log_q), t = log_p - log_q;
    const bool above = t > T(0.0);  // p is the larger one
    const T small = exp(above ? -t : t), more = log1p(small);
    const T p_share = (above ? T(1.0) : small) / (1.0 + small);      // p/(p + q)
    const T p_over_m = scalar::log_2 - more + (above ? T(0.0) : t);  // log(p/m)
    const T q_over_m = scalar::log_2 - more - (above ? t : T(0.0));
    const T slope = 0.5 * q * q_over_m;
    return {0.5 * p * p_over_m + slope, slope, slope + 0.5 * q * p_share};
  }
};

// (α p + (1 − α) q − p^α q^(1 − α))/(α (1 − α)): KL(p ‖ q) for α → 1 and KL(q ‖ p) for α → 0, four times the squared
// Hellinger distance 1 − ∫√(pq) at ½. Zhu and Rohwer 1995, in the form of Minka 2005. Every α of 0..1, both ends
// included, goes through the same formula, in which nothing is divided by α or 1 − α that does not hold it as a factor.
struct AlphaAt {
  double alpha;

  template <class T>
  Jet<T> operator()(double log_p, T log_q) const {
    using scalar::exp;
    const double beta = 1 - alpha, p = scalar::exp(log_p);
    const T q = exp(log_q), t = log_p - log_q;
    const T from_q = raised(alpha, T(log_q), q, t);  // (p^α q^(1 − α) − q)/α
    const T value = alpha <= 0.5 ? (p - q - from_q) / beta : (q - p - raised(beta, T(log_p), T(p), -t)) / alpha;
    return {value, -from_q, q - beta * from_q};
  }

 private:
  // (a^(1 − power) b^power − a)/power with t = log(b/a): a·t at power 0.
  template <class T>
  static T raised(double power, T log_a, T a, T t) {
    using scalar::exp;
    using scalar::expm1;
    const T x = power * t;
    if (x > T(-1.0) && x < T(1.0)) return a * t * (x == T(0.0) ? T(1.0) + 0.5 * x : expm1(x) / x);
    return (exp(log_a + x) - a) / power;
  }
};

}  // namespace losslab
