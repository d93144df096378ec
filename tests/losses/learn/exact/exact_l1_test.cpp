#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "losses/core/random.h"
#include "losses/learn/exact/exact.h"
#include "support.h"

namespace losslab {
namespace {

using test::make_loss;
using test::make_setting;
using testing::HasSubstr;

Setting with_l1(Setting setting, double l1) {
  setting.l1 = l1;
  return setting;
}

double objective_at(const Setting& setting, const Loss& loss, const std::vector<double>& theta) {
  return Objective(setting, loss)(theta, {});
}

// How far θ is from what a minimum with λ₁·Σ|w| has to be: the slope of the rest is −λ₁·sign of each weight that is not
// 0, at most λ₁ where it is, and 0 for the bias; in units of the terms of the slopes.
double excess(const Setting& setting, const Loss& loss, const std::vector<double>& theta) {
  std::vector<double> slopes(theta.size()), arguments(setting.data->size());
  Objective rest(with_l1(setting, 0), loss);
  rest(theta, slopes);
  rest.arguments(theta, arguments);
  double steepest = 0;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Loss one = loss.for_class(setting.data->y[i] > 0 ? 1 : -1);
    steepest = std::max(steepest, std::abs(one.at(arguments[i]).gradient));
  }
  const std::span<const double> features = setting.model->features();
  double worst = 0;
  for (std::size_t j = 0; j < theta.size(); ++j) {
    double size = 0;
    for (std::size_t i = 0; i < arguments.size(); ++i) size += std::abs(features[j * arguments.size() + i]);
    size = size / static_cast<double>(arguments.size()) * steepest + setting.l1;
    const bool bias = j + 1 == theta.size();
    const double sign = theta[j] > 0 ? 1 : -1;
    const double off = bias            ? std::abs(slopes[j])
                       : theta[j] == 0 ? std::max(0.0, std::abs(slopes[j]) - setting.l1)
                                       : std::abs(slopes[j] + sign * setting.l1);
    worst = std::max(worst, off / size);
  }
  return worst;
}

std::size_t zeros(const std::vector<double>& theta) {
  return static_cast<std::size_t>(std::count(theta.begin(), theta.end() - 1, 0.0));
}

bool has_exact_fit(const Loss& loss, Task task) {
  const Family family = loss.info().family;
  const bool suits = task == Task::regression ? is_of_residual(family) : is_of_margin(family);
  return suits && loss.id() != "zero_one" && loss.id() != "unhinged";
}

bool is_smooth(const Loss& loss) {
  const std::vector<double> kinks = loss.kinks();
  return std::ranges::all_of(kinks, [&](double kink) {
    const double step = 1e-9 * std::max(1.0, std::abs(kink));
    return std::abs(loss.at(kink + step).gradient - loss.at(kink - step).gradient) < 1e-4;
  });
}

// x and x² of points that lie evenly about 0 are orthogonal: the least-squares weights move towards 0 by λ₁ over twice
// their mean squares (the loss is r²), and no further.
TEST(ExactL1, OrthogonalFeaturesAreSoftlyThresholded) {
  Dataset data;
  data.x1 = {-2, -1, 0, 1, 2};
  data.y = {7.5, 1, 0.25, -2, 4.5};
  const double mean_y = 2.25, mean_square = 2, spread_x = 2, spread_square = 2.8;
  // Σx·y/Σx², and the same with x² − 2.
  const double slope = (-2 * 7.5 - 1 - 2 + 2 * 4.5) / 10, bend = (2 * 7.5 - 1 - 2 * 0.25 + 2 + 2 * 4.5) / 14;
  const auto soft = [](double w, double by) { return w > by ? w - by : w < -by ? w + by : 0; };
  for (const double l1 : {0.0, 0.1, 1.0, 3.0, 3.7, 5.0, 100.0}) {
    const Setting setting = with_l1(make_setting(data, "poly:2"), l1);
    const ExactFit fit = solve_exact(setting, Loss("squared_error"));
    EXPECT_TRUE(fit.converged);
    EXPECT_NEAR(fit.theta[0], soft(slope, l1 / (2 * spread_x)), 1e-13) << l1;
    EXPECT_NEAR(fit.theta[1], soft(bend, l1 / (2 * spread_square)), 1e-13) << l1;
    EXPECT_NEAR(fit.theta[2], mean_y - mean_square * fit.theta[1], 1e-13) << l1;
    if (l1 > 4.0) {
      EXPECT_EQ(fit.theta[0], 0) << l1;
    }
  }
}

// The conditions of a minimum hold for every loss with a continuous gradient, of any shape of model and data.
TEST(ExactL1, SmoothConvexLossesMeetTheConditionsOfAMinimum) {
  struct Case {
    const char *data, *model;
    bool standardize;
  };
  const Case cases[] = {{"line:n=60,outliers=0.2,seed=3", "line", false},
                        {"sinusoid:n=80,outliers=0.1,seed=4", "poly:5", true},
                        {"steps:n=70,seed=2", "rbf:12", false},
                        {"sinusoid:n=25,seed=5", "rbf:40", true},
                        {"gaussians:n=60,separation=2,flips=0.1,seed=2", "linear", false},
                        {"moons:n=90,flips=0.1,seed=6", "quadratic", true},
                        {"circles:n=60,flips=0.1,seed=7", "rbf:5", false}};
  int fits = 0;
  for (const Case& one : cases) {
    for (const double l2 : {0.0, 0.02}) {
      const Setting setting = make_setting(one.data, one.model, l2, one.standardize);
      for (const Loss& loss : Loss::all()) {
        if (!has_exact_fit(loss, setting.data->task) || !loss.properties().convex || !is_smooth(loss)) continue;
        for (const double l1 : {1e-3, 0.05, 0.7}) {
          SCOPED_TRACE(testing::Message()
                       << loss.label() << " " << one.data << " " << one.model << " " << l2 << " " << l1);
          const ExactFit fit = solve_exact(with_l1(setting, l1), loss);
          EXPECT_TRUE(fit.converged);
          EXPECT_EQ(fit.method, "Newton");
          EXPECT_LT(excess(with_l1(setting, l1), loss, fit.theta), 2e-11);
          ++fits;
        }
      }
    }
  }
  EXPECT_GT(fits, 500);
}

// Steps along the gradient, each followed by the soft threshold: slow, and knows nothing of what solve_exact does.
std::vector<double> proximal_descent(const Setting& setting, const Loss& loss, double rate, int steps) {
  Objective rest(with_l1(setting, 0), loss);
  std::vector<double> theta(setting.model->parameter_count()), slopes(theta.size());
  for (int k = 0; k < steps; ++k) {
    rest.gradient(theta, slopes);
    for (std::size_t j = 0; j < theta.size(); ++j) {
      theta[j] -= rate * slopes[j];
      if (j + 1 == theta.size()) continue;
      theta[j] = std::copysign(std::max(0.0, std::abs(theta[j]) - rate * setting.l1), theta[j]);
    }
  }
  return theta;
}

TEST(ExactL1, ProximalDescentComesToTheSame) {
  for (const double l1 : {0.02, 0.3}) {
    const Setting bumps = with_l1(make_setting("sinusoid:n=60,outliers=0.1,seed=9", "rbf:6", 0, true), l1);
    for (const char* id : {"half_squared_error", "huber", "pseudo_huber", "log_cosh"}) {
      const std::vector<double> far = proximal_descent(bumps, Loss(id), 0.2, 60000);
      const ExactFit fit = solve_exact(bumps, Loss(id));
      for (std::size_t j = 0; j < far.size(); ++j) EXPECT_NEAR(fit.theta[j], far[j], 1e-8) << id << " " << l1;
      EXPECT_EQ(zeros(fit.theta), zeros(far)) << id << " " << l1;
    }
    const Setting moons = with_l1(make_setting("moons:n=80,flips=0.1,seed=2", "quadratic", 0, true), l1);
    for (const char* id : {"logistic", "squared_hinge"}) {
      const std::vector<double> far = proximal_descent(moons, Loss(id), 0.1, 60000);
      const ExactFit fit = solve_exact(moons, Loss(id));
      for (std::size_t j = 0; j < far.size(); ++j) EXPECT_NEAR(fit.theta[j], far[j], 1e-8) << id << " " << l1;
    }
  }
}

// A kinked loss lies at most ε above a smooth one with its corners rounded, so that their minima are as near.
TEST(ExactL1, KinkedLossesAreTheLimitOfSmoothOnes) {
  const double delta = 1e-6;
  for (const char* model : {"line", "poly:4", "rbf:10"}) {
    for (const double l1 : {1e-3, 0.03, 0.5}) {
      const Setting setting = with_l1(make_setting("sinusoid:n=70,outliers=0.2,seed=3", model, 0, true), l1);
      Loss huber("huber");  // δ·(|r| − δ/2) outside
      huber.set("delta", delta);
      const ExactFit sharp = solve_exact(setting, Loss("absolute_error"));
      const ExactFit round = solve_exact(with_l1(setting, l1 * delta), huber);
      SCOPED_TRACE(testing::Message() << model << " " << l1);
      EXPECT_TRUE(sharp.converged);
      EXPECT_EQ(sharp.method, "interior point");
      EXPECT_GE(sharp.objective, round.objective / delta - 1e-9);
      EXPECT_LE(sharp.objective, round.objective / delta + delta / 2 + 1e-9);
      EXPECT_EQ(zeros(sharp.theta), zeros(round.theta));
    }
  }
}

TEST(ExactL1, KinkedLossesAreLowestAtTheFit) {
  Random random(5);
  for (const Task task : {Task::regression, Task::classification}) {
    const bool residual = task == Task::regression;
    const Setting setting = residual ? make_setting("sinusoid:n=80,outliers=0.2,seed=4", "poly:5", 0, true)
                                     : make_setting("moons:n=90,flips=0.1,seed=4", "rbf:4");
    int kinked = 0;
    for (const Loss& loss : Loss::all()) {
      if (!has_exact_fit(loss, task) || !loss.properties().convex || is_smooth(loss)) continue;
      ++kinked;
      for (const double l1 : {1e-3, 0.03}) {
        const Setting sparse = with_l1(setting, l1);
        const ExactFit fit = solve_exact(sparse, loss);
        SCOPED_TRACE(testing::Message() << loss.label() << " " << l1);
        EXPECT_TRUE(fit.converged);
        Objective objective(sparse, loss);
        for (int k = 0; k < 400; ++k) {
          std::vector<double> theta = fit.theta;
          const double size = std::pow(10.0, -7.0 * random.uniform());
          for (double& t : theta) t += size * random.normal() * (random.uniform() < 0.4 ? 1 : 0);
          EXPECT_GE(objective(theta, {}), fit.objective * (1 - 1e-9)) << size;
        }
      }
    }
    EXPECT_GE(kinked, residual ? 4 : 1);
  }
}

TEST(ExactL1, TheLeastPenaltyIsAsGoodAsNone) {
  const Setting line = make_setting("line:n=60,outliers=0.2,seed=3", "line");
  const Setting cubic = make_setting("sinusoid:n=80,seed=4", "poly:3", 0, true);
  const Setting classes = make_setting("moons:n=90,flips=0.1,seed=6", "quadratic", 0, true);
  for (const Setting* setting : {&line, &cubic, &classes}) {
    const bool residual = setting->data->task == Task::regression;
    const std::vector<const char*> ids = residual ? std::vector<const char*>{"squared_error", "huber", "absolute_error"}
                                                  : std::vector<const char*>{"logistic", "squared_hinge", "hinge"};
    for (const char* id : ids) {
      const ExactFit plain = solve_exact(*setting, Loss(id)), sparse = solve_exact(with_l1(*setting, 1e-13), Loss(id));
      EXPECT_NEAR(sparse.objective, plain.objective, 1e-9) << id;
      for (std::size_t j = 0; j < plain.theta.size(); ++j) EXPECT_NEAR(sparse.theta[j], plain.theta[j], 1e-8) << id;
    }
  }
}

// More than all slopes at 0: nothing is left but the bias, which then is that of a constant.
TEST(ExactL1, TheGreatestLeavesTheBiasAlone) {
  const Dataset data = make_data(parse_data_spec("sinusoid:n=61,outliers=0.1,seed=4"), "");
  const Setting constant = make_setting(data, "constant"), cubic = with_l1(make_setting(data, "poly:3"), 1e9);
  for (const Loss& loss : Loss::all()) {
    if (!has_exact_fit(loss, Task::regression) || !loss.properties().convex) continue;
    const ExactFit fit = solve_exact(cubic, loss), bias = solve_exact(constant, loss);
    SCOPED_TRACE(loss.label());
    EXPECT_TRUE(fit.converged);
    EXPECT_EQ(zeros(fit.theta), 3U);
    EXPECT_NEAR(fit.objective, bias.objective, 1e-12 * std::max(1.0, std::abs(bias.objective)));
    if (is_smooth(loss)) {
      EXPECT_NEAR(fit.theta[3], bias.theta[0], 1e-8);
    }
  }
  const Setting classes = with_l1(make_setting("moons:n=90,imbalance=0.7,seed=6", "quadratic"), 1e3);
  const ExactFit fit = solve_exact(classes, Loss("logistic"));
  EXPECT_EQ(zeros(fit.theta), 5U);
  double positive = 0;
  for (const double y : classes.data->y) positive += y > 0 ? 1 : 0;
  EXPECT_NEAR(fit.theta[5], std::log(positive / (90 - positive)), 1e-10);
}

// J at its minimum is a concave function of λ₁ and its slope Σ|w|, which falls.
TEST(ExactL1, WeightsGoOneAfterTheOther) {
  const Setting setting = make_setting("sinusoid:n=100,outliers=0.1,seed=8", "rbf:15");
  for (const char* id : {"huber", "absolute_error"}) {
    double before = std::numeric_limits<double>::infinity();
    std::size_t gone = 0;
    for (const double l1 : {1e-4, 1e-3, 0.01, 0.05, 0.1, 0.2, 0.4, 1.0}) {
      const ExactFit fit = solve_exact(with_l1(setting, l1), Loss(id));
      double sizes = 0;
      for (std::size_t j = 0; j < 15; ++j) sizes += std::abs(fit.theta[j]);
      EXPECT_LE(sizes, before * (1 + 1e-9)) << id << " " << l1;
      before = sizes;
      gone = zeros(fit.theta);
    }
    EXPECT_EQ(gone, 15U) << id;
  }
}

TEST(ExactL1, RedescendingLossesStopAtAStationaryPoint) {
  for (const char* model : {"line", "rbf:8"}) {
    for (const double l1 : {0.003, 0.05}) {
      const Setting setting = with_l1(make_setting("sinusoid:n=120,outliers=0.2,seed=6", model, 0, true), l1);
      for (const char* id : {"tukey_biweight", "welsch", "cauchy", "geman_mcclure", "arctan", "student_t_nll"}) {
        const ExactFit fit = solve_exact(setting, Loss(id));
        SCOPED_TRACE(testing::Message() << id << " " << model << " " << l1);
        EXPECT_TRUE(fit.converged);
        EXPECT_EQ(fit.method, "IRLS");
        EXPECT_LT(excess(setting, Loss(id), fit.theta), 1e-10);
        // From the minimum of a neighbour it comes no lower.
        const ExactFit again = solve_exact(setting, Loss(id), fit.theta);
        EXPECT_NEAR(again.objective, fit.objective, 1e-12);
      }
    }
  }
  const Setting classes = with_l1(make_setting("moons:n=90,flips=0.1,seed=6", "quadratic", 0, true), 0.003);
  for (const char* id : {"savage", "gce", "sigmoid_loss", "tangent", "brier_binary", "focal"}) {
    const ExactFit fit = solve_exact(classes, Loss(id));
    EXPECT_TRUE(fit.converged) << id;
    EXPECT_LT(excess(classes, Loss(id), fit.theta), 1e-10) << id;
    EXPECT_LT(fit.objective, objective_at(classes, Loss(id), std::vector<double>(6, 0.0))) << id;
  }
}

// Two features that are the same: any share of the weight costs the same, and one of them is left out.
TEST(ExactL1, FeaturesThatDependOnEachOther) {
  Dataset twins = make_data(parse_data_spec("gaussians:n=100,flips=0.2,seed=3"), "");
  twins.x2 = twins.x1;
  for (const char* id : {"logistic", "hinge"}) {
    Dataset one = twins;
    std::ranges::fill(one.x2, 0.0);
    const ExactFit both = solve_exact(with_l1(make_setting(twins, "linear"), 0.05), Loss(id));
    const ExactFit alone = solve_exact(with_l1(make_setting(one, "linear"), 0.05), Loss(id));
    EXPECT_TRUE(both.converged) << id;
    EXPECT_NEAR(both.objective, alone.objective, 1e-10) << id;
    EXPECT_NEAR(both.theta[0] + both.theta[1], alone.theta[0], 1e-6) << id;
    EXPECT_EQ(alone.theta[1], 0) << id;
  }
  const ExactFit sparse = solve_exact(with_l1(make_setting(twins, "linear"), 0.05), Loss("logistic"));
  EXPECT_EQ(zeros(sparse.theta), 1U);
  // With λ the weight is shared evenly.
  const ExactFit shared = solve_exact(with_l1(make_setting(twins, "linear", 0.1), 0.05), Loss("logistic"));
  EXPECT_NEAR(shared.theta[0], shared.theta[1], 1e-9);
}

// The penalty is on the model's own weights: those of the standardised inputs where there are such.
TEST(ExactL1, IsOfTheModelsOwnWeights) {
  Dataset data = make_data(parse_data_spec("line:n=40,seed=3"), "");
  Dataset wide = data;
  for (double& x : wide.x1) x = 1000 * x + 5;
  const auto fit = [](const Dataset& d, bool standardize) {
    const Setting setting = with_l1(make_setting(d, "line", 0, standardize), 0.4);
    return solve_exact(setting, Loss("huber")).objective;
  };
  EXPECT_NEAR(fit(data, true), fit(wide, true), 1e-12);
  EXPECT_GT(fit(data, false), fit(wide, false) + 0.1);  // a weight that is small costs little
}

TEST(ExactL1, HoldsWhatNothingElseHolds) {
  const Setting apart = with_l1(make_setting("gaussians:n=40,separation=8,seed=1", "linear"), 0.01);
  for (const char* id : {"logistic", "exponential", "savage"}) {
    const ExactFit fit = solve_exact(apart, Loss(id));
    EXPECT_TRUE(fit.converged) << id;
    EXPECT_LT(excess(apart, Loss(id), fit.theta), 1e-11) << id;
  }
  Dataset one = *apart.data;
  std::ranges::fill(one.y, 1.0);
  EXPECT_THAT(test::message_of([&] { solve_exact(with_l1(make_setting(one, "linear"), 0.1), Loss("logistic")); }),
              HasSubstr("all labels are the same"));
}

TEST(ExactL1, WhereItBeginsChangesNothingAndTwiceIsTheSame) {
  const Setting setting = with_l1(make_setting("sinusoid:n=60,outliers=0.1,seed=9", "rbf:10", 0, true), 0.05);
  const ExactFit first = solve_exact(setting, Loss("huber")), second = solve_exact(setting, Loss("huber"));
  EXPECT_EQ(first.theta, second.theta);
  Random random(3);
  for (int k = 0; k < 20; ++k) {
    std::vector<double> start(first.theta.size());
    for (double& t : start) t = random.uniform() < 0.3 ? 0 : 3 * random.normal();
    const ExactFit other = solve_exact(setting, Loss("huber"), start);
    EXPECT_TRUE(other.converged);
    EXPECT_EQ(zeros(other.theta), zeros(first.theta));
    for (std::size_t j = 0; j < start.size(); ++j) EXPECT_NEAR(other.theta[j], first.theta[j], 1e-9);
  }
}

}  // namespace
}  // namespace losslab
