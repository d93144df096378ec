// The elementary functions against long double ones, in units in the last place.
#include <gtest/gtest.h>

#include "arguments.h"
#include "losses/core/math.h"
#include "ulps.h"

namespace losslab::testing {
namespace {

template <class F, class G>
void expect_within(double bound, F ours, G exact, double from, double to) {
  double worst = 0, where = 0;
  for (const double x : many_arguments(300000)) {
    if (x < from || x > to) continue;
    const double error = ulps(ours(x), exact(static_cast<long double>(x)));
    if (!(error <= worst)) {
      worst = error;
      where = x;
    }
  }
  EXPECT_LE(worst, bound) << "at " << where;
}

TEST(Elementary, ExpErrsByAtMostTwoUlp) {
  expect_within(
      2, [](double x) { return scalar::exp(x); }, [](long double x) { return std::exp(x); }, -inf, inf);
}
TEST(Elementary, Expm1ErrsByAtMostTwoUlp) {
  expect_within(
      2, [](double x) { return scalar::expm1(x); }, [](long double x) { return std::expm1(x); }, -inf, inf);
}
TEST(Elementary, LogErrsByAtMostTwoUlp) {
  expect_within(
      2, [](double x) { return scalar::log(x); }, [](long double x) { return std::log(x); }, -inf, inf);
}
TEST(Elementary, Log1pErrsByAtMostTwoUlp) {
  expect_within(
      2, [](double x) { return scalar::log1p(x); }, [](long double x) { return std::log1p(x); }, -inf, inf);
}
TEST(Elementary, TanhErrsByAtMostFourUlp) {
  expect_within(
      4, [](double x) { return scalar::tanh(x); }, [](long double x) { return std::tanh(x); }, -inf, inf);
}

TEST(Elementary, DecayPartsErrByAtMostFourUlp) {
  expect_within(
      4, [](double a) { return scalar::decay_parts(a).large; }, [](long double a) { return 1 / (1 + std::exp(-a)); }, 0,
      inf);
  expect_within(
      4, [](double a) { return scalar::decay_parts(a).small; }, [](long double a) { return 1 / (1 + std::exp(a)); }, 0,
      inf);
  expect_within(
      4, [](double a) { return scalar::decay_parts(a).bend; }, [](long double a) { return std::log1p(std::exp(-a)); },
      0, inf);
  const scalar::DecayParts<double> nothing = scalar::decay_parts(std::nan(""));
  EXPECT_TRUE(std::isnan(nothing.large) && std::isnan(nothing.small) && std::isnan(nothing.bend));
  EXPECT_EQ(scalar::decay_parts(inf).large, 1);
  EXPECT_EQ(scalar::decay_parts(inf).small, 0);
  EXPECT_EQ(scalar::decay_parts(inf).bend, 0);
  EXPECT_EQ(scalar::decay_parts(0.0).large, 0.5);
}

TEST(Elementary, AtanErrsByAtMostTwoUlp) {
  expect_within(
      2, [](double x) { return scalar::atan(x); }, [](long double x) { return std::atan(x); }, -inf, inf);
}
TEST(Elementary, SineAndCosineErrByAtMostTwoUlp) {
  expect_within(
      2, [](double x) { return scalar::sin(x); }, [](long double x) { return std::sin(x); }, -1, 1);
  expect_within(
      2, [](double x) { return scalar::cos(x); }, [](long double x) { return std::cos(x); }, -1, 1);
  double worst_sine = 0, worst_cosine = 0;
  for (double x = -1; x <= 1; x += 0x1p-18) {
    worst_sine = std::fmax(worst_sine, ulps(scalar::sin(x), std::sin(static_cast<long double>(x))));
    worst_cosine = std::fmax(worst_cosine, ulps(scalar::cos(x), std::cos(static_cast<long double>(x))));
  }
  EXPECT_LE(worst_sine, 2);
  EXPECT_LE(worst_cosine, 2);
}

TEST(Elementary, SpecialValues) {
  const double nan = std::nan("");
  EXPECT_EQ(scalar::exp(inf), inf);
  EXPECT_EQ(scalar::exp(-inf), 0);
  EXPECT_EQ(scalar::exp(0.0), 1);
  EXPECT_EQ(scalar::exp(-745.0), std::exp(-745.0));
  EXPECT_TRUE(std::isnan(scalar::exp(nan)));
  EXPECT_EQ(scalar::expm1(inf), inf);
  EXPECT_EQ(scalar::expm1(-inf), -1);
  EXPECT_EQ(scalar::expm1(0.0), 0);
  EXPECT_TRUE(std::isnan(scalar::expm1(nan)));
  EXPECT_EQ(scalar::log(0.0), -inf);
  EXPECT_EQ(scalar::log(-0.0), -inf);
  EXPECT_EQ(scalar::log(inf), inf);
  EXPECT_EQ(scalar::log(1.0), 0);
  EXPECT_TRUE(std::isnan(scalar::log(-1.0)));
  EXPECT_TRUE(std::isnan(scalar::log(nan)));
  EXPECT_EQ(scalar::log1p(-1.0), -inf);
  EXPECT_EQ(scalar::log1p(inf), inf);
  EXPECT_EQ(scalar::log1p(0.0), 0);
  EXPECT_TRUE(std::isnan(scalar::log1p(-1.5)));
  EXPECT_TRUE(std::isnan(scalar::log1p(nan)));
  EXPECT_EQ(scalar::atan(inf), std::acos(0.0));
  EXPECT_EQ(scalar::atan(-inf), -std::acos(0.0));
  EXPECT_TRUE(std::isnan(scalar::atan(nan)));
  EXPECT_EQ(scalar::tanh(inf), 1);
  EXPECT_EQ(scalar::tanh(-inf), -1);
  EXPECT_TRUE(std::isnan(scalar::tanh(nan)));
}

TEST(Elementary, BuildingBlocksKeepTheirTails) {
  EXPECT_DOUBLE_EQ(scalar::softplus(-37.5), 5.1755550058018685e-17);
  EXPECT_DOUBLE_EQ(scalar::softplus(800.0), 800);
  EXPECT_DOUBLE_EQ(scalar::sigmoid(-700.0), 9.8596765437597708e-305);
  EXPECT_DOUBLE_EQ(scalar::log1p_square(1e-9), 1e-18);
  EXPECT_DOUBLE_EQ(scalar::log1p_square(1e200), 921.03403719761827);
  EXPECT_DOUBLE_EQ(scalar::lorentz(1e200).first, 1e-200);
  EXPECT_DOUBLE_EQ(scalar::lorentz(1e200).second, 1);
}

}  // namespace
}  // namespace losslab::testing
