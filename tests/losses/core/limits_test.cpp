// What the losses become at the ends of their parameters, and anchor values from the literature.
#include <gtest/gtest.h>

#include <array>

#include "arguments.h"
#include "losses/core/loss.h"

namespace losslab::testing {
namespace {

Loss make(std::string_view id, std::string_view text = "") {
  Loss loss(id);
  loss.set_from_text(text);
  return loss;
}

// a·first = second, in value, gradient and curvature, on a grid that keeps clear of the kinks.
void expect_scaled(double a, const Loss& first, const Loss& second, double tolerance) {
  for (int i = -40; i <= 40; ++i) {
    const double x = 0.2 * i + 0.017;
    const Jet<double> f = first.at(x), g = second.at(x);
    const auto near = [&](double ours, double theirs) {
      EXPECT_NEAR(a * ours, theirs, tolerance * (1 + std::fabs(theirs)))
          << name_of(first) << " against " << name_of(second) << " at " << x;
    };
    near(f.value, g.value);
    near(f.gradient, g.gradient);
    near(f.curvature, g.curvature);
  }
}

TEST(Limits, Huber) {
  expect_scaled(1, make("huber", "delta=1e300"), make("half_squared_error"), 0);
  expect_scaled(1e8, make("huber", "delta=1e-8"), make("absolute_error"), 1e-7);
  expect_scaled(0.7, make("smooth_l1", "beta=0.7"), make("huber", "delta=0.7"), 1e-15);
  expect_scaled(1, make("pseudo_huber", "delta=1e8"), make("half_squared_error"), 1e-14);
}

TEST(Limits, RobustOnesWithALargeScaleAreSquares) {
  expect_scaled(1, make("andrews", "a=1e9"), make("half_squared_error"), 1e-14);
  expect_scaled(1, make("hampel", "a=1e9;b=2e9;c=3e9"), make("half_squared_error"), 0);
  for (const char* id : {"cauchy", "geman_mcclure", "welsch", "tukey_biweight", "arctan"}) {
    expect_scaled(1, make(id, "c=1e9"), make("half_squared_error"), 1e-14);
  }
}

TEST(Limits, Quantiles) {
  expect_scaled(2, make("pinball", "tau=0.5"), make("absolute_error"), 0);
  expect_scaled(1, make("epsilon_insensitive", "epsilon=0"), make("absolute_error"), 0);
}

TEST(Limits, SmallScalesAreLinesAndSteps) {
  expect_scaled(1, make("smooth_l1", "beta=1e-9"), make("absolute_error"), 1e-8);
  expect_scaled(1e9, make("pseudo_huber", "delta=1e-9"), make("absolute_error"), 1e-8);
  expect_scaled(1, make("quantile_huber", "tau=0.8;delta=1e-9"), make("pinball", "tau=0.8"), 1e-8);
  expect_scaled(1, make("smoothed_hinge", "gamma=1e-9"), make("hinge"), 1e-8);
  expect_scaled(1, make("ramp", "s=-1e9"), make("hinge"), 0);
  expect_scaled(1, make("sigmoid_loss", "beta=1e6"), make("zero_one"), 1e-12);
  expect_scaled(1e-4, make("temperature_logistic", "T=1e-4"), make("perceptron"), 1e-12);
  for (const char* id : {"cauchy", "geman_mcclure", "welsch", "arctan", "tukey_biweight"}) {
    EXPECT_NEAR(make(id, "c=1e-10").at(3).value, 0, 1e-18) << id;
  }
}

TEST(Limits, Likelihoods) {
  expect_scaled(1, make("student_t_nll", "nu=1e15"), make("gaussian_nll"), 1e-12);
  // ν = 1 is Cauchy's law: −log(1/π) at 0, and 2/c² of Cauchy's loss besides.
  EXPECT_NEAR(make("student_t_nll", "nu=1").at(0).value, std::log(std::acos(-1.0)), 1e-15);
  EXPECT_NEAR(make("student_t_nll", "nu=1").at(3).gradient, 2 * make("cauchy", "c=1").at(3).gradient, 1e-15);
  // On both sides of the switch to the series of the constant.
  EXPECT_NEAR(make("student_t_nll", "nu=31.999999").at(1).value, make("student_t_nll", "nu=32").at(1).value, 1e-8);
  expect_scaled(1e16, make("linex", "a=1e-8"), make("half_squared_error"), 1e-6);
  EXPECT_EQ(make("linex", "a=0").at(5).value, 0);
  for (const double p : {1.0, 2.0}) {
    Loss at("lp"), near("lp");
    at.set("p", p);
    near.set("p", p + 1e-12);
    for (const double r : {-3.0, 0.2, 7.0}) EXPECT_NEAR(near.at(r).value, at.at(r).value, 1e-9);
  }
}

TEST(Limits, OnTheAxisOfTheProbability) {
  const auto same = [](const Loss& first, const Loss& second, double tolerance) {
    for (const double p : {0.001, 0.2, 0.5, 0.9, 0.999}) {
      EXPECT_NEAR(first.at(p).value, second.at(p).value, tolerance * (1 + std::fabs(second.at(p).value)));
      EXPECT_NEAR(first.at(p).gradient, second.at(p).gradient, tolerance * (1 + std::fabs(second.at(p).gradient)));
      EXPECT_NEAR(first.at(p).curvature, second.at(p).curvature, tolerance * (1 + std::fabs(second.at(p).curvature)));
    }
  };
  same(make("gce_of_p", "q=1e-14"), make("ce_of_p"), 1e-12);
  same(make("gce_of_p", "q=1"), make("mae_of_p"), 0);
  same(make("gce_of_p", "q=0.999999999999"), make("mae_of_p"), 1e-5);
  same(make("focal_of_p", "gamma=0"), make("ce_of_p"), 0);
  same(make("focal_of_p", "gamma=1e-12"), make("ce_of_p"), 1e-8);
  same(make("poly1_of_p", "epsilon=0"), make("ce_of_p"), 1e-15);
  same(make("bi_tempered_of_p", "t1=1"), make("ce_of_p"), 1e-15);
  same(make("bi_tempered_of_p", "t1=0"), make("brier_of_p"), 1e-15);
  same(make("bi_tempered_of_p", "t1=0.999999999999"), make("ce_of_p"), 1e-9);
  same(make("active_passive_of_p", "alpha=1;beta=0"), make("normalised_ce_of_p"), 1e-15);
  same(make("active_passive_of_p", "alpha=0;beta=0.25;A=-4"), make("mae_of_p"), 0);
  same(make("taylor_ce_of_p", "t=1"), make("mae_of_p"), 0);
  same(make("phuber_ce_of_p", "tau=1e300"), make("ce_of_p"), 0);
  same(make("asymmetric_of_p", "gamma_pos=3;y=1"), make("focal_of_p", "gamma=3"), 0);
  same(make("asymmetric_of_p", "gamma_neg=3;shift=0;y=-1"), make("focal_of_p", "gamma=3"), 0);
  EXPECT_NEAR(make("taylor_ce_of_p", "t=1000").at(0.05).value, -std::log(0.05), 1e-14);
  same(make("expected_ce", "pi=1"), make("ce_of_p"), 1e-15);
  same(make("expected_brier", "pi=1"), make("brier_of_p"), 1e-15);
  same(make("expected_mae", "pi=1"), make("mae_of_p"), 1e-15);
  same(make("bernoulli_kl", "pi=1"), make("ce_of_p"), 1e-15);
  EXPECT_DOUBLE_EQ(make("bernoulli_js", "pi=1").at(0).value, std::log(2.0));
  EXPECT_EQ(make("bernoulli_kl", "pi=0").at(0).value, 0);
  EXPECT_EQ(make("bernoulli_kl", "pi=0").at(1).value, inf);
}

TEST(Limits, ScalesFarBeyondTheArgument) {
  EXPECT_DOUBLE_EQ(make("cauchy", "c=1e-10").at(1e300).value, 1e-20 * 310 * std::log(10.0));
  EXPECT_DOUBLE_EQ(make("cauchy", "c=1e200").at(3).value, 4.5);
  EXPECT_DOUBLE_EQ(make("fair", "c=1e-10").at(1e300).value, 1e290);
  EXPECT_DOUBLE_EQ(make("fair", "c=1e-10").at(1e300).gradient, 1e-10);
  EXPECT_DOUBLE_EQ(make("tukey_biweight", "c=1e200").at(3).value, 4.5);
  EXPECT_EQ(make("barron", "alpha=2;c=1e-160").at(0).curvature, inf);
}

TEST(Limits, GeneralisedCrossEntropy) {
  expect_scaled(1, make("gce", "q=1e-14"), make("logistic"), 1e-12);
  expect_scaled(1, make("gce", "q=1e-300"), make("logistic"), 1e-15);
  expect_scaled(1, make("gce", "q=1"), make("mae_probability"), 1e-15);
}

TEST(Limits, CrossEntropies) {
  expect_scaled(1, make("focal", "gamma=0"), make("logistic"), 1e-15);
  expect_scaled(2, make("focal_alpha", "gamma=0;alpha=0.5;y=-1"), make("logistic"), 1e-15);
  expect_scaled(1, make("label_smoothed_bce", "epsilon=0"), make("logistic"), 0);
}

TEST(Limits, BiTemperedIsTheOthers) {
  expect_scaled(1, make("bi_tempered", "t1=1;t2=1"), make("logistic"), 1e-15);
  expect_scaled(1, make("bi_tempered", "t1=0;t2=1"), make("brier_binary"), 1e-15);
  // By both temperatures, and from either side of the end of the Newton steps.
  for (const double step : {1e-6, 1e-9, 1e-12, 1e-15}) {
    for (const double t1 : {0.0, 0.8, 1.0}) {
      Loss at("bi_tempered"), warmer("bi_tempered"), cooler("bi_tempered");
      at.set_all(std::array{t1, 1.0});
      warmer.set_all(std::array{t1, 1 + step});
      cooler.set_all(std::array{std::fmax(0, t1 - step), 1.0});
      expect_scaled(1, warmer, at, 40 * step + 1e-14);
      expect_scaled(1, cooler, at, 40 * step + 1e-14);
    }
  }
}

// What the temperatures are for: at most 1/(1 − t₁), and a probability that falls like a power.
TEST(Limits, BiTemperedFarOut) {
  const Loss loss = make("bi_tempered", "t1=0.5;t2=2");
  EXPECT_DOUBLE_EQ(loss.at(-1e300).value, 2);
  // p ≈ 1/|m|: the square root of it is missing twice.
  EXPECT_NEAR(loss.at(-1e12).value, 2 - 2e-6, 1e-11);
  EXPECT_EQ(loss.at(-inf).value, 2);
  EXPECT_EQ(loss.at(inf).value, 0);
  EXPECT_EQ(loss.at(-inf).gradient, 0);
  EXPECT_NEAR(make("bi_tempered", "t1=1;t2=2").at(-1e300).value, 300 * std::log(10.0), 1e-11);
  // The link: log_t p − log_t(1 − p) is the margin, here for p = ¼ at t₂ = 2.
  EXPECT_NEAR(make("bi_tempered", "t1=1;t2=2").at(4.0 / 3 - 4).value, std::log(4.0), 1e-15);
}

TEST(Limits, NormalisedOnesAreBounded) {
  const Loss half = make("normalised_ce"), both = make("active_passive", "alpha=0.5;beta=2;A=-4");
  EXPECT_EQ(half.at(0).value, 0.5);
  for (const double m : {-inf, -1e300, -1e5}) {
    EXPECT_EQ(half.at(m).value, 1);
    EXPECT_EQ(half.at(-m).value, 0);
    EXPECT_EQ(both.at(m).value, 8.5);
  }
  for (double m = -60; m <= 60; m += 0.37) {
    EXPECT_GE(half.at(m).value, 0);
    EXPECT_LE(half.at(m).value, 1);
    EXPECT_LT(half.at(m).gradient, 0);
  }
  expect_scaled(0.25, make("active_passive", "alpha=0;beta=1;A=-4"), make("mae_probability"), 1e-15);
  expect_scaled(1, make("active_passive", "alpha=1;beta=0"), half, 1e-15);
}

TEST(Limits, TaylorGoesFromTheAbsoluteErrorToCrossEntropy) {
  expect_scaled(1, make("taylor_ce", "t=1"), make("mae_probability"), 1e-15);
  EXPECT_DOUBLE_EQ(make("taylor_ce", "t=4").at(-800).value, 1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4);
  // The orders between two whole ones are between them, and come near to both.
  expect_scaled(1, make("taylor_ce", "t=2.999999999"), make("taylor_ce", "t=3"), 1e-8);
  expect_scaled(1, make("taylor_ce", "t=3.000000001"), make("taylor_ce", "t=3"), 1e-8);
  EXPECT_NEAR(make("taylor_ce", "t=2.5").at(-1).value,
              0.5 * (make("taylor_ce", "t=2").at(-1).value + make("taylor_ce", "t=3").at(-1).value), 1e-15);
  for (const double m : {-3.0, -1.0, 0.5, 7.0}) {
    EXPECT_NEAR(make("taylor_ce", "t=1000").at(m).value, make("logistic").at(m).value, 1e-14);
    EXPECT_NEAR(make("taylor_ce", "t=1000").at(m).gradient, make("logistic").at(m).gradient, 1e-14);
  }
  for (int order = 1; order < 9; ++order) {
    Loss fewer("taylor_ce"), more("taylor_ce");
    fewer.set("t", order);
    more.set("t", order + 1);
    for (const double m : {-5.0, 0.0}) EXPECT_LT(fewer.at(m).value, more.at(m).value);
  }
}

TEST(Limits, ClippingThatNeverHappensIsCrossEntropy) {
  expect_scaled(1, make("phuber_ce", "tau=1e300"), make("logistic"), 0);
  EXPECT_DOUBLE_EQ(make("phuber_ce", "tau=10").at(-800).value, std::log(10.0) + 1);
  // Down to the smallest slope above that of 1 − p.
  expect_scaled(1, make("phuber_ce", "tau=1.0000000001"), make("mae_probability"), 1e-9);
}

TEST(Limits, AsymmetricIsTheFocalOnes) {
  for (const char* y : {"1", "-1"}) {
    const auto with = [&](const char* text) { return make("asymmetric", std::string(text) + ";y=" + y); };
    expect_scaled(1, with("gamma_pos=0;gamma_neg=0;shift=0"), make("logistic"), 1e-15);
    expect_scaled(1, with("gamma_pos=2.5;gamma_neg=2.5;shift=0"), make("focal", "gamma=2.5"), 1e-15);
    // No jump where the shift sets in.
    expect_scaled(1, with("gamma_pos=2;gamma_neg=2;shift=1e-9"), make("focal", "gamma=2"), 1e-5);
  }
  expect_scaled(1, make("asymmetric", "gamma_pos=1;gamma_neg=5;shift=0.2;y=1"), make("focal", "gamma=1"), 1e-15);
  const Loss negative = make("asymmetric", "gamma_pos=0;gamma_neg=2;shift=0.2;y=-1");
  EXPECT_EQ(negative.at(std::log(4.0) + 1e-9).value, 0);
  EXPECT_GT(negative.at(std::log(4.0) - 1e-9).value, 0);
  EXPECT_DOUBLE_EQ(negative.at(-800).value, -0.64 * std::log(0.2));
  EXPECT_EQ(negative.for_class(1).at(-3).value, make("logistic").at(-3).value);
}

TEST(Limits, BarronIsTheOthers) {
  const double c = 0.8, root = std::sqrt(2.0);
  const auto other = [](const char* id, const char* name, double value) {
    Loss loss(id);
    loss.set(name, value);
    return loss;
  };
  expect_scaled(c * c, make("barron", "alpha=2;c=0.8"), make("half_squared_error"), 1e-14);
  expect_scaled(c * c, make("barron", "alpha=1;c=0.8"), other("pseudo_huber", "delta", c), 1e-14);
  expect_scaled(c * c, make("barron", "alpha=0;c=0.8"), other("cauchy", "c", root * c), 1e-14);
  expect_scaled(c * c, make("barron", "alpha=-2;c=0.8"), other("geman_mcclure", "c", 2 * c), 1e-14);
  expect_scaled(c * c, make("barron", "alpha=-inf;c=0.8"), other("welsch", "c", root * c), 1e-14);
}

TEST(Limits, BarronIsContinuousInAlpha) {
  for (const double alpha : {2.0, 1.0, 0.0, -2.0}) {
    for (const double step : {1e-8, -1e-8, 1e-12, -1e-12}) {
      Loss at("barron"), near("barron");
      at.set("alpha", alpha);
      near.set("alpha", alpha + step);
      expect_scaled(1, near, at, 10 * std::fabs(step) * 200 + 1e-13);
    }
  }
  expect_scaled(1, make("barron", "alpha=-1e12"), make("barron", "alpha=-inf"), 1e-9);
  // Half of the digits are lost here by the formula as it is printed.
  EXPECT_NEAR(make("barron", "alpha=1.99999999").at(3).value, 4.49999956, 5e-9);
}

TEST(Anchors, NearZeroAndFarOut) {
  EXPECT_DOUBLE_EQ(make("log_cosh").at(1e-9).value, 5e-19);
  EXPECT_DOUBLE_EQ(make("log_cosh").at(-800).value, 800 - std::log(2.0));
  EXPECT_DOUBLE_EQ(make("pseudo_huber").at(1e-9).value, 5e-19);
  EXPECT_DOUBLE_EQ(make("cauchy", "c=1").at(1e-9).value, 5e-19);
  EXPECT_DOUBLE_EQ(make("welsch", "c=1").at(1e-9).value, 5e-19);
  EXPECT_DOUBLE_EQ(make("tukey_biweight", "c=1").at(1e-9).value, 5e-19);
  EXPECT_DOUBLE_EQ(make("geman_mcclure").at(1e155).value, 0.5);
  EXPECT_DOUBLE_EQ(make("geman_mcclure").at(1e100).gradient, 1e-300);
  EXPECT_DOUBLE_EQ(make("logistic").at(-710).value, 710);
  EXPECT_DOUBLE_EQ(make("logistic").at(37.5).value, 5.1755550058018685e-17);
  EXPECT_DOUBLE_EQ(make("focal").at(-800).value, 800);
  EXPECT_EQ(make("exponential").at(-709.79).value, inf);
  EXPECT_LT(make("exponential").at(-709.78).value, inf);
  EXPECT_EQ(make("zero_one").at(0).value, 1);
  EXPECT_EQ(make("huber", "delta=1.5").at(4).value, 1.5 * (4 - 0.75));
}

TEST(Anchors, WeightsAtZero) {
  EXPECT_EQ(make("half_squared_error").weight(0), 1);
  EXPECT_EQ(make("huber").weight(0), 1);
  EXPECT_EQ(make("huber").weight(-4), 0.25);
  EXPECT_EQ(make("absolute_error").weight(0), inf);
  EXPECT_EQ(make("pinball").weight(0), inf);
  EXPECT_EQ(make("epsilon_insensitive").weight(0), 0);
  EXPECT_EQ(make("tukey_biweight").weight(100), 0);
  for (const char* id : {"pseudo_huber", "log_cosh", "cauchy", "geman_mcclure", "welsch", "tukey_biweight"}) {
    EXPECT_NEAR(make(id).weight(0), 1, 1e-15) << id;
    EXPECT_NEAR(make(id).weight(1e-12), 1, 1e-12) << id;
  }
}

TEST(Anchors, Minima) {
  const Loss smoothed = make("label_smoothed_bce");
  const double best = std::log(1.9 / 0.1);
  EXPECT_NEAR(smoothed.at(best).gradient, 0, 1e-16);
  EXPECT_NEAR(smoothed.at(best).value, -0.95 * std::log(0.95) - 0.05 * std::log(0.05), 1e-15);
  EXPECT_NEAR(make("focal").at(-2.79).gradient, -1.129, 5e-4);
  EXPECT_NEAR(make("brier_binary").at(-std::log(2.0)).gradient, -8.0 / 27, 1e-15);
}

}  // namespace
}  // namespace losslab::testing
