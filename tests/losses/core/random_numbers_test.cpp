#include "losses/core/random.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace losslab {
namespace {

// splitmix64 from 0 begins with 0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f, 0xf88bb8a8724c81ec; the
// generator's first output is rotl(s₁·5, 7)·9.
TEST(Random, FollowsItsDefinition) {
  const std::uint64_t x = 0x6e789e6aa1b965f4ULL * 5;
  EXPECT_EQ(Random(0).next(), ((x << 7) | (x >> 57)) * 9);
  Random a(42), b(42);
  for (int k = 0; k < 100; ++k) EXPECT_EQ(a.next(), b.next());
  Random c = a;
  EXPECT_EQ(a.uniform(), c.uniform());
  EXPECT_EQ(a, c);
}

TEST(Random, NormalQuantilesAreExact) {
  EXPECT_EQ(normal_quantile(0.5), 0);
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054236, 1e-15);
  EXPECT_NEAR(normal_quantile(0.25), -0.6744897501960817432, 2e-16);
  EXPECT_NEAR(normal_quantile(0.001), -3.090232306167813542, 1e-15);
  EXPECT_NEAR(normal_quantile(1e-10), -6.361340902404056, 3e-15);
  EXPECT_NEAR(normal_quantile(1e-20), -9.262340089798408, 4e-15);
}

TEST(Random, DrawsHaveTheirMoments) {
  Random random(7);
  double sum = 0, squares = 0, fourth = 0, uniform = 0;
  constexpr int n = 200000;
  for (int i = 0; i < n; ++i) {
    const double z = random.normal(), u = random.uniform();
    EXPECT_TRUE(u >= 0 && u < 1);
    sum += z;
    squares += z * z;
    fourth += z * z * z * z;
    uniform += u;
  }
  // Four standard errors of each mean.
  EXPECT_NEAR(sum / n, 0, 4 / std::sqrt(n));
  EXPECT_NEAR(squares / n, 1, 4 * std::sqrt(2.0 / n));
  EXPECT_NEAR(fourth / n, 3, 4 * std::sqrt(96.0 / n));
  EXPECT_NEAR(uniform / n, 0.5, 4 * std::sqrt(1 / 12.0 / n));
}

TEST(Random, BelowIsEven) {
  Random random(3);
  std::array<int, 7> counts{};
  for (int i = 0; i < 70000; ++i) ++counts[random.below(7)];
  for (int count : counts) EXPECT_NEAR(count, 10000, 4 * std::sqrt(10000 * 6 / 7.0));
  EXPECT_EQ(random.below(1), 0U);
}

}  // namespace
}  // namespace losslab
