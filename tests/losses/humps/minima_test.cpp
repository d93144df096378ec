// The local minima of the divergences, and whose basin a bell is in.
#include "losses/humps/minima.h"

#include <gtest/gtest.h>

#include <cmath>

#include "mixtures.h"

namespace losslab {
namespace {

void expect_minimum(const BellMinimum& minimum, double mean, double width, double value, bool global) {
  EXPECT_NEAR(minimum.bell.mean, mean, 1e-9);
  EXPECT_NEAR(minimum.bell.width(), width, 1e-9);
  EXPECT_NEAR(minimum.value, value, 1e-12);
  EXPECT_EQ(minimum.global, global);
}

// Mean 0 and variance 2² + ½² = 4.25, whatever the start.
TEST(Minima, ForwardKlMatchesTheMomentsFromAnywhere) {
  const BellDivergence forward(DivergenceKind::forward_kl, two_humps());
  const std::vector<BellMinimum> minima = find_minima(forward);
  ASSERT_EQ(minima.size(), 1U);
  expect_minimum(minima[0], 0, std::sqrt(4.25), 0.723553026545187, true);
  for (const double mean : {-15.0, -2.0, 0.0, 0.3, 2.0, 9.0}) {
    for (const double log_width : {-2.5, -0.7, 0.0, 2.0}) {
      EXPECT_EQ(basin_of(forward, {mean, log_width}, minima), 0U) << mean << " " << log_width;
    }
  }
}

// By mpmath: roots of the gradient with 20 digits. Beside the two humps there is a shallow minimum over both of them,
// where the bell is so wide that leaving one of them out would cost more than the gap does.
TEST(Minima, ReverseKlSettlesInAHumpOrJustOverBoth) {
  const BellDivergence reverse(DivergenceKind::reverse_kl, two_humps());
  const std::vector<BellMinimum> minima = find_minima(reverse);
  ASSERT_EQ(minima.size(), 3U);
  expect_minimum(minima[0], -1.99980086910165, 0.500398144956041, 0.693052941665594, true);
  expect_minimum(minima[1], 0, 1.73636246481115, 1.87119651216881, false);
  expect_minimum(minima[2], 1.99980086910165, 0.500398144956041, 0.693052941665594, true);
  EXPECT_EQ(basin_of(reverse, {-1, std::log(0.3)}, minima), 0U);
  EXPECT_EQ(basin_of(reverse, {1, std::log(0.3)}, minima), 2U);
  EXPECT_EQ(basin_of(reverse, {0.9, std::log(0.6)}, minima), 2U);
  EXPECT_EQ(basin_of(reverse, {0.1, std::log(3)}, minima), 1U);
}

// Of unequal humps the one over both is gone, and every start ends in one of the two.
TEST(Minima, ReverseKlHasTwoMinimaForUnequalHumps) {
  const BellDivergence reverse(DivergenceKind::reverse_kl, Mixture({{0.7, -2, 0.5}, {0.3, 2, 0.5}}));
  const std::vector<BellMinimum> minima = find_minima(reverse);
  ASSERT_EQ(minima.size(), 2U);
  EXPECT_NEAR(minima[0].bell.mean, -2, 1e-3);
  EXPECT_NEAR(minima[1].bell.mean, 2, 1e-3);
  EXPECT_TRUE(minima[0].global);
  EXPECT_FALSE(minima[1].global);
  for (const double mean : {-6.0, -1.0, 0.5, 1.0, 6.0}) {
    for (const double log_width : {-1.5, 0.0, 1.5}) {
      EXPECT_TRUE(basin_of(reverse, {mean, log_width}, minima).has_value()) << mean << " " << log_width;
    }
  }
}

TEST(Minima, HumpsThatRunTogetherHaveOne) {
  for (const BellDivergenceInfo& info : bell_divergences()) {
    const Mixture close({{0.5, -0.4, 0.6}, {0.5, 0.4, 0.6}});
    const std::vector<BellMinimum> minima = find_minima(BellDivergence(info.kind, close, 0.5));
    ASSERT_EQ(minima.size(), 1U) << info.id;
    EXPECT_NEAR(minima[0].bell.mean, 0, 1e-9) << info.id;
  }
}

// The saddle between the hump on the right and the minimum over both, by Newton's method on the gradient.
TEST(Minima, OnAWatershedThereIsNoBasin) {
  const BellDivergence reverse(DivergenceKind::reverse_kl, two_humps());
  const std::vector<BellMinimum> minima = find_minima(reverse);
  const Bell saddle{0.888958447375, std::log(1.50370688713)};
  EXPECT_LT(std::abs(reverse.evaluate(saddle).gradient[0]), 1e-9);
  EXPECT_FALSE(basin_of(reverse, saddle, minima).has_value());
  EXPECT_EQ(basin_of(reverse, {saddle.mean + 0.05, saddle.log_width}, minima), 2U);
  EXPECT_EQ(basin_of(reverse, {saddle.mean - 0.05, saddle.log_width}, minima), 1U);
  const BellDivergence chi(DivergenceKind::chi_squared, two_humps());
  EXPECT_FALSE(basin_of(chi, {0, std::log(0.3)}, find_minima(chi)).has_value());  // infinite there
}

TEST(Minima, EachIsLowerThanWhatIsAroundIt) {
  for (const Mixture& mixture : {two_humps(), unequal_humps(), three_humps()}) {
    for (const BellDivergenceInfo& info : bell_divergences()) {
      const BellDivergence divergence(info.kind, mixture, 0.2);
      const std::vector<BellMinimum> minima = find_minima(divergence);
      ASSERT_FALSE(minima.empty()) << info.id;
      bool any = false;
      for (const BellMinimum& one : minima) {
        any |= one.global;
        for (int k = 0; k < 8; ++k) {
          const double angle = k * 0.785398163397448, small = 1e-3;
          const Bell beside{one.bell.mean + small * one.bell.width() * std::cos(angle),
                            one.bell.log_width + small * std::sin(angle)};
          EXPECT_GT(divergence.value(beside), one.value) << info.id;
        }
        EXPECT_EQ(basin_of(divergence, {one.bell.mean + 0.01 * one.bell.width(), one.bell.log_width - 0.01}, minima),
                  static_cast<std::size_t>(&one - minima.data()))
            << info.id;
      }
      EXPECT_TRUE(any) << info.id;
    }
  }
}

// Plain gradient descent in short steps ends where the flow is said to.
TEST(Minima, DescentEndsInTheBasin) {
  for (const DivergenceKind kind : {DivergenceKind::reverse_kl, DivergenceKind::jensen_shannon}) {
    const BellDivergence divergence(kind, unequal_humps());
    const std::vector<BellMinimum> minima = find_minima(divergence);
    for (Bell at : {Bell{0.9, -0.5}, Bell{-0.5, 0}, Bell{1.2, 0.1}, Bell{3, -1}, Bell{0, 1}}) {
      const std::optional<std::size_t> basin = basin_of(divergence, at, minima);
      ASSERT_TRUE(basin.has_value()) << info_of(kind).id << " " << at.mean;
      for (int step = 0; step < 4000; ++step) {
        const BellTerms<double> here = divergence.evaluate(at);
        const double rate = 0.02 / std::max(0.25, std::hypot(here.gradient[0], here.gradient[1]));
        at = {at.mean - rate * here.gradient[0], at.log_width - rate * here.gradient[1]};
      }
      EXPECT_NEAR(at.mean, minima[*basin].bell.mean, 0.02) << info_of(kind).id;
      EXPECT_NEAR(at.log_width, minima[*basin].bell.log_width, 0.02) << info_of(kind).id;
    }
  }
}

// At α = 0 and 1 those of reverse and forward KL.
TEST(Minima, AlphaLeadsFromOneToTheOther) {
  const auto at = [](double alpha) { return find_minima(BellDivergence(DivergenceKind::alpha, two_humps(), alpha)); };
  EXPECT_EQ(at(0).size(), 3U);
  const std::vector<BellMinimum> one = at(1);
  ASSERT_EQ(one.size(), 1U);
  expect_minimum(one[0], 0, std::sqrt(4.25), 0.723553026545187, true);
}

}  // namespace
}  // namespace losslab
