// Gradients of every model under every loss that it can be trained with, against differences of the objective.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "losses/core/random.h"
#include "support.h"

namespace losslab {
namespace {

struct Compared {
  int all = 0, smooth = 0;
};

// Where a sample crosses a kink within the stretch that the differences take, these tell nothing: then differences of
// two lengths disagree.
Compared compare_gradient(const Setting& setting, const Loss& loss, const char* model) {
  Objective objective(setting, loss);
  Random random(17);
  std::vector<double> theta(setting.model->parameter_count()), gradient(theta.size());
  for (double& t : theta) t = 0.5 * random.normal();
  const double value = objective(theta, gradient);
  double largest = std::abs(value);
  for (const double g : gradient) largest = std::max(largest, std::abs(g));
  Compared compared;
  for (std::size_t j = 0; j < theta.size(); ++j) {
    const auto at = [&](double shift) {
      std::vector<double> moved = theta;
      moved[j] += shift;
      return objective(moved, {});
    };
    const double h = 1e-5;
    const double near = (at(h) - at(-h)) / (2 * h), far = (at(2 * h) - at(-2 * h)) / (4 * h);
    ++compared.all;
    if (std::abs(near - far) > 1e-7 * largest) continue;
    ++compared.smooth;
    EXPECT_NEAR(gradient[j], (4 * near - far) / 3, 1e-6 * largest)
        << model << ", " << loss.label() << ", parameter " << setting.model->parameter_names()[j];
  }
  return compared;
}

void compare_all(const char* data, std::initializer_list<const char*> models, bool residual) {
  for (const char* model : models) {
    const Setting setting = test::make_setting(data, model, 0.1, true);
    Compared sum;
    int losses = 0;
    for (const Loss& loss : Loss::all()) {
      const Family family = loss.info().family;
      if (residual ? !is_of_residual(family) : !is_of_margin(family)) continue;
      const Compared one = compare_gradient(setting, loss, model);
      sum.all += one.all;
      sum.smooth += one.smooth;
      ++losses;
    }
    EXPECT_GT(losses, 20);
    EXPECT_GT(sum.smooth, 0.95 * sum.all) << model;
  }
}

TEST(Gradient, EveryModelUnderEveryResidualLoss) {
  compare_all("line:n=23,outliers=0.2,seed=4", {"constant", "line", "poly:3", "rbf:5", "mlp:5,3", "mlp:5,3,relu"},
              true);
}

TEST(Gradient, EveryModelUnderEveryMarginLoss) {
  compare_all("moons:n=23,flips=0.2,seed=4", {"linear", "quadratic", "rbf:3", "mlp:5,3", "mlp:5,3,relu"}, false);
}

}  // namespace
}  // namespace losslab
