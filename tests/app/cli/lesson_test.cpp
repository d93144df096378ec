#include "run.h"

namespace losslab {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class CliLesson : public CliTest {};

const std::string good = "languages = [\"en\"]\ntitle.en = \"Mine\"\n[[step]]\ntext.en = \"It is {1 + 1}.\"\n";

TEST_F(CliLesson, ListsALineForEach) {
  const Outcome result = run({"lesson", "list"});
  EXPECT_EQ(result.status, 0);
  EXPECT_THAT(lines_of(result.out).front(), StartsWith("what-is-a-loss "));
  EXPECT_THAT(lines_of(result.out).front(), HasSubstr("What is a loss?"));
  EXPECT_THAT(run({"lesson", "list", "--language", "zh"}).out, HasSubstr("什么是损失？"));
}

TEST_F(CliLesson, ChecksAFileOfOnesOwn) {
  const Outcome fine = run({"lesson", "check", write("mine.toml", good)});
  EXPECT_EQ(fine.status, 0);
  EXPECT_EQ(fine.out, "mine: all holds (steps: 1, claims: 0, values: 1)\n");
  const Outcome wrong =
      run({"lesson", "check", write("mine.toml", good + "[[step.claim]]\nmeasure = \"2\"\nvalue = 3\n")});
  EXPECT_EQ(wrong.status, 1);
  EXPECT_EQ(wrong.out, "mine.toml, line 5: step[1].claim[1]: '2' is 2, not 3 within 3e-09.\n");
}

TEST_F(CliLesson, RefusesWhatIsNoLesson) {
  expect_refusal({"lesson", "check", write("mine.toml", good + "minutes = 1\n")},
                 "mine.toml, line 5: step[1].minutes: unknown key; expected choose, claim, do, estimate, focus, "
                 "mistake, offers, reset, session, sketch, text, title.");
  expect_refusal({"lesson", "check", "nothing"},
                 "There is no lesson 'nothing'; 'losslab lesson list' prints those that there are.");
  expect_refusal({"lesson", "print"}, "Unknown action 'print'; 'losslab lesson' does list, check and handout.");
  expect_refusal({"lesson", "handout", write("mine.toml", good), "-o", path("a.pdf"), "--language", "zh"},
                 "The lesson 'mine' is written in en, not in 'zh'.");
  expect_refusal({"lesson", "handout", write("mine.toml", good), "-o", path("a.pdf"), "--paper", "a3"},
                 "--paper must be a4 or letter, got 'a3'.");
}

TEST_F(CliLesson, PrintsAHandout) {
  const Outcome result = run({"lesson", "handout", write("mine.toml", good), "-o", path("a.pdf")});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(read_file(path("a.pdf")), StartsWith("%PDF-"));
}

}  // namespace
}  // namespace losslab
