// The names that people use for losses, and what each of them is on the command line.
#include "losses/core/loss_names.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace losslab {
namespace {

std::string error_of(std::string_view name) {
  try {
    LossNames().find(name);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

struct Named {
  const char *name, *id;
};

// Each names one loss alone.
constexpr Named table[] = {
    {"mse", "squared_error"},
    {"MSE", "squared_error"},
    {"MSELoss", "squared_error"},
    {"nn.MSELoss", "squared_error"},
    {"mean squared error", "squared_error"},
    {"mean_squared_error", "squared_error"},
    {"Mean-Squared-Error", "squared_error"},
    {"squared loss", "squared_error"},
    {"L2", "squared_error"},
    {"l2 loss", "squared_error"},
    {"RMSE", "squared_error"},
    {"OLS", "squared_error"},
    {"least squares", "squared_error"},
    {"least-squares", "squared_error"},
    {"RSS", "squared_error"},
    {"reg:squarederror", "squared_error"},
    {"regression_l2", "squared_error"},
    {"TrivialLoss", "squared_error"},
    {"均方误差", "squared_error"},
    {"均方误差损失", "squared_error"},
    {"最小二乘", "squared_error"},
    {"平方损失", "squared_error"},
    {"half mse", "half_squared_error"},
    {"HalfSquaredError", "half_squared_error"},
    {"半平方误差", "half_squared_error"},
    {"mae", "absolute_error"},
    {"l1", "absolute_error"},
    {"L1Loss", "absolute_error"},
    {"l1_loss", "absolute_error"},
    {"F.l1_loss", "absolute_error"},
    {"LAD", "absolute_error"},
    {"least absolute deviations", "absolute_error"},
    {"mean absolute error", "absolute_error"},
    {"reg:absoluteerror", "absolute_error"},
    {"平均绝对误差", "absolute_error"},
    {"最小一乘", "absolute_error"},
    {"Huber", "huber"},
    {"HuberLoss", "huber"},
    {"huber_loss", "huber"},
    {"tf.keras.losses.Huber", "huber"},
    {"HuberT", "huber"},
    {"psi.huber", "huber"},
    {"HuberRegressor", "huber"},
    {"SmoothL1Loss", "smooth_l1"},
    {"smooth l1", "smooth_l1"},
    {"平滑 L1", "smooth_l1"},
    {"Charbonnier", "pseudo_huber"},
    {"soft_l1", "pseudo_huber"},
    {"SoftLOneLoss", "pseudo_huber"},
    {"reg:pseudohubererror", "pseudo_huber"},
    {"pseudohuber", "pseudo_huber"},
    {"logcosh", "log_cosh"},
    {"log-cosh", "log_cosh"},
    {"quantile", "pinball"},
    {"quantile loss", "pinball"},
    {"QuantileLoss", "pinball"},
    {"check function", "pinball"},
    {"tick loss", "pinball"},
    {"mean_pinball_loss", "pinball"},
    {"reg:quantileerror", "pinball"},
    {"分位数", "pinball"},
    {"分位数损失", "pinball"},
    {"eps-insensitive", "epsilon_insensitive"},
    {"ε-insensitive", "epsilon_insensitive"},
    {"Lorentzian", "cauchy"},
    {"CauchyLoss", "cauchy"},
    {"柯西", "cauchy"},
    {"Geman & McClure", "geman_mcclure"},
    {"correntropy", "welsch"},
    {"Leclerc", "welsch"},
    {"Tukey", "tukey_biweight"},
    {"bisquare", "tukey_biweight"},
    {"biweight", "tukey_biweight"},
    {"psi.bisquare", "tukey_biweight"},
    {"TukeyBiweight", "tukey_biweight"},
    {"双权", "tukey_biweight"},
    {"general robust", "barron"},
    {"adaptive robust loss", "barron"},
    {"newsvendor", "asymmetric_linear"},
    {"lin-lin", "asymmetric_linear"},
    {"asymmetric least squares", "expectile"},
    {"QR-DQN", "quantile_huber"},
    {"L2-SVR", "squared_epsilon_insensitive"},
    {"Talwar", "truncated_quadratic"},
    {"TrimmedMean", "truncated_quadratic"},
    {"truncated least squares", "truncated_quadratic"},
    {"GaussianNLLLoss", "gaussian_nll"},
    {"normal likelihood", "gaussian_nll"},
    {"Laplace likelihood", "laplace_nll"},
    {"linear-exponential", "linex"},
    {"Lp", "lp"},
    {"p-norm", "lp"},
    {"AndrewWave", "andrews"},
    {"ArctanLoss", "arctan"},
    {"psi.hampel", "hampel"},
    {"Student t", "student_t_nll"},
    {"t distribution", "student_t_nll"},
    {"0-1", "zero_one"},
    {"0/1 loss", "zero_one"},
    {"ZeroOneLoss", "zero_one"},
    {"misclassification error", "zero_one"},
    {"hinge loss", "hinge"},
    {"HingeLoss", "hinge"},
    {"铰链", "hinge"},
    {"合页损失", "hinge"},
    {"SquaredHinge", "squared_hinge"},
    {"L2-SVM", "squared_hinge"},
    {"log loss", "logistic"},
    {"logloss", "logistic"},
    {"log_loss", "logistic"},
    {"bce", "logistic"},
    {"BCEWithLogitsLoss", "logistic"},
    {"torch.nn.BCEWithLogitsLoss", "logistic"},
    {"binary_crossentropy", "logistic"},
    {"binary cross-entropy", "logistic"},
    {"cross-entropy", "logistic"},
    {"cross entropy loss", "logistic"},
    {"CrossEntropyLoss", "logistic"},
    {"softplus", "logistic"},
    {"SoftMarginLoss", "logistic"},
    {"binary:logistic", "logistic"},
    {"logistic regression", "logistic"},
    {"binomial deviance", "logistic"},
    {"交叉熵", "logistic"},
    {"逻辑损失", "logistic"},
    {"AdaBoost", "exponential"},
    {"exp loss", "exponential"},
    {"指数损失", "exponential"},
    {"感知机", "perceptron"},
    {"smooth hinge", "smoothed_hinge"},
    {"huberized hinge", "smoothed_hinge"},
    {"huberised hinge", "smoothed_hinge"},
    {"least squares classification", "squared_margin"},
    {"temperature scaling", "temperature_logistic"},
    {"CosFace", "margin_logistic"},
    {"truncated hinge", "ramp"},
    {"SavageBoost", "savage"},
    {"TangentBoost", "tangent"},
    {"sigmoid", "sigmoid_loss"},
    {"FocalLoss", "focal"},
    {"focal loss", "focal"},
    {"焦点损失", "focal"},
    {"sigmoid_focal_loss", "focal_alpha"},
    {"alpha-balanced focal", "focal_alpha"},
    {"generalized cross-entropy", "gce"},
    {"Lq", "gce"},
    {"广义交叉熵", "gce"},
    {"label smoothing", "label_smoothed_bce"},
    {"标签平滑", "label_smoothed_bce"},
    {"Brier score", "brier_binary"},
    {"brier_score_loss", "brier_binary"},
    {"weighted BCE", "alpha_balanced_ce"},
    {"pos_weight", "alpha_balanced_ce"},
    {"SCE", "symmetric_ce"},
    {"PolyLoss", "poly1"},
    {"bi-tempered", "bi_tempered"},
    {"bitempered", "bi_tempered"},
    {"BiTemperedLoss", "bi_tempered"},
    {"bi_tempered_logistic_loss", "bi_tempered"},
    {"bi_tempered_binary_logistic_loss", "bi_tempered"},
    {"tempered logistic", "bi_tempered"},
    {"双温逻辑损失", "bi_tempered"},
    {"normalised cross-entropy", "normalised_ce"},
    {"normalized cross-entropy", "normalised_ce"},
    {"归一化交叉熵", "normalised_ce"},
    {"APL", "active_passive"},
    {"active-passive loss", "active_passive"},
    {"NCE+RCE", "active_passive"},
    {"NCEandRCE", "active_passive"},
    {"主动-被动损失", "active_passive"},
    {"Taylor-CE", "taylor_ce"},
    {"taylor cross-entropy", "taylor_ce"},
    {"泰勒交叉熵", "taylor_ce"},
    {"PHuber-CE", "phuber_ce"},
    {"partially huberised cross-entropy", "phuber_ce"},
    {"partially huberized cross-entropy", "phuber_ce"},
    {"部分 Huber 化交叉熵", "phuber_ce"},
    {"ASL", "asymmetric"},
    {"AsymmetricLoss", "asymmetric"},
    {"AsymmetricLossMultiLabel", "asymmetric"},
    {"非对称损失", "asymmetric"},
    {"log score", "ce_of_p"},
    {"surprisal", "ce_of_p"},
    {"KL", "bernoulli_kl"},
    {"Kullback-Leibler", "bernoulli_kl"},
    {"KLDivLoss", "bernoulli_kl"},
    {"relative entropy", "bernoulli_kl"},
    {"KL 散度", "bernoulli_kl"},
    {"reverse KL", "bernoulli_reverse_kl"},
    {"JSD", "bernoulli_js"},
    {"Poisson", "poisson_nll"},
    {"PoissonNLLLoss", "poisson_nll"},
    {"count:poisson", "poisson_nll"},
    {"泊松", "poisson_nll"},
    {"Siamese", "contrastive"},
    {"ContrastiveLoss", "contrastive"},
    {"TripletMarginLoss", "triplet"},
    {"三元组损失", "triplet"},
};
static_assert(std::size(table) >= 160);

TEST(LossNames, EachIsTheLossThatPeopleMeanByIt) {
  const LossNames names;
  for (const Named& one : table) EXPECT_EQ(names.find(one.name).loss.id(), one.id) << one.name;
}

TEST(LossNames, IdsAreThemselvesAndNothingIsSaidOfThem) {
  const LossNames names;
  for (const Loss& loss : Loss::all()) {
    const NamedLoss named = names.find(loss.id());
    EXPECT_EQ(named.loss, loss);
    EXPECT_EQ(named.convention, "");
  }
}

TEST(LossNames, NoNameIsTwoLosses) {
  std::map<std::string, std::set<std::string>> meant;
  for (const Loss& loss : Loss::all()) {
    for (const LossName& name : other_names(loss.info())) {
      EXPECT_FALSE(name.text.empty()) << loss.id();
      EXPECT_FALSE(name_key(name.text).empty()) << loss.id() << ": " << name.text;
      if (!name.loose) meant[name_key(name.text)].emplace(loss.id());
    }
    meant[name_key(loss.id())].emplace(loss.id());
  }
  for (const auto& [key, ids] : meant) EXPECT_EQ(ids.size(), 1u) << key << ": " << *ids.begin();
}

TEST(LossNames, EveryLossHasOnesInBothLanguagesAndUses) {
  for (const Loss& loss : Loss::all()) {
    EXPECT_FALSE(other_names(loss.info()).empty()) << loss.id();
    EXPECT_FALSE(uses(loss.info()).empty()) << loss.id();
  }
}

TEST(LossNames, AConventionIsSaid) {
  const LossNames names;
  EXPECT_EQ(names.find("l1").convention, "'l1' is taken for absolute_error: |r|.");
  EXPECT_EQ(names.find("L2").convention, "'L2' is taken for squared_error: r², not half of it.");
  EXPECT_EQ(names.find("bce").convention, "'bce' is taken for logistic: of the margin; ce_of_p takes the probability.");
  EXPECT_NE(names.find("HuberT").convention.find("1.345"), std::string::npos);
  EXPECT_EQ(names.find("mse").convention, "");
  EXPECT_EQ(names.find("bisquare").convention, "");
}

TEST(LossNames, WhatSeveralGoByNamesNothing) {
  EXPECT_EQ(error_of("NLL"), "The name 'NLL' is used for several losses: say logistic or ce_of_p.");
  EXPECT_EQ(error_of("absolute error of p"),
            "The name 'absolute error of p' is used for several losses: say mae_probability or mae_of_p.");
  // Noise-contrastive estimation is meant by it as often.
  EXPECT_EQ(error_of("NCE"), "The name 'NCE' is used for several losses: say normalised_ce or normalised_ce_of_p.");
}

TEST(LossNames, ALikelyOneIsSuggestedAndNoOther) {
  EXPECT_EQ(error_of("hubr"), "Unknown loss 'hubr': did you mean 'huber'?");
  EXPECT_EQ(error_of("huebr"), "Unknown loss 'huebr': did you mean 'huber'?");
  EXPECT_EQ(error_of("tukay"), "Unknown loss 'tukay': did you mean 'tukey_biweight'?");
  EXPECT_EQ(error_of("focl"), "Unknown loss 'focl': did you mean 'focal'?");
  EXPECT_EQ(error_of("charbonier"), "Unknown loss 'charbonier': did you mean 'pseudo_huber'?");
  for (const char* unlikely : {"xyz", "q", "", "banana", "the best one", "abc", "r^2", "lossy", "损", "ab", "mmm"}) {
    EXPECT_EQ(error_of(unlikely), "Unknown loss '" + std::string(unlikely) + "': 'losslab losses' lists all.");
  }
}

// One letter left out or two exchanged: the same loss is suggested, or one whose name is as near.
TEST(LossNames, ASlipOfTheHandIsForgiven) {
  for (const Loss& loss : Loss::all()) {
    const std::string id(loss.id());
    if (id.size() < 6) continue;
    for (std::size_t i = 1; i + 1 < id.size(); ++i) {
      std::string shorter = id, exchanged = id;
      shorter.erase(i, 1);
      std::swap(exchanged[i - 1], exchanged[i]);
      for (const std::string& typed : {shorter, exchanged}) {
        std::string meant;
        try {
          meant = LossNames().find(typed).loss.id();
        } catch (const InputError& error) {
          meant = error.what();
        }
        EXPECT_EQ(meant.find("lists all"), std::string::npos) << typed;
      }
    }
  }
}

TEST(NameKey, LeavesOutWhatSaysNothing) {
  EXPECT_EQ(name_key("Huber loss"), name_key("huber"));
  EXPECT_EQ(name_key("torch.nn.functional.huber_loss"), name_key("Huber"));
  EXPECT_EQ(name_key("铰链损失函数"), "铰链");
  EXPECT_EQ(name_key("generalised"), name_key("generalized"));
  EXPECT_EQ(name_key("loss"), name_key("LOSS"));
  EXPECT_FALSE(name_key("loss").empty());
}

}  // namespace
}  // namespace losslab
