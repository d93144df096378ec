#include "app/core/lessons/check/lesson_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "app/core/lessons/check/text_check.h"
#include "app/core/lessons/model/lesson_reader.h"
#include "app/core/lessons/model/lesson_writer.h"
#include "app/core/shell/files/text_file.h"
#include "losses/core/error.h"
#include "losses/core/random.h"

namespace losslab {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string head = "languages = [\"en\"]\ntitle.en = \"Knee\"\n[[step]]\ntext.en = \"Look.\"\n";
const std::string session = "session.view.screen = \"losses\"\nsession.losses.residual = [\"huber\"]\n";

std::vector<std::string> findings(const std::string& text) {
  std::vector<std::string> all;
  for (const LessonFinding& finding : check_lesson(parse_lesson(text, "knee.toml"), LOSSLAB_ASSETS).findings) {
    all.push_back(finding.place + ": " + finding.sentence);
  }
  return all;
}

TEST(LessonCheck, ClaimsThatHoldAreNotFound) {
  EXPECT_THAT(findings(head + session + R"toml(
[[step.claim]]
measure = "huber(delta = 2).gradient(9)"
value = 2
[[step.claim]]
holds = "huber.value(3) < squared_error.value(3)"
)toml"),
              IsEmpty());
}

TEST(LessonCheck, FindsAWrongNumber) {
  EXPECT_THAT(findings(head + session + "[[step.claim]]\nmeasure = \"loss.huber(delta = 2).value(3)\"\nvalue = 4.1\n"),
              Contains("knee.toml, line 7: step[1].claim[1]: 'loss.huber(delta = 2).value(3)' is 4, not 4.1 within "
                       "4.1e-09."));
  EXPECT_THAT(findings(head + "[[step.claim]]\nholds = \"2 < 1\"\n"), Contains(HasSubstr("'2 < 1' does not hold.")));
  EXPECT_THAT(findings(head + "[[step.claim]]\nmeasure = \"sqrt(-1)\"\nvalue = 1\n"), Contains(HasSubstr("nan")));
}

TEST(LessonCheck, FindsAMissingTranslation) {
  EXPECT_THAT(findings("title.en = \"Knee\"\n[[step]]\ntext = \"$r$\"\n"),
              Contains("knee.toml, line 1: title: the text in 'zh' is missing."));
  EXPECT_THAT(findings("title = \"Knee\"\n[[step]]\ntext = \"$r$\"\n"),
              Contains(HasSubstr("title: expected the text in each of en, zh")));
  EXPECT_THAT(findings(head + "text.fr = \"Regarde.\"\n"),
              Contains(HasSubstr("'fr' is none of the lesson's languages")));
  EXPECT_THAT(findings("title = \"$r$\"\n[[step]]\ntext.en = \"{1 + 1}\"\ntext.zh = \"{1 + 2}\"\n"),
              Contains(HasSubstr("other values are filled in in 'zh' than in 'en'")));
}

TEST(LessonCheck, FindsAnUnknownMeasure) {
  EXPECT_THAT(findings("languages = [\"en\"]\ntitle = \"$r$\"\n[[step]]\ntext.en = \"It is {hubr.b}.\"\n"),
              Contains("knee.toml, line 4: step[1].text: there is no 'hubr'; did you mean 'huber'?"));
}

TEST(LessonCheck, FindsAPictureThatTheStateCannotShow) {
  EXPECT_THAT(findings(head + session + "focus = \"landscape\"\n"),
              Contains(AllOf(HasSubstr("knee.toml, line 3: step[1].focus: the state has no plot 'landscape'"),
                             HasSubstr("loss, gradient"))));
  EXPECT_THAT(findings(head + session + "focus = { curves = [\"cauchy\"] }\n"),
              Contains(HasSubstr("nothing of 'cauchy' is drawn")));
  EXPECT_THAT(findings(head + session + "sketch = { question.en = \"?\", plot = \"gradient\", curve = \"cauchy\" }\n"),
              Contains(HasSubstr("step[1].sketch: 'cauchy' has no curve in 'gradient'.")));
  EXPECT_THAT(findings(head + "session.view.screen = \"regression\"\nsession.regression.data = \"missing.csv\"\n"),
              Contains(HasSubstr("missing.csv")));
}

TEST(LessonCheck, FindsANumberThatNobodyClaims) {
  EXPECT_THAT(findings(head + "title.en = \"About 2002\"\n"),
              Contains(HasSubstr("the number 2002 is neither filled in nor claimed")));
  EXPECT_THAT(findings(head + "title.en = \"About 2,002\"\n[[step.claim]]\nmeasure = \"2002\"\nvalue = 2002\n"),
              IsEmpty());
  EXPECT_THAT(findings(head + "title.en = \"$x_1$, {1 + 1}\"\n"), IsEmpty());
}

TEST(LessonCheck, NumbersAreClaimedToTheDigitsThatAreWritten) {
  LessonStep step;
  Claim claim;
  claim.value = -0.8764;
  step.claims.push_back(claim);
  EXPECT_TRUE(is_claimed("0.88", false, step));
  EXPECT_TRUE(is_claimed("88", true, step));
  EXPECT_FALSE(is_claimed("0.87", false, step));
  EXPECT_FALSE(is_claimed("0.8765", false, step));
}

TEST(LessonCheck, FindsTasksThatCannotBeDone) {
  EXPECT_THAT(findings(head + session + "do = { question.en = \"?\", until = \"huber.delta > 0\" }\n"),
              Contains(HasSubstr("'huber.delta > 0' is done already.")));
  EXPECT_THAT(findings(head + session + "do = { question.en = \"?\", until = \"huber.delta > 4\" }\n"),
              Contains(HasSubstr("expected reveal, a state in which it is done.")));
  EXPECT_THAT(
      findings(head + session +
               "do = { question.en = \"?\", until = \"huber.delta > 4\", reveal.parameters.huber.delta = 3.0 }\n"),
      Contains(HasSubstr("'huber.delta > 4' is not true in what is revealed.")));
  EXPECT_THAT(
      findings(head + session +
               "do = { question.en = \"?\", until = \"huber.delta > 4\", reveal.parameters.huber.delta = 5.0 }\n"),
      IsEmpty());
  EXPECT_THAT(findings(head + "estimate = { question.en = \"?\", measure = \"11\", from = 0, to = 10 }\n"),
              Contains(HasSubstr("'11' is 11, which is not on the scale from 0 to 10.")));
}

TEST(LessonCheck, CoursesNameLessonsThatThereAre) {
  const Courses courses = parse_courses(
      "order = [\"a\", \"c\"]\n[[course]]\nid = \"x\"\ntitle.en = \"X\"\nminutes = 9\nlessons = [\"d\", \"a\", "
      "\"b\"]\n",
      "courses.toml");
  std::vector<std::string> all;
  for (const LessonFinding& finding : check_courses(courses, {{"a", 5}, {"b", 5}})) all.push_back(finding.sentence);
  EXPECT_THAT(all,
              testing::ElementsAre("there is no lesson 'c'.", "the lesson 'b' is missing.", "there is no lesson 'd'.",
                                   "its lessons take 10 minutes, more than its 9.", "the title in 'zh' is missing."));
}

// What LossLab comes with.
class ShippedLesson : public testing::TestWithParam<std::string> {};

TEST_P(ShippedLesson, StatesWhatIsSo) {
  const Lesson lesson = find_lesson(GetParam(), LOSSLAB_ASSETS);
  for (const LessonFinding& finding : check_lesson(lesson, LOSSLAB_ASSETS).findings) {
    ADD_FAILURE() << finding.place << ": " << finding.sentence;
  }
}

// What the window writes is what it has read.
TEST_P(ShippedLesson, IsWrittenAndReadBack) {
  const Lesson lesson = find_lesson(GetParam(), LOSSLAB_ASSETS);
  const std::string text = to_toml(lesson);
  const Lesson again = parse_lesson(text, GetParam() + ".toml");
  EXPECT_EQ(to_toml(again), text);
  ASSERT_EQ(again.steps.size(), lesson.steps.size());
  for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
    EXPECT_EQ(again.steps[i].session, lesson.steps[i].session) << "step " << i + 1;
    EXPECT_EQ(again.steps[i].revealed, lesson.steps[i].revealed) << "step " << i + 1;
    EXPECT_EQ(again.steps[i].claims.size(), lesson.steps[i].claims.size());
  }
}

INSTANTIATE_TEST_SUITE_P(All, ShippedLesson, testing::ValuesIn(lesson_ids(LOSSLAB_ASSETS)), [](const auto& lesson) {
  std::string name = lesson.param;
  std::ranges::replace(name, '-', '_');
  return name;
});

TEST(ShippedLessons, StandInTheCourses) {
  std::map<std::string, int> lessons;
  for (const std::string& id : lesson_ids(LOSSLAB_ASSETS)) lessons[id] = find_lesson(id, LOSSLAB_ASSETS).minutes;
  EXPECT_GE(lessons.size(), 5U);
  for (const LessonFinding& finding : check_courses(load_courses(LOSSLAB_ASSETS), lessons)) {
    ADD_FAILURE() << finding.place << ": " << finding.sentence;
  }
}

// Known results of the field, each as one measure.
TEST(LessonCheck, DemonstrationsAreMeasures) {
  const Lesson lesson = load_lesson(LOSSLAB_TEST_DATA "/lessons/demonstrations.toml");
  EXPECT_GE(lesson.steps[0].claims.size(), 25U);
  for (const LessonFinding& finding : check_lesson(lesson, LOSSLAB_ASSETS).findings) {
    ADD_FAILURE() << finding.place << ": " << finding.sentence;
  }
}

// What the README shows can be copied from it.
TEST(LessonCheck, TheLessonOfTheReadmeHolds) {
  const std::string readme = read_text_file(LOSSLAB_TEST_DATA "/../../README.md", "the README", 1U << 20U);
  const std::string begin = "```toml\n";
  const std::size_t from = readme.find(begin) + begin.size();
  const Lesson lesson = parse_lesson(readme.substr(from, readme.find("```", from) - from), "readme.toml");
  for (const LessonFinding& finding : check_lesson(lesson, LOSSLAB_ASSETS).findings) {
    ADD_FAILURE() << finding.place << ": " << finding.sentence;
  }
}

// Damaged lessons, the same ones every time: read or refused in one sentence.
TEST(LessonReader, MutatedTextIsReadOrRefused) {
  std::string all;
  for (const std::string& id : lesson_ids(LOSSLAB_ASSETS)) {
    all = read_text_file(lesson_folder(LOSSLAB_ASSETS) / (id + ".toml"), "a lesson", 1U << 20U);
    Random random(11);
    const std::string alphabet = "\"'[]{}=.,#$\n\\ 0-9a\xff";
    for (int round = 0; round < 150; ++round) {
      std::string text = all;
      for (std::uint64_t k = 1 + random.below(4); k > 0; --k) {
        const std::size_t at = random.below(text.size());
        const char c = alphabet[random.below(alphabet.size())];
        switch (random.below(4)) {
          case 0:
            text[at] = c;
            break;
          case 1:
            text.insert(at, 1, c);
            break;
          case 2:
            text.erase(at, 1 + random.below(8));
            break;
          default:
            text.insert(at, text.substr(random.below(text.size()), random.below(40)));
        }
      }
      try {
        const Lesson lesson = parse_lesson(text, "mutated.toml");
        EXPECT_FALSE(lesson.steps.empty());
      } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("mutated.toml, line "));
        EXPECT_THAT(error.what(), Not(HasSubstr("\n")));
      }
    }
  }
}

}  // namespace
}  // namespace losslab
