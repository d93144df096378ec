// Points that count differently: a point of weight 2 is the same as two points.
#include <gtest/gtest.h>

#include <cmath>

#include "losses/learn/data/csv_columns.h"
#include "losses/learn/data/real_data.h"
#include "losses/learn/exact/exact.h"
#include "losses/learn/exact/leverage.h"
#include "losses/learn/landscape/landscape.h"
#include "losses/learn/optimise/stepper.h"
#include "support.h"

namespace losslab {
namespace {

// The points with weights 1, 2, 3, 1, 2, 3, ... and the same with each as often as its weight.
struct Twins {
  Setting weighted, repeated;
};

Twins twins_of(Dataset data, const std::string& model, double l2, double l1) {
  Dataset repeated = data;
  for (auto* values : {&repeated.x1, &repeated.x2, &repeated.y, &repeated.true_label}) values->clear();
  repeated.outlier.clear();
  data.outlier.clear();
  data.true_label.clear();
  data.weight.clear();
  for (std::size_t i = 0; i < data.size(); ++i) {
    data.weight.push_back(0.5 * static_cast<double>(1 + i % 3));  // in any unit
    for (std::size_t k = 0; k <= i % 3; ++k) {
      repeated.x1.push_back(data.x1[i]);
      if (!data.x2.empty()) repeated.x2.push_back(data.x2[i]);
      repeated.y.push_back(data.y[i]);
    }
  }
  Twins twins;
  for (auto& [setting, points] : {std::pair{&twins.weighted, &data}, {&twins.repeated, &repeated}}) {
    setting->data = std::make_shared<const Dataset>(*points);
    setting->model = Model::make(parse_model(model, data.task), *setting->data, false);
    setting->l2 = l2;
    setting->l1 = l1;
  }
  return twins;
}

void expect_same_fit(const Twins& twins, const Loss& loss, std::vector<double> start = {}) {
  const ExactFit one = solve_exact(twins.weighted, loss, start), other = solve_exact(twins.repeated, loss, start);
  EXPECT_EQ(one.converged, other.converged) << loss.id();
  EXPECT_NEAR(one.objective, other.objective, 1e-9 * std::abs(other.objective)) << loss.id();
  for (std::size_t j = 0; j < one.theta.size(); ++j) {
    EXPECT_NEAR(one.theta[j], other.theta[j], 1e-6 * (1 + std::abs(other.theta[j]))) << loss.id() << " " << j;
  }
}

TEST(Weights, AreAsManyPointsForEveryExactSolver) {
  const Dataset line = make_data(parse_data_spec("line:n=40,outliers=0.2,seed=3"), "");
  for (const double l1 : {0.0, 0.1}) {
    const Twins twins = twins_of(line, "poly:2", 0.01, l1);
    for (const char* id : {"squared_error", "huber", "log_cosh", "pinball", "absolute_error", "epsilon_insensitive"}) {
      expect_same_fit(twins, Loss(id));
    }
    const std::vector<double> start = solve_exact(twins.repeated, Loss("huber")).theta;
    for (const char* id : {"tukey_biweight", "cauchy", "welsch"}) expect_same_fit(twins, Loss(id), start);
  }
  const Dataset classes = make_data(parse_data_spec("gaussians:n=50,separation=1,flips=0.1,seed=2"), "");
  const Twins twins = twins_of(classes, "linear", 0.01, 0);
  for (const char* id : {"logistic", "exponential", "hinge", "squared_hinge", "focal_alpha"}) {
    expect_same_fit(twins, Loss(id));
  }
}

TEST(Weights, AreAsManyPointsForTheObjective) {
  const Dataset line = make_data(parse_data_spec("line:n=30,outliers=0.2,seed=4"), "");
  for (const char* model : {"line", "poly:3", "mlp:3"}) {
    const Twins twins = twins_of(line, model, 0.1, 0.05);
    Objective one(twins.weighted, Loss("huber")), other(twins.repeated, Loss("huber"));
    const std::vector<double> theta(twins.weighted.model->parameter_count(), 0.3);
    std::vector<double> gradient(theta.size()), expected(theta.size()), alone(theta.size());
    EXPECT_NEAR(one(theta, gradient), other(theta, expected), 1e-12 * std::abs(other(theta, {})));
    one.gradient(theta, alone);
    for (std::size_t j = 0; j < theta.size(); ++j) {
      EXPECT_NEAR(gradient[j], expected[j], 1e-11 * (1 + std::abs(expected[j])));
      EXPECT_EQ(gradient[j], alone[j]);
    }
    EXPECT_NEAR(one.measure(theta).objective, other.measure(theta).objective, 1e-12 * std::abs(one(theta, {})));
  }
}

TEST(Weights, OfABatchAreThoseOfItsPoints) {
  const Twins twins = twins_of(make_data(parse_data_spec("line:n=12,seed=4"), ""), "line", 0, 0);
  Objective objective(twins.weighted, Loss("squared_error"));
  const std::vector<double> theta{0.5, 0.25};
  const std::vector<int> rows{2, 7};
  const Dataset& data = *twins.weighted.data;
  double expected = 0;
  for (const int row : rows) {
    const auto i = static_cast<std::size_t>(row);
    const double r = data.y[i] - (0.5 * data.x1[i] + 0.25);
    expected += shares(data)[i] * r * r / 2;
  }
  EXPECT_NEAR(objective(theta, {}, rows), expected * Loss("squared_error").at(1).value, 1e-12 * expected);
}

TEST(Weights, AreSeenInTheLandscape) {
  const Twins twins = twins_of(make_data(parse_data_spec("line:n=20,outliers=0.2,seed=5"), ""), "line", 0, 0);
  Plane plane = parameter_plane(std::vector<double>{0, 0}, 0, 1);
  for (const char* id : {"squared_error", "huber", "cauchy"}) {
    const auto one = compute_landscape(twins.weighted, Loss(id), plane, 9, 9, 1, {});
    const auto other = compute_landscape(twins.repeated, Loss(id), plane, 9, 9, 1, {});
    for (std::size_t k = 0; k < one->values.size(); ++k) {
      EXPECT_NEAR(one->values[k], other->values[k], 1e-5f * std::abs(other->values[k])) << id;
    }
  }
}

// From R: lm(), hatvalues() and quantreg's rq() with weights, glm(family = binomial) with weights.
TEST(Weights, GiveWhatRGives) {
  Setting stack;
  Dataset data = read_data_file("stackloss.csv", LOSSLAB_ASSETS);
  const std::vector<double> seven{1, 2, 0.5, 3, 1.5, 0.25, 4};
  for (std::size_t i = 0; i < data.size(); ++i) data.weight.push_back(seven[i % 7]);
  stack.data = std::make_shared<const Dataset>(data);
  stack.model = Model::make(ModelSpec(), data, false);
  const auto expect = [](const std::vector<double>& theta, const std::vector<double>& expected) {
    ASSERT_EQ(theta.size(), expected.size());
    for (std::size_t j = 0; j < theta.size(); ++j) EXPECT_NEAR(theta[j], expected[j], 1e-9 * std::abs(expected[j]));
  };
  expect(solve_exact(stack, Loss("squared_error")).theta,
         {0.54488234565064, 1.60730753194928, -0.19220809800648, -33.08210048649570});
  expect(solve_exact(stack, Loss("absolute_error")).theta,
         {0.81690140845070, 0.74647887323944, -0.21126760563380, -29.91549295774649});
  Loss quantile("pinball");
  quantile.set("tau", 0.7);
  expect(solve_exact(stack, quantile).theta,
         {0.85849056603774, 0.60377358490566, -0.13207547169811, -35.43396226415097});
  const std::vector<double> hat = hat_values(stack);
  EXPECT_NEAR(hat[0], 0.20368506044355, 1e-12);
  EXPECT_NEAR(hat[16], 0.17516295101646, 1e-12);
  EXPECT_NEAR(hat[20], 0.50307312182763, 1e-12);
  Setting iris;
  Dataset flowers = read_data_file("iris.csv", LOSSLAB_ASSETS);
  const std::vector<double> four{1, 2.5, 0.5, 3};
  for (std::size_t i = 0; i < flowers.size(); ++i) flowers.weight.push_back(four[i % 4]);
  iris.data = std::make_shared<const Dataset>(flowers);
  iris.model = Model::make(parse_model("linear", Task::classification), flowers, false);
  const std::vector<double> theta = solve_exact(iris, Loss("logistic")).theta;
  EXPECT_NEAR(theta[0], 6.0469900849027, 1e-7);
  EXPECT_NEAR(theta[1], 8.7336803123125, 1e-7);
  EXPECT_NEAR(theta[2], -43.8412648968573, 1e-6);
}

TEST(Weights, AreReadFromAColumn) {
  ColumnChoice choice;
  choice.weight = 2;
  const CsvTable table = parse_csv_table("x,y,w\n1,2,0.5\n2,3,0\n3,5,2\n4,6,1\n", "t.csv");
  const Dataset data = take_columns(table, choice);
  EXPECT_EQ(data.weight, (std::vector<double>{0.5, 2, 1}));
  EXPECT_EQ(data.x1, (std::vector<double>{1, 3, 4}));
  const auto said = [&](const std::string& text) {
    return test::message_of([&] { take_columns(parse_csv_table(text, "t.csv"), choice); });
  };
  EXPECT_EQ(said("x,y,w\n1,2,1\n2,3,-1\n3,5,2\n"), "t.csv, line 3, column 3 (w): a weight is 0 or more; found '-1'.");
  EXPECT_EQ(said("x,y,w\n1,2,1\n2,3,0\n3,5,0\n"), "t.csv: expected at least 2 complete rows, found 1.");
  choice.weight = 1;
  EXPECT_EQ(said("x,y,w\n1,2,1\n2,3,1\n"), "t.csv: the column 'y' is chosen twice; each can be one thing only.");
}

}  // namespace
}  // namespace losslab
