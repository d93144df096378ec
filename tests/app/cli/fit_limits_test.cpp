// What fits do with data at the limits: on one line, and far from 1.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "losses/learn/exact/scaled.h"
#include "run.h"

namespace losslab {
namespace {

using testing::HasSubstr;
using Json = nlohmann::json;

class CliFitLimits : public CliTest {};

// Half of the points or more on one line: their residuals have no scale, and every loss with one comes to that line.
TEST_F(CliFitLimits, MostPointsOnOneLineGiveThatLine) {
  std::string rows = "x,y\n";
  for (int i = 1; i <= 15; ++i) rows += fmt::format("{},{}\n", i, i == 8 ? 40 : i);
  const std::string line = write("most.csv", rows);
  for (const Loss& loss : Loss::all()) {
    if (loss.info().family != Family::residual || !has_scale(loss)) continue;
    for (const std::vector<std::string>& how : {std::vector<std::string>{"--optimizer", "exact"},
                                                {"--optimizer", "exact", "--start", "lms"},
                                                {"--steps", "5"},
                                                {"--standardize"}}) {
      std::vector<std::string> arguments{"fit", line, "--loss", std::string(loss.id()), "--scaled", "--json"};
      arguments.insert(arguments.end(), how.begin(), how.end());
      const Outcome outcome = run(arguments);
      ASSERT_EQ(outcome.status, 0) << outcome.err;
      const auto json = Json::parse(outcome.out);
      EXPECT_NEAR(json["w1"].get<double>(), 1, 1e-12) << loss.id();
      EXPECT_NEAR(json["b"].get<double>(), 0, 1e-12) << loss.id();
      EXPECT_EQ(json["points_on_fit"], 14) << loss.id();
      EXPECT_EQ(json["residual_scale"], 0) << loss.id();
    }
  }
  EXPECT_THAT(run({"fit", line, "--loss", "huber", "--scaled"}).out,
              HasSubstr("0: 14 of the 15 points lie exactly on one fit, which is taken"));
  const std::string why = "14 of the 15 points lie exactly on one fit, so that ";
  expect_refusal(
      {"fit", line, "--loss", "huber", "--scaled", "--l2", "0.1"},
      "--scaled: " + why + "the residual scale is 0 and the penalty would decide alone; leave one of them away.");
  expect_refusal({"fit", line, "--loss", "huber", "--scaled", "--trace", path("t.csv")},
                 "--trace: " + why + "--scaled makes no descent.");
}

TEST_F(CliFitLimits, NumbersFarFromOneAreFittedOrRefused) {
  std::string huge = "x,y\n", tall = huge, small = huge;
  for (int i = 1; i <= 7; ++i) {
    huge += fmt::format("{}e200,{}\n", i, 2 * i + 1);
    small += fmt::format("{}e-200,{}\n", i, 2 * i + 1);
    tall += fmt::format("{},{}e200\n", i, 2 * i + 1);
  }
  const std::string wide = write("huge.csv", huge), tiny = write("tiny.csv", small), high = write("tall.csv", tall);
  const auto fitted = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "fit");
    arguments.insert(arguments.end(), {"--loss", "squared_error", "--json"});
    return run(arguments);
  };
  const auto slope = [&](const Outcome& outcome) { return Json::parse(outcome.out)["w1"].get<double>(); };
  EXPECT_NEAR(slope(fitted({wide, "--optimizer", "exact"})) * 1e200, 2, 1e-12);
  EXPECT_NEAR(slope(fitted({tiny, "--optimizer", "exact"})) * 1e-200, 2, 1e-12);
  EXPECT_NEAR(slope(fitted({wide, "--standardize"})) * 1e200, 2, 1e-6);
  EXPECT_NEAR(slope(fitted({tiny, "--standardize"})) * 1e-200, 2, 1e-6);
  const Outcome infinite = fitted({high, "--optimizer", "exact"});
  EXPECT_NEAR(slope(infinite) * 1e-200, 2, 1e-12);
  EXPECT_EQ(infinite.err, "losslab: The objective is beyond the range of a double; the parameters are not.\n");
  EXPECT_EQ(fitted({wide}).status, 1);  // the descent diverges
  EXPECT_FALSE(Json::parse(fitted({tiny}).out)["converged"].get<bool>());
  EXPECT_THAT(run({"fit", tiny, "--loss", "squared_error"}).out, HasSubstr("the gradient hardly shows it"));
  EXPECT_EQ(fitted({wide, "--model", "poly:3"}).status, 2);
}

}  // namespace
}  // namespace losslab
