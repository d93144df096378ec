// Tables with one mistake each: check has to name it.
#include "explain.h"

namespace losslab {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST_F(CliExplain, AMissingTermOfTheLinearPart) {
  const double d = 1.5;
  EXPECT_EQ(said(rows(loss_of("huber", "delta=1.5"), residuals,
                      [&](double x, Jet<double> ours) {
                        if (std::fabs(x) > d) ours.value += d * d / 2;
                        return ours;
                      })),
            "huber (delta=1.5): all 9 differing values are ours + δ²/2 where |r| > δ: the term −δ²/2 is missing in the "
            "linear part; the gradients are right (lines 2–5, 12–16).\n15 rows, 9 differ\n");
  EXPECT_THAT(sentence(loss_of("smooth_l1", "beta=0.8"), residuals,
                       [](double x, Jet<double> ours) {
                         if (std::fabs(x) > 0.8) ours.value += 0.4;
                         return ours;
                       }),
              HasSubstr("ours + β/2 where |r| > β: the term −β/2 is missing in the linear part"));
  EXPECT_THAT(sentence(loss_of("huber", "delta=1.5"), residuals,
                       [&](double x, Jet<double> ours) {
                         if (std::fabs(x) > d) ours.value = d * std::fabs(x) - d / 2;
                         return ours;
                       }),
              HasSubstr("−δ/2 stands in place of −δ²/2 in the linear part"));
}

TEST_F(CliExplain, AHalf) {
  const Mistake twice = [](double, const Jet<double>& ours) { return times(2, ours); };
  const Mistake half = [](double, const Jet<double>& ours) { return times(0.5, ours); };
  EXPECT_THAT(sentence(loss_of("cauchy", "c=2"), residuals, twice),
              HasSubstr("values, gradients and curvatures are twice ours: a factor ½ is missing"));
  EXPECT_THAT(sentence(loss_of("half_squared_error"), residuals, twice),
              HasSubstr("these numbers are those of squared_error"));
  EXPECT_THAT(sentence(loss_of("fair", "c=1.7"), residuals, half), HasSubstr("half of ours: a factor ½ too much"));
  EXPECT_THAT(sentence(loss_of("huber", "delta=1.5"), residuals,
                       [](double x, Jet<double> ours) {
                         if (std::fabs(x) <= 1.5) ours.value *= 2;
                         return ours;
                       }),
              HasSubstr("values are twice ours where |r| ≤ δ: a factor ½ is missing in the quadratic part"));
}

TEST_F(CliExplain, Signs) {
  const Mistake by_prediction = [](double, const Jet<double>& ours) {
    return Jet<double>{ours.value, -ours.gradient, ours.curvature};
  };
  EXPECT_THAT(sentence(loss_of("welsch", "c=2.5"), moderate, by_prediction),
              HasSubstr("gradients are ours with the sign turned: the derivative with respect to the prediction"));
  EXPECT_THAT(sentence(loss_of("pinball", "tau=0.7"), residuals,
                       [](double x, const Jet<double>&) { return loss_of("pinball", "tau=0.7").at(-x); }),
              HasSubstr("the residual is r = y − ŷ, not ŷ − y"));
  EXPECT_THAT(
      sentence(rows(loss_of("huber"), residuals, by_prediction) + rows(loss_of("pinball"), residuals, by_prediction) +
               rows(loss_of("linex"), moderate, by_prediction)),
      StartsWith("all 3 losses that differ: all 41 differing gradients are ours with the sign turned"));
  // dℓ/df for the rows with y = −1 alone.
  EXPECT_THAT(sentence(loss_of("logistic"), moderate,
                       [](double x, Jet<double> ours) {
                         if (x < 0.5) ours.gradient = -ours.gradient;
                         return ours;
                       }),
              HasSubstr("dℓ/df in place of dℓ/dm: for y = −1"));
}

TEST_F(CliExplain, Logarithms) {
  const Mistake base_2 = [](double, const Jet<double>& ours) { return times(1 / std::log(2.0), ours); };
  EXPECT_THAT(sentence(loss_of("logistic"), margins, base_2), HasSubstr("the logarithm is to base 2"));
  EXPECT_THAT(sentence(loss_of("focal"), margins, base_2), HasSubstr("the logarithm is to base 2"));
}

TEST_F(CliExplain, SumForMean) {
  for (const char* id : {"huber", "logistic", "squared_error"}) {
    EXPECT_THAT(
        sentence(loss_of(id), moderate, [](double, const Jet<double>& ours) { return times(11, ours); }),
        HasSubstr("are 11 times ours: 11 is the number of rows: a sum over that many samples stands for the mean"));
    EXPECT_THAT(sentence(loss_of(id), moderate, [](double, const Jet<double>& ours) { return times(1.0 / 32, ours); }),
                HasSubstr("are ours divided by 32: the mean was taken where the number of one sample is due"));
  }
  double mean = 0;
  const Loss fair("fair");
  for (const double x : moderate) mean += fair.at(x).value / 11;
  EXPECT_THAT(sentence(fair, moderate,
                       [&](double, Jet<double> ours) {
                         ours.value = mean;
                         return ours;
                       }),
              HasSubstr("the mean of ours over the rows: it was reduced over the batch"));
}

TEST_F(CliExplain, Labels) {
  for (const char* id : {"hinge", "squared_hinge", "logistic", "exponential"}) {
    const Loss loss(id);
    EXPECT_THAT(sentence(loss, moderate,
                         [&](double x, const Jet<double>& ours) {
                           if (x > 0.5) return ours;
                           return Jet<double>{loss.at(0).value, 0, ours.curvature};
                         }),
                HasSubstr("labels 0/1 are used as −1/+1"))
        << id;
  }
  EXPECT_THAT(
      sentence(loss_of("logistic"), moderate,
               [](double x, const Jet<double>& ours) {
                 if (x > 0.5) return ours;
                 const Loss l("logistic");
                 return Jet<double>{2 * l.at(x).value - l.at(-x).value, -(1 - l.at(x).gradient), ours.curvature};
               }),
      HasSubstr("labels −1/+1 are used as 0/1 in the cross-entropy"));
}

TEST_F(CliExplain, AnotherLoss) {
  const auto instead = [](const Loss& other) { return [other](double x, const Jet<double>&) { return other.at(x); }; };
  EXPECT_THAT(sentence(loss_of("huber", "delta=1.5"), residuals, instead(loss_of("pseudo_huber", "delta=1.5"))),
              HasSubstr("are those of pseudo_huber (delta=1.5): another loss"));
  EXPECT_THAT(sentence(loss_of("huber", "delta=1.5"), residuals, instead(loss_of("smooth_l1", "beta=1.5"))),
              HasSubstr("ours divided by δ: a factor δ is missing; these numbers are those of smooth_l1 (beta=1.5)"));
  EXPECT_THAT(sentence(loss_of("smooth_l1", "beta=0.7"), residuals, instead(loss_of("huber", "delta=0.7"))),
              HasSubstr("these numbers are those of huber (delta=0.7)"));
  EXPECT_THAT(sentence(loss_of("hinge"), margins, instead(loss_of("squared_hinge"))),
              HasSubstr("those of squared_hinge:"));
  EXPECT_THAT(sentence(rows(loss_of("huber", "delta=1.5"), residuals, instead(loss_of("fair", "c=1.5"))) +
                       rows(loss_of("huber", "delta=0.7"), residuals, instead(loss_of("fair", "c=0.7")))),
              HasSubstr("differing values, gradients and curvatures are those of fair with c = our δ"));
}

TEST_F(CliExplain, ConfusedParameters) {
  const auto with = [](const Loss& other) { return [other](double x, const Jet<double>&) { return other.at(x); }; };
  EXPECT_THAT(sentence(loss_of("pinball", "tau=0.7"), {1.0, 2.0, 3.5}, with(loss_of("pinball", "tau=0.3"))),
              HasSubstr("ours with 1 − τ in place of τ"));
  EXPECT_THAT(sentence(loss_of("cauchy", "c=2.5"), residuals, with(loss_of("cauchy", "c=6.25"))),
              HasSubstr("ours with c² in place of c"));
  EXPECT_THAT(sentence(loss_of("gaussian_nll", "sigma=4"), residuals, with(loss_of("gaussian_nll", "sigma=2"))),
              HasSubstr("ours with √σ in place of σ"));
  EXPECT_THAT(sentence(loss_of("welsch", "c=3"), moderate, with(loss_of("welsch", "c=2.9846"))),
              HasSubstr("c is not used, its default is"));
  EXPECT_THAT(sentence(loss_of("huber", "delta=1.5"), residuals, with(loss_of("huber", "delta=1.345"))),
              HasSubstr("ours with δ = 1.345: another value than that of the table for δ, the threshold"));
  EXPECT_THAT(sentence(loss_of("focal_alpha", "alpha=0.3"), moderate, with(loss_of("focal_alpha", "alpha=0.7"))),
              HasSubstr("ours with 1 − α in place of α"));
  EXPECT_THAT(sentence(loss_of("label_smoothed_bce", "epsilon=0.1"), moderate,
                       with(loss_of("label_smoothed_bce", "epsilon=0.2"))),
              HasSubstr("ours with 2ε in place of ε"));
  EXPECT_THAT(sentence(loss_of("focal", "gamma=3"), moderate,
                       [](double m, Jet<double> ours) {
                         const double p = 1 / (1 + std::exp(-m));
                         ours.value = -std::pow(p, 3) * std::log(p);
                         return ours;
                       }),
              HasSubstr("γ is in the wrong place"));
}

TEST_F(CliExplain, UnstableForms) {
  const std::vector<double> far{-800, -720, -50, -2, -0.5, 0.4, 1.5, 40, 730, 900};
  EXPECT_THAT(sentence(loss_of("log_cosh"), far,
                       [](double r, Jet<double> ours) {
                         ours.value = std::log(std::cosh(r));
                         return ours;
                       }),
              HasSubstr("an unstable form: take ½log1p(sinh² r) for |r| < 1, else |r| + log1p(e^−2|r|) − log 2"));
  EXPECT_THAT(sentence(loss_of("logistic"), far,
                       [](double m, const Jet<double>& ours) {
                         const double e = std::exp(-m);
                         return Jet<double>{std::log(1 + e), -e / (1 + e), ours.curvature};
                       }),
              HasSubstr("an unstable form: take softplus(−m)"));
  EXPECT_THAT(sentence(loss_of("geman_mcclure"), {-1e155, -3, 1, 2, 1e160},
                       [](double r, Jet<double> ours) {
                         ours.value = (r * r / 2) / (1 + r * r);
                         return ours;
                       }),
              HasSubstr("an unstable form: take 1/(1 + u²) = b²/(1 + b²)"));
}

TEST_F(CliExplain, OtherVariables) {
  EXPECT_THAT(sentence(loss_of("focal"), moderate,
                       [](double m, Jet<double> ours) {
                         const double p = 1 / (1 + std::exp(-m));
                         ours.gradient /= p * (1 - p);
                         return ours;
                       }),
              HasSubstr("gradients are dℓ/dp: the derivative with respect to p = σ(m)"));
  EXPECT_THAT(sentence(loss_of("logistic"), moderate,
                       [](double m, Jet<double> ours) {
                         ours.value = Loss("logistic").at(1 / (1 + std::exp(-m))).value;
                         return ours;
                       }),
              HasSubstr("the sigmoid is applied twice"));
}

TEST_F(CliExplain, ScalesInTheWrongPlace) {
  EXPECT_THAT(sentence(loss_of("tukey_biweight", "c=3"), residuals,
                       [](double, Jet<double> ours) {
                         ours.value /= 1.5;
                         return ours;
                       }),
              HasSubstr("ours divided by c²/6: a factor c²/6 is missing; the gradients are right"));
  EXPECT_THAT(sentence(loss_of("cauchy", "c=2.5"), moderate,
                       [](double r, const Jet<double>&) {
                         const double u = r / 6.25;
                         return Jet<double>{3.125 * std::log1p(u * u), r / (1 + u * u), std::nan("")};
                       }),
              HasSubstr("u = r/c² stands in place of r/c"));
}

}  // namespace
}  // namespace losslab
