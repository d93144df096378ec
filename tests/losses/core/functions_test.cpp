// The functions that formulas may have, against long double ones, in units in the last place.
#include <gtest/gtest.h>

#include "arguments.h"
#include "losses/core/far_angle.h"
#include "losses/core/functions.h"
#include "ulps.h"

namespace losslab::testing {
namespace {

template <class F, class G>
void expect_within(double bound, F ours, G exact, double from, double to) {
  double worst = 0, where = 0;
  const auto consider = [&](double x) {
    if (x < from || x > to) return;
    const double error = ulps(ours(x), exact(static_cast<long double>(x)));
    if (error <= worst) return;
    worst = error;
    where = x;
  };
  for (const double x : many_arguments(60000)) consider(x);
  for (double x = -40; x <= 40; x += 0x1p-9) consider(x);
  EXPECT_LE(worst, bound) << "at " << where;
}

TEST(Functions, AnglesErrByAtMostFourUlp) {
  constexpr double far = scalar::farthest_angle;
  expect_within(
      4, [](double x) { return scalar::sine(x); }, [](long double x) { return std::sin(x); }, -far, far);
  expect_within(
      4, [](double x) { return scalar::cosine(x); }, [](long double x) { return std::cos(x); }, -far, far);
  expect_within(
      4, [](double x) { return scalar::tangent(x); }, [](long double x) { return std::tan(x); }, -far, far);
}
TEST(Functions, AnglesNearAWholeNumberOfQuarters) {
  // The sine of a double next to k·π is as small as its distance from it.
  for (int k = 1; k < 1000000; k += 977) {
    const double x = static_cast<double>(k * 3.14159265358979323846264338328L);
    EXPECT_LE(ulps(scalar::sine(x), std::sin(static_cast<long double>(x))), 4) << x;
    EXPECT_LE(ulps(scalar::cosine(0.5 * x), std::cos(0.5L * x)), 4) << x;
  }
}
TEST(Functions, FarAnglesErrByAtMostFourUlp) {
  // Long doubles reduce angles by all bits of π, too.
  const auto expect_near = [](double x) {
    EXPECT_LE(ulps(far_sine(x), std::sin(static_cast<long double>(x))), 4) << x;
    EXPECT_LE(ulps(far_cosine(x), std::cos(static_cast<long double>(x))), 4) << x;
    EXPECT_LE(ulps(far_tangent(x), std::tan(static_cast<long double>(x))), 4) << x;
  };
  for (double x = 1.6e6; x < 1e300; x *= 1.0372) {
    expect_near(x);
    expect_near(-x);
  }
  // Of all doubles the one that is nearest to a multiple of π/2.
  expect_near(6381956970095103.0 * 0x1p797);
  EXPECT_TRUE(std::isnan(far_sine(inf)));
  EXPECT_TRUE(std::isnan(far_cosine(std::nan(""))));
}
TEST(Functions, HyperbolicOnesErrByAtMostFourUlp) {
  expect_within(
      4, [](double x) { return scalar::sinh(x); }, [](long double x) { return std::sinh(x); }, -inf, inf);
  expect_within(
      4, [](double x) { return scalar::cosh(x); }, [](long double x) { return std::cosh(x); }, -inf, inf);
}
TEST(Functions, ErrorFunctionErrsByAtMostFourUlp) {
  expect_within(
      4, [](double x) { return scalar::erf(x); }, [](long double x) { return std::erf(x); }, -inf, inf);
}
TEST(Functions, PowersErrByAtMostFourUlp) {
  for (const double y : {-300.5, -7.0, -1.7, -0.3, 0.1, 0.5, 1.0, 1.3, 2.0, 2.718, 3.0, 11.0, 45.5, 1000.25}) {
    expect_within(
        4, [y](double x) { return scalar::general_power(std::fabs(x), y); },
        [y](long double x) { return std::pow(std::fabs(x), static_cast<long double>(y)); }, -inf, inf);
  }
  for (const double y : {-7.0, 3.0, 12.0}) {
    expect_within(
        4, [y](double x) { return scalar::general_power(x, y); },
        [y](long double x) { return std::pow(x, static_cast<long double>(y)); }, -1e300, -1e-40);
  }
  for (const double x : {0.25, 0.999, 1.0000001, 2.0, 1e10}) {
    expect_within(
        4, [x](double y) { return scalar::general_power(x, y); },
        [x](long double y) { return std::pow(static_cast<long double>(x), y); }, -inf, inf);
  }
}
TEST(Functions, SpecialPowers) {
  for (const double x : {-inf, -3.0, -1.0, -0.5, 0.0, 0.5, 1.0, 3.0, inf, std::nan("")}) {
    for (const double y : {-inf, -3.0, -2.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0, 1e300, std::nan("")}) {
      if (std::isinf(y) && std::fabs(x) != inf && std::fabs(x) != 0) continue;
      if (x == -inf && std::fabs(y) == 0.5) continue;  // no number, though IEEE 754 says +∞
      const double ours = scalar::general_power(x, y), theirs = std::pow(x, y);
      if (std::isnan(theirs)) {
        EXPECT_TRUE(std::isnan(ours)) << x << "^" << y;
      } else {
        EXPECT_LE(ulps(ours, theirs), 2) << x << "^" << y;
      }
    }
  }
}
TEST(Functions, NaNStays) {
  const double nan = std::nan("");
  EXPECT_TRUE(std::isnan(scalar::sine(nan)));
  EXPECT_TRUE(std::isnan(scalar::tangent(nan)));
  EXPECT_TRUE(std::isnan(scalar::sinh(nan)));
  EXPECT_TRUE(std::isnan(scalar::cosh(nan)));
  EXPECT_TRUE(std::isnan(scalar::erf(nan)));
  EXPECT_TRUE(std::isnan(scalar::log_cosh(nan)));
  EXPECT_DOUBLE_EQ(scalar::log_cosh(1e-6), 5e-13 - 1e-24 / 12);
}

}  // namespace
}  // namespace losslab::testing
