#include <cmath>
#include <nlohmann/json.hpp>

#include "run.h"

namespace losslab {
namespace {

using testing::HasSubstr;
using Json = nlohmann::json;

Json fit(std::vector<std::string> arguments, int status = 0) {
  arguments.insert(arguments.begin(), "fit");
  arguments.emplace_back("--json");
  const Outcome result = run(arguments);
  EXPECT_EQ(result.status, status) << result.err;
  return Json::parse(result.out);
}

// Four significant digits, as the literature prints them.
double four_digits(double value) {
  const double unit = std::pow(10, std::floor(std::log10(std::abs(value))) - 3);
  return std::round(value / unit) * unit;
}

const std::string fits = LOSSLAB_TEST_DATA "/reference/fits/";

TEST(CliFit, PublishedLeastSquaresLines) {
  for (const char* loss : {"squared_error", "half_squared_error"}) {
    const Json phones = fit({"phones.csv", "--loss", loss, "--optimizer", "exact"});
    EXPECT_NEAR(phones["w1"].get<double>(), 5.041, 5e-4);
    EXPECT_NEAR(phones["b"].get<double>(), -260.06, 5e-3);
    const Json stars = fit({"stars.csv", "--loss", loss, "--optimizer", "exact"});
    EXPECT_NEAR(four_digits(stars["w1"].get<double>()), -0.4133, 1e-12);
    EXPECT_NEAR(four_digits(stars["b"].get<double>()), 6.793, 1e-12);
  }
  const Json descent = fit({"phones.csv", "--loss", "squared_error", "--standardize", "--steps", "500"});
  EXPECT_EQ(descent["converged"], true);
  EXPECT_EQ(descent["standardized"], true);
  EXPECT_NEAR(descent["w1"].get<double>(), 5.041478260869567, 1e-9);
  EXPECT_NEAR(descent["b"].get<double>(), -260.05924637681, 1e-7);
}

TEST(CliFit, SeveralPredictors) {
  const Json squares = fit({"stackloss.csv", "--loss", "squared_error", "--optimizer", "exact"});
  EXPECT_NEAR(squares["b"].get<double>(), -39.919674420124, 1e-9);
  EXPECT_NEAR(squares["w3"].get<double>(), -0.152122519149, 1e-11);
  EXPECT_EQ(squares["predictors"], (std::vector<std::string>{"Air.Flow", "Water.Temp", "Acid.Conc."}));
  const Json huber = fit({"stackloss.csv", "--loss", "huber", "-p", "delta=1.345", "--scaled", "--scale", "iterated",
                          "--optimizer", "exact"});
  EXPECT_NEAR(huber["b"].get<double>(), -41.026485373295, 1e-8);
  EXPECT_NEAR(huber["w1"].get<double>(), 0.829385770254, 1e-10);
  EXPECT_NEAR(huber["residual_scale"].get<double>(), 2.44048904599, 1e-10);
  EXPECT_EQ(huber["scale"], "iterated");
  const Json duncan = fit({"duncan.csv", "--y", "prestige", "--x", "income,education,type", "--loss", "squared_error",
                           "--optimizer", "exact"});
  EXPECT_NEAR(duncan["w4"].get<double>(), -14.661133360735, 1e-9);
  EXPECT_EQ(duncan["predictors"][3], "type = wc");
  EXPECT_THAT(run({"fit", "stackloss.csv", "--loss", "huber", "--optimizer", "exact"}).out,
              testing::HasSubstr("Water.Temp\n"));
  expect_refusal({"fit", "stackloss.csv", "--loss", "huber", "--scale", "iterated"},
                 "--scale says how --scaled finds the residual scale; give --scaled, too.");
  expect_refusal({"fit", "stackloss.csv", "--loss", "huber", "--scaled", "--scale", "iterated"},
                 "--scale iterated goes with --optimizer exact.");
  expect_refusal({"fit", "stackloss.csv", "--loss", "huber", "--scaled", "--scale", "huber"},
                 "--scale is fixed or iterated, got 'huber'.");
}

TEST(CliFit, RobustLinesFollowTheBulk) {
  // The published MM estimates: phones −52.42 + 1.101 x, stars −4.97 + 2.253 x.
  const Json huber = fit({"phones.csv", "--loss", "huber", "-p", "delta=1.345", "--scaled", "--optimizer", "exact"});
  EXPECT_LT(huber["w1"].get<double>(), 2.0);
  EXPECT_NEAR(huber["loss_parameters"]["delta"].get<double>(), 1.345 * huber["residual_scale"].get<double>(), 1e-12);
  const Json tukey =
      fit({"phones.csv", "--loss", "tukey_biweight", "-p", "c=4.6851", "--scaled", "--optimizer", "exact"});
  EXPECT_NEAR(tukey["w1"].get<double>(), 1.101, 0.03);
  EXPECT_NEAR(tukey["b"].get<double>(), -52.42, 1.5);
  const Json stars =
      fit({"stars.csv", "--loss", "tukey_biweight", "--scaled", "--start", "lms", "--optimizer", "exact"});
  EXPECT_NEAR(stars["w1"].get<double>(), 2.253, 0.2);
  const Json descent = fit({"stars.csv", "--loss", "tukey_biweight", "--scaled", "--start", "lms", "--standardize",
                            "--rate", "0.5", "--steps", "20000"});
  EXPECT_EQ(descent["converged"], true);
  EXPECT_NEAR(descent["w1"].get<double>(), stars["w1"].get<double>(), 1e-5);
}

TEST(CliFit, ReferenceMinimisers) {
  const std::vector<std::string> lines = lines_of(read_file(LOSSLAB_TEST_DATA "/reference/fits_shared.csv"));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> row = fields_of(lines[i]);
    std::vector<std::string> arguments{fits + row[0] + ".csv", "--loss", row[1], "--l2", row[3],
                                       "--optimizer",          "exact"};
    if (!row[2].empty()) arguments.insert(arguments.end(), {"-p", row[2]});
    const Json result = fit(arguments);
    const double objective = std::stod(row[7]);
    EXPECT_EQ(result["converged"], true) << lines[i];
    EXPECT_NEAR(result["objective"].get<double>(), objective, 1e-10 * objective) << lines[i];
    if (row[1] == "absolute_error" || row[1] == "hinge") continue;
    EXPECT_NEAR(result["w1"].get<double>(), std::stod(row[4]), 1e-8) << lines[i];
    if (!row[5].empty()) {
      EXPECT_NEAR(result["w2"].get<double>(), std::stod(row[5]), 1e-8) << lines[i];
    }
    EXPECT_NEAR(result["b"].get<double>(), std::stod(row[6]), 1e-8) << lines[i];
  }
}

TEST(CliFit, DescentComesToTheSamePlace) {
  const Json exact = fit({fits + "reg_outliers.csv", "--loss", "huber", "--optimizer", "exact"});
  const Json descent = fit({fits + "reg_outliers.csv", "--loss", "huber", "--rate", "0.05", "--steps", "20000"});
  EXPECT_EQ(descent["converged"], true);
  EXPECT_EQ(descent["steps"], 20000);
  for (const char* name : {"w1", "b", "objective"}) {
    EXPECT_NEAR(descent[name].get<double>(), exact[name].get<double>(), 1e-7) << name;
  }
  const Json penalised =
      fit({fits + "cls_gauss_noise20.csv", "--loss", "logistic", "--l2", "0.001", "--rate", "0.5", "--steps", "20000"});
  EXPECT_NEAR(penalised["w2"].get<double>(), 0.60857804766467805, 1e-7);
  EXPECT_NEAR(penalised["objective"].get<double>(), 0.54328861968450737, 1e-12);
}

TEST(CliFit, JsonKeys) {
  const Json line = fit({"line:n=50,outliers=0.2,seed=3", "--loss", "huber", "--rate", "0.01"});
  for (const char* key : {"w1", "b", "objective", "steps", "converged", "diverged", "loss", "loss_parameters", "model",
                          "optimizer", "data", "parameters", "errors", "standardized"}) {
    EXPECT_TRUE(line.contains(key)) << key;
  }
  EXPECT_EQ(line["steps"], 1000);
  EXPECT_EQ(line["model"], "line");
  EXPECT_EQ(line["optimizer"], "gd");
  EXPECT_EQ(line["data"]["n"], 50);
  EXPECT_EQ(line["parameters"]["w1"], line["w1"]);
  EXPECT_TRUE(line["diverged"].is_null());
  EXPECT_GT(line["errors"]["given"]["rmse"].get<double>(), line["errors"]["clean"]["rmse"].get<double>());
  EXPECT_TRUE(line["errors"]["given"].contains("mae"));
  EXPECT_TRUE(fit({"phones.csv", "--loss", "huber", "--optimizer", "exact"})["errors"]["clean"].is_null());
  const Json classes = fit({"gaussians:n=100,flips=0.1", "--loss", "logistic"});
  EXPECT_EQ(classes["model"], "linear");
  EXPECT_TRUE(classes.contains("w2"));
  EXPECT_GT(classes["errors"]["clean"]["accuracy"].get<double>(), classes["errors"]["given"]["accuracy"].get<double>());
  const Json network = fit({"moons:n=40", "--loss", "logistic", "--model", "mlp:4", "--steps", "5"});
  EXPECT_TRUE(network["parameters"].is_array());
  EXPECT_EQ(network["parameters"].size(), 4u * 3 + 5);
  EXPECT_FALSE(network.contains("w1"));
}

TEST(CliFit, TextIsForPeople) {
  const std::string text = run({"fit", "phones.csv", "--loss", "squared_error", "--standardize", "--steps", "500"}).out;
  EXPECT_THAT(text, HasSubstr("w1            5.041478261\n"));
  EXPECT_THAT(text, HasSubstr("standardized  inputs centred and scaled"));
  EXPECT_THAT(text, HasSubstr("converged     yes\n"));
}

TEST(CliFit, StepsAreTheTextbooks) {
  // One step of J = mean r² from (0, 0) on (1, 1), (2, 3): dJ/dw = −7, dJ/db = −4.
  const auto folder = std::filesystem::temp_directory_path() / "losslab-cli-textbook.csv";
  std::ofstream(folder) << "x,y\n1,1\n2,3\n";
  const Json step = fit({folder.string(), "--loss", "squared_error", "--steps", "1", "--rate", "0.125"});
  EXPECT_EQ(step["w1"], 0.875);
  EXPECT_EQ(step["b"], 0.5);
  const Json start = fit({folder.string(), "--loss", "squared_error", "--steps", "0", "--start", "-1,2.5"});
  EXPECT_EQ(start["w1"], -1.0);
  EXPECT_EQ(start["b"], 2.5);
  EXPECT_EQ(start["objective"], (0.5 * 0.5 + 2.5 * 2.5) / 2);
  const Json scaled =
      fit({folder.string(), "--loss", "squared_error", "--steps", "0", "--start=-1,2.5", "--standardize"});
  EXPECT_NEAR(scaled["w1"].get<double>(), -1.0, 1e-14);
  EXPECT_NEAR(scaled["b"].get<double>(), 2.5, 1e-14);
  std::filesystem::remove(folder);
}

TEST(CliFit, SchedulesClipsAndL1) {
  const auto folder = std::filesystem::temp_directory_path() / "losslab-cli-schedule.csv";
  std::ofstream(folder) << "x,y\n1,4\n1,4\n";
  // From (0, 0) of J = (4 − w − b)²: both derivatives are −8, of norm 8√2, shortened to 2√2; then the rate is halved.
  const Json clipped = fit({folder.string(), "--loss", "squared_error", "--rate", "0.25", "--clip",
                            "2.8284271247461903", "--schedule", "step:1", "--steps", "2"});
  EXPECT_NEAR(clipped["w1"].get<double>(), 0.5 + 0.25, 1e-12);
  EXPECT_NEAR(clipped["clip"].get<double>(), 2.8284271247461903, 0);
  EXPECT_EQ(clipped["schedule"], "step:1");
  // λ₁ = 3 adds its slope to w alone, from the second step on: w = b = 1, slopes −4 + 3 and −4.
  const Json sparse = fit({folder.string(), "--loss", "squared_error", "--rate", "0.125", "--l1", "3", "--steps", "2"});
  EXPECT_EQ(sparse["w1"], 1.125);
  EXPECT_EQ(sparse["b"], 1.5);
  EXPECT_EQ(sparse["l1"], 3.0);
  EXPECT_EQ(sparse["objective"], (4 - 2.625) * (4 - 2.625) + 3 * 1.125);
  EXPECT_EQ(fit({folder.string(), "--loss", "huber", "--schedule", "cosine", "--steps", "30"})["schedule"],
            "cosine:30");
  std::filesystem::remove(folder);
  const auto refused = [](std::vector<std::string> more) {
    more.insert(more.begin(), {"fit", "line:n=20", "--loss", "huber"});
    const Outcome result = run(more);
    EXPECT_EQ(result.status, 2);
    return result.err;
  };
  EXPECT_THAT(refused({"--l1", "-1"}), HasSubstr("--l1 must be at least 0, got '-1'."));
  EXPECT_THAT(refused({"--clip", "-1"}), HasSubstr("--clip must be at least 0, got '-1'."));
  EXPECT_THAT(refused({"--schedule", "step:x"}), HasSubstr("whole number from 1 to 1000000, found 'x'"));
}

// Four points at x = ±1 about 2x + 1: the weight moves towards 0 by half of L1, and no further.
TEST(CliFit, ExactWithL1) {
  const auto file = std::filesystem::temp_directory_path() / "losslab-cli-l1.csv";
  std::ofstream(file) << "x,y\n1,3\n-1,-1\n1,3\n-1,-1\n";
  const auto exact = [&](const char* l1) {
    return fit({file.string(), "--loss", "squared_error", "--optimizer", "exact", "--l1", l1});
  };
  const Json one = exact("1");
  EXPECT_NEAR(one["w1"].get<double>(), 1.5, 1e-13);
  EXPECT_NEAR(one["b"].get<double>(), 1, 1e-13);
  EXPECT_NEAR(one["objective"].get<double>(), 0.25 + 1.5, 1e-13);
  EXPECT_LT(one["gradient_norm"].get<double>(), 1e-12);
  EXPECT_EQ(one["converged"], true);
  const Json ten = exact("10");
  EXPECT_EQ(ten["w1"], 0.0);
  EXPECT_NEAR(ten["b"].get<double>(), 1, 1e-13);
  EXPECT_LT(ten["gradient_norm"].get<double>(), 1e-12);
  std::filesystem::remove(file);
  // On the standardised weights, reported in the units of the data.
  const Json plain = fit({"phones.csv", "--loss", "huber", "--optimizer", "exact", "--standardize"});
  const Json shorter = fit({"phones.csv", "--loss", "huber", "--optimizer", "exact", "--standardize", "--l1", "0.2"});
  EXPECT_EQ(shorter["converged"], true);
  EXPECT_LT(shorter["w1"].get<double>(), plain["w1"].get<double>());
  EXPECT_GT(shorter["w1"].get<double>(), 0);
}

TEST(CliFit, EveryGeneratorAndModel) {
  for (const char* data : {"sinusoid:n=80", "steps:n=80,noise_kind=student",
                           "polynomial:n=80,noise_kind=heteroscedastic", "inventory:n=80"}) {
    const Json bumps = fit({data, "--loss", "huber", "--model", "rbf:6", "--optimizer", "exact"});
    EXPECT_TRUE(bumps.contains("w6")) << data;
    EXPECT_EQ(bumps["converged"], true) << data;
  }
  for (const char* data : {"circles:n=80", "xor:n=80,label_noise=near,flips=0.1", "spirals:n=80,imbalance=0.2"}) {
    const Json relu =
        fit({data, "--loss", "logistic", "--model", "mlp:6,relu", "--optimizer", "adam", "--steps", "20"});
    EXPECT_EQ(relu["model"], "mlp:6,relu") << data;
    EXPECT_EQ(relu["parameters"].size(), 6u * 4 + 1) << data;
  }
}

class CliTrace : public CliTest {};

TEST_F(CliTrace, EveryIterateIsARow) {
  const Outcome result = run({"fit", "line:n=20,seed=2", "--loss", "huber", "--rate", "0.01", "--steps", "7", "--trace",
                              path("t.csv"), "--json"});
  EXPECT_EQ(result.status, 0);
  const std::vector<std::string> lines = lines_of(read_file(path("t.csv")));
  ASSERT_EQ(lines.size(), 9u);
  EXPECT_EQ(lines[0], "step,objective,given_error,clean_error,w1,b");
  EXPECT_TRUE(lines[1].starts_with("0,"));
  EXPECT_TRUE(lines[1].ends_with(",0,0"));
  const std::vector<std::string> last = fields_of(lines[8]);
  const Json json = Json::parse(result.out);
  EXPECT_EQ(last[0], "7");
  EXPECT_EQ(std::stod(last[1]), json["objective"].get<double>());
  EXPECT_EQ(std::stod(last[4]), json["w1"].get<double>());
  EXPECT_EQ(std::stod(last[5]), json["b"].get<double>());
}

TEST_F(CliTrace, TheSameSeedGivesTheSameBytes) {
  for (const std::string optimizer : {"gd", "adam", "rmsprop"}) {
    for (const std::string batch : {"0", "5"}) {
      const auto trace = [&](const std::string& name, const std::string& seed) {
        EXPECT_EQ(run({"fit", "moons:n=30,flips=0.1,seed=4", "--loss", "logistic", "--model", "mlp:4", "--optimizer",
                       optimizer, "--batch", batch, "--steps", "50", "--seed", seed, "--trace", path(name)})
                      .status,
                  0);
        return read_file(path(name));
      };
      const std::string first = trace("a.csv", "7");
      EXPECT_EQ(first, trace("b.csv", "7"));
      EXPECT_NE(first, trace("c.csv", "8"));
    }
  }
}

TEST_F(CliTrace, DivergenceKeepsTheLastFiniteIterate) {
  const std::vector<std::string> arguments{"fit",     "phones.csv", "--loss",  "squared_error",
                                           "--steps", "500",        "--trace", path("t.csv")};
  const Outcome result = run(arguments);
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(lines_of(result.err).size(), 1u);
  EXPECT_THAT(result.err, HasSubstr("The run diverged at step "));
  EXPECT_THAT(result.err, HasSubstr("a --rate smaller than 0.1 may help."));
  const Json json = fit({"phones.csv", "--loss", "squared_error", "--steps", "500"}, 1);
  EXPECT_EQ(json["converged"], false);
  EXPECT_EQ(json["diverged"]["step"].get<long>(), json["steps"].get<long>() + 1);
  EXPECT_TRUE(json["w1"].is_number());
  EXPECT_TRUE(json["objective"].is_number());
  const std::vector<std::string> lines = lines_of(read_file(path("t.csv")));
  EXPECT_EQ(static_cast<long>(lines.size()), json["steps"].get<long>() + 2);
  EXPECT_TRUE(std::isfinite(std::stod(fields_of(lines.back())[1])));
}

TEST_F(CliTrace, AnUnwritableTraceIsRefused) {
  const Outcome result = run({"fit", "line", "--loss", "huber", "--trace", path("no/t.csv")});
  EXPECT_EQ(result.status, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(result.err, HasSubstr("the folder does not exist"));
  EXPECT_EQ(files(), 0u);
  expect_refusal({"fit", "line", "--loss", "huber", "--optimizer", "exact", "--trace", path("t.csv")},
                 "--trace follows a descent; it does not go with --optimizer exact.");
  expect_refusal({"fit", "line", "--loss", "huber", "--steps", "100000000", "--trace", path("t.csv")},
                 "--trace holds at most 3333333 steps of this model, got --steps 100000000.");
}

TEST(CliFit, Refusals) {
  expect_refusal({"fit"}, "'losslab fit' needs DATA; see 'losslab fit --help'.");
  expect_refusal({"fit", "line"}, "'losslab fit' needs --loss LOSS or --formula FORMULA; see 'losslab fit --help'.");
  expect_refusal({"fit", "line", "--loss", "hubr"}, "Unknown loss 'hubr': did you mean 'huber'?");
  expect_refusal(
      {"fit", "gaussians", "--loss", "huber"},
      "The loss 'huber' is of the residual family and fits regression data, but 'gaussians' is classification "
      "data: take a loss of the margin as 'logistic'.");
  expect_refusal({"fit", "phones.csv", "--loss", "gce"},
                 "The loss 'gce' is of the probability family and fits labels -1 and 1, but 'phones.csv' is regression "
                 "data: take a loss of the residual as 'huber'.");
  const auto refuse = [](const std::string& option, const std::string& value, const std::string& sentence) {
    expect_refusal({"fit", "line", "--loss", "huber", option, value}, sentence);
  };
  refuse("--rate", "0", "--rate must be above 0, got '0'.");
  refuse("--rate", "-1", "--rate must be above 0, got '-1'.");
  refuse("--rate", "nan", "--rate must be a finite number, got 'nan'.");
  refuse("--steps", "-1", "--steps must be a whole number from 0 to 100000000, got '-1'.");
  refuse("--steps", "1e3", "--steps must be a whole number from 0 to 100000000, got '1e3'.");
  refuse("--l2", "-0.1", "--l2 must be at least 0, got '-0.1'.");
  refuse("--batch", "-2", "--batch must be a whole number from 0 to 1000000, got '-2'.");
  refuse("--momentum", "0.5", "--momentum goes with --optimizer momentum, nesterov, adam or adamw, not with gd.");
  refuse("--seed", "x", "--seed must be a whole number from 0 to 9223372036854775807, got 'x'.");
  refuse("--start", "1", "--start needs 2 values for the model 'line' (w1, b), got 1.");
  refuse("--start", "1,x", "--start must be a finite number, got 'x'.");
  refuse("--optimizer", "sgd",
         "Unknown optimizer 'sgd'; known are gd, momentum, nesterov, adagrad, rmsprop, adam, adamw, exact.");
  EXPECT_EQ(run({"fit", "line", "--loss", "huber", "--model", "quadratic"}).status, 2);
  EXPECT_EQ(run({"fit", "line:n=1", "--loss", "huber"}).status, 2);
  EXPECT_EQ(run({"fit", "missing.csv", "--loss", "huber"}).status, 2);
  EXPECT_EQ(run({"fit", "line", "--loss", "huber", "--model", "mlp:4", "--optimizer", "exact"}).status, 2);
  expect_refusal({"fit", "gaussians", "--loss", "logistic", "--start", "lms"},
                 "--start lms needs regression data and a model linear in its parameters.");
  EXPECT_EQ(run({"fit", "gaussians", "--loss", "logistic", "--scaled"}).status, 2);
}

TEST_F(CliTrace, ATraceThatCannotBeWrittenIsRefusedBeforeTheRun) {
  // So many steps would take minutes.
  const std::string target = path("none/t.csv");
  expect_refusal({"fit", "line:n=2000", "--loss", "huber", "--rate", "1e-9", "--steps", "3000000", "--trace", target},
                 "Cannot write '" + target + "': the folder does not exist.");
  // What fails for another reason leaves a file that is there as it was.
  const std::string old = write("old.csv", "mine");
  EXPECT_EQ(run({"fit", "line", "--loss", "huber", "--optimizer", "exact", "--trace", old}).status, 2);
  EXPECT_EQ(read_file(old), "mine");
  EXPECT_EQ(files(), 1U);
}

TEST_F(CliTrace, ScalingALossWithoutAScaleSaysSo) {
  const std::vector<std::string> arguments{"fit", "line:n=50", "--loss", "pinball", "--steps", "5", "--scaled"};
  const Outcome result = run(arguments);
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "losslab: --scaled changes nothing: pinball has no parameter in units of y.\n");
  EXPECT_THAT(result.out, HasSubstr("which changes nothing: pinball has no parameter in units of y"));
  EXPECT_EQ(run({"fit", "line:n=50", "--loss", "huber", "--steps", "5", "--scaled"}).err, "");
  // Nor does a scale of 0 matter then.
  const std::string line = write("line.csv", "x,y\n0,0\n1,0\n2,0\n3,0\n");
  EXPECT_EQ(run({"fit", line, "--loss", "pinball", "--steps", "5", "--scaled"}).status, 0);
}

}  // namespace
}  // namespace losslab
