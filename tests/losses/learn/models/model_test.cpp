#include "losses/learn/models/model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "losses/core/random.h"
#include "losses/learn/optimise/problem.h"
#include "support.h"

namespace losslab {
namespace {

using test::make_setting;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(Model, NamesGoThereAndBack) {
  for (const char* name : {"constant", "line", "poly:5", "mlp:8,8", "mlp:3"}) {
    EXPECT_EQ(to_text(parse_model(name, Task::regression)), name);
  }
  for (const char* name : {"linear", "quadratic", "mlp:64,1,2,3"}) {
    EXPECT_EQ(to_text(parse_model(name, Task::classification)), name);
  }
  const auto said = [](const char* text, Task task) { return test::message_of([&] { parse_model(text, task); }); };
  EXPECT_EQ(said("poly:10", Task::regression),
            "Model: expected the degree of poly as a whole number from 1 to 9, found '10'.");
  EXPECT_THAT(said("mlp:8,", Task::regression), HasSubstr("the width of a layer as a whole number from 1 to 64"));
  EXPECT_THAT(said("mlp:1,1,1,1,1", Task::regression), HasSubstr("expected 1 to 4 hidden layers, found 5"));
  EXPECT_THAT(said("quadratic", Task::regression), HasSubstr("expected constant, line, poly:K, rbf:K or mlp:8,8"));
  EXPECT_THAT(said("line", Task::classification), HasSubstr("expected linear, quadratic, rbf:K or mlp:8,8"));
  EXPECT_THAT(said("line:3", Task::regression), HasSubstr("takes no settings"));
}

TEST(Model, LinearModelsHaveTheirFeatures) {
  Dataset data;
  data.x1 = {2, 3};
  data.y = {0, 0};
  EXPECT_THAT(make_setting(data, "poly:3").model->features(), ElementsAre(2, 3, 4, 9, 8, 27, 1, 1));
  EXPECT_THAT(make_setting(data, "poly:3").model->parameter_names(), ElementsAre("w1", "w2", "w3", "b"));
  EXPECT_THAT(make_setting(data, "constant").model->features(), ElementsAre(1, 1));
  data.task = Task::classification;
  data.x2 = {5, 7};
  data.y = {1, -1};
  EXPECT_THAT(make_setting(data, "quadratic").model->features(), ElementsAre(2, 3, 5, 7, 4, 9, 10, 21, 25, 49, 1, 1));
  EXPECT_THAT(make_setting(data, "linear").model->penalised(), ElementsAre(1, 1, 0));
}

TEST(Model, StandardisedParametersTranslate) {
  const Setting plain = make_setting("line:n=37,seed=5", "poly:3");
  const Setting scaled = make_setting("line:n=37,seed=5", "poly:3", 0, true);
  const std::vector<double> theta{0.3, -0.2, 0.01, 4};
  const std::vector<double> own = scaled.model->from_original(theta);
  std::vector<double> f(37), g(37), h(37);
  ModelWorkspace work;
  plain.model->outputs(theta, {}, f, work);
  scaled.model->outputs(own, {}, g, work);
  scaled.model->predict(own, scaled.data->x1, {}, h);
  for (std::size_t i = 0; i < 37; ++i) {
    EXPECT_NEAR(f[i], g[i], 1e-12 * (1 + std::abs(f[i])));
    EXPECT_EQ(g[i], h[i]);
  }
  const std::vector<double> back = scaled.model->to_original(own);
  for (std::size_t j = 0; j < 4; ++j) EXPECT_NEAR(back[j], theta[j], 1e-13);
  for (std::size_t j = 0; j < 3; ++j) {
    double sum = 0, squares = 0;
    for (double z : scaled.model->features().subspan(j * 37, 37)) {
      sum += z;
      squares += z * z;
    }
    EXPECT_NEAR(sum, 0, 1e-12);
    EXPECT_NEAR(squares / 37, 1, 1e-12);
  }
}

// The network written out in plain loops.
double network_by_hand(const std::vector<double>& theta, double x1, double x2) {
  double a[5], b[3], f;
  for (int o = 0; o < 5; ++o) a[o] = std::tanh(theta[10 + o] + theta[2 * o] * x1 + theta[2 * o + 1] * x2);
  const double* second = theta.data() + 15;
  for (int o = 0; o < 3; ++o) {
    b[o] = second[15 + o];
    for (int i = 0; i < 5; ++i) b[o] += second[5 * o + i] * a[i];
    b[o] = std::tanh(b[o]);
  }
  const double* last = second + 18;
  f = last[3];
  for (int i = 0; i < 3; ++i) f += last[i] * b[i];
  return f;
}

TEST(Model, NetworkIsWhatItSays) {
  const Setting setting = make_setting("moons:n=43,seed=2", "mlp:5,3");
  ASSERT_EQ(setting.model->parameter_count(), 15U + 18U + 4U);
  EXPECT_EQ(setting.model->parameter_names()[0], "layer1.w[0][0]");
  EXPECT_EQ(setting.model->parameter_names()[36], "layer3.b[0]");
  std::vector<double> theta = setting.model->initial(3);
  EXPECT_EQ(theta, setting.model->initial(3));
  EXPECT_NE(theta, setting.model->initial(4));
  Random random(1);
  for (double scale : {1.0, 10.0}) {
    for (double& t : theta) t = scale * random.normal();
    std::vector<double> f(43), g(43), h(2);
    ModelWorkspace work;
    setting.model->outputs(theta, {}, f, work);
    setting.model->predict(theta, setting.data->x1, setting.data->x2, g);
    for (std::size_t i = 0; i < 43; ++i) {
      EXPECT_NEAR(f[i], network_by_hand(theta, setting.data->x1[i], setting.data->x2[i]), 1e-13 * scale);
      EXPECT_EQ(f[i], g[i]);
    }
    setting.model->outputs(theta, std::vector<int>{7, 41}, h, work);
    EXPECT_THAT(h, ElementsAre(f[7], f[41]));
  }
}

// One hidden unit lets tanh itself be seen.
TEST(Model, TanhIsAccurateEverywhere) {
  Dataset data;
  for (int i = -4000; i <= 4000; ++i) data.x1.push_back(i * 0.007);
  for (int k = 1; k < 300; ++k) data.x1.push_back(std::pow(10.0, -k));
  for (double x : {0.0, 1e300, -1e300, 709.0, 22.0, -19.1}) data.x1.push_back(x);
  data.y.assign(data.x1.size(), 0);
  const Setting setting = make_setting(data, "mlp:1");
  std::vector<double> f(data.size());
  ModelWorkspace work;
  setting.model->outputs(std::vector<double>{1, 0, 1, 0}, {}, f, work);
  for (std::size_t i = 0; i < data.size(); ++i) {
    const double exact = std::tanh(data.x1[i]);
    EXPECT_NEAR(f[i], exact, 8e-16 * std::abs(exact)) << data.x1[i];
  }
  setting.model->outputs(std::vector<double>{std::nan(""), 0, 1, 0}, {}, f, work);
  EXPECT_TRUE(std::isnan(f[0]));
}

void expect_gradient(const Setting& setting, const Loss& loss, std::span<const int> rows) {
  Objective objective(setting, loss);
  Random random(17);
  std::vector<double> theta(setting.model->parameter_count()), gradient(theta.size());
  for (double& t : theta) t = 0.5 * random.normal();
  const double value = objective(theta, gradient, rows);
  EXPECT_EQ(value, objective(theta, {}, rows));
  double largest = 0;
  for (double g : gradient) largest = std::max(largest, std::abs(g));
  for (std::size_t j = 0; j < theta.size(); ++j) {
    const auto at = [&](double shift) {
      std::vector<double> moved = theta;
      moved[j] += shift;
      return objective(moved, {}, rows);
    };
    const double h = 1e-4;  // fourth order
    const double difference = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
    EXPECT_NEAR(gradient[j], difference, 1e-6 * std::max(largest, std::abs(value)))
        << to_text(ModelSpec()) << loss.label() << ", parameter " << setting.model->parameter_names()[j];
  }
}

TEST(Model, GradientsEqualDifferences) {
  const std::vector<int> some{3, 3, 17, 0, 28, 5, 9, 11, 12, 13};
  for (const std::vector<int>& rows : {std::vector<int>(), some}) {
    for (double l2 : {0.0, 0.3}) {
      for (const char* model : {"constant", "line", "poly:2", "mlp:5,3", "mlp:13,9"}) {
        const Setting setting = make_setting("line:n=29,outliers=0.2,seed=4", model, l2, std::string(model) != "line");
        for (const char* id : {"squared_error", "pseudo_huber", "log_cosh", "cauchy", "welsch", "logistic"}) {
          expect_gradient(setting, Loss(id), rows);
        }
      }
      for (const char* model : {"linear", "quadratic", "mlp:4,4,2"}) {
        const Setting setting = make_setting("moons:n=31,flips=0.2,seed=4", model, l2);
        for (const char* id : {"logistic", "exponential", "gce", "focal_alpha", "brier_binary", "half_squared_error"}) {
          expect_gradient(setting, Loss(id), rows);
        }
      }
    }
  }
}

// Objective and gradient over all samples in one pass, and sample by sample where the rows are named: the same digits.
void expect_same_digits(const Setting& setting, const Loss& loss, std::span<const double> theta) {
  Objective objective(setting, loss);
  std::vector<int> rows(setting.data->size());
  std::iota(rows.begin(), rows.end(), 0);
  std::vector<double> fused(theta.size()), plain(theta.size()), alone(theta.size());
  const double value = objective(theta, fused);
  const double expected = objective(theta, plain, rows);
  EXPECT_TRUE(value == expected || (std::isnan(value) && std::isnan(expected))) << loss.label();
  objective.gradient(theta, alone);
  for (std::size_t j = 0; j < theta.size(); ++j) {
    EXPECT_TRUE(fused[j] == plain[j] || (std::isnan(fused[j]) && std::isnan(plain[j]))) << loss.label();
    EXPECT_TRUE(alone[j] == fused[j] || (std::isnan(alone[j]) && std::isnan(fused[j]))) << loss.label();
  }
  if (objective.surely_finite(theta)) {
    EXPECT_TRUE(std::isfinite(value)) << loss.label() << " at " << theta[0];
  }
}

TEST(Objective, OnePassGivesTheSameDigits) {
  for (const char* n : {"10", "11", "16", "31", "64", "77"}) {
    const Setting line = make_setting(std::string("line:outliers=0.2,seed=4,n=") + n, "line", 0.2);
    const Setting plane = make_setting(std::string("gaussians:flips=0.1,seed=4,n=") + n, "linear", 0.2);
    for (const Loss& loss : Loss::all()) {
      const bool residual = is_of_residual(loss.info().family);
      if (!residual && !is_of_margin(loss.info().family)) continue;
      for (double size : {0.0, 0.3, 20.0, 1e4, 1e80, 1e160, 1e308}) {
        if (residual) {
          expect_same_digits(line, loss, std::vector<double>{size, 0.25 - size});
        } else {
          expect_same_digits(plane, loss, std::vector<double>{size, -0.7 * size, 0.5 * size});
        }
      }
    }
  }
}

TEST(Objective, OnePassMeasuresTheSameErrors) {
  for (const char* spec : {"line:n=53,outliers=0.3,seed=4", "gaussians:n=53,flips=0.2,seed=4"}) {
    const bool line = spec[0] == 'l';
    const Setting one_pass = make_setting(spec, line ? "line" : "linear");
    const Setting several = make_setting(spec, line ? "poly:2" : "quadratic");  // with a weight 0, the same model
    const std::vector<double> theta = line ? std::vector<double>{0.7, 0.2} : std::vector<double>{0.7, -0.3, 0.2};
    std::vector<double> more(theta.begin(), theta.end() - 1);
    more.resize(several.model->parameter_count(), 0);
    more.back() = theta.back();
    const Loss loss(line ? "huber" : "logistic");
    const Measures a = Objective(one_pass, loss).measure(theta), b = Objective(several, loss).measure(more);
    EXPECT_EQ(a.objective, b.objective);
    EXPECT_EQ(a.given_error, b.given_error);
    EXPECT_EQ(a.clean_error, b.clean_error);
    EXPECT_NE(a.given_error, a.clean_error);
  }
}

TEST(Model, LargestOutputIsABound) {
  Random random(3);
  for (const char* name : {"constant", "line", "poly:4", "mlp:5,3"}) {
    const Setting setting = make_setting("line:n=29,outliers=0.2,seed=4", name);
    std::vector<double> theta(setting.model->parameter_count()), f(29);
    for (double& t : theta) t = 3 * random.normal();
    ModelWorkspace work;
    setting.model->outputs(theta, {}, f, work);
    for (double value : f) EXPECT_LE(std::abs(value), setting.model->largest_output(theta)) << name;
    theta.back() = std::nan("");
    EXPECT_FALSE(setting.model->largest_output(theta) < 1e300) << name;
  }
}

TEST(Objective, MeasuresErrors) {
  Dataset data;
  data.x1 = {0, 1, 2};
  data.y = {1, 1, 7};
  data.outlier = {0, 0, 1};
  const std::vector<double> theta{1, 0};
  const Setting setting = make_setting(data, "line", 0.5);
  Objective objective(setting, Loss("squared_error"));
  std::vector<double> gradient(2);
  const Measures measures = objective.measure(theta, gradient);
  EXPECT_DOUBLE_EQ(measures.objective, 26 / 3.0 + 0.25);
  EXPECT_DOUBLE_EQ(measures.given_error, std::sqrt(26 / 3.0));
  EXPECT_DOUBLE_EQ(measures.clean_error, std::sqrt(0.5));
  EXPECT_DOUBLE_EQ(gradient[0], -20 / 3.0 + 0.5);
  EXPECT_DOUBLE_EQ(gradient[1], -4);
  data.outlier.clear();
  EXPECT_TRUE(std::isnan(Objective(make_setting(data, "line"), Loss("huber")).measure(theta).clean_error));

  Dataset classes;
  classes.task = Task::classification;
  classes.x1 = {1, 2, -1, 0};
  classes.x2 = {0, 0, 0, 0};
  classes.y = {1, -1, -1, 1};
  classes.true_label = {1, 1, -1, 1};
  Objective zero_one(make_setting(classes, "linear"), Loss("zero_one"));
  gradient.resize(3);
  const Measures missed = zero_one.measure(std::vector<double>{1, 0, 0}, gradient);
  EXPECT_EQ(missed.objective, 0.5);  // f = 0 counts as missed
  EXPECT_EQ(missed.given_error, 0.5);
  EXPECT_EQ(missed.clean_error, 0.25);
  EXPECT_THAT(gradient, ElementsAre(0, 0, 0));
  std::vector<double> margins(4);
  zero_one.arguments(std::vector<double>{1, 0, 0}, margins);
  EXPECT_THAT(margins, ElementsAre(1, -2, 1, 0));
}

}  // namespace
}  // namespace losslab
