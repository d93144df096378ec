// Losses of one's own on the command line: formulas and files.
#include <unistd.h>

#include "run.h"

namespace losslab {
namespace {

class CliFormula : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("losslab_formula_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string file(const std::string& name, const std::string& text) {
    const std::filesystem::path path = folder_ / name;
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }
  std::filesystem::path folder_;
};

constexpr const char* cauchy = "c^2/2*log(1+(r/c)^2)";

TEST_F(CliFormula, Eval) {
  // The same numbers as those of the loss of the catalogue.
  std::istringstream own(run({"eval", "--formula", cauchy, "-p", "c=2", "--at", "-1,0,3"}).out);
  std::istringstream known(run({"eval", "cauchy", "-p", "c=2", "--at", "-1,0,3"}).out);
  std::string a, b;
  std::getline(own, a);
  std::getline(known, b);
  EXPECT_EQ(a, b);
  while (std::getline(own, a, ',') && std::getline(known, b, ',')) EXPECT_NEAR(std::stod(a), std::stod(b), 1e-13);
  const auto lines = lines_of(run({"eval", "--formula", "|r|", "--at", "-2,0"}).out);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[1], "-2,2,-1,0");
  EXPECT_EQ(lines[2], "0,0,0,");
  // The variable says the family.
  EXPECT_EQ(lines_of(run({"eval", "--formula", "max(0, 1-m)", "--at", "1"}).out)[1], "1,0,0,");
  EXPECT_EQ(lines_of(run({"eval", "--formula", "(1-p)^2", "--at", "1"}).out)[1], "1,0,0,2");
  EXPECT_EQ(run({"eval", "--formula", "(1-p)^2", "--at", "1.5"}).status, 2);
}

TEST_F(CliFormula, Fit) {
  const Outcome own = run({"fit", "line:n=60,outliers=0.2,seed=3", "--formula", "if(|r| <= δ, r^2/2, δ(|r| - δ/2))",
                           "-p", "delta=1.5", "--optimizer", "exact", "--json"});
  const Outcome known = run(
      {"fit", "line:n=60,outliers=0.2,seed=3", "--loss", "huber", "-p", "delta=1.5", "--optimizer", "exact", "--json"});
  EXPECT_EQ(own.status, 0) << own.err;
  const auto number_behind = [](const std::string& text, const std::string& key) {
    return std::stod(text.substr(text.find(':', text.find(key)) + 1));
  };
  EXPECT_NEAR(number_behind(own.out, "\"w1\""), number_behind(known.out, "\"w1\""), 1e-9);
  const Outcome descent = run({"fit", "moons:n=80,seed=2", "--formula", "log(1 + exp(-m))", "--steps", "50"});
  EXPECT_EQ(descent.status, 0) << descent.err;
  EXPECT_EQ(run({"fit", "moons:n=80,seed=2", "--formula", "r^2"}).status, 2);
}

TEST_F(CliFormula, Sweep) {
  const Outcome result = run({"sweep", "line:n=40,seed=1", "--losses", "huber", "--formula", cauchy, "-p",
                              "formula.c=2", "--formula", "|r|", "--over", "outliers=0:0.2:2", "--seeds", "1"});
  EXPECT_EQ(result.status, 0) << result.err;
  const auto lines = lines_of(result.out);
  ASSERT_EQ(lines.size(), 7u);
  EXPECT_TRUE(lines[3].starts_with("formula,c=2,")) << lines[3];
  EXPECT_TRUE(lines[5].starts_with("formula_2,,")) << lines[5];
  EXPECT_EQ(run({"sweep", "line:n=40,seed=1", "--formula", cauchy, "--over", "formula.c=1:3:2", "--seeds", "1"}).status,
            0);
}

TEST_F(CliFormula, Check) {
  const std::string good = file("good.csv", "x,value,grad\n1,0.5,1\n-2,2,-2\n");
  EXPECT_EQ(run({"check", good, "--formula", "r^2/2"}).out, "2 rows, 0 differ\n");
  const std::string bad = file("bad.csv", "params,x,value,grad\nk=2,1,2,1\n");
  EXPECT_EQ(run({"check", bad, "--formula", "k r^2"}).status, 1);
}

TEST_F(CliFormula, Files) {
  const std::string path = file("mine.toml",
                                "id = \"mine\"\nname = \"Mine\"\nfamily = \"residual\"\nformula = \"k*|r|^3\"\n\n"
                                "[parameters.k]\ninitial = 2.0\nrange = [1.0, 3.0]\nlower = 0.0\n");
  EXPECT_EQ(lines_of(run({"eval", path, "--at", "2"}).out)[1], "2,16,24,24");
  EXPECT_EQ(lines_of(run({"eval", path, "-p", "k=1", "--at", "2"}).out)[1], "2,8,12,12");
  expect_refusal({"eval", path, "-p", "k=-1", "--at", "2"}, "mine: k must be at least 0, got -1.");
  const std::string table = file("points.csv", "loss,params,x\n" + path + ",k=1,1\nhuber,,1\n");
  EXPECT_EQ(lines_of(run({"eval", "--table", table}).out)[1], path + ",k=1,1,1,3,6");
  EXPECT_EQ(run({"fit", "line:n=20", "--loss", path, "--steps", "5", "--rate", "0.001"}).status, 0);
  const std::string wrong = file("wrong.toml", "id = \"mine\"\nfamily = \"residual\"\nformula = \"k*lgo(r)\"\n");
  expect_refusal({"eval", wrong, "--at", "2"},
                 "wrong.toml, line 3: formula: Formula, column 3: there is no function 'lgo': did you mean 'log'?");
}

TEST_F(CliFormula, Refusals) {
  expect_refusal({"eval", "--formula", "log(r", "--at", "1"},
                 "Formula, column 4: the ')' that closes this '(' of log is missing.");
  expect_refusal(
      {"eval", "--formula", "x^2", "--at", "1"},
      "The variable of the formula 'x^2' cannot be told: it is r (residual), m (margin), p (probability of the true "
      "class) or q (reported probability); --family says which.");
  expect_refusal({"eval", "--formula", "x^2", "--family", "residual", "--at", "1"},
                 "The formula 'x^2' does not depend on r.");
  expect_refusal({"eval", "--formula", "r^2", "--family", "line", "--at", "1"},
                 "--family must be residual, margin, probability, of_probability or score, got 'line'.");
  expect_refusal({"eval", "huber", "--formula", "r^2", "--at", "1"},
                 "'losslab eval' takes the name of a loss or --formula, not both.");
  expect_refusal({"eval", "huber", "--family", "margin", "--at", "1"}, "'losslab eval': --family goes with --formula.");
  expect_refusal({"eval", "--formula", "k r^2", "-p", "c=1", "--at", "1"}, "formula has no parameter 'c'; it has: k.");
}

}  // namespace
}  // namespace losslab
