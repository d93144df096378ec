// The command line in another language.
#include "run.h"

namespace losslab {
namespace {

using testing::HasSubstr;
using testing::Not;

class LanguageArgument : public CliTest {};

TEST_F(LanguageArgument, HelpIsTranslatedWhereverTheArgumentStands) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"fit", "--help", "--language", "zh"}, {"--language=zh", "fit", "--help"}}) {
    const Outcome help = run(arguments);
    EXPECT_EQ(help.status, 0);
    EXPECT_THAT(help.out, HasSubstr("学习率，默认 0.1"));
    EXPECT_THAT(help.out, HasSubstr("用法"));
    EXPECT_THAT(help.out, Not(HasSubstr("Learning rate")));
  }
  EXPECT_THAT(run({"--help", "--language", "zh"}).out, HasSubstr("损失函数实验室"));
  EXPECT_THAT(run({"fit", "--help", "--language", "en"}).out, HasSubstr("Learning rate"));
}

TEST_F(LanguageArgument, ErrorsAreTranslated) {
  const Outcome refused = run({"fit", "line", "--loss", "huber", "--rate", "0", "--language", "zh"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_EQ(refused.err, "losslab: --rate 必须大于 0，实际为 '0'。\n");
  EXPECT_THAT(run({"eval", "nonsense", "--at", "1", "--language", "zh"}).err, HasSubstr("未知的损失"));
}

TEST_F(LanguageArgument, OneThatIsNotThereIsRefused) {
  expect_refusal({"losses", "--language", "tlh"}, "There is no language 'tlh'; there are en, zh.");
  expect_refusal({"losses", "--language"}, "'--language' needs a value, as zh.");
}

TEST_F(LanguageArgument, AFigureCarriesIt) {
  const std::string session = write("a.toml", "version = 1\n[view]\nscreen = \"losses\"\n");
  const Outcome drawn = run({"figure", session, "-o", path("a.svg"), "--language", "zh"});
  EXPECT_EQ(drawn.status, 0) << drawn.err;
  EXPECT_THAT(read_file(path("a.svg")), HasSubstr("残差"));
  EXPECT_EQ(run({"figure", session, "-o", path("b.svg"), "--language", "en"}).status, 0);
  EXPECT_THAT(read_file(path("b.svg")), Not(HasSubstr("残差")));
}

}  // namespace
}  // namespace losslab
