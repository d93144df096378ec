#include "app/core/lessons/handout/handout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/core/lessons/handout/paragraph.h"
#include "app/core/lessons/model/lesson_reader.h"

namespace losslab {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string lesson_text = R"toml(
title.en = "Knee"
title.zh = "拐点"
[[step]]
title.en = "Look"
title.zh = "看"
text.en = "The slope is {huber(delta = 2).gradient(9):.1f} at most, $\\delta$."
text.zh = "斜率最多是 {huber(delta = 2).gradient(9):.1f}，$\\delta$。"
focus = "gradient"
session.view.screen = "losses"
session.losses.residual = ["squared_error", "huber"]
[step.choose]
question.en = "Which one?"
question.zh = "哪一个？"
explain.en = "Secret reason."
explain.zh = "秘密的理由。"
[[step.choose.answer]]
text.en = "This one"
text.zh = "这个"
right = true
[[step.choose.answer]]
text.en = "That one"
text.zh = "那个"
because.en = "Secret mistake."
because.zh = "秘密的错误。"
[[step]]
text = "$r$"
[step.sketch]
question.en = "Draw it."
question.zh = "画出来。"
plot = "gradient"
curve = "huber"
)toml";

// All texts of the pages, page by page.
std::string texts(const std::vector<DisplayList>& pages) {
  std::string all;
  for (const DisplayList& page : pages) {
    for (const Op& op : page.ops) {
      if (const auto* text = std::get_if<TextOp>(&op)) all += text->text + " ";
    }
    all += "\f";
  }
  return all;
}

std::vector<DisplayList> pages(const HandoutOptions& options) {
  return handout_pages(parse_lesson(lesson_text, "knee.toml"), LOSSLAB_ASSETS, options);
}

TEST(Handout, TellsNoAnswerUnlessAsked) {
  const std::string sheet = texts(pages({}));
  EXPECT_THAT(sheet, HasSubstr("Knee"));
  EXPECT_THAT(sheet, HasSubstr("2.0"));
  EXPECT_THAT(sheet, HasSubstr("Which"));
  EXPECT_THAT(sheet, Not(HasSubstr("Secret")));
  HandoutOptions with;
  with.answers = true;
  const std::string answers = texts(pages(with));
  EXPECT_THAT(answers, HasSubstr("Secret reason."));
  EXPECT_THAT(answers, HasSubstr("Secret mistake."));
  // On a sheet of their own: the sheets before are the same, but for the number of pages.
  EXPECT_LT(answers.find('\f'), answers.find("Secret"));
  EXPECT_GT(pages(with).size(), pages({}).size());
}

TEST(Handout, SpeaksBothLanguages) {
  HandoutOptions options;
  options.language = "zh";
  const std::string sheet = texts(pages(options));
  EXPECT_THAT(sheet, HasSubstr("拐点"));
  EXPECT_THAT(sheet, Not(HasSubstr("Which")));
}

TEST(Handout, EverythingLiesOnThePaper) {
  for (const bool letter : {false, true}) {
    HandoutOptions options;
    options.letter = letter;
    options.answers = true;
    for (const DisplayList& page : pages(options)) {
      EXPECT_NEAR(page.size.width, letter ? 612 : 595.276, 1e-9);
      for (const Op& op : page.ops) {
        const auto* text = std::get_if<TextOp>(&op);
        if (text == nullptr) continue;
        EXPECT_GE(text->at.x, 0);
        EXPECT_LE(text->at.x, page.size.width) << text->text;
        EXPECT_GE(text->at.y, 0);
        EXPECT_LE(text->at.y, page.size.height) << text->text;
      }
    }
  }
}

TEST(Handout, LeavesOutTheCurveThatIsToBeDrawn) {
  const std::string text = texts(pages({}));
  HandoutOptions with;
  with.answers = true;
  const auto count = [](const std::string& in, const std::string& what) {
    std::size_t n = 0;
    for (std::size_t at = in.find(what); at != std::string::npos; at = in.find(what, at + 1)) ++n;
    return n;
  };
  // Its legend is there in the figure of the first step, and in that of the answer.
  EXPECT_GT(count(texts(pages(with)), "Huber"), count(text, "Huber"));
}

TEST(Handout, IsAPdfWithAPageForEachSheet) {
  const Lesson lesson = parse_lesson(lesson_text, "knee.toml");
  const std::string pdf = handout_pdf(lesson, LOSSLAB_ASSETS, {});
  EXPECT_TRUE(pdf.starts_with("%PDF-"));
  EXPECT_THAT(pdf, HasSubstr("/Count " + std::to_string(pages({}).size())));
  EXPECT_EQ(pdf, handout_pdf(lesson, LOSSLAB_ASSETS, {}));
}

// Every glyph is 0.55 em wide.
std::vector<std::string> lines_of(const std::string& text, double width) {
  const std::vector<SetPiece> pieces{{text, false}};
  std::vector<std::string> lines;
  for (const Block& block : set_lines(pieces, width, {10, {}, FontStyle::regular, 1.4}, FixedTextMeasure())) {
    std::string line;
    for (const Op& op : block.ops) line += std::get<TextOp>(op).text + "|";
    lines.push_back(line);
  }
  return lines;
}

TEST(Paragraph, BreaksBetweenWords) {
  EXPECT_THAT(lines_of("one two three", 50), testing::ElementsAre("one|two|", "three|"));
  EXPECT_THAT(lines_of("one\ntwo\n\nthree", 500), testing::ElementsAre("one|two|", "three|"));
}

TEST(Paragraph, NoChineseLineBeginsWithAMarkThatCloses) {
  EXPECT_THAT(lines_of("损失，残差。", 12), testing::ElementsAre("损|", "失，|", "残|", "差。|"));
  EXPECT_THAT(lines_of("（损）失", 17), testing::ElementsAre("（损）|", "失|"));
}

TEST(Paragraph, KeepsAMarkWithTheFormulaBeforeIt) {
  const std::vector<SetPiece> pieces{{"so ", false}, {"r", true}, {", and", false}};
  const auto blocks = set_lines(pieces, 30, {10, {}, FontStyle::regular, 1.4}, FixedTextMeasure());
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(std::get<TextOp>(blocks[0].ops.back()).text, ",");
}

}  // namespace
}  // namespace losslab
