// Losses of logits on labelled data: corrections, gradients, runs, and what is said of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <numeric>

#include "losses/core/error.h"
#include "losses/core/random.h"
#include "losses/learn/data/transition.h"
#include "losses/learn/models/kernels.h"
#include "losses/learn/optimise/problem.h"
#include "losses/learn/race/calibration.h"
#include "losses/learn/race/classes.h"
#include "losses/learn/race/diagnosis.h"
#include "losses/learn/race/race.h"
#include "losses/learn/sweep/sweep.h"

namespace losslab {
namespace {

using ::testing::ElementsAre;

Setting setting_of(const std::string& data, const std::string& model, bool standardize = false) {
  Setting setting;
  setting.data = std::make_shared<const Dataset>(make_data(parse_data_spec(data), LOSSLAB_ASSETS));
  setting.model = Model::make(parse_model(model, Task::classification), *setting.data, standardize);
  return setting;
}

std::vector<double> random_numbers(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<double> values(count);
  for (double& value : values) value = random.normal();
  return values;
}

const std::vector<double> some_transition{0.7, 0.2, 0.1, 0.05, 0.9, 0.05, 0.3, 0, 0.7};

std::vector<VectorLoss> all_that_learn() {
  std::vector<VectorLoss> all;
  for (const VectorEntry& entry : vector_catalogue()) {
    const VectorLoss loss(entry.info->id);
    if (learns_classes(loss)) all.push_back(loss);
  }
  return all;
}

TEST(ClassLoss, NearlyAllLearn) {
  EXPECT_GE(all_that_learn().size(), 20U);
  EXPECT_THROW(require_learning(VectorLoss("distillation")), InputError);
  EXPECT_THROW(require_learning(VectorLoss("reverse_kl_softmax")), InputError);
}

// Both corrections have the gradient of their value, for every loss.
TEST(ClassLoss, CorrectionsHaveTheirGradients) {
  constexpr std::size_t n = 5, stride = 8, classes = 3;
  const std::vector<double> labels{0, 1, 2, 0, 2};
  for (const VectorLoss& loss : all_that_learn()) {
    if (loss.properties().has_kinks) continue;
    for (const Correction correction : {Correction::forward, Correction::backward}) {
      ClassBatch batch({loss, correction}, classes, some_transition);
      batch.set_labels(labels, stride);
      std::vector<double> z = random_numbers(classes * stride, 3), gradient(classes * stride), values(n), ahead(n),
                          behind(n);
      batch.evaluate(z.data(), values, gradient.data());
      for (std::size_t k = 0; k < classes; ++k) {
        constexpr double h = 1e-5;
        std::vector<double> moved = z;
        for (std::size_t i = 0; i < n; ++i) moved[k * stride + i] = z[k * stride + i] + h;
        batch.evaluate(moved.data(), ahead, nullptr);
        for (std::size_t i = 0; i < n; ++i) moved[k * stride + i] = z[k * stride + i] - h;
        batch.evaluate(moved.data(), behind, nullptr);
        for (std::size_t i = 0; i < n; ++i) {
          EXPECT_NEAR(gradient[k * stride + i], (ahead[i] - behind[i]) / (2 * h), 2e-8 * (1 + std::abs(values[i])))
              << loss.id() << ' ' << static_cast<int>(correction);
        }
      }
    }
  }
}

// What backward correction is for: on average over the labels that class y is given it is the loss of y.
TEST(ClassLoss, BackwardIsUnbiased) {
  constexpr std::size_t classes = 3, stride = 8;
  const std::vector<double> z = random_numbers(classes * stride, 9);
  for (const VectorLoss& loss : all_that_learn()) {
    ClassBatch plain({loss, Correction::none}, classes, {}),
        backward({loss, Correction::backward}, classes, some_transition);
    // The same logits for all labels.
    std::vector<double> same(classes * stride);
    for (std::size_t k = 0; k < classes; ++k) std::fill_n(same.begin() + static_cast<long>(k * stride), stride, z[k]);
    const std::vector<double> labels{0, 1, 2};
    std::vector<double> clean(3), corrected(3);
    plain.set_labels(labels, stride);
    plain.evaluate(same.data(), clean, nullptr);
    backward.set_labels(labels, stride);
    backward.evaluate(same.data(), corrected, nullptr);
    for (std::size_t y = 0; y < classes; ++y) {
      double mean = 0;
      for (std::size_t given = 0; given < classes; ++given)
        mean += some_transition[y * classes + given] * corrected[given];
      EXPECT_NEAR(mean, clean[y], 1e-12 * (1 + std::abs(clean[y]))) << loss.id();
    }
  }
}

// Forward-corrected cross-entropy is −log Σ_i T_iy p_i; without noise every correction changes nothing but a shift.
TEST(ClassLoss, ForwardComparesWithGivenLabels) {
  constexpr std::size_t classes = 3, stride = 8;
  ClassBatch forward({VectorLoss("softmax_ce"), Correction::forward}, classes, some_transition);
  std::vector<double> z(classes * stride), value(1);
  z[0] = 1, z[stride] = -2, z[2 * stride] = 0.5;
  const double sum = std::exp(1.0) + std::exp(-2.0) + std::exp(0.5);
  forward.set_labels(std::vector<double>{1}, stride);
  forward.evaluate(z.data(), value, nullptr);
  const double q = (0.2 * std::exp(1.0) + 0.9 * std::exp(-2.0) + 0 * std::exp(0.5)) / sum;
  EXPECT_NEAR(value[0], -std::log(q), 1e-14);
  z[0] = 1e4;  // far out, where p of all but one class is 0
  forward.evaluate(z.data(), value, nullptr);
  EXPECT_NEAR(value[0], -std::log(0.2), 1e-12);
}

TEST(ClassLoss, CorrectionsNeedAMatrixThatServes) {
  const VectorLoss loss("softmax_ce");
  EXPECT_THROW(ClassBatch({loss, Correction::forward}, 3, {}), InputError);
  const std::vector<double> singular{0.5, 0.5, 0.5, 0.5}, never{1, 0, 1, 0};
  EXPECT_THROW(ClassBatch({loss, Correction::backward}, 2, singular), InputError);
  EXPECT_THROW(ClassBatch({loss, Correction::forward}, 2, never), InputError);
}

TEST(ClassObjective, GradientsOfAllModels) {
  for (const char* model : {"linear", "quadratic", "rbf:3", "mlp:5,4", "mlp:6,relu"}) {
    for (const char* data : {"gaussians:classes=3,n=30,flips=0.2,seed=3", "iris-species.csv"}) {
      if (std::string(model) == "rbf:3" && std::string(data) == "iris-species.csv") continue;
      const Setting plain = setting_of(data, model, true);
      Setting setting = plain;
      setting.l2 = 0.03;
      Objective objective(setting, ClassLoss{VectorLoss("softmax_ce"), Correction::none});
      std::vector<double> theta = setting.model->initial(2), gradient(theta.size()), none;
      const std::vector<double> shift = random_numbers(theta.size(), 7);
      for (std::size_t j = 0; j < theta.size(); ++j) theta[j] += 0.3 * shift[j];
      const std::vector<int> rows{1, 5, 7, 20, 21};
      for (const std::span<const int> some : {std::span<const int>(), std::span<const int>(rows)}) {
        objective(theta, gradient, some);
        for (std::size_t j = 0; j < theta.size(); ++j) {
          const double h = 1e-5, at = theta[j];
          theta[j] = at + h;
          const double ahead = objective(theta, none, some);
          theta[j] = at - h;
          const double behind = objective(theta, none, some);
          theta[j] = at;
          EXPECT_NEAR(gradient[j], (ahead - behind) / (2 * h), 2e-8) << model << ' ' << data << ' ' << j;
        }
      }
    }
  }
}

// With two classes softmax cross-entropy is the logistic loss of the difference of the logits, in value and in errors.
TEST(ClassObjective, TwoClassesAreTheLogisticLoss) {
  const Setting binary = setting_of("gaussians:n=60,flips=0.1,seed=5,label_noise=symmetric", "linear");
  Setting named = binary;
  named.data = std::make_shared<const Dataset>(with_class_names(*binary.data));
  named.model = Model::make(parse_model("linear", Task::classification), *named.data, false);
  const std::vector<double> theta{0.8, -0.3, 0.2};
  // Weights of the class −1 and of +1, then their biases: half of it each.
  const std::vector<double> split{-0.4, 0.15, 0.4, -0.15, -0.1, 0.1};
  Objective logistic(binary, Loss("logistic")), softmax(named, ClassLoss());
  const Measures one = logistic.measure(theta), two = softmax.measure(split);
  EXPECT_NEAR(one.objective, two.objective, 1e-14);
  EXPECT_EQ(one.given_error, two.given_error);
  EXPECT_EQ(one.clean_error, two.clean_error);
  std::vector<double> margins(60), others(60);
  logistic.arguments(theta, margins);
  softmax.arguments(split, others);
  for (std::size_t i = 0; i < 60; ++i) EXPECT_NEAR(margins[i], others[i], 1e-13);
}

TEST(ClassObjective, WeightsAreRepeatedRows) {
  Dataset data = make_data(parse_data_spec("moons:classes=3,n=12,seed=2"), LOSSLAB_ASSETS), twice = data;
  data.weight.assign(12, 1);
  data.weight[4] = 2;
  for (auto* column : {&twice.x1, &twice.x2, &twice.y, &twice.true_label}) column->push_back((*column)[4]);
  const auto objective_on = [](const Dataset& of, std::span<const double> theta, std::span<double> gradient) {
    Setting setting;
    setting.data = std::make_shared<const Dataset>(of);
    setting.model = Model::make(parse_model("linear", Task::classification), of, false);
    return Objective(setting, ClassLoss{VectorLoss("gce_softmax"), Correction::none})(theta, gradient);
  };
  const std::vector<double> theta = random_numbers(9, 4);
  std::vector<double> a(9), b(9);
  EXPECT_NEAR(objective_on(data, theta, a), objective_on(twice, theta, b), 1e-14);
  for (std::size_t j = 0; j < 9; ++j) EXPECT_NEAR(a[j], b[j], 1e-14);
}

// Scaled inputs are a matter of the descent: translated back, the parameters say the same.
TEST(ClassModels, ParametersAreTranslatedBack) {
  const Setting plain = setting_of("iris-species.csv", "quadratic"),
                scaled = setting_of("iris-species.csv", "quadratic", true);
  const std::size_t stride = kernels::padded(150);
  const std::vector<double> theta = random_numbers(scaled.model->parameter_count(), 8);
  std::vector<double> f(3 * stride), g(3 * stride);
  ModelWorkspace work;
  scaled.model->outputs(theta, {}, f, work);
  plain.model->outputs(scaled.model->to_original(theta), {}, g, work);
  for (std::size_t k = 0; k < 3; ++k) {
    for (std::size_t i = 0; i < 150; ++i) EXPECT_NEAR(f[k * stride + i], g[k * stride + i], 1e-10);
  }
  const std::vector<double> back = scaled.model->from_original(scaled.model->to_original(theta));
  for (std::size_t j = 0; j < theta.size(); ++j) EXPECT_NEAR(back[j], theta[j], 1e-9);
}

TEST(ClassModels, PredictIsOutputsElsewhere) {
  const Setting setting = setting_of("spirals:classes=4,n=41,seed=6", "mlp:7");
  const Dataset& data = *setting.data;
  const std::vector<double> theta = setting.model->initial(3);
  const std::size_t stride = kernels::padded(41);
  std::vector<double> f(4 * stride), g(4 * 41);
  ModelWorkspace work;
  setting.model->outputs(theta, {}, f, work);
  setting.model->predict(theta, data.x1, data.x2, g);
  for (std::size_t k = 0; k < 4; ++k) {
    for (std::size_t i = 0; i < 41; ++i) EXPECT_EQ(f[k * stride + i], g[k * 41 + i]);
  }
}

// In pictures over two inputs the others are as they go with these: exactly so where they are a function of them.
TEST(ClassModels, FurtherInputsGoAlong) {
  Dataset data = make_data(parse_data_spec("gaussians:classes=3,n=60,seed=6"), "");
  Predictor third;
  third.name = std::string("third");
  for (std::size_t i = 0; i < 60; ++i) third.values.push_back(4 - 0.7 * data.x1[i] + 0.2 * data.x2[i]);
  data.more.push_back(third);
  const std::shared_ptr<const Model> model = Model::make(parse_model("quadratic", Task::classification), data, true);
  const std::vector<double> theta = random_numbers(model->parameter_count(), 2);
  const std::size_t stride = kernels::padded(60);
  std::vector<double> f(3 * stride), g(180);
  ModelWorkspace work;
  model->outputs(theta, {}, f, work);
  model->predict(theta, data.x1, data.x2, g);
  for (std::size_t k = 0; k < 3; ++k) {
    for (std::size_t i = 0; i < 60; ++i) EXPECT_NEAR(f[k * stride + i], g[k * 60 + i], 1e-8);
  }
}

// One step of gradient descent from zero by hand: with all p = 1/K the gradient of class k is mean of (1/K − t_k)·x.
TEST(ClassRace, TheFirstStep) {
  const Setting setting = setting_of("gaussians:classes=3,n=9,seed=1", "linear");
  Optimizer optimizer;
  optimizer.rate = 0.5;
  Race race(setting, std::vector<double>(9, 0.0), 1, {{0, Loss("squared_error"), optimizer, ClassLoss()}});
  race.advance_to(1, {});
  const Dataset& data = *setting.data;
  for (std::size_t k = 0; k < 3; ++k) {
    double along1 = 0;
    for (std::size_t i = 0; i < 9; ++i)
      along1 += (1.0 / 3 - (data.y[i] == static_cast<double>(k) ? 1 : 0)) * data.x1[i];
    EXPECT_NEAR(race.theta(0, 1)[2 * k], -0.5 * along1 / 9, 1e-15);
  }
}

TEST(ClassRace, CompetitorsLearnAndBatchesRepeat) {
  const Setting setting = setting_of("gaussians:classes=4,n=120,separation=3,noise=0.7,seed=2", "linear", true);
  std::vector<Competitor> all;
  Optimizer adam = parse_optimizer("adam");
  adam.rate = 0.05;
  adam.batch = 16;
  for (const VectorLoss& loss : all_that_learn()) {
    all.push_back({static_cast<int>(all.size()), Loss("squared_error"), adam, ClassLoss{loss, Correction::none}});
  }
  const std::vector<double> start(setting.model->parameter_count(), 0.0);
  Race race(setting, start, 1, all), again(setting, start, 1, all);
  race.advance_to(200, {});
  again.advance_to(90, {});
  again.advance_to(200, {});
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_FALSE(race.divergence(i)) << all[i].of_classes->loss.id();
    EXPECT_LT(race.measures(i, 200).given_error, 0.35) << all[i].of_classes->loss.id();
    EXPECT_TRUE(std::ranges::equal(race.theta(i, 200), again.theta(i, 200)));
    EXPECT_TRUE(std::isnan(race.measures(i, 200).wrong_pull) || race.measures(i, 200).wrong_pull == 0);
  }
}

// Of a wrong label that a flat loss has given up, hardly any pull is left; cross-entropy pulls there most of all.
TEST(ClassRace, WrongLabelsPull) {
  const Setting setting =
      setting_of("gaussians:classes=3,n=300,separation=4,noise=0.6,flips=0.2,label_noise=pairs,seed=2", "linear", true);
  Optimizer adam = parse_optimizer("adam");
  adam.rate = 0.05;
  Race race(setting, std::vector<double>(9, 0.0), 1,
            {{0, Loss("squared_error"), adam, ClassLoss()},
             {1, Loss("squared_error"), adam, ClassLoss{VectorLoss("mae_softmax"), Correction::none}}});
  race.advance_to(1500, {});
  EXPECT_GT(race.measures(0, 1500).wrong_pull, 0.4);
  EXPECT_LT(race.measures(1, 1500).wrong_pull, 0.2);
  EXPECT_LT(race.measures(1, 1500).clean_error, 0.02);
}

// Patrini et al. 2017: corrected by the true matrix, pair flips of 40 % are undone.
TEST(ClassRace, CorrectionsUndoPairFlips) {
  const Setting setting = setting_of(
      "gaussians:classes=3,n=600,separation=2,noise=1,flips=0.4,label_noise=pairs,seed=3", "quadratic", true);
  Optimizer adam = parse_optimizer("adam");
  adam.rate = 0.05;
  Race race(setting, std::vector<double>(setting.model->parameter_count(), 0.0), 1,
            {{0, Loss("squared_error"), adam, ClassLoss{VectorLoss("softmax_ce"), Correction::forward}},
             {1, Loss("squared_error"), adam, ClassLoss()}});
  race.advance_to(800, {});
  EXPECT_LE(race.measures(0, 800).clean_error, race.measures(1, 800).clean_error);
  // Forward-corrected probabilities are those of the true labels: more confident than those of the given ones.
  EXPECT_GT(race.measures(0, 800).weight_norm, race.measures(1, 800).weight_norm);
}

TEST(ClassReport, ScoresAreLogitsOfTheProbabilities) {
  constexpr std::size_t stride = 8;
  const std::vector<double> z = random_numbers(3 * stride, 5);
  for (std::size_t k = 0; k < 3; ++k) {
    const std::vector<double> scores = class_scores(z, stride, 3, 6, k);
    for (std::size_t i = 0; i < 6; ++i) {
      const double sum = std::exp(z[i]) + std::exp(z[stride + i]) + std::exp(z[2 * stride + i]);
      const double p = std::exp(z[k * stride + i]) / sum;
      EXPECT_NEAR(scores[i], std::log(p / (1 - p)), 1e-12);
    }
  }
  EXPECT_NEAR(class_scores(std::vector<double>{1e4, 0, 0}, 1, 3, 1, 0)[0], 1e4 - std::log(2), 1e-11);
}

TEST(ClassReport, Confusion) {
  const std::vector<double> labels{0, 0, 1, 2, 2, 2};
  const std::vector<double> logits{3, 0, 0, 0, 0, 9, /**/ 1, 2, 5, 1, 0, 0, /**/ 0, 0, 0, 2, 0, 0};
  const std::vector<std::size_t> predicted = predicted_classes(logits, 6, 3, 6);
  EXPECT_THAT(predicted, ElementsAre(0, 1, 1, 2, 0, 0));
  const Confusion confusion = confusion_of(labels, predicted, 3);
  EXPECT_THAT(confusion.counts, ElementsAre(1, 1, 0, 0, 1, 0, 2, 0, 1));
  EXPECT_EQ(confusion.of(2), 3U);
}

TEST(ClassReport, ARunBeyondBoundsIsNamed) {
  const Setting setting = setting_of("gaussians:classes=3,n=30,seed=1", "quadratic");
  Optimizer wild;
  wild.rate = 1e308;
  Race race(setting, std::vector<double>(18, 0.0), 1,
            {{0, Loss("squared_error"), wild, ClassLoss{VectorLoss("ova_hinge"), Correction::none}}});
  race.advance_to(50, {});
  ASSERT_TRUE(race.divergence(0));
  EXPECT_EQ(diagnose(race, 0, race.length())->kind, Finding::Kind::divergence);
}

TEST(ClassSweep, ATableOverTheNoise) {
  SweepSpec spec;
  spec.data = parse_data_spec("gaussians:classes=3,n=90,separation=3,noise=0.8,label_noise=pairs");
  spec.of_classes = {ClassLoss(), ClassLoss{VectorLoss("mae_softmax"), Correction::none}};
  spec.over = parse_sweep_axis("flips=0:0.4:3");
  spec.model = parse_model("linear", Task::classification);
  spec.exact = false;
  spec.seeds = 2;
  spec.steps = 100;
  const std::vector<SweepRow> rows = run_sweep(spec, LOSSLAB_ASSETS, 2);
  ASSERT_EQ(rows.size(), 6U);
  EXPECT_LT(rows[0].mean, 0.1);
  EXPECT_EQ(rows[0].given_mean, rows[0].mean);
  EXPECT_GT(rows[2].given_mean, 0.3);
  EXPECT_EQ(rows[4].loss, 1U);
  spec.exact = true;
  EXPECT_THROW(check_sweep(spec, Task::classification, true), InputError);
  spec.exact = false;
  EXPECT_THROW(check_sweep(spec, Task::classification, false), InputError);
  spec.over = parse_sweep_axis("gce_softmax.q=0.1:1:3");
  EXPECT_THROW(check_sweep(spec, Task::classification, true), InputError);
  spec.of_classes[1] = ClassLoss{VectorLoss("gce_softmax"), Correction::none};
  EXPECT_NO_THROW(check_sweep(spec, Task::classification, true));
  EXPECT_EQ(swept_class_loss(spec, 1, 0.5).loss.parameter(0), 0.5);
  EXPECT_EQ(held_parameters(spec, 1), "");
}

}  // namespace
}  // namespace losslab
