#include "widgets/figure/line_breaks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace losslab {
namespace {

using testing::ElementsAre;

TEST(LineBreaks, WordsKeepTheBlankBehindThem) {
  EXPECT_THAT(line_parts("to be or"), ElementsAre("to ", "be ", "or"));
  EXPECT_THAT(line_parts("unbreakable"), ElementsAre("unbreakable"));
  EXPECT_TRUE(line_parts("").empty());
}

TEST(LineBreaks, ChineseMayBreakBetweenAnyTwoCharacters) {
  EXPECT_THAT(line_parts("残差图"), ElementsAre("残", "差", "图"));
  EXPECT_THAT(line_parts("Huber 损失"), ElementsAre("Huber ", "损", "失"));
  EXPECT_THAT(line_parts("第12步"), ElementsAre("第", "12", "步")) << "numbers stay whole";
}

TEST(LineBreaks, NoLineBeginsWithAClosingMarkOrEndsWithAnOpeningOne) {
  EXPECT_THAT(line_parts("凸，光滑。"), ElementsAre("凸，", "光", "滑。"));
  EXPECT_THAT(line_parts("（RMSE）、“好”"), ElementsAre("（RMSE）、", "“好”"));
  for (const char32_t mark : std::u32string(U"。，、；：？！）」』》】％%…"))
    EXPECT_FALSE(may_end_between(U'点', mark));
  for (const char32_t mark : std::u32string(U"（“《「【")) EXPECT_FALSE(may_end_between(mark, U'点'));
  EXPECT_TRUE(may_end_between(U'。', U'点'));
  EXPECT_FALSE(may_end_between(U'a', U'b'));
}

TEST(LineBreaks, KnowsChineseWhenItSeesIt) {
  EXPECT_TRUE(has_ideographs("δ = 1，好"));
  EXPECT_FALSE(has_ideographs("residual r = y − ŷ, ½ ‖w‖²"));
}

}  // namespace
}  // namespace losslab
