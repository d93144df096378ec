// losslab eval --table of structured losses, in the form of the reference tables.
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <sstream>

#include "run.h"

namespace losslab {
namespace {

class CliStructures : public ::testing::Test {
 protected:
  Outcome evaluate(const std::string& header, const std::string& row) {
    const std::string path = testing::TempDir() + "/losslab_structures_" + std::to_string(::getpid()) + ".csv";
    std::ofstream(path) << header << "\n" << row << "\n";
    const Outcome result = run({"eval", "--table", path});
    std::remove(path.c_str());
    return result;
  }
  Outcome evaluate(const std::string& row) { return evaluate("loss,params,input,target", row); }
  void expect_refused(const std::string& row, const std::string& sentence) {
    const Outcome result = evaluate(row);
    EXPECT_EQ(result.status, 2) << row;
    EXPECT_EQ(result.out, "") << row;
    EXPECT_THAT(result.err, testing::EndsWith(", line 2: " + sentence + "\n"));
  }
};

// The whole given table, whose own columns value and gradient are computed anew.
TEST_F(CliStructures, TheReferenceTable) {
  const std::string path = LOSSLAB_TEST_DATA "/reference/structured_shared.csv";
  const Outcome result = run({"eval", "--table", path});
  ASSERT_EQ(result.status, 0) << result.err;
  const std::vector<std::string> exact = lines_of(read_file(path)), ours = lines_of(result.out);
  ASSERT_EQ(ours.size(), exact.size());
  EXPECT_EQ(ours[0], exact[0]);
  for (std::size_t i = 1; i < ours.size(); ++i) {
    const auto a = fields_of(exact[i]), b = fields_of(ours[i]);
    ASSERT_EQ(a.size(), b.size()) << ours[i];
    for (std::size_t k = 0; k < 4; ++k) EXPECT_EQ(a[k], b[k]);
    std::istringstream truth(a[4] + " " + a[5]), numbers(b[4] + " " + b[5]);
    for (double expected = 0, got = 0; truth >> expected;) {
      ASSERT_TRUE(numbers >> got) << ours[i];
      EXPECT_NEAR(got, expected, 1e-12 * std::fabs(expected) + 1e-300) << ours[i];
    }
  }
}

TEST_F(CliStructures, ByNameWithParameters) {
  EXPECT_THAT(evaluate("IoU,,0 0 2 2,1 1 3 3").out, testing::HasSubstr("\nIoU,,0 0 2 2,1 1 3 3,0.857142857142857"));
  EXPECT_EQ(evaluate("mae_mean,,1 2,1 4").out, "loss,params,input,target,value,gradient\nmae_mean,,1 2,1 4,1,0 -0.5\n");
  EXPECT_EQ(evaluate("ctc,T=1;K=2,0 0,1 1").out, "loss,params,input,target,value,gradient\nctc,T=1;K=2,0 0,1 1,inf,\n");
  EXPECT_EQ(evaluate("ctc,T=0;K=1e18,,").status, 0);
  EXPECT_EQ(evaluate("ctc,T=0;K=2,,").out, "loss,params,input,target,value,gradient\nctc,T=0;K=2,,,0,\n");
}

// A table of logits takes masks, too.
TEST_F(CliStructures, MasksOfLogits) {
  EXPECT_EQ(evaluate("loss,params,logits,target", "bce_mask,,-800 800,1 0").out,
            "loss,params,logits,target,value,gradient\nbce_mask,,-800 800,1 0,800,-0.5 0.5\n");
  EXPECT_EQ(evaluate("loss,params,logits,target", "dice,smooth=0,0 0,1").status, 2);
}

TEST_F(CliStructures, Refusals) {
  expect_refused("diec,,0.5,1", "Unknown structured loss 'diec': did you mean 'dice'?");
  expect_refused("iou_box,,2 0 1 1,0 0 1 1",
                 "the prediction must be a box x1 y1 x2 y2 with x1 < x2, got x1 = 2 and x2 = 1: its corners "
                 "are exchanged, or it is written as x y w h.");
  expect_refused("dice,smooth=0,0 0,0 0",
                 "dice is 0/0 where both the truth and the prediction are empty: set smooth above 0.");
  expect_refused("dice,smooth=-1,0.5,1", "dice: smooth must be at least 0, got -1.");
  expect_refused("dice,,0.5 x,1 0", "column 'input' must be numbers divided by blanks, got 'x'.");
  expect_refused("mse_mean,,1 2,1", "the target has 1 numbers, but there are 2 predictions.");
}

}  // namespace
}  // namespace losslab
