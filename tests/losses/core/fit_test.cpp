#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "arguments.h"
#include "losses/core/kernels.h"
#include "losses/core/loss.h"
#include "losses/core/random.h"

namespace losslab {
namespace {

struct Samples {
  std::vector<double> y, features, known;
  FitSamples view;

  Samples(const Loss& loss, std::size_t n, double size) : y(padded(n)), features(2 * padded(n)), known(padded(n), 1) {
    Random random(n);
    const bool residual = is_of_residual(loss.info().family);
    for (std::size_t i = 0; i < n; ++i) {
      const double number = random.normal();
      y[i] = residual ? size * number : number > 0 ? 1 : -1;
      features[i] = size * random.normal();
      features[padded(n) + i] = size * random.normal();
      if (random.normal() > 1) known[i] = residual ? 0 : -1;
    }
    view = {n, padded(n), y.data(), features.data(), known.data()};
  }
  static std::size_t padded(std::size_t n) { return (n + 7) / 8 * 8; }
};

// Sample i to the partial sum i mod 8, and these in pairs.
struct PlainSum {
  double part[8] = {};
  void add(std::size_t i, double term) { part[i % 8] += term; }
  double total() const {
    return ((part[0] + part[1]) + (part[2] + part[3])) + ((part[4] + part[5]) + (part[6] + part[7]));
  }
};

std::vector<double> plain_sums(const Loss& loss, const FitSamples& samples, const double* theta) {
  const bool residual = is_of_residual(loss.info().family);
  const std::size_t n = samples.n, weights = fit_columns(loss.info().family) - 1;
  std::vector<double> argument(n), value(n), gradient(n);
  for (std::size_t i = 0; i < n; ++i) {
    double f = theta[0] * samples.features[i];
    for (std::size_t j = 1; j < weights; ++j) f += theta[j] * samples.features[j * samples.stride + i];
    f += theta[weights];
    argument[i] = residual ? samples.y[i] - f : samples.y[i] * f;
  }
  loss.evaluate(argument, value, gradient, {});
  PlainSum slopes[3], values, given, clean;
  for (std::size_t i = 0; i < n; ++i) {
    const double slope = residual ? gradient[i] : gradient[i] * samples.y[i];
    for (std::size_t j = 0; j < weights; ++j) slopes[j].add(i, slope * samples.features[j * samples.stride + i]);
    slopes[weights].add(i, slope);
    values.add(i, value[i]);
    const double known = samples.known[i], square = argument[i] * argument[i];
    given.add(i, residual ? square : argument[i] > 0 ? 0 : 1);
    clean.add(i, residual ? (known != 0 ? square : 0) : known * argument[i] > 0 ? 0 : 1);
  }
  std::vector<double> sums;
  for (std::size_t j = 0; j <= weights; ++j) sums.push_back(slopes[j].total());
  sums.insert(sums.end(), {values.total(), given.total(), clean.total()});
  return sums;
}

// Which NaN it is, is not promised.
std::vector<std::uint64_t> bits_of(std::span<const double> values) {
  std::vector<std::uint64_t> bits;
  for (const double value : values) bits.push_back(std::isnan(value) ? 0 : std::bit_cast<std::uint64_t>(value));
  return bits;
}

// Whether the slopes alone, and all of the sums, have the bits of the plain ones.
void expect_plain_sums(const Loss& loss, const FitSamples& samples, const double* theta) {
  const std::size_t columns = fit_columns(loss.info().family);
  const std::vector<double> plain = plain_sums(loss, samples, theta);
  FitSums slopes, all;
  loss.kernels().fit_slopes(loss.kernel_arguments(), samples, theta, slopes);
  loss.kernels().fit_all(loss.kernel_arguments(), samples, theta, all);
  std::vector<double> every(all.slopes, all.slopes + columns);
  every.insert(every.end(), {all.value, all.given, all.clean});
  EXPECT_EQ(bits_of({slopes.slopes, columns}), bits_of(std::span(plain).first(columns)));
  EXPECT_EQ(bits_of(every), bits_of(plain));
}

// In every count of samples up to several turns of the widest kernel and a rest.
void expect_plain_sums(const Loss& loss) {
  const double infinite = std::numeric_limits<double>::infinity();
  for (std::size_t n = 1; n <= 133; ++n) {
    for (const double size : {0.5, 1e5}) {
      const Samples samples(loss, n, size);
      for (const auto& theta :
           {std::vector<double>{0, 0, 0}, {0.3, -0.7, 0.1}, {1e300, 1, 0}, {0, infinite, infinite}}) {
        expect_plain_sums(loss, samples.view, theta.data());
        ASSERT_FALSE(::testing::Test::HasFailure())
            << loss.label() << ", n=" << n << ", " << size << ", " << theta[0] << ", " << theta[2];
      }
    }
  }
}

TEST(Fit, SameBitsAsAPlainSumOnEveryMachine) {
  int losses = 0;
  for (const auto target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    for (const Loss& loss : testing::all_and_own()) {
      if (fit_columns(loss.info().family) == 0) continue;
      expect_plain_sums(loss);
      ++losses;
    }
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  EXPECT_GE(losses, 57);
}

TEST(Fit, OnlyWhereAModelIsFitted) {
  for (const Loss& loss : testing::all_and_own()) {
    const bool fitted = fit_columns(loss.info().family) > 0;
    EXPECT_EQ(loss.kernels().fit_slopes != nullptr, fitted) << loss.label();
    EXPECT_EQ(loss.kernels().fit_all != nullptr, fitted) << loss.label();
  }
}

}  // namespace
}  // namespace losslab
