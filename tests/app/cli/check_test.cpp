#include "run.h"

namespace losslab {
namespace {

using testing::HasSubstr;

class CliCheck : public CliTest {
 protected:
  // What check says of one row.
  std::string verdict(const std::string& row, const std::string& header = "loss,params,x,value,grad,curvature") {
    const Outcome result = run({"check", write("table.csv", header + "\n" + row + "\n")});
    EXPECT_EQ(result.err, "");
    EXPECT_EQ(result.status, result.out == "1 row, 0 differ\n" ? 0 : 1);
    return result.out;
  }
};

constexpr const char* agrees = "1 row, 0 differ\n";

TEST_F(CliCheck, RowsThatAgree) {
  EXPECT_EQ(verdict("huber,delta=1,2,1.5,1,0"), agrees);
  EXPECT_EQ(verdict("huber,delta=1,2,1.5,1,"), agrees);
  EXPECT_EQ(verdict("huber,delta=1,2,1.5000000001,1,0"), agrees);
  EXPECT_EQ(verdict("huber,,1,0.5,1,7"), agrees);  // the curvature at a kink is not compared
  EXPECT_EQ(verdict("squared_error,,1e200,inf,2e200,2"), agrees);
  EXPECT_EQ(verdict("huber,,2,1.5,1", "loss,params,x,value,gradient"), agrees);
  EXPECT_EQ(verdict("1.5,huber,1,2,", "value,loss,grad,x,params"), agrees);
}

TEST_F(CliCheck, WhatDiffersIsNamed) {
  EXPECT_EQ(verdict("huber,delta=1,2,1.6,1,0"),
            "line 2: huber (delta=1), x = 2: value 1.6, ours 1.5\n1 row, 1 differs\n");
  EXPECT_THAT(verdict("log_cosh,,0,0,0,0.5"), HasSubstr("log_cosh, x = 0: curvature 0.5, ours 1 (half of ours"));
  EXPECT_THAT(verdict("huber,,2,1.50000001,1,0"), HasSubstr("value 1.50000001, ours 1.5"));
}

TEST_F(CliCheck, Diagnoses) {
  EXPECT_THAT(verdict("half_squared_error,,3,9,6,2"),
              HasSubstr("value 9, ours 4.5 (twice ours: a factor ½ is missing)"));
  EXPECT_THAT(verdict("squared_error,,3,4.5,3,1"), HasSubstr("gradient 3, ours 6 (half of ours: a factor ½ too much)"));
  EXPECT_THAT(verdict("squared_error,,3,9,-6,2"), HasSubstr("the derivative with respect to the prediction is −dℓ/dr"));
  EXPECT_THAT(verdict("logistic,,0,1,-0.5,0.25"), HasSubstr("the logarithm is to base 2"));
  EXPECT_THAT(verdict("huber,delta=3,5,15,3,0"), HasSubstr("ours + δ²/2: the term −δ²/2 is missing"));
  EXPECT_THAT(verdict("smooth_l1,beta=3,5,5,1,0"), HasSubstr("ours + β/2: the term −β/2 is missing"));
  EXPECT_THAT(verdict("huber,delta=3,1,0.16666666666666667,0.33333333333333333,0.33333333333333333"),
              HasSubstr("ours divided by δ: a factor δ is missing"));
  EXPECT_THAT(verdict("pinball,tau=0.8,2,0.4,0.2,0"), HasSubstr("the residual is y − ŷ, not ŷ − y"));
  EXPECT_THAT(verdict("hinge,,2,3,-1,0"), HasSubstr("ours at −x"));
  EXPECT_THAT(verdict("log_cosh,,1000,inf,1,0"), HasSubstr("an overflow at x = 1000: use a stable form"));
  EXPECT_THAT(verdict("logistic,,-800,nan,-1,0"), HasSubstr("not a number"));
  EXPECT_THAT(verdict("logistic,,-800,,-1,0"), HasSubstr("value nan, ours 800 (not a number"));
  EXPECT_THAT(verdict("hinge,,1,0,-1,"), HasSubstr("x is a kink: any subgradient is right there"));
  EXPECT_THAT(verdict("hinge,,1,0,-3,"), HasSubstr("gradient -3, ours 0\n"));
  EXPECT_EQ(verdict("zero_one,,0,1,-5,"), agrees);  // nor is the gradient where the value jumps
}

TEST_F(CliCheck, TheToleranceIsRelativeWithAFloor) {
  const std::string table = write("t.csv", "loss,params,x,value,grad\nsquared_error,,1,1.001,2\n");
  EXPECT_EQ(run({"check", table}).status, 1);
  EXPECT_EQ(run({"check", table, "--tolerance", "0.01"}).status, 0);
  EXPECT_EQ(run({"check", table, "--tolerance", "0"}).status, 1);
  const std::string tiny = write("tiny.csv", "loss,params,x,value,grad\nsquared_error,,1e-8,0,2e-8\n");
  EXPECT_EQ(run({"check", tiny}).status, 0);
  EXPECT_EQ(run({"check", tiny, "--tolerance", "0"}).status, 1);
}

TEST_F(CliCheck, ManyDifferencesAreCounted) {
  std::string table = "loss,params,x,value,grad\n";
  for (int i = 0; i < 25; ++i) table += "squared_error,,2,5,4\n";
  const Outcome result = run({"check", write("t.csv", table + "huber,,0,0,0\n")});
  EXPECT_EQ(result.status, 1);
  const std::vector<std::string> lines = lines_of(result.out);
  ASSERT_EQ(lines.size(), 22u);
  EXPECT_EQ(lines[20], "... and 5 more rows");
  EXPECT_EQ(lines[21], "26 rows, 25 differ");
}

TEST_F(CliCheck, Refusals) {
  const auto refuse = [&](const std::string& text, const std::string& sentence) {
    const std::string in = write("t.csv", text);
    expect_refusal({"check", in}, in + sentence);
  };
  refuse("loss,params,x,value\n", ", line 1: the header has no column 'grad', got 'loss,params,x,value'.");
  refuse("loss,params,x,value,grad\n", ", line 1: there are no rows to check.");
  refuse("loss,params,x,value,grad\nhuber,,1,a,1\n", ", line 2: column 'value' must be a number, got 'a'.");
  refuse("loss,params,x,value,grad\nhuber,,,1,1\n", ", line 2: column 'x' must be a number, got ''.");
  refuse("loss,params,x,value,grad\nhubr,,1,1,1\n", ", line 2: Unknown loss 'hubr': did you mean 'huber'?");
  refuse("loss;params;x;value;grad\n",
         ", line 1: the header has no column 'loss', got 'loss;params;x;value;grad'; the "
         "columns are separated by semicolons, expected commas.");
  refuse("loss\tparams\n",
         ", line 1: the header has no column 'loss', got 'loss?params'; the columns are separated by "
         "tabs, expected commas.");
  refuse("Loss,Params,X\n",
         ", line 1: the header has no column 'loss', got 'Loss,Params,X'; write 'Loss' in lower case.");
  refuse("loss,param,x,value,grad\n",
         ", line 1: the header has no column 'params', got 'loss,param,x,value,grad'; perhaps "
         "'param' is meant.");
  refuse("loss,params,x,value,grad\nhampel,a=1,b=2,1,1,1\n",
         ", line 2: expected 5 fields as in the header, got 6; "
         "parameters are separated by ';'.");
  refuse("\xff\xfel", ", line 1: the header has no column 'loss', got '\xff\xfel'; save the table as UTF-8.");
  expect_refusal({"check"}, "'losslab check' needs a TABLE.csv; see 'losslab check --help'.");
  const std::string good = write("t.csv", "loss,params,x,value,grad\nhuber,,0,0,0\n");
  expect_refusal({"check", good, "--tolerance", "-1"}, "--tolerance must be at least 0, got '-1'.");
  expect_refusal({"check", good, "--tolerance", "x"}, "--tolerance must be a finite number, got 'x'.");
}

}  // namespace
}  // namespace losslab
