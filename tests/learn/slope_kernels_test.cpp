#include "losses/learn/slope_kernels.h"

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "losses/learn/random.h"

namespace losslab {
namespace {

struct Samples {
  std::vector<double> y, features, known;
  FitSamples view;

  Samples(std::size_t n, double size) : y(padded(n)), features(2 * padded(n)), known(padded(n), 1) {
    Random random(n);
    for (std::size_t i = 0; i < n; ++i) {
      y[i] = random.normal() > 0 ? 1 : -1;
      features[i] = size * random.normal();
      features[padded(n) + i] = size * random.normal();
    }
    view = {n, padded(n), y.data(), features.data(), known.data()};
  }
  static std::size_t padded(std::size_t n) { return (n + 7) / 8 * 8; }
};

using Bits = std::vector<std::uint64_t>;
Bits slopes_of(FitKernel* kernel, const Loss& loss, const FitSamples& samples, const double* theta) {
  FitSums sums;
  kernel(loss.kernel_parameters(), samples, theta, sums);
  Bits bits;
  // Which NaN it is, is not promised.
  for (double slope : sums.slopes) bits.push_back(std::isnan(slope) ? 0 : std::bit_cast<std::uint64_t>(slope));
  return bits;
}

// In every count of samples up to several steps of the widest kernel and a rest.
void expect_same_bits(const Loss& loss) {
  const double infinite = std::numeric_limits<double>::infinity();
  for (std::size_t n = 1; n <= 133; ++n) {
    for (double size : {0.5, 30.0, 1e5}) {
      const Samples samples(n, size);
      for (const auto& theta : {std::vector<double>{0, 0, 0}, {0.3, -0.7, 0.1}, {1e300, 1, 0}, {0, 0, infinite}}) {
        EXPECT_EQ(slopes_of(kernels::slopes_in_step(loss), loss, samples.view, theta.data()),
                  slopes_of(loss.kernels().fit_slopes, loss, samples.view, theta.data()))
            << loss.label() << ", n=" << n << ", " << size << ", " << theta[0] << ", " << theta[2];
      }
    }
  }
}

TEST(SlopeKernels, SameBitsAsTheKernelsOfTheCatalogue) {
  for (auto targets : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(targets);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    for (const char* id : {"logistic", "margin_logistic", "temperature_logistic"}) expect_same_bits(Loss(id));
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

TEST(SlopeKernels, OnlyForSomeLosses) {
  int kernels = 0;
  for (const Loss& loss : Loss::all()) kernels += kernels::slopes_in_step(loss) != nullptr ? 1 : 0;
  EXPECT_EQ(kernels, 3);
}

}  // namespace
}  // namespace losslab
