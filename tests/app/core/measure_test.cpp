#include "app/core/measure/measure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "app/core/lessons/state/lesson_state.h"
#include "app/core/measure/evaluate.h"
#include "app/core/shell/files/session.h"
#include "in_english.h"
#include "losses/core/error.h"
#include "losses/core/random.h"

namespace losslab {
namespace {

using ::testing::HasSubstr;

// What a session comes to.
class MeasureTest : public testing::Test {
 protected:
  void show(const std::string& session) {
    state_ = std::make_unique<LessonState>(parse_session(session, "s.toml"), LOSSLAB_ASSETS, in_english());
  }
  double value(const std::string& text) {
    if (!state_) show("");
    return evaluate_number(Measure(text), state_->measures());
  }
  std::string refusal(const std::string& text) {
    try {
      value(text);
    } catch (const InputError& error) {
      return error.what();
    }
    return "nothing was refused";
  }

 private:
  std::unique_ptr<LessonState> state_;
};

TEST_F(MeasureTest, Arithmetic) {
  EXPECT_EQ(value("1 + 2 * 3 - 4 / 2"), 5);
  EXPECT_EQ(value("-2 ^ 2"), -4);
  EXPECT_EQ(value("2 ^ 3 ^ 2"), 512);
  EXPECT_EQ(value("2 ^ -1"), 0.5);
  EXPECT_EQ(value("1 < 2 and not 2 < 1"), 1);
  EXPECT_EQ(value("1 == 2 or 3 >= 3"), 1);
  EXPECT_EQ(value("where(2 > 1, 5, 6)"), 5);
  EXPECT_EQ(value("sum([1, 2, 3] * 2 - 1)"), 9);
  EXPECT_EQ(value("median([4, 1, 10000, 2, 3])"), 3);
  EXPECT_EQ(value("mean([1, 2, 3, 4, 10000])"), 2002);
  EXPECT_EQ(value("count(range(1, 100))"), 100);
  EXPECT_EQ(value("item([5, 6, 7], 2)"), 7);
  EXPECT_EQ(value("quantile([9, 10, 11, 12, 14, 15, 17, 18, 20, 25], 0.8)"), 18);
  EXPECT_NEAR(value("normal_quantile(0.975)"), 1.959963984540054, 1e-12);
  EXPECT_NEAR(value("normal_quantile(1e-10)"), -6.361340902404056, 1e-9);
  EXPECT_NEAR(value("kl([0.1, 0.2, 0.7], [0.3, 0.3, 0.4])"),
              0.1 * std::log(1 / 3.0) + 0.2 * std::log(2 / 3.0) + 0.7 * std::log(1.75), 1e-12);
}

TEST_F(MeasureTest, RefusesWhatIsNoExpression) {
  for (const char* text : {"", "1 +", "(1", "[1, 2", "'a", "1 2", "a..b", "f(1", "f(a = 1, 2)", "?", "1 = 2"}) {
    EXPECT_THROW(Measure{std::string(text)}, InputError) << text;
  }
  EXPECT_THROW(Measure(std::string(400, '(') + "1" + std::string(400, ')')), InputError);
  EXPECT_THROW(Measure(std::string(900, '-') + "1"), InputError);
}

// Damaged expressions, the same ones every time: a value, or a refusal in one sentence.
TEST_F(MeasureTest, DamagedExpressionsAreComputedOrRefused) {
  const std::array<std::string, 6> sound{
      "where(abs(x) <= huber.delta, x^2/2, loss.huber(delta = 2).value(3))",
      "fit([1, 2, 3, 4, 10], loss = 'huber', delta = 1, model = 'constant').b",
      "sum([1, 2, 3] * 2 - 1) / median([4, 1, 2]) + quantile([1, 2], 0.5)",
      "logits.softmax_ce.value([2, 1, 0.1], 0) < 2 and not 1 == 2",
      "item(softmax([2, 1, 0.1], 4), 0) + structured.iou_box.value([0, 0, 2, 1], [1, 0, 3, 1])",
      "data([1, 2, 3]).n + loss.logistic.steps_until(-5, 1, 0)"};
  const std::string alphabet = "()[]{}=.,+-*/^<>' 0129axE_#\xff";
  Random random(5);
  for (int round = 0; round < 3000; ++round) {
    std::string text = sound[random.below(sound.size())];
    for (std::uint64_t k = 1 + random.below(3); k > 0; --k) {
      const std::size_t at = random.below(text.size());
      switch (random.below(3)) {
        case 0:
          text[at] = alphabet[random.below(alphabet.size())];
          break;
        case 1:
          text.erase(at, 1 + random.below(4));
          break;
        default:
          text.insert(at, text.substr(random.below(text.size()), random.below(20)));
      }
      if (text.empty()) text = "1";
    }
    const std::string sentence = refusal(text);
    EXPECT_FALSE(sentence.empty()) << text;
  }
}

TEST_F(MeasureTest, SaysWhatThereIsNot) {
  EXPECT_THAT(refusal("hubr.value(1)"), HasSubstr("there is no 'hubr'; did you mean 'huber'?"));
  EXPECT_THAT(refusal("loss.huber.valu(1)"), HasSubstr("there is no 'valu' in the loss huber; did you mean 'value'?"));
  EXPECT_THAT(refusal("sqr(2)"), HasSubstr("did you mean 'sqrt'?"));
  EXPECT_THAT(refusal("sqrt(1, 2)"), HasSubstr("sqrt takes 1 argument, found 2."));
  EXPECT_THAT(refusal("loss.huber + 1"), HasSubstr("must be a list, found the loss huber."));
  EXPECT_THAT(refusal("[1, 2] + [1]"), HasSubstr("needs lists of the same length, found 2 and 1"));
  EXPECT_THAT(refusal("loss.huber(delta = -1)"), HasSubstr("delta"));
  EXPECT_THAT(refusal("fit([1, 2, 3], los = 'huber').b"), HasSubstr("los"));
  EXPECT_THAT(refusal("fit('no.csv').b"), HasSubstr("no.csv"));
  EXPECT_THAT(refusal("fit([1, 2, 3], loss = 'logistic').b"), HasSubstr("logistic is no loss for regression"));
}

TEST_F(MeasureTest, LossesAtTheStateAndAtOtherParameters) {
  show("[parameters]\nhuber.delta = 1.5\n[view]\nscreen = \"losses\"\n");
  EXPECT_EQ(value("loss.huber.delta"), 1.5);
  EXPECT_EQ(value("loss.huber.gradient(9)"), 1.5);
  EXPECT_EQ(value("loss.huber(delta = 3).gradient(-9)"), -3);
  EXPECT_EQ(value("huber.delta < 2"), 1);
  EXPECT_NEAR(value("loss.huber(delta = 1).mean([2, -5, 2, -5, 2])"), 2.7, 1e-12);
  EXPECT_NEAR(value("loss.huber(delta = 5).mean([2, -5, 2, -5, 2])"), 6.2, 1e-12);
  EXPECT_EQ(value("loss.tukey_biweight.redescending"), 1);
  EXPECT_EQ(value("loss.squared_error.bounded_gradient"), 0);
  // A descent near a kink: r = 1.05 by steps of 0.1 ends at ± 0.05, a smooth loss at 0.
  EXPECT_NEAR(std::abs(value("loss.absolute_error.descend(1.05, 0.1, 101)")), 0.05, 1e-9);
  EXPECT_NEAR(value("loss.huber(delta = 1).descend(1.05, 0.1, 200)"), 7.5e-10, 1e-10);
  EXPECT_EQ(value("loss.logistic.steps_until(-5, 1, 0)"), 6);
  EXPECT_EQ(value("loss.brier_binary.steps_until(-5, 1, 0)"), 85);
  EXPECT_NEAR(value("loss.focal(gamma = 2).reported(0.7)"), 0.5785, 5e-5);
}

TEST_F(MeasureTest, LossesOfLogitsAndStructures) {
  EXPECT_NEAR(value("logits.softmax_ce.value(log([0.7, 0.2, 0.1]), 0)"), -std::log(0.7), 1e-12);
  EXPECT_NEAR(value("item(logits.softmax_ce.gradient([0, 0], 1), 0)"), 0.5, 1e-12);
  EXPECT_NEAR(value("logits.ova_hinge.risk([-1, -1, -1], [0.4, 0.3, 0.3])"), 2.0, 1e-12);
  EXPECT_NEAR(value("logits.ova_hinge.risk([1, -1, -1], [0.4, 0.3, 0.3])"), 2.4, 1e-12);
  EXPECT_EQ(value("logits.softmax_ce.picks([0.4, 0.35, 0.25])"), 0);
  EXPECT_NEAR(value("structured.iou_box.value([0, 0, 2, 1], [1, 0, 3, 1])"), 2.0 / 3, 1e-12);
  EXPECT_THAT(refusal("logits.softmax_ce.value([1, 2], 2)"), HasSubstr("class must be from 0 to 1"));
}

TEST_F(MeasureTest, FitsAsTheCommandLineDoes) {
  EXPECT_NEAR(value("fit([1, 2, 3, 4, 10000], model = 'constant').b"), 2002, 1e-6);
  EXPECT_NEAR(value("fit([1, 2, 3, 4, 10000], model = 'constant', loss = 'absolute_error').b"), 3, 1e-6);
  EXPECT_NEAR(value("fit([1, 2, 3, 4, 10000], model = 'constant', loss = 'cauchy', c = 2.3849).b"), 2.50024, 1e-4);
  EXPECT_NEAR(value("fit([1, 2, 3, 4, 10000], model = 'constant', loss = 'huber', delta = 1).b"), 3, 1e-6);
  EXPECT_NEAR(value("fit(x = [0, 1, 2], y = [1, 3, 5]).w1"), 2, 1e-9);
  EXPECT_NEAR(value("fit(x = [0, 1, 2], y = [1, 3, 5], optimizer = 'gd', rate = 0.2, steps = 500).b"), 1, 1e-6);
  EXPECT_NEAR(value("fit(x1 = [-2, -1, 1, 2], label = [-1, -1, 1, 1], l2 = 0.1).accuracy"), 1, 0);
  EXPECT_GT(value("sweep('line:n=60', loss = 'squared_error', over = 'outliers', at = 0.2, seeds = 4).mean"),
            value("sweep('line:n=60', loss = 'huber', over = 'outliers', at = 0.2, seeds = 4).mean"));
}

TEST_F(MeasureTest, RunsAtTheIterateThatIsShown) {
  const std::string session = R"toml(
[view]
screen = "regression"
length = { regression = 50 }
position = { regression = 40 }
[regression]
data = "line:n=40,outliers=0.2,seed=3"
losses = ["squared_error", "huber"]
start = [0.0, 0.0]
optimizer = { kind = "gd", rate = 0.01 }
)toml";
  show(session);
  EXPECT_EQ(value("regression.position"), 40);
  EXPECT_EQ(value("regression.data.n"), 40);
  EXPECT_EQ(value("regression.data.outliers"), 8);
  EXPECT_EQ(value("huber.at(0).w1"), 0);
  EXPECT_EQ(value("huber.step"), 40);
  EXPECT_LT(value("huber.objective"), value("huber.at(1).objective"));
  EXPECT_NEAR(value("squared_error.objective"), value("mean(squared_error.residuals ^ 2)"), 1e-9);
  EXPECT_NEAR(value("huber.objective"), value("mean(huber.values)"), 1e-9);
  const double first = value("huber.steps_until('objective < 5')");
  EXPECT_GE(first, 1);
  EXPECT_TRUE(std::isfinite(value("huber.exact.w1")));
  EXPECT_NEAR(value("squared_error.exact.w1"), value("fit('line:n=40,outliers=0.2,seed=3', loss = 'squared_error').w1"),
              1e-9);
  EXPECT_EQ(value("ticked('huber')"), 1);
  EXPECT_EQ(value("ticked('cauchy')"), 0);
  EXPECT_NEAR(value("figure.data.huber.at(5)"), value("huber.predict(5)"), 1e-6);
  EXPECT_THAT(refusal("huber.at(51).w1"), HasSubstr("the run has the iterates 0 to 50, not 51."));
  EXPECT_THAT(refusal("regression.cauchy.w1"), HasSubstr("there is no 'cauchy' in the screen regression"));
}

TEST_F(MeasureTest, OtherScreens) {
  show("[view]\nscreen = \"distributions\"\n");
  EXPECT_NEAR(value("distributions.entropy"), value("entropy(distributions.truth)"), 1e-12);
  EXPECT_NEAR(value("softmax_ce_soft.cross_entropy"), value("softmax_ce_soft.value"), 1e-9);
  EXPECT_NEAR(value("softmax_ce_soft.kl"), value("softmax_ce_soft.value - distributions.entropy"), 1e-9);
  EXPECT_NEAR(value("sum(softmax_ce_soft.p)"), 1, 1e-12);
  show("[view]\nscreen = \"structures\"\n[structures]\nshown = \"boxes\"\n");
  EXPECT_EQ(value("structures.iou_box.at(0).iou"), 0);
  EXPECT_GT(value("giou_box.iou"), 0);
  show("[view]\nscreen = \"structures\"\n[structures]\nshown = \"masks\"\n");
  EXPECT_GE(value("structures.bce_mask.forgotten + structures.bce_mask.good + structures.bce_mask.bloated"), 0);
  show("[view]\nscreen = \"structures\"\n[structures]\nshown = \"sequence\"\n");
  EXPECT_GT(value("ctc.probability"), value("ctc.at(0).probability"));
  show("[view]\nscreen = \"structures\"\n[structures]\nshown = \"embedding\"\n");
  EXPECT_GT(value("triplet_sqeuclid.spread"), 0);
}

}  // namespace
}  // namespace losslab
