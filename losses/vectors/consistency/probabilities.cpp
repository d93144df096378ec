#include "losses/vectors/consistency/probabilities.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "losses/vectors/consistency/root.h"

namespace losslab {
namespace {

using Numbers = std::vector<double>;

constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

double log_sum(std::span<const double> logs) {
  const double top = *std::ranges::max_element(logs);
  if (top == minus_infinity) return top;
  double sum = 0;
  for (const double one : logs) sum += std::exp(one - top);
  return top + std::log(sum);
}

// The classes that the truth allows; the equations are solved for them alone.
struct Allowed {
  Numbers t, log_t;
  explicit Allowed(std::span<const double> truth) {
    for (const double one : truth) {
      if (!(one > 0)) continue;
      t.push_back(one);
      log_t.push_back(std::log(one));
    }
  }
  std::size_t size() const { return t.size(); }
  double least() const { return *std::ranges::min_element(t); }
  double largest() const { return *std::ranges::max_element(t); }
  std::size_t top() const { return static_cast<std::size_t>(std::ranges::max_element(t) - t.begin()); }
};

Numbers spread(std::span<const double> truth, std::span<const double> logs) {
  Numbers all(truth.size(), minus_infinity);
  std::size_t next = 0;
  const double sum = log_sum(logs);  // 0 but for rounding
  for (std::size_t k = 0; k < truth.size(); ++k) {
    if (truth[k] > 0) all[k] = logs[next++] - sum;
  }
  return all;
}

// −p_k φ′(p_k)/p_k as a function of the log-odds v of p.
double focal_pull(double v, double gamma) {
  const double log_p = v < 0 ? v - std::log1p(std::exp(v)) : -std::log1p(std::exp(-v));
  const double log_q = v < 0 ? -std::log1p(std::exp(v)) : -v - std::log1p(std::exp(-v));
  // (1 − p)^γ (1/p − γ log p/(1 − p)), and log p/(1 − p) is −1 where p is nearly 1.
  const double q = std::exp(log_q), ratio = q > 0 ? -log_p / q : 1;
  return std::exp(gamma * log_q) * (std::exp(-log_p) + gamma * ratio);
}

}  // namespace

Numbers first_term_minimiser(std::span<const double> t, double epsilon) {
  const Allowed in(t);
  if (in.size() == 1) return spread(t, Numbers{0});
  // At one end every class has at most its t_k; at the other each has at least that, or one has all.
  const double a = 1 + epsilon * in.least(), b = 1 + epsilon * in.largest();
  const double low = std::max(std::min(a, b), in.largest() * (1 + epsilon)), high = std::max(a, b);
  const auto miss = [&](double lambda) {
    double sum = -1;
    for (const double one : in.t) sum += one / (lambda - epsilon * one);
    return sum;
  };
  const double lambda = low < high ? root_between(miss, low, high) : high;
  Numbers logs;
  for (std::size_t k = 0; k < in.size(); ++k) logs.push_back(in.log_t[k] - std::log(lambda - epsilon * in.t[k]));
  return spread(t, logs);
}

Numbers focal_minimiser(std::span<const double> t, double gamma) {
  const Allowed in(t);
  if (in.size() == 1) return spread(t, Numbers{0});
  const double alike = -std::log(static_cast<double>(in.size()) - 1);  // log-odds of equal probabilities
  const double pull = std::log(focal_pull(alike, gamma));
  Numbers odds(in.size());
  // With λ at its upper end all classes are at most as probable as if they were alike, at the lower one at least.
  const auto sum_at = [&](double log_lambda) {
    double sum = 0;
    for (std::size_t k = 0; k < in.size(); ++k) {
      const auto miss = [&](double v) { return std::log(focal_pull(v, gamma)) - (log_lambda - in.log_t[k]); };
      double low = alike, high = alike;
      for (double step = 1; miss(low) < 0; step *= 2) low -= step;
      for (double step = 1; miss(high) > 0 && step < 1e9; step *= 2) high += step;  // p is 1 long before
      odds[k] = low == high ? low : root_between(miss, low, high);
      sum += 1 / (1 + std::exp(-odds[k]));
    }
    return sum - 1;
  };
  const double low = pull + std::log(in.least()), high = pull + std::log(in.largest());
  sum_at(low == high ? low : root_between(sum_at, low, high));
  Numbers logs;
  for (const double v : odds) logs.push_back(v < 0 ? v - std::log1p(std::exp(v)) : -std::log1p(std::exp(-v)));
  return spread(t, logs);
}

Numbers margin_minimiser(std::span<const double> t, double shift) {
  const Allowed in(t);
  if (in.size() == 1) return spread(t, Numbers{0});
  // −φ′(p) = 1/(p(1 − e p)) with e = 1 − w. The most probable class may be where that rises again, the others are not:
  // log r, r being what they have together, is looked for.
  const double e = -std::expm1(-shift), log_e = std::log(e);
  const std::size_t top = in.top();
  Numbers logs(in.size());
  const auto others = [&](double log_r) {
    const double w = -shift, part = log_e + log_r, more = std::max(w, part), less = std::min(w, part);
    const double of_top = std::log1p(-std::exp(log_r));
    const double log_lambda = in.log_t[top] - of_top - (more + std::log1p(std::exp(less - more)));
    for (std::size_t k = 0; k < in.size(); ++k) {
      if (k == top) continue;
      const double under = std::max(1 - 4 * e * std::exp(in.log_t[k] - log_lambda), 0.0);
      logs[k] = std::log(2.0) + in.log_t[k] - log_lambda - std::log1p(std::sqrt(under));
    }
    logs[top] = minus_infinity;
    const double miss = log_sum(logs) - log_r;
    logs[top] = of_top;
    return miss;
  };
  // At the upper end all are alike, at the lower one λ is at most t/(w(1 − r)) for the most probable class.
  const double end = std::log1p(-1 / static_cast<double>(in.size()));
  const double rest = std::max(1 - in.t[top], in.least());
  const double begin = std::min(end, -shift + std::log(rest) - in.log_t[top]) - 2;
  others(others(end) >= 0 ? end : root_between(others, begin, end));
  return spread(t, logs);
}

namespace {

// One place where the slopes βt_k/p_k + (1 − β) log p_k of all classes agree.
class SoftBootstrap {
 public:
  SoftBootstrap(const Allowed& in, double beta) : in_(in), a_(beta), b_(1 - beta), logs_(in.size()) {}

  Numbers least() {
    best_ = std::numeric_limits<double>::infinity();
    const double floor = least_slope(in_.top());
    // Nobody beyond: the sum falls with the common slope.
    const auto all = [&](double slope) { return sum(slope, in_.size()) - 1; };
    if (all(floor) >= 0) {
      double high = floor;
      for (double step = 1; all(high) > 0; step *= 2) high += step;
      all(root_between(all, floor, high));
      keep();
    }
    for (std::size_t i = 0; i < in_.size(); ++i) one_beyond(i, floor);
    return found_;
  }

 private:
  double turn(std::size_t k) const { return std::log(a_ / b_) + in_.log_t[k]; }
  double slope(std::size_t k, double log_p) const { return a_ * std::exp(in_.log_t[k] - log_p) + b_ * log_p; }
  double least_slope(std::size_t k) const { return b_ + b_ * turn(k); }

  // The probability of a class below its turn at which it has that slope.
  double below(std::size_t k, double common) const {
    const double top = turn(k);
    if (common <= least_slope(k)) return top;
    double low = top - 1;
    for (double step = 1; slope(k, low) < common; step *= 2) low -= step;
    return root_between([&](double u) { return slope(k, u) - common; }, low, top);
  }

  double sum(double common, std::size_t but) {
    double total = 0;
    for (std::size_t k = 0; k < logs_.size(); ++k) {
      if (k == but) continue;
      logs_[k] = below(k, common);
      total += std::exp(logs_[k]);
    }
    return total;
  }

  void one_beyond(std::size_t i, double floor) {
    double from = turn(i);
    if (from >= 0 || slope(i, 0) < floor) return;
    if (slope(i, from) < floor) from = root_between([&](double u) { return slope(i, u) - floor; }, from, 0);
    const auto miss = [&](double u) {
      const double total = sum(slope(i, u), i) + std::exp(u) - 1;
      logs_[i] = u;
      return total;
    };
    constexpr int parts = 48;  // finer than two roots are found apart by a mixture of so few classes
    double u = from, before = miss(u);
    for (int part = 1; part <= parts; ++part) {
      const double next = from * (parts - part) / parts, now = miss(next);
      if ((before > 0) != (now > 0) || now == 0) {
        miss(root_between(miss, u, next));
        keep();
      }
      u = next;
      before = now;
    }
  }

  void keep() {
    double value = 0;
    for (std::size_t k = 0; k < logs_.size(); ++k) value -= (a_ * in_.t[k] + b_ * std::exp(logs_[k])) * logs_[k];
    if (!(value < best_)) return;
    best_ = value;
    found_ = logs_;
  }

  const Allowed& in_;
  double a_, b_;
  Numbers logs_, found_;
  double best_ = 0;
};

Numbers softmax_of(const Numbers& z, double temperature) {
  Numbers p(z.size());
  const double top = *std::ranges::max_element(z);
  double sum = 0;
  for (std::size_t k = 0; k < z.size(); ++k) sum += p[k] = std::exp((z[k] - top) / temperature);
  for (double& one : p) one /= sum;
  return p;
}

// Solves A x = b by Cholesky's method for a small positive definite A, row by row.
void solve_definite(Numbers a, Numbers& b) {
  const std::size_t n = b.size();
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t i = j; i < n; ++i) {
      double sum = a[i * n + j];
      for (std::size_t k = 0; k < j; ++k) sum -= a[i * n + k] * a[j * n + k];
      a[i * n + j] = i == j ? std::sqrt(std::max(sum, 1e-300)) : sum / a[j * n + j];
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= a[i * n + k] * b[k];
    b[i] /= a[i * n + i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) b[i] -= a[k * n + i] * b[k];
    b[i] /= a[i * n + i];
  }
}

}  // namespace

Numbers soft_bootstrap_minimiser(std::span<const double> t, double beta) {
  const Allowed in(t);
  if (beta == 1 || in.size() == 1) return spread(t, in.log_t);
  return spread(t, SoftBootstrap(in, beta).least());
}

Numbers distillation_minimiser(std::span<const double> t, std::span<const double> teacher, double mix,
                               double temperature) {
  const std::size_t n = t.size();
  const double soft = (1 - mix) * temperature;
  Numbers z(teacher.begin(), teacher.end());
  const Numbers wanted = softmax_of(z, temperature);
  // The value but for a constant, relative to the largest logit, which cancels.
  const auto cost = [&](const Numbers& at) {
    Numbers scaled = at;
    for (double& one : scaled) one /= temperature;
    const double whole = log_sum(at), part = log_sum(scaled);
    double sum = 0;
    for (std::size_t k = 0; k < n; ++k) {
      sum += mix * t[k] * (whole - at[k]) + soft * temperature * wanted[k] * (part - scaled[k]);
    }
    return sum;
  };
  double value = cost(z);
  for (int step = 0; step < 200; ++step) {
    const Numbers p = softmax_of(z, 1), q = softmax_of(z, temperature);
    Numbers hessian(n * n), down(n);
    double largest = 0;
    for (std::size_t j = 0; j < n; ++j) {
      down[j] = mix * (t[j] - p[j]) + soft * (wanted[j] - q[j]);
      largest = std::max(largest, std::abs(down[j]));
      for (std::size_t k = 0; k < n; ++k) {
        const double same = j == k ? 1 : 0;
        // A common shift costs nothing: the added constant keeps the steps free of one.
        hessian[j * n + k] =
            mix * p[j] * (same - p[k]) + (1 - mix) * q[j] * (same - q[k]) + 1.0 / static_cast<double>(n);
      }
    }
    if (largest < 1e-16 * (1 + soft)) break;
    const Numbers gradient = down;
    solve_definite(std::move(hessian), down);
    const double slope = std::inner_product(down.begin(), down.end(), gradient.begin(), 0.0);
    bool moved = false;
    for (double length = 1; length > 1e-12 && !moved; length *= 0.5) {
      Numbers next = z;
      for (std::size_t k = 0; k < n; ++k) next[k] += length * down[k];
      const double there = cost(next);
      if (!(there <= value - 1e-4 * length * slope) && !(slope < 1e-14 * (1 + std::abs(value)))) continue;
      moved = next != z;
      z = std::move(next);
      value = there;
      break;
    }
    if (!moved) break;
    if (slope < 1e-28 * (1 + std::abs(value))) break;
  }
  const double mean = std::accumulate(z.begin(), z.end(), 0.0) / static_cast<double>(n);
  for (double& one : z) one -= mean;
  return z;
}

}  // namespace losslab
