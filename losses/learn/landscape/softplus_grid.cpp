#include "losses/learn/landscape/softplus_grid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "losses/learn/models/kernels.h"

namespace losslab {
namespace {

// Two such exponents together stay within the range of doubles.
constexpr double most = 350;

// e^x for n groups of 8, in place; returns the largest |x|, or +∞ where one is beyond `most`, which leaves the values.
double to_exponentials(std::vector<double>& x, std::size_t from) {
  double reach = 0;
  bool inside = true;
  for (std::size_t i = from; i < x.size(); ++i) {
    reach = std::max(reach, std::abs(x[i]));
    inside &= std::abs(x[i]) <= most;  // not so for NaN
  }
  if (!inside) return std::numeric_limits<double>::infinity();
  kernels::exponentials(x.data() + from, x.size() - from, x.data() + from);
  return reach;
}

}  // namespace

std::optional<Softplus> softplus_form(const Loss& loss) {
  if (loss.id() == "logistic") return Softplus{};
  if (loss.id() == "temperature_logistic") return Softplus{1 / loss.parameter("T"), 0};
  if (loss.id() == "margin_logistic") return Softplus{loss.parameter("s"), loss.parameter("delta")};
  return std::nullopt;
}

SoftplusGrid::SoftplusGrid(const Softplus& form, std::span<const double> direction, std::span<const double> s)
    : form_(form), samples_(direction.size()), count_(s.size()) {
  factors_.reserve(kernels::padded(count_) * samples_);
  for (std::size_t from = 0; from < count_; from += 8) {
    std::array<double, 8> rates{};
    for (std::size_t k = from; k < std::min(count_, from + 8); ++k) rates[k - from] = -form.rate * s[k];
    const std::size_t start = factors_.size();
    for (double d : direction) {
      for (double rate : rates) factors_.push_back(rate * d);
    }
    reach_.push_back(to_exponentials(factors_, start));
  }
}

void SoftplusGrid::tile(std::size_t block, std::span<const double> factors, double reach, std::span<double> out) const {
  std::array<double, 64> sums;
  const std::size_t from = 8 * block, columns = std::min<std::size_t>(8, count_ - from), rows = out.size() / count_;
  const double both = reach + reach_[block];
  if (std::isfinite(both)) {
    // A factor is at most 1 + e^both; the product of `every` of them is finite.
    const auto every = static_cast<std::size_t>(1020 / (1 + both * 1.4426950408889634));
    kernels::softplus_tile(factors_.data() + from * samples_, factors.data(), samples_, every, sums.data());
  } else {
    sums.fill(std::numeric_limits<double>::quiet_NaN());
  }
  const double least = static_cast<double>(samples_) * (both + 4) * 0x1p-23;
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t k = 0; k < columns; ++k) {
      const double sum = sums[8 * row + k];
      out[row * count_ + from + k] = sum >= least ? sum : std::numeric_limits<double>::quiet_NaN();
    }
  }
}

void SoftplusGrid::sums(std::span<const double> bases, std::span<double> out) const {
  const std::size_t rows = bases.size() / samples_;
  std::vector<double> factors(8 * samples_);
  for (std::size_t i = 0; i < samples_; ++i) {
    for (std::size_t row = 0; row < rows; ++row) {
      factors[8 * i + row] = -form_.rate * (bases[row * samples_ + i] - form_.shift);
    }
  }
  const double reach = to_exponentials(factors, 0);
  for (std::size_t block = 0; block < reach_.size(); ++block) tile(block, factors, reach, out);
}

}  // namespace losslab
