#include <gmock/gmock.h>

#include "app/cli/share/described.h"
#include "run.h"

namespace losslab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(HelpText, IsTakenApart) {
  const cli::HelpText help = cli::parse_help(
      "Makes a thing.\nUsage: losslab make [OPTIONS] [FILE]\n\nPositionals:\n"
      "  FILE                            A file\n\nOptions:\n"
      "  -h,--help                       Print this help\n"
      "  --a-very-long-name-indeed COLUMN[,COLUMN...]\n"
      "                                  Stands below\n"
      "  -o,--out OUT                    The file to write\n\nOne line\nand one more.\n\nAnother paragraph.\n");
  EXPECT_EQ(help.about, "Makes a thing.");
  ASSERT_EQ(help.positionals.size(), 1U);
  EXPECT_THAT(help.positionals[0].names, ElementsAre("FILE"));
  ASSERT_EQ(help.options.size(), 3U);
  EXPECT_THAT(help.options[0].names, ElementsAre("-h", "--help"));
  EXPECT_EQ(help.options[0].value, "");
  EXPECT_EQ(help.options[1].value, "COLUMN[,COLUMN...]");
  EXPECT_EQ(help.options[1].text, "Stands below");
  EXPECT_THAT(help.options[2].names, ElementsAre("-o", "--out"));
  EXPECT_EQ(help.options[2].value, "OUT");
  EXPECT_EQ(help.options[2].text, "The file to write");
  EXPECT_THAT(help.notes, ElementsAre("One line\nand one more.", "Another paragraph."));
}

class CliShareFiles : public CliTest {
 protected:
  void SetUp() override {
    CliTest::SetUp();
    const Outcome result = run({"share-files", path("share")});
    ASSERT_EQ(result.status, 0) << result.err;
    ASSERT_EQ(result.out + result.err, "");
  }
  std::string file(const std::string& name) const { return read_file(path("share/" + name)); }
};

TEST_F(CliShareFiles, TheManualHasWhatTheHelpSays) {
  const std::string manual = file("man/man1/losslab.1");
  for (const char* name : {"losses", "eval", "check", "data", "fit", "sweep", "figure", "animate", "shot"}) {
    EXPECT_THAT(manual, HasSubstr(std::string(".SS losslab ") + name + " "));
  }
  EXPECT_THAT(manual, HasSubstr("\\fB\\-o\\fR, \\fB\\-\\-out\\fR \\fIOUT\\fR\nThe file to write"));
  EXPECT_THAT(manual, Not(HasSubstr("share\\-files")));
  for (const std::string& line : lines_of(manual)) {
    // Every request is one that is meant.
    if (line.empty() || line[0] != '.') continue;
    EXPECT_THAT(line, testing::MatchesRegex("\\.(\\\\\" |TH |SH |SS |TP|PP|B |I |RI |br).*")) << line;
  }
}

TEST_F(CliShareFiles, ShellsCompleteEveryOption) {
  const std::string bash = file("bash-completion/completions/losslab"), zsh = file("zsh/site-functions/_losslab"),
                    fish = file("fish/vendor_completions.d/losslab.fish");
  const std::string help = run({"animate", "--help"}).out;
  const cli::HelpText animate = cli::parse_help(help);
  EXPECT_GT(animate.options.size(), 10U);
  for (const cli::HelpEntry& option : animate.options) {
    const std::string& name = option.names.back();
    EXPECT_THAT(bash, HasSubstr(name));
    EXPECT_THAT(zsh, HasSubstr("'" + name + "["));
    EXPECT_THAT(fish, HasSubstr(" -l " + name.substr(2) + " "));
  }
  EXPECT_THAT(bash, HasSubstr(" huber "));
}

TEST_F(CliShareFiles, TheIconIsDrawn) {
  EXPECT_THAT(file("icons/hicolor/scalable/apps/losslab.svg"), HasSubstr("<svg"));
  EXPECT_THAT(file("icons/hicolor/48x48/apps/losslab.png"), testing::StartsWith("\x89PNG"));
}

TEST_F(CliShareFiles, WhereItCannotBeWrittenIsSaid) {
  const std::string in_the_way = write("file", "");
  const Outcome result = run({"share-files", in_the_way});
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.err, HasSubstr("Cannot write"));
}

}  // namespace
}  // namespace losslab
