#include "losses/learn/exact/exact.h"
#include "losses/learn/exact/residual_scale.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "losses/core/random.h"
#include "losses/learn/race/race.h"
#include "support.h"

namespace losslab {
namespace {

using test::make_loss;
using test::make_setting;
using testing::HasSubstr;

Setting file_setting(const std::string& name, const std::string& model, double l2 = 0) {
  return make_setting(read_csv(std::string(LOSSLAB_ASSETS "/data/") + name), model, l2);
}

double slope_of_objective(const Setting& setting, const Loss& loss, const std::vector<double>& theta) {
  std::vector<double> gradient(theta.size());
  Objective(setting, loss)(theta, gradient);
  double largest = 0;
  for (double g : gradient) largest = std::max(largest, std::abs(g));
  return largest;
}

TEST(Exact, EqualsTheReferenceFits) {
  const std::string folder = LOSSLAB_TEST_DATA "/reference/";
  auto rows = test::read_rows(folder + "fits_shared.csv");
  rows.erase(rows.begin());
  ASSERT_EQ(rows.size(), 21U);
  for (const auto& row : rows) {
    const Dataset data = read_csv(folder + "fits/" + row[0] + ".csv");
    const bool line = data.task == Task::regression;
    const Setting setting = make_setting(data, line ? "line" : "linear", std::stod(row[3]));
    const Loss loss = make_loss(row[1], row[2]);
    const ExactFit fit = solve_exact(setting, loss);
    SCOPED_TRACE(row[0] + " " + loss.label() + " " + fit.method);
    EXPECT_TRUE(fit.converged);
    EXPECT_NEAR(fit.theta[0], std::stod(row[4]), 1e-8);
    if (!line) {
      EXPECT_NEAR(fit.theta[1], std::stod(row[5]), 1e-8);
    }
    EXPECT_NEAR(fit.theta.back(), std::stod(row[6]), 1e-8);
    EXPECT_NEAR(fit.objective, std::stod(row[7]), 1e-10 * std::stod(row[7]));
  }
}

TEST(Exact, LeastSquaresOfTheRealFilesArePublished) {
  struct Published {
    const char* file;
    double intercept, slope, tolerance;
  };
  const Published published[] = {{"phones.csv", -260.06, 5.041, 0.005},  {"stars.csv", 6.793, -0.413, 0.0005},
                                 {"animals.csv", 0.943, 0.592, 0.0005},  {"faithful.csv", 33.47, 10.73, 0.005},
                                 {"anscombe1.csv", 3.00, 0.500, 0.0025}, {"anscombe2.csv", 3.00, 0.500, 0.0025},
                                 {"anscombe3.csv", 3.00, 0.500, 0.0025}, {"anscombe4.csv", 3.00, 0.500, 0.0025}};
  for (const Published& row : published) {
    SCOPED_TRACE(row.file);
    const ExactFit fit = solve_exact(file_setting(row.file, "line"), Loss("squared_error"));
    EXPECT_TRUE(fit.converged);
    EXPECT_NEAR(fit.theta[1], row.intercept, row.tolerance);
    EXPECT_NEAR(fit.theta[0], row.slope, std::min(row.tolerance, 0.0005 + 0.005 * (row.slope > 5)));
  }
}

// Convex losses with a continuous gradient: at the minimiser it vanishes to rounding, whatever the data's units.
TEST(Exact, SmoothConvexLossesHaveNoSlopeAtTheFit) {
  for (const char* file : {"phones.csv", "stars.csv", "faithful.csv", "anscombe4.csv"}) {
    for (const char* id : {"squared_error", "half_squared_error", "pseudo_huber", "log_cosh", "huber", "smooth_l1"}) {
      for (double l2 : {0.0, 0.1}) {
        for (const char* model : {"constant", "line", "poly:2"}) {
          SCOPED_TRACE(testing::Message() << file << " " << id << " " << model << " " << l2);
          const Setting setting = file_setting(file, model, l2);
          const ExactFit fit = solve_exact(setting, Loss(id));
          EXPECT_TRUE(fit.converged);
          const double scale = std::abs(setting.model->features().front());
          EXPECT_LT(slope_of_objective(setting, Loss(id), fit.theta), 1e-10 * std::max(1.0, scale * scale) * 100);
        }
      }
    }
  }
}

// The minimum of a convex objective lies below its neighbours in every direction, by what it has at distances of 1e-4.
void expect_minimum(const Setting& setting, const Loss& loss, const ExactFit& fit) {
  Objective objective(setting, loss);
  Random random(5);
  for (int k = 0; k < 400; ++k) {
    std::vector<double> theta = setting.model->from_original(fit.theta);
    const double size = std::pow(10.0, -7.0 * random.uniform());
    for (double& t : theta) t += size * random.normal();
    EXPECT_GE(objective(theta, {}), fit.objective * (1 - 1e-13)) << loss.label() << " at distance " << size;
  }
}

TEST(Exact, KinkedLossesAreLowestAtTheFit) {
  const Setting line = make_setting("line:n=300,noise=1.3,outliers=0.25,seed=4", "line");
  const Setting small = make_setting("line:n=10,noise=2,seed=9", "line", 0.02);
  for (const Setting& setting : {line, small}) {
    for (const char* parameters : {"tau=0.1", "tau=0.5", "tau=0.8", "tau=0.97"}) {
      const Loss loss = make_loss("pinball", parameters);
      const ExactFit fit = solve_exact(setting, loss);
      EXPECT_TRUE(fit.converged) << loss.label();
      expect_minimum(setting, loss, fit);
    }
    for (const char* parameters : {"epsilon=0", "epsilon=0.1", "epsilon=1", "epsilon=3"}) {
      const Loss loss = make_loss("epsilon_insensitive", parameters);
      const ExactFit fit = solve_exact(setting, loss);
      EXPECT_TRUE(fit.converged) << loss.label();
      expect_minimum(setting, loss, fit);
    }
  }
  for (double l2 : {0.0, 0.01, 1.0}) {
    const Setting classes = make_setting("gaussians:n=400,separation=1,flips=0.1,seed=2", "linear", l2);
    const ExactFit fit = solve_exact(classes, Loss("hinge"));
    EXPECT_TRUE(fit.converged);
    expect_minimum(classes, Loss("hinge"), fit);
  }
}

// The pinball minimiser of a constant model is the quantile: with n·τ not whole it is unique.
TEST(Exact, PinballFindsQuantiles) {
  Dataset data;
  for (int i = 0; i < 11; ++i) {
    data.x1.push_back(i);
    data.y.push_back(i * i);
  }
  const Setting setting = make_setting(data, "constant");
  EXPECT_NEAR(solve_exact(setting, make_loss("pinball", "tau=0.5")).theta[0], 25, 1e-9);
  EXPECT_NEAR(solve_exact(setting, make_loss("pinball", "tau=0.8")).theta[0], 64, 1e-9);
  EXPECT_NEAR(solve_exact(setting, make_loss("pinball", "tau=0.05")).theta[0], 0, 1e-9);
  EXPECT_NEAR(solve_exact(setting, Loss("squared_error")).theta[0], 35, 1e-12);
}

TEST(Exact, TubeThatHoldsAllPointsCostsNothing) {
  const Setting setting = make_setting("line:n=40,noise=0.1,seed=3", "line");
  EXPECT_NEAR(solve_exact(setting, make_loss("epsilon_insensitive", "epsilon=2")).objective, 0, 1e-13);
}

TEST(Exact, YearsAndCollinearFeaturesDoNotHurt) {
  Dataset data = read_csv(LOSSLAB_ASSETS "/data/phones.csv");
  const ExactFit before = solve_exact(make_setting(data, "line"), Loss("pseudo_huber"));
  for (double& x : data.x1) x += 1900;
  const ExactFit after = solve_exact(make_setting(data, "line"), Loss("pseudo_huber"));
  EXPECT_NEAR(after.theta[0], before.theta[0], 1e-9);
  EXPECT_NEAR(after.theta[1], before.theta[1] - 1900 * before.theta[0], 1e-6);
  EXPECT_NEAR(after.objective, before.objective, 1e-12 * before.objective);

  Dataset twins = make_data(parse_data_spec("gaussians:n=100,flips=0.2,seed=3"), "");
  twins.x2 = twins.x1;  // only the penalty decides how the weight is shared: evenly
  const ExactFit shared = solve_exact(make_setting(twins, "linear", 0.1), Loss("logistic"));
  EXPECT_TRUE(shared.converged);
  EXPECT_NEAR(shared.theta[0], shared.theta[1], 1e-9);
  EXPECT_LT(slope_of_objective(make_setting(twins, "linear", 0.1), Loss("logistic"), shared.theta), 1e-14);
}

TEST(Exact, StandardisedFitIsTheSameFit) {
  const Dataset data = read_csv(LOSSLAB_ASSETS "/data/faithful.csv");
  const Setting plain = make_setting(data, "poly:2"), scaled = make_setting(data, "poly:2", 0, true);
  const std::vector<double> a = solve_exact(plain, Loss("log_cosh")).theta;
  const std::vector<double> b = scaled.model->to_original(solve_exact(scaled, Loss("log_cosh")).theta);
  for (std::size_t j = 0; j < a.size(); ++j) EXPECT_NEAR(a[j], b[j], 1e-8 * (1 + std::abs(a[j])));
}

TEST(Exact, RedescendingLossesStopAtAStationaryPoint) {
  const Setting setting = make_setting("line:n=200,outliers=0.2,seed=6", "line");
  for (const char* id : {"tukey_biweight", "welsch", "cauchy", "geman_mcclure", "barron"}) {
    Loss loss(id);
    if (loss.id() == "barron") loss.set("alpha", -2);
    const ExactFit fit = solve_exact(setting, loss);
    EXPECT_TRUE(fit.converged) << id;
    EXPECT_LT(slope_of_objective(setting, loss, fit.theta), 1e-13) << id;
    EXPECT_NEAR(fit.theta[0], 1.5, 0.2) << id;
  }
}

// Nor does it where the loss is convex for one of the classes alone.
TEST(Exact, TheClassThatALossIsShownForDoesNotMatter) {
  const Setting classes = make_setting("gaussians:n=200,separation=1,flips=0.1,seed=2", "linear", 0.01);
  const Setting apart = make_setting("gaussians:n=40,separation=8,seed=1", "linear");
  const Loss loss("asymmetric");
  ASSERT_NE(loss.for_class(1).properties().convex, loss.for_class(-1).properties().convex);
  const ExactFit positive = solve_exact(classes, loss.for_class(1)),
                 negative = solve_exact(classes, loss.for_class(-1));
  EXPECT_TRUE(positive.converged);
  EXPECT_EQ(positive.theta, negative.theta);
  EXPECT_LT(slope_of_objective(classes, loss, positive.theta), 1e-10);
  for (const int y : {-1, 1}) {
    EXPECT_THAT(test::message_of([&] { solve_exact(apart, loss.for_class(y)); }), HasSubstr("no finite minimiser"));
  }
}

TEST(Exact, SaysWhereThereIsNoMinimum) {
  const Setting apart = make_setting("gaussians:n=40,separation=8,seed=1", "linear");
  for (const char* id : {"logistic", "exponential", "gce", "brier_binary", "focal", "bi_tempered", "normalised_ce",
                         "taylor_ce", "phuber_ce", "asymmetric"}) {
    EXPECT_THAT(test::message_of([&] { solve_exact(apart, Loss(id)); }), HasSubstr("no finite minimiser")) << id;
  }
  EXPECT_THAT(test::message_of([&] { solve_exact(apart, Loss("zero_one")); }), HasSubstr("no slope"));
  EXPECT_NEAR(solve_exact(apart, Loss("hinge")).objective, 0, 1e-12);
  EXPECT_TRUE(solve_exact(apart, Loss("label_smoothed_bce")).converged);
  const Setting held = make_setting("gaussians:n=40,separation=8,seed=1", "linear", 0.01);
  EXPECT_TRUE(solve_exact(held, Loss("exponential")).converged);
  const Setting network = make_setting("gaussians:n=40,seed=1", "mlp:4");
  EXPECT_THAT(test::message_of([&] { solve_exact(network, Loss("logistic")); }), HasSubstr("network"));

  // Apart but for points on the dividing line itself.
  Dataset touching;
  touching.task = Task::classification;
  touching.x1 = {-1, -2, 0, 0, 1, 2};
  touching.x2 = {0, 1, 0, 0, 1, 0};
  touching.y = {-1, -1, -1, 1, 1, 1};
  EXPECT_THAT(test::message_of([&] { solve_exact(make_setting(touching, "linear"), Loss("logistic")); }),
              HasSubstr("no finite minimiser"));
}

// 100 N(2,1) against 100 N(−2,1) along x1 and five points at +10 labelled −1, as quantiles instead of draws: where
// the boundary lies on the axis.
TEST(Exact, FarWrongLabelsMoveTheBoundaryByLoss) {
  Dataset data;
  data.task = Task::classification;
  for (int i = 0; i < 100; ++i) {
    for (double label : {1.0, -1.0}) {
      data.x1.push_back(2 * label + normal_quantile((i + 0.5) / 100));
      data.x2.push_back(0);
      data.y.push_back(label);
    }
  }
  for (int i = 0; i < 5; ++i) {
    data.x1.push_back(10);
    data.x2.push_back(0);
    data.y.push_back(-1);
  }
  const Setting setting = make_setting(data, "linear");
  const auto boundary = [&](const char* id) {
    const ExactFit fit = solve_exact(setting, Loss(id));
    EXPECT_TRUE(fit.converged) << id;
    return -fit.theta[2] / fit.theta[0];
  };
  EXPECT_NEAR(boundary("exponential"), 1.00, 0.005);
  EXPECT_NEAR(boundary("logistic"), 0.22, 0.005);
  EXPECT_NEAR(boundary("gce"), 0.00, 1e-9);
}

TEST(Exact, RobustLinesFollowTheBulkOfThePhoneCalls) {
  const Setting phones = file_setting("phones.csv", "line");
  const double scale = residual_scale(phones).value;
  Loss huber("huber"), tukey("tukey_biweight");
  huber.set("delta", 1.345 * scale);
  tukey.set("c", 4.6851 * scale);
  const double least_squares = solve_exact(phones, Loss("squared_error")).theta[0];
  const double by_huber = solve_exact(phones, huber).theta[0], by_tukey = solve_exact(phones, tukey).theta[0];
  EXPECT_GT(least_squares, 5);
  EXPECT_LT(by_huber, 0.6 * least_squares);
  EXPECT_NEAR(by_tukey, 1.1, 0.05);
}

TEST(Exact, TukeyNeedsAGoodStartOnTheStars) {
  const Setting stars = file_setting("stars.csv", "line");
  const std::vector<double> start = least_median_start(stars);
  Loss tukey("tukey_biweight");
  tukey.set("c", 4.6851 * residual_scale(stars).value);
  EXPECT_LT(solve_exact(stars, tukey).theta[0], 0) << "the giants hold the fit that starts from Huber's";
  std::vector<double> sizes(stars.data->size());
  Objective(stars, tukey).arguments(start, sizes);
  for (double& r : sizes) r = std::abs(r);
  std::ranges::sort(sizes);
  tukey.set("c", 4.6851 * sizes[23] / 0.6745);
  EXPECT_NEAR(solve_exact(stars, tukey, start).theta[0], 2.2, 0.3);
}

TEST(Exact, DescentComesToTheExactFit) {
  const Setting setting = make_setting("line:n=50,outliers=0.1,seed=8", "line", 0, true);
  for (const char* id : {"squared_error", "huber", "pseudo_huber", "log_cosh", "cauchy"}) {
    Competitor competitor;
    competitor.loss = Loss(id);
    competitor.optimizer.rate = 0.3;
    Race race(setting, setting.model->initial(1), 1, {competitor});
    race.advance_to(20000, {});
    const ExactFit fit = solve_exact(setting, competitor.loss);
    for (std::size_t j = 0; j < 2; ++j) EXPECT_NEAR(race.theta(0, race.length())[j], fit.theta[j], 1e-9) << id;
  }
}

// A missing unit costs τ/(1 − τ) times one left over: pinball is that cost times 1 − τ, so that its minimiser has the
// least cost of all, and a fit of the mean a higher one.
TEST(Costs, AreLeastWherePinballIs) {
  const Setting setting = make_setting("inventory:n=300,costs=4,seed=3", "line");
  Loss pinball("pinball");
  pinball.set("tau", 0.8);
  const std::vector<double> best = solve_exact(setting, pinball).theta;
  const Measures there = Objective(setting, pinball).measure(best);
  EXPECT_NEAR(there.cost, 5 * there.objective, 1e-12 * there.cost);
  const Loss squared("squared_error");
  EXPECT_GT(Objective(setting, squared).measure(solve_exact(setting, squared).theta).cost, 1.02 * there.cost);
  EXPECT_DOUBLE_EQ(mean_cost(0.8, std::vector<double>{1, -2, 0.5}), (4 + 2 + 2) / 3.0);
  const Setting plain = make_setting("line:n=20", "line");
  EXPECT_TRUE(std::isnan(Objective(plain, squared).measure(std::vector<double>{0, 0}).cost));
}

}  // namespace
}  // namespace losslab
