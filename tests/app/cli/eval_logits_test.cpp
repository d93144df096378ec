// losslab eval --table for losses of logits.
#include <unistd.h>

#include <cmath>
#include <fstream>

#include "run.h"

namespace losslab {
namespace {

class CliLogits : public testing::Test {
 protected:
  CliLogits() : path_(testing::TempDir() + "losslab_logits_" + std::to_string(getpid()) + ".csv") {}
  ~CliLogits() override { std::filesystem::remove(path_); }

  Outcome evaluate(const std::string& rows) {
    std::ofstream(path_) << "loss,params,logits,target\n" << rows;
    return run({"eval", "--table", path_});
  }
  void expect_refused(const std::string& row, const std::string& sentence) {
    const Outcome result = evaluate("softmax_ce,,1 2 3,0\n" + row + "\n");
    EXPECT_EQ(result.status, 2) << row;
    EXPECT_EQ(result.out, "") << row;
    EXPECT_EQ(result.err, "losslab: " + path_ + ", line 3: " + sentence + "\n");
  }

  std::string path_;
};

TEST_F(CliLogits, FollowsRowsWithValueAndGradient) {
  EXPECT_EQ(evaluate("softmax_ce,,0 0,1\n"
                     "softmax_ce_soft,,0 0,0.5 0.5\n"
                     "weston_watkins_hinge,,3 -2 0.5 1,3\n"
                     "ova_hinge,,1.0 -1.0,0\n"
                     "reverse_kl_softmax,,0 0,0 1\n"
                     "distillation,T=1;mix=0,0 0,1|0 0\n")
                .out,
            "loss,params,logits,target,value,gradient\n"
            "softmax_ce,,0 0,1,0.69314718055994529,0.5 -0.5\n"
            "softmax_ce_soft,,0 0,0.5 0.5,0.69314718055994529,0 0\n"
            "weston_watkins_hinge,,3 -2 0.5 1,3,3.5,1 0 1 -2\n"
            "ova_hinge,,1.0 -1.0,0,0,\n"
            "reverse_kl_softmax,,0 0,0 1,inf,\n"
            "distillation,T=1;mix=0,0 0,1|0 0,0,0 0\n");
}

TEST_F(CliLogits, TakesTheNamesThatPeopleUse) {
  const Outcome result = evaluate("CrossEntropyLoss,,0 0,1\nMultiMarginLoss,,0 0,1\n");
  EXPECT_EQ(result.status, 0);
  EXPECT_THAT(result.out, testing::HasSubstr("CrossEntropyLoss,,0 0,1,0.69314718055994529,0.5 -0.5\n"));
  EXPECT_EQ(result.err, "losslab: 'MultiMarginLoss' is taken for weston_watkins_hinge: PyTorch divides by K.\n");
}

TEST_F(CliLogits, SaysWhereALossOfTheOtherKindGoes) {
  expect_refused("huber,,1 2,0", "huber is a loss of one variable, and takes the column x in place of logits.");
  expect_refusal({"eval", "softmax_ce", "--at", "1"},
                 "softmax_ce is a loss of several logits: 'losslab eval --table' takes it in rows "
                 "loss,params,logits,target, and it is trained on classes.");
  EXPECT_EQ(run({"eval", "multi_margin", "--at", "1"}).status, 2);
}

TEST_F(CliLogits, WritesTheReferenceBack) {
  for (const char* name : {"multiclass_shared.csv", "multiclass_more.csv"}) {
    const std::string file = std::string(LOSSLAB_TEST_DATA "/reference/") + name;
    const Outcome result = run({"eval", "--table", file});
    ASSERT_EQ(result.status, 0) << result.err;
    const auto ours = lines_of(result.out), exact = lines_of(read_file(file));
    ASSERT_EQ(ours.size(), exact.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
      const auto a = fields_of(ours[i]), b = fields_of(exact[i]);
      ASSERT_EQ(a.size(), 6u);
      for (const std::size_t k : {0, 1, 2, 3}) EXPECT_EQ(a[k], b[k]);
      EXPECT_EQ(a[5].empty(), b[5].empty()) << ours[i];
    }
  }
}

TEST_F(CliLogits, RefusesBadRowsWithTheirPlace) {
  expect_refused("softmax_ce,,1 2 3,3", "column 'target' must be a class from 0 to 2 or 3 probabilities, got 3.");
  expect_refused("softmax_ce,,1 2 3,-1", "column 'target' must be a class from 0 to 2 or 3 probabilities, got -1.");
  expect_refused("softmax_ce,,1 2 3,0.5", "column 'target' must be a class from 0 to 2 or 3 probabilities, got 0.5.");
  expect_refused("softmax_ce,,1 2 3,nan", "column 'target' must be a class from 0 to 2 or 3 probabilities, got nan.");
  expect_refused("softmax_ce,,1 2 3,", "column 'target' must be a class or probabilities, got ''.");
  expect_refused("softmax_ce,,1 x 3,0", "column 'logits' must be numbers divided by blanks, got 'x'.");
  expect_refused("softmax_ce,,1 nan 3,0", "the logits must be finite, got nan for class 1.");
  expect_refused("softmax_ce,,1 inf 3,0", "the logits must be finite, got inf for class 1.");
  expect_refused("softmax_ce,,1,0", "softmax_ce takes at least 2 logits, got 1.");
  expect_refused("kl_softmax,,1 2 3,0.5 0.5", "the target has 2 probabilities, but there are 3 logits.");
  expect_refused("kl_softmax,,1 2 3,0.5 0.4 0.2", "the probabilities of the target must sum to 1, got 1.1.");
  expect_refused("kl_softmax,,1 2,1.5 -0.5", "the target must have probabilities from 0 to 1, got 1.5 for class 0.");
  expect_refused("kl_softmax,,1 2,nan 1", "the target must have probabilities from 0 to 1, got nan for class 0.");
  expect_refused("gce_softmax,,1 2,0.5 0.5",
                 "gce_softmax takes a class as its target, got several with probabilities below 1.");
  expect_refused("gce_softmax,q=2,1 2,0", "gce_softmax: q must be greater than 0 and at most 1, got 2.");
  expect_refused("distillation,,1 2,0", "distillation needs the teacher's logits.");
  expect_refused("distillation,,1 2,0|1", "the teacher has 1 logits, but there are 2 here.");
  expect_refused("softmax_ce,,1 2,0|1 2", "softmax_ce has no teacher, got 2 logits of one.");
  expect_refused("sofmax_ce,,1 2,0", "Unknown loss of logits 'sofmax_ce': did you mean 'softmax_ce'?");
}

TEST_F(CliLogits, EvaluatesDivergences) {
  const auto evaluate_pair = [&](const std::string& row) {
    std::ofstream(path_) << "loss,params,input,target\n" << row << "\n";
    return run({"eval", "--table", path_});
  };
  const auto expect_row = [&](const std::string& row, double value, const std::vector<double>& gradient) {
    const Outcome result = evaluate_pair(row);
    ASSERT_EQ(result.status, 0) << result.err;
    const auto fields = fields_of(lines_of(result.out).at(1));
    EXPECT_NEAR(std::stod(fields.at(4)), value, 1e-12 * value + 1e-15) << row;
    std::istringstream numbers(fields.at(5));
    for (const double exact : gradient) {
      double ours = 0;
      numbers >> ours;
      EXPECT_NEAR(ours, exact, 1e-12 * std::fabs(exact)) << row;
    }
  };
  expect_row("kl_div,,0.2 0.3 0.5,0 0 1", 0.69314718055994529, {0, 0, -2});
  expect_row("js_div,,0.2 0.3 0.5,0.0 0.0 1.0", 0.2157615543388357,
             {0.34657359027997264, 0.34657359027997264, -0.20273255405408219});
  expect_row("cross_entropy_probs,,0.2 0.3 0.5,0 0 1", 0.69314718055994529, {0, 0, -2});
  expect_row("bce_probs_sum,,0.2 0.3 0.5,0 0 1", 1.2729656758128873, {1.25, 1.4285714285714286, -2});
  expect_row("reverse_kl_div,,0.3 0.3 0.4,0.125 0.25 0.625", 0.13882224719298855,
             {1.8754687373538999, 1.1823215567939547, 0.55371289737158058});
  EXPECT_EQ(evaluate_pair("kl_div,,0 1,0.5 0.5").out,
            "loss,params,input,target,value,gradient\nkl_div,,0 1,0.5 0.5,inf,\n");
  EXPECT_EQ(evaluate_pair("js_div,,0 1,1 0").out,
            "loss,params,input,target,value,gradient\njs_div,,0 1,1 0,0.69314718055994529,\n");
  for (const auto& [row, sentence] :
       {std::pair{"kl_div,,0.5 0.6,1 0", "the probabilities of column 'input' must sum to 1, got 1.1."},
        {"kl_div,,0.5 0.5,1", "the target has 1 probabilities, but the input has 2."},
        {"kl_div,,0.5 0.5,2 -1", "column 'target' must have probabilities from 0 to 1, got 2."},
        {"kl_div,,0.5 nan,1 0", "column 'input' must have probabilities from 0 to 1, got nan."},
        {"kl_div,a=1,0.5 0.5,1 0", "kl_div has no parameters, got 'a=1'."}}) {
    const Outcome result = evaluate_pair(row);
    EXPECT_EQ(result.status, 2);
    EXPECT_EQ(result.err, "losslab: " + path_ + ", line 2: " + sentence + "\n");
  }
}

}  // namespace
}  // namespace losslab
