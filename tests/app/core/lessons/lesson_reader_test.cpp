#include "app/core/lessons/model/lesson_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/core/losses/losses_page.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string head = "title.en = \"Knee\"\ntitle.zh = \"拐点\"\n";
const std::string step = "[[step]]\ntext.en = \"Look.\"\ntext.zh = \"看。\"\n";

Lesson parsed(const std::string& text) { return parse_lesson(text, "knee.toml"); }

std::string refusal(const std::string& text) {
  try {
    parsed(text);
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing was refused";
}

TEST(LessonReader, ReadsAllThatALessonHas) {
  const Lesson lesson = parsed(head + R"toml(
about.en = "One loss."
about.zh = "一个损失。"
minutes = 7
level = "further"
needs = ["what-is-a-loss"]

[[step]]
text = "$r^2$"
focus = { plot = "gradient", curves = ["huber"], control = "huber.delta" }
offers = ["huber.delta", "transport"]
[step.session]
view.screen = "losses"
parameters.huber.delta = 2.5
[[step.claim]]
measure = "loss.huber.gradient(9)"
value = 2.5
[step.choose]
question = "?"
[[step.choose.answer]]
text = "a"
right = true
[[step.choose.answer]]
text = "b"
because = "c"
[step.choose.reveal]
parameters.huber.delta = 1.5

[[step]]
text = "b"
)toml");
  EXPECT_EQ(lesson.id, "knee");
  EXPECT_EQ(lesson.minutes, 7);
  EXPECT_EQ(lesson.level, LessonLevel::further);
  EXPECT_THAT(lesson.needs, ElementsAre("what-is-a-loss"));
  EXPECT_EQ(lesson.title.source("zh"), "拐点");
  ASSERT_EQ(lesson.steps.size(), 2U);
  const LessonStep& first = lesson.steps[0];
  EXPECT_EQ(first.focus.control, "huber.delta");
  EXPECT_THAT(first.focus.curves, ElementsAre("huber"));
  ASSERT_TRUE(first.task && first.task->as<ChooseTask>());
  EXPECT_EQ(first.claims.at(0).value, 2.5);
  EXPECT_EQ(first.state(false).document.loss("huber").parameter("delta"), 2.5);
  EXPECT_EQ(first.state(true).document.loss("huber").parameter("delta"), 1.5);
  // The next step goes on from what was revealed.
  EXPECT_EQ(lesson.steps[1].session.document.loss("huber").parameter("delta"), 1.5);
  EXPECT_EQ(lesson.steps[1].session.view.screen, "losses");
}

TEST(LessonReader, LaysSessionsOverEachOtherUntilOneIsReset) {
  const Lesson lesson = parsed(head + R"toml(
[[step]]
text = "a"
session.losses = { axis = "residual", residual = ["huber"] }
session.parameters.huber.delta = 3.0
[[step]]
text = "b"
session.losses.residual = ["squared_error", "huber"]
[[step]]
text = "c"
reset = true
session.losses.residual = ["cauchy"]
)toml");
  EXPECT_THAT(losses_page(lesson.steps[0].session.document).residual, ElementsAre("huber"));
  EXPECT_THAT(losses_page(lesson.steps[1].session.document).residual, ElementsAre("squared_error", "huber"));
  EXPECT_EQ(lesson.steps[1].session.document.loss("huber").parameter("delta"), 3);
  EXPECT_EQ(lesson.steps[2].session.document.loss("huber").parameter("delta"), Loss("huber").parameter("delta"));
}

TEST(LessonReader, RefusesWithFileLineAndKey) {
  EXPECT_EQ(refusal(head), "knee.toml, line 1: step: expected one to 40 steps, each begun with [[step]], found 0.");
  EXPECT_THAT(refusal(head + "minuts = 3\n" + step), StartsWith("knee.toml, line 3: minuts: unknown key; expected"));
  EXPECT_THAT(refusal(step), HasSubstr("title: expected the lesson's title"));
  EXPECT_THAT(refusal(head + "minutes = 0\n" + step),
              HasSubstr("line 3: minutes: expected a whole number from 1 to 90"));
  EXPECT_THAT(refusal(head + "level = \"hard\"\n" + step), HasSubstr("level: expected first or further or advanced"));
  EXPECT_THAT(refusal(head + "[[step]]\nfocus = \"loss\"\n"), HasSubstr("line 3: step[1]: expected text or a task"));
  EXPECT_THAT(refusal(head + step + "offers = [\"knob\"]\n"),
              HasSubstr("line 6: step[1].offers: there is no control \"knob\"; expected losses, "));
  EXPECT_THAT(refusal(head + step + "offers = [\"huber.gamma\"]\n"), HasSubstr("no control \"huber.gamma\""));
  EXPECT_THAT(refusal(head + "[[step]]\ntext.en = \"{1 +}\"\n"),
              HasSubstr("line 4: step[1].text.en: expected a number or a name, found the end in the measure '1 +'."));
  EXPECT_THAT(refusal(head + "[[step]]\ntext.en = \"{1:.2q}\"\n"), HasSubstr("expected a format as .2f"));
  EXPECT_THAT(refusal(head + "[[step]]\ntext.en = \"$r\"\n"), HasSubstr("a '$' is not closed"));
}

TEST(LessonReader, RefusesSessionsWhereTheyAreWritten) {
  EXPECT_THAT(refusal(head + step + "[step.session]\nparameters.huber.delta = -1.0\n"),
              HasSubstr("knee.toml, line 7: step[1].session.parameters.huber.delta"));
  // What a step says is found on its own line, also where it only fails together with a later one.
  EXPECT_THAT(refusal(head + step + "session.view.screen = \"losses\"\n" + step + "session.view.theme = \"blue\"\n"),
              HasSubstr("knee.toml, line 10: step[2].session.view.theme: expected light or dark"));
}

TEST(LessonReader, RefusesTasksThatCannotBeSolved) {
  const auto task = [](const std::string& text) { return refusal(head + step + text); };
  EXPECT_THAT(task("[step.do]\nuntil = \"1\"\n"), HasSubstr("step[1].do: expected question"));
  EXPECT_THAT(task("do = { question = \"?\", until = \"1\" }\nchoose = { question = \"?\" }\n"), HasSubstr("expected"));
  EXPECT_THAT(task("[step.choose]\nquestion = \"?\"\n"), HasSubstr("expected two to five answers, found 0"));
  const std::string wrong = "[[step.choose.answer]]\ntext = \"a\"\nbecause = \"b\"\n";
  EXPECT_THAT(task("[step.choose]\nquestion = \"?\"\n" + wrong + wrong),
              HasSubstr("line 8: step[1].choose.answer: expected right = true at one answer, found it at 0"));
  EXPECT_THAT(task("[step.choose]\nquestion = \"?\"\n[[step.choose.answer]]\ntext = \"a\"\n"),
              HasSubstr("step[1].choose.answer[1]: expected because"));
  EXPECT_THAT(task("[step.estimate]\nquestion = \"?\"\nmeasure = \"1\"\nfrom = 2\nto = 1\n"),
              HasSubstr("estimate.to: expected more than from"));
  EXPECT_THAT(task("[step.estimate]\nquestion = \"?\"\nmeasure = \"1\"\nlog = true\nfrom = 0\nto = 1\n"),
              HasSubstr("expected a number above 0 on a log scale"));
  EXPECT_THAT(task("[step.sketch]\nquestion = \"?\"\ncurve = \"huber\"\n"), HasSubstr("expected plot"));
  EXPECT_THAT(task("[step.mistake]\nquestion = \"?\"\n[[step.mistake.part]]\ntext = \"a\"\n"),
              HasSubstr("expected two to eight parts, found 1"));
  EXPECT_THAT(task("[[step.claim]]\nmeasure = \"1\"\n"), HasSubstr("line 6: step[1].claim[1]: expected value"));
  EXPECT_THAT(task("[[step.claim]]\nvalue = 1\n"), HasSubstr("expected measure with value, or holds"));
}

TEST(LessonReader, JudgesEstimatesByDistanceOrByFactor) {
  EstimateTask task;
  task.tolerance = 2;
  EXPECT_TRUE(task.good(10, 12));
  EXPECT_FALSE(task.good(10, 12.5));
  task.log = true;
  EXPECT_TRUE(task.good(10, 20));
  EXPECT_TRUE(task.good(10, 5));
  EXPECT_FALSE(task.good(10, 4.9));
}

TEST(LessonText, FormatsNumbersAsTheyAreSet) {
  EXPECT_EQ(formatted(-0.0909, ".2f"), "−0.09");
  EXPECT_EQ(formatted(-1e-12, ".2f"), "0.00");
  EXPECT_EQ(formatted(0.975, ".1%"), "97.5 %");
  EXPECT_EQ(formatted(2002.4, "d"), "2002");
  EXPECT_EQ(formatted(2.5, "g"), "2.5");
}

TEST(LessonText, IsTakenApart) {
  const TextPieces pieces = parse_lesson_text("At $r_1$ it is {fit('a:b').w1:.2f}, {{so}} $$.");
  ASSERT_EQ(pieces.size(), 5U);
  EXPECT_EQ(pieces[1].text, "r_1");
  EXPECT_EQ(pieces[3].measure.text(), "fit('a:b').w1");
  EXPECT_EQ(pieces[3].text, ".2f");
  EXPECT_EQ(pieces[4].text, ", {so} $.");
}

}  // namespace
}  // namespace losslab
