// Numbers rather than formulas, several mistakes at once, and what must not be explained.
#include "explain.h"
#include "losses/core/random.h"

namespace losslab {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST_F(CliExplain, CurvatureAndValueAlone) {
  EXPECT_THAT(sentence(loss_of("squared_epsilon_insensitive", "epsilon=0.5"), moderate,
                       [](double x, Jet<double> ours) {
                         if (std::fabs(x) > 0.5) ours.curvature = 0;
                         return ours;
                       }),
              HasSubstr("curvatures are 0"));
  EXPECT_THAT(sentence(loss_of("huber", "delta=1.5"), residuals,
                       [](double x, Jet<double> ours) {
                         ours.curvature = Loss("huber").weight(x * (1 / 1.5));
                         return ours;
                       }),
              HasSubstr("curvatures are the IRLS weights ψ(r)/r"));
  EXPECT_THAT(sentence(loss_of("gaussian_nll", "sigma=2"), moderate,
                       [](double, Jet<double> ours) {
                         ours.value -= 0.5 * std::log(2 * 3.14159265358979323846);
                         return ours;
                       }),
              HasSubstr("the term log(2π)/2 is missing; the gradients are right"));
  EXPECT_THAT(said(rows(loss_of("huber"), moderate,
                        [](double x, Jet<double> ours) {
                          ours.value += 0.01 * std::sin(10 * x);
                          return ours;
                        })),
              StartsWith("huber: the gradients are right and 11 values are not"));
}

TEST_F(CliExplain, PrecisionAndClamps) {
  const Mistake single = [](double, const Jet<double>& ours) {
    return Jet<double>{in_single(ours.value), in_single(ours.gradient), in_single(ours.curvature)};
  };
  EXPECT_THAT(sentence(loss_of("cauchy"), residuals, single), HasSubstr("single precision (float32)"));
  EXPECT_THAT(sentence(rows(loss_of("cauchy"), residuals, single) + rows(loss_of("logistic"), margins, single)),
              HasSubstr("single precision (float32)"));
  EXPECT_THAT(sentence(loss_of("cauchy"), residuals,
                       [](double, Jet<double> ours) {
                         ours.value = std::stod(fmt::format("{:.6f}", ours.value));
                         return ours;
                       }),
              HasSubstr("ours rounded to 6 decimals"));
  EXPECT_THAT(sentence(loss_of("cauchy"), residuals,
                       [&](double x, const Jet<double>& ours) { return single(x, times(2, ours)); }),
              HasSubstr("twice ours: a factor ½ is missing, to about 6 digits"));
  for (const double eps : {1e-7, 1e-12}) {
    EXPECT_THAT(sentence(loss_of("logistic"), {-60, -50, -40, -2, -1, 0.5, 3},
                         [&](double m, Jet<double> ours) {
                           if (m < -30) ours = {-std::log(eps), 0, 0};
                           return ours;
                         }),
                HasSubstr(fmt::format("p clamped to [1e-{0}, 1 − 1e-{0}]", eps == 1e-7 ? 7 : 12)));
  }
}

TEST_F(CliExplain, MixedTables) {
  const Loss huber = loss_of("huber", "delta=1.5"), logistic("logistic");
  const Mistake right = [](double, const Jet<double>& ours) { return ours; };
  const std::string text =
      said(rows(huber, residuals,
                [](double x, const Jet<double>& ours) {
                  return x == 50 ? Jet<double>{1, 2, 3} : times(2, ours);
                }) +
           rows(loss_of("tukey_biweight"), residuals, right) + rows(logistic, moderate, [](double, Jet<double> ours) {
             ours.gradient *= -1;
             return ours;
           }));
  const std::vector<std::string> lines = lines_of(text);
  ASSERT_EQ(lines.size(), 4U) << text;
  EXPECT_THAT(lines[0],
              StartsWith("huber (delta=1.5): 34 of 37 differing values, gradients and curvatures are twice ours"));
  EXPECT_THAT(lines[1], StartsWith("logistic: all 11 differing gradients are ours with the sign turned"));
  EXPECT_THAT(lines[2], StartsWith("line 16: huber (delta=1.5), x = 50: value 1, ours 73.875"));
  EXPECT_EQ(lines[3], "41 rows, 26 differ");
}

TEST_F(CliExplain, TwoMistakesOfOneLoss) {
  const std::vector<std::string> lines =
      lines_of(said(rows(loss_of("huber", "delta=1.5"), residuals, [](double x, Jet<double> ours) {
        if (std::fabs(x) > 1.5) ours.value += 1.125;
        ours.gradient = -ours.gradient;
        return ours;
      })));
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_THAT(lines[0], HasSubstr("gradients are ours with the sign turned"));
  EXPECT_THAT(lines[1], HasSubstr("the term −δ²/2 is missing"));
}

TEST_F(CliExplain, RightTablesRaiseNoAlarm) {
  std::string text;
  std::size_t count = 0;
  for (const Loss& loss : Loss::all()) {
    for (const double x : {-5.1, -0.77, 0.2, 0.6, 0.93, 3.3}) {
      if (!std::isfinite(loss.at(x).value)) continue;
      Jet<double> theirs = loss.at(x);
      theirs.value *= 1 + 1e-11;
      theirs.gradient *= 1 - 1e-11;
      text += row(loss, x, theirs);
      ++count;
    }
  }
  EXPECT_EQ(said(text), fmt::format("{} rows, 0 differ\n", count));
}

TEST_F(CliExplain, NoiseIsNotExplained) {
  Random random(5);
  for (const double size : {0.5, 1e-2, 1e-3}) {
    std::string text;
    std::size_t count = 0;
    for (const Loss& loss : Loss::all()) {
      for (const double x : {-5.1, -0.77, 0.2, 0.6, 0.93, 3.3}) {
        const Jet<double> ours = loss.at(x);
        if (!std::isfinite(ours.value) || ours.value == 0 || ours.gradient == 0) continue;
        const auto noisy = [&](double y) { return y * (1 + size * (random.uniform() + 0.1)); };
        text += row(loss, x, {noisy(ours.value), noisy(ours.gradient), std::numeric_limits<double>::quiet_NaN()});
        ++count;
      }
    }
    const std::vector<std::string> lines = lines_of(said(text));
    ASSERT_EQ(lines.size(), 22U);
    for (std::size_t i = 0; i < 20; ++i) EXPECT_THAT(lines[i], StartsWith("line "));
    EXPECT_EQ(lines[21], fmt::format("{0} rows, {0} differ", count));
  }
}

TEST_F(CliExplain, NoiseOfSmallWholeNumbersIsNotExplained) {
  Random random(11);
  std::string text;
  for (int i = 0; i < 40; ++i) {
    const double x = 1 + i % 7;
    text += row(Loss("squared_error"), x,
                {100.0 + static_cast<double>(random.below(1000)), 100.0 + static_cast<double>(random.below(1000)), 2});
  }
  EXPECT_THAT(said(text), Not(HasSubstr("squared_error: ")));
}

TEST_F(CliExplain, EmptyColumnsAndFiniteDifferences) {
  const Loss fair("fair");
  EXPECT_THAT(sentence(fair, residuals,
                       [](double, Jet<double> ours) {
                         ours.gradient = std::nan("");
                         return ours;
                       }),
              HasSubstr("gradients are not numbers: the fields are empty"));
  EXPECT_THAT(sentence(fair, moderate,
                       [&](double x, Jet<double> ours) {
                         ours.gradient = (fair.at(x + 1e-4).value - ours.value) / 1e-4;
                         return ours;
                       }),
              HasSubstr("gradients are forward differences with h = 1e-4"));
}

TEST_F(CliExplain, SubgradientsAtKinks) {
  const Outcome result =
      run({"check", write("t.csv", "loss,params,x,value,grad\nhinge,,1,0,-1\nabsolute_error,,0,0,1\n")});
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.out, StartsWith("both losses that differ: both differing gradients are another subgradient"));
}

TEST_F(CliExplain, LargeTablesTakeNoLongTime) {
  std::string text;
  const Loss loss = loss_of("huber", "delta=1.5");
  for (int i = 0; i < 30'000; ++i) text += row(loss, -4 + i * 2.5e-4, times(2, loss.at(-4 + i * 2.5e-4)));
  EXPECT_THAT(sentence(text), HasSubstr("are twice ours: a factor ½ is missing"));
}

}  // namespace
}  // namespace losslab
