#include "losses/humps/mixture.h"

#include <fmt/format.h>

#include <algorithm>

#include "losses/core/elementary.h"
#include "losses/core/error.h"

namespace losslab {

double Bell::log_density(double x) const {
  const double u = (x - mean) * scalar::exp(-log_width);
  return -0.5 * u * u - log_width - log_root_two_pi;
}

Mixture::Mixture(std::vector<Hump> humps) : humps_(std::move(humps)) {
  if (humps_.empty()) throw InputError("A mixture needs at least one hump.");
  double sum = 0;
  for (const Hump& hump : humps_) {
    if (!(hump.weight > 0 && std::isfinite(hump.weight))) {
      throw InputError(fmt::format("The weight of a hump must be above 0, not {}.", hump.weight));
    }
    if (!std::isfinite(hump.mean)) throw InputError("The mean of a hump must be finite.");
    if (!(hump.width > 0 && std::isfinite(hump.width))) {
      throw InputError(fmt::format("The width of a hump must be above 0, not {}.", hump.width));
    }
    sum += hump.weight;
  }
  for (Hump& hump : humps_) {
    hump.weight /= sum;
    heights_.push_back(scalar::log(hump.weight) - scalar::log(hump.width) - log_root_two_pi);
  }
}

double Mixture::mean() const {
  double sum = 0;
  for (const Hump& hump : humps_) sum += hump.weight * hump.mean;
  return sum;
}

double Mixture::variance() const {
  const double middle = mean();
  double sum = 0;
  for (const Hump& hump : humps_) {
    const double off = hump.mean - middle;
    sum += hump.weight * (hump.width * hump.width + off * off);
  }
  return sum;
}

double Mixture::widest() const { return std::ranges::max(humps_, {}, &Hump::width).width; }
double Mixture::narrowest() const { return std::ranges::min(humps_, {}, &Hump::width).width; }

double Mixture::log_density(double x) const {
  double log_p = 0;
  log_densities({&x, 1}, {&log_p, 1});
  return log_p;
}

// Hump after hump: log(e^a + e^b) = max + log1p(e^(−|a − b|)), all of them over one loop that the compiler can widen.
void Mixture::log_densities(std::span<const double> x, std::span<double> log_p) const {
  for (std::size_t i = 0; i < humps_.size(); ++i) {
    const double height = heights_[i], mean = humps_[i].mean, precision = 1 / humps_[i].width;
    for (std::size_t k = 0; k < x.size(); ++k) {
      const double u = (x[k] - mean) * precision;
      const double own = height - 0.5 * u * u;
      if (i == 0) {
        log_p[k] = own;
      } else {
        const double gap = std::fabs(own - log_p[k]);
        log_p[k] = std::max(own, log_p[k]) + scalar::log1p(scalar::exp(-gap));
      }
    }
  }
}

}  // namespace losslab
