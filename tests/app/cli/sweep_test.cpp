#include <fmt/format.h>

#include <cmath>

#include "run.h"

namespace losslab {
namespace {

using testing::HasSubstr;

const std::string header = "loss,params,outliers,seeds,mean,sd,min,median,max,given_mean,objective_mean,diverged";

std::vector<std::vector<std::string>> table(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "sweep");
  const Outcome result = run(arguments);
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.err, "");
  std::vector<std::vector<std::string>> rows;
  for (const std::string& line : lines_of(result.out)) rows.push_back(fields_of(line));
  return rows;
}

class CliSweep : public CliTest {};

TEST_F(CliSweep, BreakdownCurves) {
  const Outcome result = run({"sweep", "line:n=200", "--losses", "squared_error,huber:delta=1.5,absolute_error",
                              "--over", "outliers=0:0.5:6", "--seeds", "4"});
  ASSERT_EQ(result.status, 0) << result.err;
  const std::vector<std::string> lines = lines_of(result.out);
  ASSERT_EQ(lines.size(), 19u);
  EXPECT_EQ(lines[0], header);
  const char* shares[] = {"0", "0.1", "0.2", "0.3", "0.4", "0.5"};
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> row = fields_of(lines[i]);
    ASSERT_EQ(row.size(), 12u) << lines[i];
    EXPECT_EQ(row[0], i < 7 ? "squared_error" : i < 13 ? "huber" : "absolute_error");
    EXPECT_EQ(row[1], i >= 7 && i < 13 ? "delta=1.5" : "");
    EXPECT_EQ(row[2], shares[(i - 1) % 6]);
    EXPECT_EQ(row[3], "4");
    const double mean = std::stod(row[4]), least = std::stod(row[6]), median = std::stod(row[7]),
                 most = std::stod(row[8]);
    EXPECT_LT(least, median);
    EXPECT_LT(median, most);
    EXPECT_TRUE(least < mean && mean < most);
    EXPECT_EQ(row[11], "0");
  }
  const auto mean = [&](std::size_t line) { return std::stod(fields_of(lines[line])[4]); };
  EXPECT_GT(mean(2), 1.5 * mean(1));  // least squares at 10 %
  EXPECT_LT(mean(9), 1.3 * mean(7));  // Huber at 20 %
}

TEST_F(CliSweep, ThreadsChangeNoByte) {
  const std::vector<std::string> arguments{
      "sweep", "gaussians:n=60,separation=1", "--losses", "logistic,gce", "--over", "flips=0:0.4:5", "--seeds", "3"};
  const auto with = [&](const char* threads) {
    std::vector<std::string> all = arguments;
    all.insert(all.end(), {"--threads", threads});
    return run(all).out;
  };
  const std::string one = with("1");
  EXPECT_EQ(lines_of(one).size(), 11u);
  EXPECT_EQ(with("2"), one);
  EXPECT_EQ(with("5"), one);
}

TEST_F(CliSweep, SeedsGoOnFromTheGivenOne) {
  const auto first = table({"line:seed=5", "--losses", "huber", "--over", "noise=1:2:2", "--seeds", "1"});
  const auto second = table({"line:seed=6", "--losses", "huber", "--over", "noise=1:2:2", "--seeds", "1"});
  const auto both = table({"line:seed=5", "--losses", "huber", "--over", "noise=1:2:2", "--seeds", "2"});
  EXPECT_EQ(first[1][5], "");  // no deviation of one
  EXPECT_EQ(table({"line:seed=5", "--losses", "huber", "--over", "noise=1:2:2"})[1][3], "10");
  for (std::size_t i : {1u, 2u}) {
    EXPECT_NEAR(2 * std::stod(both[i][4]), std::stod(first[i][4]) + std::stod(second[i][4]), 1e-12);
  }
}

TEST_F(CliSweep, FilesAreSweptOverAParameterOrTheRate) {
  const auto delta =
      table({"phones.csv", "--losses", "huber,squared_error", "--over", "huber.delta=0.5:50:3:log", "--scaled"});
  ASSERT_EQ(delta.size(), 7u);
  EXPECT_EQ(delta[0][2], "huber.delta");
  EXPECT_EQ(delta[1][2], "0.5");
  EXPECT_EQ(delta[3][2], "50");
  EXPECT_EQ(delta[1][3], "1");
  EXPECT_EQ(delta[4][9], delta[6][9]);
  const auto rate = table({"phones.csv", "--losses", "squared_error", "--over", "rate=0.01:10:4:log", "--standardize"});
  EXPECT_EQ(rate[1][11], "0");
  EXPECT_EQ(rate[4][11], "1");
  EXPECT_EQ(rate[4][4], "");
  const std::string sentence =
      "A sweep of 'outliers' needs generated data, as line:n=200; data that are given can be swept over rate or a "
      "parameter of a loss, as huber.delta=0.1:5:20.";
  expect_refusal({"sweep", "phones.csv", "--losses", "huber", "--over", "outliers=0:0.5:11"}, sentence);
}

TEST_F(CliSweep, L1IsThatOfTheFits) {
  const auto rows = table({"line:n=40,seed=3", "--losses", "huber,absolute_error", "--over", "noise=1:2:2", "--seeds",
                           "1", "--l1", "0.25"});
  const char* levels[] = {"1", "2"};
  for (std::size_t i = 1; i <= 4; ++i) {
    const Outcome fit = run({"fit", std::string("line:n=40,seed=3,noise=") + levels[(i - 1) % 2], "--loss", rows[i][0],
                             "--optimizer", "exact", "--l1", "0.25", "--json"});
    ASSERT_EQ(fit.status, 0) << fit.err;
    const auto at = fit.out.find("\"objective\": ");
    EXPECT_DOUBLE_EQ(std::stod(rows[i][10]), std::stod(fit.out.substr(at + 13))) << i;
  }
  expect_refusal({"sweep", "line:n=20", "--losses", "huber", "--over", "outliers=0:0.5:3", "--l1", "-1"},
                 "--l1 must be at least 0, got '-1'.");
}

TEST_F(CliSweep, WritesAFile) {
  const std::vector<std::string> arguments{"sweep", "line:n=20", "--losses", "huber", "--over", "outliers=0:0.4:2"};
  std::vector<std::string> with_file = arguments;
  with_file.insert(with_file.end(), {"--out", path("sweep.csv")});
  const Outcome result = run(with_file);
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(read_file(path("sweep.csv")), run(arguments).out);
  with_file.back() = path("nowhere/sweep.csv");
  EXPECT_EQ(run(with_file).status, 2);
  EXPECT_EQ(files(), 1u);
}

TEST_F(CliSweep, PartsOfManyMachinesMakeTheTableOfOne) {
  const std::vector<std::string> sweeps[] = {
      {"line:n=30", "--losses", "squared_error,huber:delta=1.5", "--over", "outliers=0:0.4:3", "--seeds", "4"},
      // Some runs diverge, and nothing is known of them.
      {"line:n=30,noise=2", "--losses", "squared_error", "--over", "rate=0.01:4:3", "--steps", "900", "--seeds", "3"},
      {"gaussians:n=40", "--losses", "logistic,exponential", "--over", "flips=0:0.4:2", "--seeds", "2"}};
  for (const auto& sweep : sweeps) {
    std::vector<std::string> whole{"sweep"};
    whole.insert(whole.end(), sweep.begin(), sweep.end());
    std::vector<std::string> merge{"sweep", "--merge"};
    for (int part = 5; part >= 1; --part) {
      std::vector<std::string> one = whole;
      const std::string to = path(fmt::format("part{}.csv", part));
      one.insert(one.end(), {"--shard", fmt::format("{}/5", part), "--threads", part % 2 ? "1" : "2", "--out", to});
      const Outcome result = run(one);
      ASSERT_EQ(result.status, 0) << result.err;
      EXPECT_EQ(result.out, "");
      merge.push_back(to);
    }
    const Outcome merged = run(merge);
    EXPECT_EQ(merged.status, 0) << merged.err;
    EXPECT_EQ(merged.out, run(whole).out);
    merge.insert(merge.end(), {"--out", path("all.csv")});
    EXPECT_EQ(run(merge).status, 0);
    EXPECT_EQ(read_file(path("all.csv")), merged.out);
  }
}

TEST_F(CliSweep, MoreMachinesThanWork) {
  const std::vector<std::string> whole{"sweep",  "line:n=20",        "--losses", "huber",
                                       "--over", "outliers=0:0.4:2", "--seeds",  "1"};
  std::vector<std::string> merge{"sweep", "--merge"};
  for (const char* part : {"1/3", "2/3", "3/3"}) {
    std::vector<std::string> one = whole;
    one.insert(one.end(), {"--shard", part});
    merge.push_back(write(fmt::format("part{}.csv", part[0]), run(one).out));
  }
  EXPECT_EQ(lines_of(read_file(merge.back())).size(), 1u);  // the header alone
  EXPECT_EQ(run(merge).out, run(whole).out);
}

TEST_F(CliSweep, PartsThatDoNotGoTogetherAreRefused) {
  const auto part = [&](const std::string& name, const std::string& data, const std::string& which) {
    return write(
        name,
        run({"sweep", data, "--losses", "huber", "--over", "outliers=0:0.4:2", "--seeds", "3", "--shard", which}).out);
  };
  const std::string one = part("one.csv", "line:n=20", "1/2"), two = part("two.csv", "line:n=20", "2/2");
  const std::string other = part("other.csv", "line:n=21", "2/2");
  expect_refusal({"sweep", "--merge", one},
                 "A part is missing: 3 of 6 tiles are in none of the files, the first is tile 1.");
  expect_refusal({"sweep", "--merge", one, two, one},
                 one + ", line 2: tile 0 was in a file before: a part was given twice.");
  expect_refusal({"sweep", "--merge", one, other},
                 other +
                     ", line 2: this part is of another sweep than those before: all must be made with the same "
                     "arguments.");
  const std::string broken =
      write("broken.csv", lines_of(read_file(two))[0] + "\n" + "a,6,7,1,huber,delta=1,0,0,1,1,1\n");
  expect_refusal({"sweep", "--merge", broken}, broken + ", line 2: tile must be a whole number from 0 to 5, got '7'.");
  const std::string table = write("table.csv", "loss,value\nhuber,1\n");
  EXPECT_THAT(run({"sweep", "--merge", table}).err, HasSubstr("as 'losslab sweep --shard' writes them."));
  expect_refusal({"sweep", "line", "--merge", one},
                 "--merge takes the files of the parts alone: all else stands in them.");
  for (const char* shard : {"0/2", "3/2", "1", "1/0", "a/2", "1/2/3"}) {
    const Outcome result = run({"sweep", "line", "--losses", "huber", "--over", "outliers=0:0.4:2", "--shard", shard});
    EXPECT_EQ(result.status, 2) << shard;
    EXPECT_THAT(result.err, HasSubstr("--shard")) << shard;
  }
}

TEST_F(CliSweep, BadInput) {
  const auto refuse = [](std::vector<std::string> rest, const std::string& sentence) {
    rest.insert(rest.begin(), "sweep");
    expect_refusal(rest, sentence);
  };
  const std::string line = "line:n=20";
  refuse({}, "'losslab sweep' needs DATA; see 'losslab sweep --help'.");
  refuse({line}, "'losslab sweep' needs --losses A,B,... or --formula FORMULA; see 'losslab sweep --help'.");
  refuse({line, "--losses", "huber"}, "'losslab sweep' needs --over NAME=FROM:TO:COUNT; see 'losslab sweep --help'.");
  refuse({line, "--losses", "huber", "--over", "outliers=0:0.5"},
         "Sweep 'outliers=0:0.5': expected NAME=FROM:TO:COUNT or NAME=FROM:TO:COUNT:log, as outliers=0:0.5:11.");
  refuse({line, "--losses", "huber", "--over", "outliers=0:0.5:3", "--seeds", "0"},
         "--seeds must be a whole number from 1 to 1000, got '0'.");
  refuse({line, "--losses", "huber", "--over", "outliers=0:0.5:3", "--threads", "-1"},
         "--threads must be a whole number from 0 to 256, got '-1'.");
  refuse({line, "--losses", "huber", "--over", "outliers=0:0.5:3", "--optimizer", "exact", "--rate", "0.1"},
         "--rate and --steps are of a descent; they do not go with --optimizer exact.");
  refuse({line, "--losses", "huber", "--over", "rate=0.1:1:3", "--rate", "0.1"},
         "--rate does not go with a sweep over rate.");
  refuse({line, "--losses", "huber", "--over", "rate=0.1:1:3", "--optimizer", "exact"},
         "A sweep over the rate needs a descent; the exact minimiser has none.");
  refuse({line, "--losses", "huber", "--over", "outliers=0:0.5:3", "--rate", "0"}, "--rate must be above 0, got '0'.");
  refuse({line, "--losses", "huber", "--over", "outliers=0:0.5:3", "--start", "1,2"}, "--start takes lms, got '1,2'.");
  refuse({line, "--losses", "huber", "--over", "outliers=0:0.5:3", "--optimizer", "sgd"},
         "Unknown optimizer 'sgd'; known are exact, gd, momentum, nesterov, adagrad, rmsprop, adam, adamw.");
  refuse({"gaussians", "--losses", "zero_one", "--over", "flips=0:0.4:2"},
         "At flips = 0 with seed 1: Zero-one has no slope to follow: its exact minimiser is not computed.");
  EXPECT_THAT(run({"sweep", line, "--losses", "hubr", "--over", "outliers=0:0.5:3"}).err, HasSubstr("huber"));
  EXPECT_THAT(run({"sweep", line, "--losses", "huber,", "--over", "outliers=0:0.5:3"}).err, HasSubstr("losslab: "));
  EXPECT_EQ(run({"sweep", line, "--losses", "huber,", "--over", "outliers=0:0.5:3"}).status, 2);
  EXPECT_EQ(run({"sweep", line, "--losses", "huber:delta=-1", "--over", "outliers=0:0.5:3"}).status, 2);
}

TEST_F(CliSweep, HelpNamesTheColumns) {
  const std::string help = run({"sweep", "--help"}).out;
  EXPECT_THAT(help, HasSubstr("loss,params,NAME,seeds,mean,sd,min,median,max,given_mean"));
  EXPECT_THAT(help, HasSubstr("outliers=0:0.5:11"));
}

}  // namespace
}  // namespace losslab
