// 'losslab fit' and 'losslab sweep' on several classes.
#include <cmath>
#include <nlohmann/json.hpp>

#include "run.h"

namespace losslab {
namespace {

using testing::HasSubstr;
using Json = nlohmann::json;

Json fit(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "fit");
  arguments.emplace_back("--json");
  const Outcome result = run(arguments);
  EXPECT_EQ(result.status, 0) << result.err;
  return Json::parse(result.out);
}

std::string refusal(std::vector<std::string> arguments) {
  const Outcome result = run(arguments);
  EXPECT_NE(result.status, 0);
  return result.err;
}

// Against R's optim (BFGS to a gradient of 4e-10) on the standardised measures, penalised by ½·0.05·‖W‖².
TEST(CliClasses, MultinomialRegressionOfIris) {
  const Json iris = fit({"iris-species.csv", "--loss", "softmax_ce", "--standardize", "--l2", "0.05", "--rate", "1",
                         "--optimizer", "nesterov", "--steps", "3000"});
  EXPECT_NEAR(iris["objective"].get<double>(), 0.4179330469927608, 1e-12);
  EXPECT_EQ(iris["converged"], true);
  EXPECT_EQ(iris["classes"], (std::vector<std::string>{"setosa", "versicolor", "virginica"}));
  EXPECT_EQ(iris["confusion"]["given"], (std::vector<std::vector<int>>{{50, 0, 0}, {0, 46, 4}, {0, 4, 46}}));
  EXPECT_NEAR(iris["errors"]["given"]["accuracy"].get<double>(), 142.0 / 150, 1e-12);
  EXPECT_TRUE(iris["errors"]["clean"].is_null());
  // Translated into centimetres: the standard deviation of the petals' length, 1.7594 (dividing by n), is taken out.
  for (const Json& parameter : iris["parameters"]) {
    if (parameter["name"] == "w1[0]") {
      EXPECT_NEAR(parameter["value"].get<double>(), -0.9220149595 / 1.7594040657, 1e-7);
    }
  }
}

// Softmax cross-entropy of two classes is the logistic loss.
TEST(CliClasses, TwoClassesByALossOfLogits) {
  const std::vector<std::string> rest{"--rate", "0.5", "--steps", "4000"};
  std::vector<std::string> one{"gaussians:n=80,flips=0.1,seed=2,label_noise=symmetric", "--loss", "logistic"},
      two{"gaussians:n=80,flips=0.1,seed=2,label_noise=symmetric", "--loss", "softmax_ce"};
  one.insert(one.end(), rest.begin(), rest.end());
  two.insert(two.end(), rest.begin(), rest.end());
  const Json logistic = fit(one), softmax = fit(two);
  EXPECT_NEAR(logistic["objective"].get<double>(), softmax["objective"].get<double>(), 1e-7);
  EXPECT_EQ(logistic["errors"], softmax["errors"]);
  EXPECT_EQ(softmax["classes"], (std::vector<std::string>{"-1", "1"}));
}

TEST(CliClasses, CorrectionsAreTakenAndSaid) {
  const std::string data = "gaussians:classes=3,n=600,flips=0.4,label_noise=pairs,seed=3";
  const Json forward = fit({data, "--loss", "softmax_ce", "--correct", "forward", "--model", "quadratic", "--optimizer",
                            "adam", "--standardize"});
  EXPECT_EQ(forward["correction"], "forward");
  EXPECT_GT(forward["errors"]["clean"]["accuracy"].get<double>(), 0.85);
  const Json given =
      fit({data, "--loss", "softmax_ce", "--correct", "forward", "--transition", "0.6 0.4 0/0 0.6 0.4/0.4 0 0.6",
           "--model", "quadratic", "--optimizer", "adam", "--standardize"});
  EXPECT_NEAR(given["objective"].get<double>(), forward["objective"].get<double>(), 0.01);
  const Outcome text = run({"fit", data, "--loss", "cross-entropy", "--correct", "backward", "--steps", "5"});
  EXPECT_THAT(text.out, HasSubstr("Softmax cross-entropy, backward corrected"));
  EXPECT_THAT(text.out, HasSubstr("in truth A as"));
}

TEST(CliClasses, TablesByTheirColumns) {
  const Json chosen = fit({"iris-species.csv", "--x", "1,2,4", "--label", "species", "--loss", "brier_softmax",
                           "--standardize", "--model", "mlp:4", "--optimizer", "adam"});
  EXPECT_EQ(chosen["classes"].size(), 3U);
  EXPECT_GT(chosen["errors"]["given"]["accuracy"].get<double>(), 0.9);
}

TEST(CliClasses, SweepsOverTheNoise) {
  const Outcome result = run({"sweep", "gaussians:classes=3,n=90,separation=3,label_noise=pairs", "--losses",
                              "softmax_ce,gce_softmax:q=0.5,softmax_ce+forward", "--over", "flips=0:0.4:2", "--seeds",
                              "2", "--steps", "50"});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("loss,params,flips,seeds,mean,"));
  EXPECT_THAT(result.out, HasSubstr("\nsoftmax_ce,,0,2,"));
  EXPECT_THAT(result.out, HasSubstr("\ngce_softmax,q=0.5,0.4,2,"));
  EXPECT_THAT(result.out, HasSubstr("\nsoftmax_ce+forward,,0.4,2,"));
}

TEST(CliClasses, WhatCannotBeIsSaid) {
  const std::string data = "moons:classes=3,n=30";
  EXPECT_THAT(refusal({"fit", data, "--loss", "perceptron"}), HasSubstr("'perceptron' is a loss of one variable"));
  EXPECT_THAT(refusal({"fit", data, "--loss", "distillation"}), HasSubstr("it compares with a teacher"));
  EXPECT_THAT(refusal({"fit", data, "--loss", "softmax_ce", "--optimizer", "exact"}), HasSubstr("for one output"));
  EXPECT_THAT(refusal({"fit", data, "--loss", "softmax_ce", "--correct", "sideways"}),
              HasSubstr("+forward or +backward"));
  EXPECT_THAT(refusal({"fit", data, "--loss", "softmax_ce", "--transition", "1 0/0 1"}),
              HasSubstr("goes with --correct"));
  EXPECT_THAT(refusal({"fit", data, "--loss", "softmax_ce", "--correct", "forward", "--transition", "1 0/0 1"}),
              HasSubstr("expected 3 rows of 3 shares"));
  EXPECT_THAT(refusal({"fit", "line:n=20", "--loss", "softmax_ce"}),
              HasSubstr("softmax_ce is a loss of several logits"));
  EXPECT_THAT(refusal({"fit", "iris-species.csv", "--loss", "softmax_ce", "--correct", "forward"}),
              HasSubstr("the true labels are not known"));
  EXPECT_THAT(refusal({"fit", "iris-species.csv", "--loss", "softmax_ce", "--model", "rbf:3"}),
              HasSubstr("takes two inputs, iris-species.csv has 4"));
  EXPECT_THAT(refusal({"sweep", data, "--losses", "logistic", "--over", "flips=0:0.4:2"}),
              HasSubstr("'logistic' is a loss of one variable"));
}

}  // namespace
}  // namespace losslab
