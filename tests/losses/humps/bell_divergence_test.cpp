// Divergences of a bell from a mixture: values against independent ones, derivatives, limits and bounds.
#include "losses/humps/bell_divergence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <optional>

#include "losses/core/error.h"
#include "losses/humps/pointwise.h"
#include "losses/vectors/dual.h"
#include "mixtures.h"

namespace losslab {
namespace {

using testing::HasSubstr;

constexpr double infinity = std::numeric_limits<double>::infinity();

// Values by mpmath 1.3 with 30 digits: adaptive tanh-sinh quadrature of the definitions, with nothing in closed form.
struct Known {
  Mixture mixture;
  Bell bell;
  double forward, reverse, js, chi_squared, alpha_quarter, alpha_half, alpha_fifteen_sixteenths;
};

std::vector<Known> known() {
  return {
      {two_humps(),
       {0.7, 0.2},
       1.28875204418149052,
       2.19245774364427016,
       0.279622907414823368,
       6.33063805949352882,
       1.57443931655829765,
       1.31883351010405369,
       1.26686021213322574},
      {two_humps(),
       {0, 0.7},
       0.724112083452939144,
       2.03611764791529239,
       0.201015159284054152,
       1.40598957233172858,
       1.2260942367521835,
       0.940791715070066039,
       0.738562702042883432},
      {unequal_humps(),
       {-1.9, -0.5},
       5.65392990720197487,
       0.404761296306776705,
       0.124890285182746781,
       1.28250202867030941e+68,
       0.49317549120934526,
       0.677992846911335115,
       3.16248660075832816},
      {three_humps(),
       {3, -1.5},
       276.336996458259799,
       2.51329332772175829,
       0.527069821265676454,
       infinity,
       2.42856210657938967,
       2.73331115410086579,
       12.7991635146059111},
      {three_humps(),
       {1.5, 1.25},
       1.15742482729642136,
       4.319095972117254,
       0.266077059638731722,
       5.0662233036987956,
       1.74575395372404755,
       1.29410207662917443,
       1.14757604461611195},
  };
}

void expect_close(double value, double expected, double tolerance = 1e-12) {
  if (std::isinf(expected)) {
    EXPECT_EQ(value, expected);
  } else {
    EXPECT_NEAR(value, expected, tolerance * std::max(1.0, std::abs(expected)));
  }
}

TEST(BellDivergence, HasTheValuesOfAnIndependentIntegration) {
  for (const Known& row : known()) {
    const auto value = [&](DivergenceKind kind, double alpha = 0.5) {
      return BellDivergence(kind, row.mixture, alpha).value(row.bell);
    };
    expect_close(value(DivergenceKind::forward_kl), row.forward);
    expect_close(value(DivergenceKind::reverse_kl), row.reverse);
    expect_close(value(DivergenceKind::jensen_shannon), row.js);
    expect_close(value(DivergenceKind::chi_squared), row.chi_squared);
    expect_close(value(DivergenceKind::alpha, 0.25), row.alpha_quarter);
    expect_close(value(DivergenceKind::alpha, 0.5), row.alpha_half);
    expect_close(value(DivergenceKind::alpha, 0.9375), row.alpha_fifteen_sixteenths);
  }
}

// Two Gaussians: KL(N(m, s²) ‖ N(μ, σ²)) = log(σ/s) + (s² + (m − μ)²)/(2σ²) − ½, and the Hellinger affinity
// √(2sσ/(s² + σ²)) exp(−(m − μ)²/(4(s² + σ²))).
TEST(BellDivergence, OfOneHumpIsThatOfTwoGaussians) {
  const double m = 1, s = 0.7, mu = -0.5, sigma = 1.3;
  const Mixture hump({{1, m, s}});
  const Bell bell{mu, std::log(sigma)};
  const auto kl = [](double from, double width, double to, double other) {
    return std::log(other / width) + (width * width + (from - to) * (from - to)) / (2 * other * other) - 0.5;
  };
  expect_close(BellDivergence(DivergenceKind::forward_kl, hump).value(bell), kl(m, s, mu, sigma));
  expect_close(BellDivergence(DivergenceKind::reverse_kl, hump).value(bell), kl(mu, sigma, m, s));
  const double both = s * s + sigma * sigma;
  const double affinity = std::sqrt(2 * s * sigma / both) * std::exp(-(m - mu) * (m - mu) / (4 * both));
  expect_close(BellDivergence(DivergenceKind::alpha, hump, 0.5).value(bell), 4 * (1 - affinity));
}

TEST(BellDivergence, IsNothingWhereTheBellIsTheMixture) {
  const Mixture hump({{1, 1, 0.7}});
  const Bell same{1, std::log(0.7)};
  for (const BellDivergenceInfo& info : bell_divergences()) {
    const BellTerms<double> terms = BellDivergence(info.kind, hump, 0.3).evaluate(same);
    EXPECT_NEAR(terms.value, 0, 1e-14) << info.id;
    EXPECT_NEAR(terms.gradient[0], 0, 1e-14) << info.id;
    EXPECT_NEAR(terms.gradient[1], 0, 1e-14) << info.id;
  }
}

using scalar::Dual;

// The slopes in log q of what is integrated, by dual numbers: near and far from p = q, and at both ends of α.
template <class At>
void expect_slopes(const At& at) {
  for (const double log_p : {-40.0, -3.0, 0.5}) {
    for (const double log_q : {-60.0, -5.0, -3.0 + 1e-9, -3.0, 0.0, 0.75}) {
      const Jet<double> jet = at(log_p, log_q);
      const Jet<Dual> dual = at(log_p, Dual(log_q, 1));
      EXPECT_NEAR(dual.gradient.d, jet.curvature, 1e-13 * (1 + std::abs(jet.curvature))) << log_p << " " << log_q;
      EXPECT_EQ(dual.gradient.v, jet.gradient);
      EXPECT_NEAR(dual.value.d, jet.gradient, 1e-13 * (1 + std::abs(jet.gradient))) << log_p << " " << log_q;
    }
  }
}

TEST(Pointwise, SlopesAreTheDerivatives) {
  expect_slopes(JensenShannonAt());
  for (const double alpha : {0.0, 1e-300, 1e-9, 0.3, 0.5, 0.7, 1 - 1e-9, 1.0}) expect_slopes(AlphaAt{alpha});
}

// Reverse KL leaves q out of its slopes, for it integrates to 1 whatever the bell.
TEST(Pointwise, ReverseKlDiffersByTheDensityAlone) {
  for (const double log_q : {-5.0, 0.3}) {
    const Jet<double> jet = ReverseKlAt()(-1, log_q);
    const Jet<Dual> dual = ReverseKlAt()(-1, Dual(log_q, 1));
    EXPECT_NEAR(dual.value.d, jet.gradient + std::exp(log_q), 1e-14);
    EXPECT_NEAR(dual.gradient.d, jet.curvature, 1e-14);
  }
}

TEST(BellTerms, ClosedFormsHaveTheirDerivatives) {
  const GaussianPair pair = pair_of({0.3, -1, 0.5}, {0.7, 2, 0.8});
  const auto expect_terms = [](const auto& of, double mean, double log_width) {
    const BellTerms<double> plain = of(mean, log_width);
    const BellTerms<Dual> by_mean = of(Dual(mean, 1), Dual(log_width)), by_width = of(Dual(mean), Dual(log_width, 1));
    EXPECT_NEAR(by_mean.value.d, plain.gradient[0], 1e-13 * (1 + std::abs(plain.gradient[0])));
    EXPECT_NEAR(by_width.value.d, plain.gradient[1], 1e-13 * (1 + std::abs(plain.gradient[1])));
    EXPECT_NEAR(by_mean.gradient[0].d, plain.hessian[0], 1e-12 * (1 + std::abs(plain.hessian[0])));
    EXPECT_NEAR(by_mean.gradient[1].d, plain.hessian[1], 1e-12 * (1 + std::abs(plain.hessian[1])));
    EXPECT_NEAR(by_width.gradient[1].d, plain.hessian[2], 1e-12 * (1 + std::abs(plain.hessian[2])));
  };
  for (const Bell& bell : {Bell{0.7, 0.2}, Bell{-3, -0.6}, Bell{0, 2}}) {
    expect_terms([&](auto mu, auto rho) { return pair.log_ratio(mu, rho); }, bell.mean, bell.log_width);
    expect_terms([](auto mu, auto rho) { return cross_entropy_terms(0.4, 2.5, mu, rho); }, bell.mean, bell.log_width);
  }
}

// Against central differences, whose own error is about 1e-9 of the scale of the second derivatives.
TEST(BellDivergence, GradientsAndSecondDerivativesAreThoseOfTheValue) {
  constexpr double h = 1e-5;
  for (const Mixture& mixture : {two_humps(), unequal_humps(), three_humps()}) {
    for (const BellDivergenceInfo& info : bell_divergences()) {
      const BellDivergence divergence(info.kind, mixture, 0.3);
      for (const Bell& bell : {Bell{0.7, 0.2}, Bell{-2.5, 0.9}, Bell{2, 0.4}}) {
        const auto at = [&](double mean, double width) {
          return divergence.evaluate({bell.mean + mean, bell.log_width + width});
        };
        const BellTerms<double> here = at(0, 0);
        const double scale = 1 + std::abs(here.value) + std::abs(here.hessian[0]) + std::abs(here.hessian[2]);
        const auto expect_slope = [&](double slope, double ahead, double behind) {
          EXPECT_NEAR(slope, (ahead - behind) / (2 * h), 5e-8 * scale) << info.id;
        };
        expect_slope(here.gradient[0], at(h, 0).value, at(-h, 0).value);
        expect_slope(here.gradient[1], at(0, h).value, at(0, -h).value);
        expect_slope(here.hessian[0], at(h, 0).gradient[0], at(-h, 0).gradient[0]);
        expect_slope(here.hessian[1], at(h, 0).gradient[1], at(-h, 0).gradient[1]);
        expect_slope(here.hessian[2], at(0, h).gradient[1], at(0, -h).gradient[1]);
      }
    }
  }
}

TEST(BellDivergence, AlphaEndsAtTheTwoKullbackLeiblers) {
  for (const Mixture& mixture : {two_humps(), three_humps()}) {
    for (const Bell& bell : {Bell{0.7, 0.2}, Bell{-1, 1}}) {
      const double forward = BellDivergence(DivergenceKind::forward_kl, mixture).value(bell),
                   reverse = BellDivergence(DivergenceKind::reverse_kl, mixture).value(bell);
      const auto alpha = [&](double a) { return BellDivergence(DivergenceKind::alpha, mixture, a).value(bell); };
      expect_close(alpha(0), reverse);
      expect_close(alpha(1), forward);
      // No steps on the way there: a small α changes the value in proportion, down to the smallest doubles.
      for (const double small : {1e-320, 1e-300, 1e-100, 1e-16, 1e-12, 1e-9}) {
        EXPECT_NEAR(alpha(small), reverse, 1e-12 * reverse + 10 * reverse * reverse * small) << small;
      }
      for (const double small : {1e-16, 1e-12, 1e-9}) {
        EXPECT_NEAR(alpha(1 - small), forward, 1e-12 * forward + 1e4 * small) << small;
      }
      EXPECT_NEAR(alpha(0.5), alpha(std::nextafter(0.5, 1)), 1e-13);  // where one form takes over from another
    }
  }
}

TEST(BellDivergence, JensenShannonIsAtMostLog2) {
  const BellDivergence js(DivergenceKind::jensen_shannon, three_humps());
  for (const double mean : {-20.0, -6.0, 0.0, 3.0, 1e3, 1e6}) {
    for (const double log_width : {-4.0, 0.0, 3.0, 10.0}) {
      const double value = js.value({mean, log_width});
      EXPECT_GE(value, 0);
      EXPECT_LE(value, std::log(2.0) * (1 + 1e-9)) << mean << " " << log_width;
    }
  }
  EXPECT_NEAR(js.value({100, 0}), std::log(2.0), 1e-12);
}

TEST(BellDivergence, ChiSquaredIsInfiniteExactlyWhereTheBellIsTooNarrow) {
  const BellDivergence chi(DivergenceKind::chi_squared, two_humps());
  const double border = std::log(0.5 / std::sqrt(2.0));
  EXPECT_EQ(chi.value({0, border - 1e-12}), infinity);
  EXPECT_TRUE(std::isnan(chi.evaluate({0, border - 1e-12}).gradient[0]));
  EXPECT_TRUE(std::isfinite(chi.value({2, border + 0.1})));
  EXPECT_TRUE(std::isfinite(chi.levels({2, border + 1e-6}).value));  // where χ² itself overflows
  // The widest hump alone matters, and pairs of humps allow more than it does.
  const BellDivergence unequal(DivergenceKind::chi_squared, unequal_humps());
  EXPECT_EQ(unequal.value({-2, std::log(0.8 / std::sqrt(2.0)) - 1e-9}), infinity);
  EXPECT_TRUE(std::isfinite(unequal.levels({-2, std::log(0.8 / std::sqrt(2.0)) + 1e-9}).value));
}

TEST(BellDivergence, LevelsRiseWithTheValue) {
  const BellDivergence chi(DivergenceKind::chi_squared, unequal_humps());
  for (const Bell& bell : {Bell{0.7, 0.2}, Bell{-3, 0.1}, Bell{0, 3}}) {
    EXPECT_NEAR(chi.levels(bell).value, std::log1p(chi.value(bell)), 1e-13 * (1 + chi.levels(bell).value));
  }
  for (const BellDivergenceInfo& info : bell_divergences()) {
    const BellDivergence one(info.kind, three_humps(), 0.4);
    for (const Bell& bell : {Bell{0.7, 0.2}, Bell{3, -1.2}}) {
      const double exact = one.levels(bell).value;
      if (std::isfinite(exact)) {
        EXPECT_NEAR(one.level(bell, Precision::picture), exact, 1e-4 * (1 + exact)) << info.id;
      }
    }
  }
}

// Bells far out, very wide and very narrow: a number, infinity or NaN, but never a hang.
TEST(BellDivergence, ExtremeBellsHaveAValueOrNone) {
  for (const BellDivergenceInfo& info : bell_divergences()) {
    const BellDivergence one(info.kind, two_humps(), 0.5);
    for (const double mean : {0.0, 1e8, -1e18, 1e300}) {
      for (const double log_width : {-800.0, -50.0, 0.0, 30.0, 800.0}) {
        const double value = one.value({mean, log_width});
        EXPECT_TRUE(std::isnan(value) || value > -1e-6) << info.id << " " << mean << " " << log_width << " " << value;
      }
    }
  }
}

std::string refusal(const std::function<void()>& work) {
  try {
    work();
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Mixture, RefusesWhatIsNone) {
  EXPECT_THAT(refusal([] { Mixture({}); }), HasSubstr("at least one hump"));
  EXPECT_THAT(refusal([] { Mixture({{0, 0, 1}}); }), HasSubstr("weight of a hump must be above 0"));
  EXPECT_THAT(refusal([] { Mixture({{1, 0, -1}}); }), HasSubstr("width of a hump must be above 0, not -1"));
  EXPECT_THAT(refusal([] { Mixture({{1, std::nan(""), 1}}); }), HasSubstr("mean of a hump must be finite"));
  EXPECT_THAT(refusal([] { BellDivergence(DivergenceKind::alpha, two_humps(), 1.5); }), HasSubstr("α must be 0 to 1"));
}

TEST(Mixture, HasItsMomentsAndIsNeverNothing) {
  const Mixture mixture({{3, -2, 0.5}, {1, 2, 1}});  // in any scale
  EXPECT_NEAR(mixture.humps()[0].weight, 0.75, 1e-15);
  EXPECT_NEAR(mixture.mean(), -1, 1e-15);
  EXPECT_NEAR(mixture.variance(), 0.75 * 0.25 + 0.25 + 3, 1e-14);
  EXPECT_NEAR(mixture.log_density(1e6), -0.5e12 + 2e6 - 2 + std::log(0.25) - log_root_two_pi, 1e-3);
}

}  // namespace
}  // namespace losslab
