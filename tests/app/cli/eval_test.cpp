#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <set>

#include "losses/core/loss.h"
#include "run.h"

namespace losslab {
namespace {

double number(const std::string& text) {
  double value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  EXPECT_EQ(stop, text.data() + text.size()) << text;
  return value;
}

TEST(CliEval, ColumnsAndDigits) {
  EXPECT_EQ(run({"eval", "huber", "--at", "-1,0,0.3,2"}).out,
            "x,value,gradient,curvature\n"
            "-1,0.5,-1,\n"
            "0,0,0,1\n"
            "0.29999999999999999,0.044999999999999998,0.29999999999999999,1\n"
            "2,1.5,1,0\n");
}

TEST(CliEval, InfinitiesAndUndefinedFields) {
  EXPECT_EQ(run({"eval", "squared_error", "--at", "-inf,inf,1e200"}).out,
            "x,value,gradient,curvature\n-inf,inf,-inf,2\ninf,inf,inf,2\n"
            "9.9999999999999997e+199,inf,1.9999999999999999e+200,2\n");
  EXPECT_EQ(run({"eval", "absolute_error", "--at", "0"}).out, "x,value,gradient,curvature\n0,0,0,\n");
  EXPECT_EQ(run({"eval", "zero_one", "--at", "0,1"}).out, "x,value,gradient,curvature\n0,1,,\n1,0,0,0\n");
  EXPECT_EQ(run({"eval", "hinge", "--at", "1"}).out, "x,value,gradient,curvature\n1,0,0,\n");
}

TEST(CliEval, PointsAreTakenInEveryForm) {
  const std::string expected = "x,value,gradient,curvature\n-1,1,-2,2\n0,0,0,2\n";
  EXPECT_EQ(run({"eval", "squared_error", "--at", "-1,0"}).out, expected);
  EXPECT_EQ(run({"eval", "squared_error", "--at=-1,0"}).out, expected);
  EXPECT_EQ(run({"eval", "squared_error", "--at", "-1", "--at", "0"}).out, expected);
  EXPECT_EQ(run({"eval", "--at", "-1,0", "squared_error"}).out, expected);
  EXPECT_EQ(run({"eval", "--at", "-1, +0", "squared_error"}).out, expected);
  EXPECT_EQ(run({"eval", "squared_error", "--at", "-.5"}).out, "x,value,gradient,curvature\n-0.5,0.25,-1,2\n");
}

TEST(CliEval, TakesTheNamesThatPeopleUse) {
  const std::string rows = "x,value,gradient,curvature\n3,9,6,2\n";
  for (const char* name : {"squared_error", "mse", "MSELoss", "least squares", "均方误差"}) {
    const Outcome outcome = run({"eval", name, "--at", "3"});
    EXPECT_EQ(outcome.out, rows) << name;
    EXPECT_EQ(outcome.err, "") << name;
  }
  const Outcome l1 = run({"eval", "l1", "--at", "3"});
  EXPECT_EQ(l1.out, "x,value,gradient,curvature\n3,3,1,0\n");
  EXPECT_EQ(l1.err, "losslab: 'l1' is taken for absolute_error: |r|.\n");
  EXPECT_EQ(l1.status, 0);
  expect_refusal({"eval", "xyz", "--at", "1"}, "Unknown loss 'xyz': 'losslab losses' lists all.");
  expect_refusal({"eval", "nll", "--at", "1"}, "The name 'nll' is used for several losses: say logistic or ce_of_p.");
  expect_refusal({"eval", "huber", "-p", "delta=1", "-p", "δ=2", "--at", "1"}, "huber: delta is given twice.");
}

TEST(CliEval, ParametersAreTakenInEveryForm) {
  const std::string expected = "x,value,gradient,curvature\n3,4,2,0\n";
  for (const std::vector<std::string>& form : {std::vector<std::string>{"-p", "delta=2"},
                                               {"-pdelta=2"},
                                               {"--param", "delta=2"},
                                               {"--param=delta=2"},
                                               {"-p", "δ=2"},
                                               {"-p", "threshold=2"}}) {
    std::vector<std::string> arguments{"eval", "huber", "--at", "3"};
    arguments.insert(arguments.end(), form.begin(), form.end());
    EXPECT_EQ(run(arguments).out, expected) << testing::PrintToString(form);
  }
  EXPECT_EQ(run({"eval", "barron", "-p", "alpha=-inf", "-p", "c=1", "--at", "0"}).out,
            "x,value,gradient,curvature\n0,0,0,1\n");
}

TEST(CliEval, RangesAreExactAtTheirEnds) {
  const std::vector<std::string> lines =
      lines_of(run({"eval", "log_cosh", "--from", "-0.3", "--to", "0.7", "--count", "11"}).out);
  ASSERT_EQ(lines.size(), 12u);
  EXPECT_EQ(number(fields_of(lines[1])[0]), -0.3);
  EXPECT_EQ(number(fields_of(lines[11])[0]), 0.7);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(number(fields_of(lines[static_cast<std::size_t>(i) + 1])[0]), -0.3 + i * (0.7 - -0.3) / 10);
  }
  EXPECT_EQ(lines_of(run({"eval", "huber", "--from", "2", "--to", "1", "--count", "1"}).out)[1], "2,1.5,1,0");
  const std::vector<std::string> huge =
      lines_of(run({"eval", "huber", "--from", "-1.7e308", "--to", "1.7e308", "--count", "3"}).out);
  EXPECT_EQ(fields_of(huge[2])[0], "0");
}

TEST(CliEval, Refusals) {
  expect_refusal({"eval"},
                 "'losslab eval' needs a LOSS, --formula FORMULA or --table IN.csv; see 'losslab eval --help'.");
  expect_refusal({"eval", "hubr", "--at", "1"}, "Unknown loss 'hubr': did you mean 'huber'?");
  expect_refusal({"eval", "huber", "-p", "delta=0", "--at", "1"}, "huber: delta must be greater than 0, got 0.");
  expect_refusal({"eval", "huber", "-p", "gamma=1", "--at", "1"}, "huber has no parameter 'gamma'; it has: delta.");
  expect_refusal({"eval", "huber", "-p", "delta", "--at", "1"}, "-p takes NAME=VALUE, got 'delta'.");
  expect_refusal({"eval", "huber", "--at", "1,,2"}, "--at must be a number, got ''.");
  expect_refusal({"eval", "huber", "--at", "1,x"}, "--at must be a number, got 'x'.");
  expect_refusal({"eval", "huber", "--at", "nan"}, "--at must be a number, got 'nan'.");
  expect_refusal({"eval", "huber", "--at", "1e999"}, "--at must be a number, got '1e999'.");
  expect_refusal({"eval", "huber"}, "'losslab eval' needs --at X[,X...], or --from A, --to B and --count N.");
  expect_refusal({"eval", "huber", "--from", "1", "--to", "2"},
                 "'losslab eval' needs --at X[,X...], or --from A, --to B and --count N.");
  expect_refusal({"eval", "huber", "--at", "1", "--count", "2"},
                 "'losslab eval' takes either --at or --from, --to and --count, not both.");
  expect_refusal({"eval", "huber", "--from", "inf", "--to", "2", "--count", "3"},
                 "--from must be a finite number, got 'inf'.");
  for (const char* count : {"0", "-3", "1.5", "10000001", "many"}) {
    expect_refusal({"eval", "huber", "--from", "1", "--to", "2", "--count", count},
                   "--count must be a whole number from 1 to 10000000, got '" + std::string(count) + "'.");
  }
  expect_refusal({"eval", "huber", "--at", "1", "--out", "x.csv"}, "'losslab eval': --out goes with --table only.");
}

class CliTable : public CliTest {};

TEST_F(CliTable, RowsAreFollowedByTheirResults) {
  const std::string in =
      write("in.csv", "loss,params,x\nhuber,delta=2,3.0\nabsolute_error,,0\nbarron,alpha=-inf;c=1,0\n");
  const std::string expected =
      "loss,params,x,value,gradient,curvature\nhuber,delta=2,3.0,4,2,0\nabsolute_error,,0,0,0,\n"
      "barron,alpha=-inf;c=1,0,0,0,1\n";
  EXPECT_EQ(run({"eval", "--table", in}).out, expected);
  const Outcome result = run({"eval", "--table", in, "--out", path("out.csv")});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(read_file(path("out.csv")), expected);
  EXPECT_EQ(files(), 2u);
}

TEST_F(CliTable, OtherColumnsPassAndResultsAreReplaced) {
  const std::string in = write("in.csv", "note,x,value,params,loss\n\"a, b\",1e0,9,,squared_error\n");
  EXPECT_EQ(run({"eval", "--table", in}).out,
            "note,x,params,loss,value,gradient,curvature\n\"a, b\",1e0,,squared_error,1,2,2\n");
}

TEST_F(CliTable, LineEndsMarksAndEmptyLines) {
  const std::string in =
      write("in.csv", "\xef\xbb\xbfloss,params,x\r\n\r\n squared_error , ,2\r\n\r\n\"huber\",\"delta=1\",2");
  EXPECT_EQ(run({"eval", "--table", in}).out,
            "loss,params,x,value,gradient,curvature\n squared_error , ,2,4,4,2\n\"huber\",\"delta=1\",2,1.5,1,0\n");
  EXPECT_EQ(run({"eval", "--table", write("head.csv", "loss,params,x\n")}).out,
            "loss,params,x,value,gradient,curvature\n");
}

TEST_F(CliTable, AMalformedRowIsNamedAndNothingIsWritten) {
  const std::string out = write("out.csv", "before\n");
  const auto refuse = [&](const std::string& text, const std::string& sentence) {
    const std::string in = write("in.csv", text);
    expect_refusal({"eval", "--table", in, "--out", out}, in + sentence);
    EXPECT_EQ(read_file(out), "before\n");
    EXPECT_EQ(files(), 2u);
    EXPECT_EQ(run({"eval", "--table", in}).out, "");
  };
  refuse("", ": the table is empty, expected a header.");
  refuse("loss,params\nhuber,\n", ", line 1: the header has no column 'x', got 'loss,params'.");
  refuse("loss,x,params,x\n", ", line 1: column 'x' occurs twice.");
  refuse("loss,params,x\nhuber,,1\nhuber,,one\n", ", line 3: column 'x' must be a number, got 'one'.");
  refuse("loss,params,x\nhuber,,\n", ", line 2: column 'x' must be a number, got ''.");
  refuse("loss,params,x\nhuber,,nan\n", ", line 2: column 'x' must be a number, got 'nan'.");
  refuse("loss,params,x\n\nhuber,1\n", ", line 3: expected 3 fields as in the header, got 2.");
  refuse("loss,params,x\nhuber,,1,2\n", ", line 2: expected 3 fields as in the header, got 4.");
  refuse("loss,params,x\nhubre,,1\n", ", line 2: Unknown loss 'hubre': did you mean 'huber'?");
  refuse("loss,params,x\nhuber,delta=-1,1\n", ", line 2: huber: delta must be greater than 0, got -1.");
  refuse("loss,params,x\nhuber,\"delta=1,1\n", ", line 2: a quote is not closed.");
}

TEST_F(CliTable, FilesThatCannotBeUsed) {
  expect_refusal({"eval", "--table", path("none.csv")},
                 "Cannot read '" + path("none.csv") + "': there is no such file, or no permission.");
  EXPECT_THAT(run({"eval", "--table", path("")}).err, testing::HasSubstr("it is a folder"));
  const std::string in = write("in.csv", "loss,params,x\nhuber,,1\n");
  const Outcome result = run({"eval", "--table", in, "--out", path("no/such/out.csv")});
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.err, testing::HasSubstr("the folder does not exist"));
  expect_refusal({"eval", "huber", "--table", in},
                 "'losslab eval --table' takes the losses and points from the table: only --out goes with it.");
}

// |err| ≤ 1e-12·|truth| (+ 1e-15 for the curvature); infinities exactly; empty where it is undefined.
void expect_close(const std::string& ours, const std::string& truth, double slack, const std::string& row) {
  if (truth.empty() || ours.empty()) {
    EXPECT_EQ(ours, truth) << row;
    return;
  }
  const double a = number(ours), b = number(truth);
  if (std::isinf(b)) {
    EXPECT_EQ(a, b) << row;
  } else {
    EXPECT_LE(std::abs(a - b), 1e-12 * std::abs(b) + slack) << row;
  }
}

// Both ways to a value: rows of a table are evaluated in vectors, single points in plain doubles.
TEST_F(CliTable, VectorsAndPlainDoublesAgree) {
  std::string table = "loss,params,x\n", plain;
  for (const char* x : {"-700", "-3", "-1e-9", "0", "0.3", "1", "2", "37.5", "1e200"}) {
    table += std::string("focal,gamma=1.5,") + x + "\n";
    plain += lines_of(run({"eval", "focal", "-p", "gamma=1.5", "--at", x}).out)[1] + "\n";
  }
  const std::vector<std::string> rows = lines_of(run({"eval", "--table", write("in.csv", table)}).out);
  const std::vector<std::string> points = lines_of(plain);
  ASSERT_EQ(rows.size(), points.size() + 1);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::vector<std::string> a = fields_of(rows[i + 1]), b = fields_of(points[i]);
    for (std::size_t k = 0; k < 3; ++k) EXPECT_EQ(a[3 + k], b[1 + k]) << rows[i + 1];
  }
}

TEST_F(CliTable, BatchesKeepTheOrderOfTheRows) {
  std::string table = "loss,params,x\n", expected = "loss,params,x,value,gradient,curvature\n";
  for (int i = 0; i < 10000; ++i) {
    const bool square = i % 5000 < 4500;
    const std::string row = fmt::format("{},,{}", square ? "squared_error" : "unhinged", i);
    table += row + "\n";
    expected += square ? fmt::format("{},{},{},2\n", row, 1LL * i * i, 2 * i) : fmt::format("{},{},-1,0\n", row, 1 - i);
  }
  EXPECT_EQ(run({"eval", "--table", write("in.csv", table)}).out, expected);
}

TEST_F(CliTable, WhatIsNotDefinedIsRefused) {
  expect_refusal({"eval", "brier_of_p", "--at", "0.5,2"}, "brier_of_p is defined from 0 to 1, got x = 2.");
  expect_refusal({"eval", "expected_ce", "--from", "-1", "--to", "1", "--count", "3"},
                 "expected_ce is defined from 0 to 1, got x = -1.");
  expect_refusal({"eval", "contrastive", "--at", "-1"}, "contrastive is defined from 0 on, got x = -1.");
  const std::string in = write("in.csv", "loss,params,x\nce_of_p,,0.5\nce_of_p,,1.5\n");
  expect_refusal({"eval", "--table", in}, in + ", line 3: ce_of_p is defined from 0 to 1, got x = 1.5.");
  EXPECT_EQ(run({"eval", "ce_of_p", "--at", "0,1"}).out, "x,value,gradient,curvature\n0,inf,-inf,inf\n1,0,-1,1\n");
}

TEST_F(CliTable, ParametersAreJudgedTogether) {
  EXPECT_EQ(run({"eval", "hampel", "-p", "a=5", "-p", "b=6", "-p", "c=10", "--at", "5.5"}).out,
            "x,value,gradient,curvature\n5.5,15,5,0\n");
  expect_refusal({"eval", "hampel", "-p", "a=5", "--at", "1"}, "hampel: a <= b < c is required, got a=5;b=4;c=8.");
  const std::string in = write("in.csv", "loss,params,x\nhampel,c=3,1\n");
  expect_refusal({"eval", "--table", in}, in + ", line 2: hampel: a <= b < c is required, got a=2;b=4;c=3.");
}

// The facts of both files, by way of the program.
void expect_reference(const std::string& in, std::size_t rows) {
  const std::vector<std::string> truth = lines_of(read_file(in));
  ASSERT_GE(truth.size(), rows);
  const Outcome result = run({"eval", "--table", in});
  ASSERT_EQ(result.status, 0) << result.err;
  const std::vector<std::string> ours = lines_of(result.out);
  ASSERT_EQ(ours.size(), truth.size());
  EXPECT_EQ(ours[0], truth[0]);
  for (std::size_t i = 1; i < truth.size(); ++i) {
    const std::vector<std::string> a = fields_of(ours[i]), b = fields_of(truth[i]);
    ASSERT_EQ(a.size(), 6u);
    EXPECT_EQ(a[2], b[2]);
    const Loss loss(a[0]);
    const double slack = std::isfinite(loss.info().to) ? 1e-15 : 1e-300;
    expect_close(a[3], b[3], slack, truth[i]);
    expect_close(a[4], b[4], a[0] == "poisson_nll" ? 1e-15 : slack, truth[i]);
    expect_close(a[5], b[5], 1e-15, truth[i]);
  }
}

TEST_F(CliTable, ReferenceValues) {
  expect_reference(LOSSLAB_TEST_DATA "/reference/scalar_shared.csv", 714);
  expect_reference(LOSSLAB_TEST_DATA "/reference/scalar_more.csv", 1500);
}

}  // namespace
}  // namespace losslab
