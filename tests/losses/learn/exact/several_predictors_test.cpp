// Fits on several predictors, against what is published and what R computes: lm, rlm of MASS 7.3 with acc = 1e-14 and
// quantreg 5.94.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "losses/learn/data/real_data.h"
#include "losses/learn/exact/exact.h"
#include "losses/learn/exact/leverage.h"
#include "losses/learn/exact/residual_scale.h"
#include "losses/learn/optimise/stepper.h"
#include "support.h"

namespace losslab {
namespace {

Setting setting_on(const std::string& file, bool standardize = false) {
  Setting setting;
  setting.data = std::make_shared<const Dataset>(read_data_file(file, LOSSLAB_ASSETS));
  setting.model = Model::make(ModelSpec(), *setting.data, standardize);
  return setting;
}

Loss loss_with(const char* id, double first) {
  Loss loss(id);
  loss.set(0, first);
  return loss;
}

void expect_theta(const Setting& setting, std::vector<double> theta, const std::vector<double>& expected,
                  double tolerance) {
  theta = setting.model->to_original(theta);
  ASSERT_EQ(theta.size(), expected.size());
  for (std::size_t j = 0; j < theta.size(); ++j) {
    EXPECT_NEAR(theta[j], expected[j], tolerance * std::abs(expected[j])) << "parameter " << j;
  }
}

// The intercept is last.
const std::vector<double> stack_squares{0.715640200485, 1.295286124389, -0.152122519149, -39.919674420124};
const std::vector<double> stack_absolute{0.8318840579710, 0.5739130434783, -0.0608695652174, -39.6898550724638};
const std::vector<double> stack_huber{0.829385770254, 0.926059415549, -0.127846317965, -41.026485373295};
const std::vector<double> stack_tukey{0.927558992802, 0.650711198390, -0.112333123036, -42.285321536491};

TEST(SeveralPredictors, StackLoss) {
  for (const bool standardize : {false, true}) {
    const Setting setting = setting_on("stackloss.csv", standardize);
    expect_theta(setting, solve_exact(setting, Loss("squared_error")).theta, stack_squares, 1e-10);
    expect_theta(setting, solve_exact(setting, Loss("absolute_error")).theta, stack_absolute, 1e-9);
    expect_theta(setting, solve_exact(setting, loss_with("pinball", 0.5)).theta, stack_absolute, 1e-9);
    const IteratedFit huber = solve_with_iterated_scale(setting, loss_with("huber", 1.345));
    expect_theta(setting, huber.fit.theta, stack_huber, 1e-9);
    EXPECT_NEAR(huber.scale.value, 2.44048904599, 1e-10);
    EXPECT_NEAR(huber.loss.parameter(0), 1.345 * 2.44048904599, 1e-9);
    EXPECT_TRUE(huber.fit.converged);
    const IteratedFit tukey = solve_with_iterated_scale(setting, loss_with("tukey_biweight", 4.685));
    expect_theta(setting, tukey.fit.theta, stack_tukey, 1e-9);
    EXPECT_NEAR(tukey.scale.value, 2.28185331457, 1e-10);
  }
}

TEST(SeveralPredictors, Duncan) {
  const Setting setting = setting_on("duncan.csv");
  expect_theta(setting, solve_exact(setting, Loss("squared_error")).theta,
               {0.598732821529, 0.545833909401, -6.064662922103}, 1e-10);
  expect_theta(setting, solve_exact(setting, Loss("absolute_error")).theta,
               {0.747706422018, 0.458715596330, -6.408256880734}, 1e-9);
  expect_theta(setting, solve_with_iterated_scale(setting, loss_with("huber", 1.345)).fit.theta,
               {0.701488569842, 0.485412832751, -7.110723845501}, 1e-9);
  expect_theta(setting, solve_with_iterated_scale(setting, loss_with("tukey_biweight", 4.685)).fit.theta,
               {0.790353552248, 0.418486301259, -7.412032858367}, 1e-9);
}

TEST(SeveralPredictors, DuncanWithItsCategory) {
  const CsvTable table = read_csv_table(LOSSLAB_ASSETS "/data/duncan.csv");
  ColumnChoice choice;  // occupation,type,income,education,prestige
  choice.x1 = 2;
  choice.more = {3, 1};
  choice.y = 4;
  choice.code_words = true;
  Setting setting;
  setting.data = std::make_shared<const Dataset>(take_columns(table, choice));
  setting.model = Model::make(ModelSpec(), *setting.data, false);
  expect_theta(setting, solve_exact(setting, Loss("squared_error")).theta,
               {0.597546495158, 0.345319329574, 16.657513398183, -14.661133360735, -0.185027829382}, 1e-9);
  expect_theta(setting, solve_with_iterated_scale(setting, loss_with("huber", 1.345)).fit.theta,
               {0.669085442282, 0.302296458134, 15.743516929182, -14.904260939530, -1.285433810428}, 1e-9);
}

TEST(SeveralPredictors, DescentComesToTheSame) {
  const Setting setting = setting_on("stackloss.csv", true);
  Optimizer optimizer;
  optimizer.rate = 0.3;
  Stepper stepper(setting, Competitor{0, Loss("squared_error"), optimizer}, 1);
  RunState state = stepper.start(setting.model->initial(1));
  for (int step = 0; step < 3000; ++step) ASSERT_FALSE(stepper.step(state).has_value());
  expect_theta(setting, state.theta, stack_squares, 1e-10);
}

TEST(SeveralPredictors, ThePenaltyShrinksAllWeights) {
  Setting setting = setting_on("stackloss.csv", true);
  const std::vector<double> free = solve_exact(setting, Loss("squared_error")).theta;
  setting.l1 = 1e4;
  const std::vector<double> sparse = solve_exact(setting, Loss("squared_error")).theta;
  for (std::size_t j = 0; j < 3; ++j) EXPECT_EQ(sparse[j], 0);
  EXPECT_NEAR(sparse[3], 368.0 / 21, 1e-12);  // the mean
  setting.l1 = 0;
  setting.l2 = 1;
  const std::vector<double> ridge = solve_exact(setting, Loss("squared_error")).theta;
  double before = 0, after = 0;
  for (std::size_t j = 0; j < 3; ++j) {
    before += free[j] * free[j];
    after += ridge[j] * ridge[j];
  }
  EXPECT_LT(after, before);
}

TEST(Leverage, OfStackLossAndDuncan) {
  for (const bool standardize : {false, true}) {
    const Setting setting = setting_on("stackloss.csv", standardize);
    const std::vector<double> hat = hat_values(setting);
    ASSERT_EQ(hat.size(), 21U);
    EXPECT_NEAR(hat[0], 0.3015554689363, 1e-12);
    EXPECT_NEAR(hat[16], 0.4121234978579, 1e-12);
    EXPECT_NEAR(hat[20], 0.2845334627253, 1e-12);
    EXPECT_NEAR(std::accumulate(hat.begin(), hat.end(), 0.0), 4, 1e-12);
  }
  EXPECT_NEAR(hat_values(setting_on("duncan.csv"))[26], 0.2690896297850, 1e-12);
}

TEST(Leverage, StandardisesResiduals) {
  const Setting setting = setting_on("stackloss.csv");
  const std::vector<double> hat = hat_values(setting);
  std::vector<double> r(21);
  Objective(setting, Loss("squared_error")).arguments(solve_exact(setting, Loss("squared_error")).theta, r);
  const std::vector<double> standardised = standardised_residuals(r, hat, 3.24336391819);
  EXPECT_NEAR(standardised[0], 1.1933392878675, 1e-9);
  EXPECT_NEAR(standardised[3], 1.8818160220034, 1e-9);
  EXPECT_NEAR(standardised[20], -2.6382199811638, 1e-9);
}

TEST(Leverage, OfAPointThatTheFitFollowsAltogetherIsOne) {
  Setting setting;
  Dataset data = parse_csv("x1,x2,y\n0,1,3\n0,2,4\n0,3,6\n1,4,9\n", "t.csv");
  setting.data = std::make_shared<const Dataset>(data);
  setting.model = Model::make(ModelSpec(), data, false);
  const std::vector<double> hat = hat_values(setting);
  EXPECT_NEAR(hat[3], 1, 1e-12);
  EXPECT_TRUE(std::isnan(standardised_residuals(std::vector<double>(4, 0.0), hat, 1)[3]));
}

TEST(Leverage, CountsACollinearColumnOnce) {
  Setting setting;
  Dataset data = parse_csv("x1,x2,y\n1,2,3\n2,4,4\n3,6,6\n5,10,9\n", "t.csv");
  setting.data = std::make_shared<const Dataset>(data);
  setting.model = Model::make(ModelSpec(), data, false);
  const std::vector<double> hat = hat_values(setting);
  EXPECT_NEAR(std::accumulate(hat.begin(), hat.end(), 0.0), 2, 1e-12);
}

TEST(IteratedScale, OfPointsOnOneFitIsZeroWithThatFit) {
  Dataset data;
  data.name = "points";
  for (int i = 1; i <= 15; ++i) {
    data.x1.push_back(i);
    data.y.push_back(i == 8 ? 40 : i);
  }
  const IteratedFit fit = solve_with_iterated_scale(test::make_setting(data, "line"), Loss("tukey_biweight"));
  ASSERT_TRUE(fit.scale.on_fit.has_value());
  EXPECT_NEAR(fit.scale.on_fit->theta[0], 1, 1e-12);
}

}  // namespace
}  // namespace losslab
