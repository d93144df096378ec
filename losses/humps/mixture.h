#pragma once
#include <cmath>
#include <span>
#include <vector>

namespace losslab {

// One Gaussian of a mixture: its share, its mean, its standard deviation.
struct Hump {
  double weight = 1, mean = 0, width = 1;
  friend bool operator==(const Hump&, const Hump&) = default;
};

// The Gaussian N(μ, σ²) that is fitted, with log σ as its second parameter, so that every pair of numbers is a bell.
struct Bell {
  double mean = 0, log_width = 0;
  double width() const { return std::exp(log_width); }
  double log_density(double x) const;
  friend bool operator==(const Bell&, const Bell&) = default;
};

// A density on the line: p(x) = Σ w_i N(x; m_i, s_i²).
class Mixture {
 public:
  // Weights above 0 in any scale (their sum is made 1), finite means, widths above 0. Throws InputError otherwise.
  explicit Mixture(std::vector<Hump> humps);

  std::span<const Hump> humps() const { return humps_; }
  double mean() const;
  double variance() const;
  double widest() const;  // the largest width
  double narrowest() const;
  // Finite for every finite x, however far out.
  double log_density(double x) const;
  // The same for many.
  void log_densities(std::span<const double> x, std::span<double> log_p) const;
  friend bool operator==(const Mixture& a, const Mixture& b) { return a.humps_ == b.humps_; }

 private:
  std::vector<Hump> humps_;
  std::vector<double> heights_;  // log(w_i / (s_i √(2π)))
};

inline constexpr double log_root_two_pi = 0.918938533204672741780;  // log √(2π)

}  // namespace losslab
