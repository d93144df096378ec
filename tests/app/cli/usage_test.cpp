#include <ostream>
#include <streambuf>

#include "run.h"

namespace losslab {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(CliUsage, HelpIsForEverySubcommand) {
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"--help"},
                                                    {"-h"},
                                                    {"losses", "--help"},
                                                    {"eval", "--help"},
                                                    {"check", "-h"},
                                                    {"code", "--help"},
                                                    {"data", "--help"},
                                                    {"fit", "--help"},
                                                    {"sweep", "--help"},
                                                    {"figure", "--help"},
                                                    {"animate", "--help"},
                                                    {"shot", "--help"},
                                                    {"eval", "huber", "--help"}}) {
    const Outcome result = run(arguments);
    EXPECT_EQ(result.status, 0);
    EXPECT_THAT(result.out, HasSubstr("losslab"));
    EXPECT_EQ(result.out.back(), '\n');
    EXPECT_EQ(result.err, "");
  }
  const std::string help = run({"--help"}).out;
  for (const char* name :
       {"losses", "eval", "check", "code", "data", "fit", "sweep", "lesson", "figure", "animate", "shot"})
    EXPECT_THAT(help, HasSubstr(name));
}

TEST(CliUsage, Version) {
  const Outcome result = run({"--version"});
  EXPECT_EQ(result.status, 0);
  EXPECT_THAT(result.out, testing::MatchesRegex("losslab [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST(CliUsage, UnknownSubcommandsSayWhichThereAre) {
  expect_refusal({"evl"},
                 "Unknown subcommand 'evl': did you mean 'eval'? There are losses, eval, check, code, data, fit, "
                 "sweep, lesson, figure, animate, shot.");
  expect_refusal({"nothing"},
                 "Unknown subcommand 'nothing'. There are losses, eval, check, code, data, fit, sweep, lesson, figure, "
                 "animate, shot.");
  expect_refusal(
      {""},
      "Unknown subcommand ''. There are losses, eval, check, code, data, fit, sweep, lesson, figure, animate, shot.");
}

TEST(CliUsage, UnknownArguments) {
  expect_refusal({"--frobnicate"}, "'losslab' does not take '--frobnicate'; see 'losslab --help'.");
  expect_refusal({"losses", "--yaml"}, "'losslab losses' does not take '--yaml'; see 'losslab losses --help'.");
  expect_refusal({"eval", "huber", "extra", "--at", "1"},
                 "'losslab eval' does not take 'extra'; see 'losslab eval --help'.");
  expect_refusal({"eval", "huber", "--at="}, "'--at=' needs a value; see 'losslab eval --help'.");
  EXPECT_EQ(run({"eval", "huber", "--at"}).status, 2);
  EXPECT_EQ(run({"eval", "huber", "--from", "1", "--from", "2"}).status, 2);
}

TEST(CliUsage, ControlCharactersStayOutOfTheSentence) {
  const Outcome result = run({"a\nb\tc\x1b[31m"});
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.err, StartsWith("losslab: Unknown subcommand 'a?b?c?[31m'"));
  EXPECT_EQ(lines_of(result.err).size(), 1u);
  EXPECT_LT(run({std::string(100000, 'x')}).err.size(), 800u);
}

TEST(CliUsage, WithoutADesktopThereIsNoWindow) {
  const std::string sentence = "This build has no window; 'losslab --help' lists what the command line can do.";
  expect_refusal({}, sentence);
  expect_refusal({LOSSLAB_ASSETS "/data/phones.csv"}, sentence);
}

TEST(CliUsage, TheDesktopGetsTheFile) {
  std::optional<std::string> opened = "none";
  Desktop desktop;
  desktop.open = [&](const WindowRequest& request) {
    opened = request.file;
    return 0;
  };
  const std::string file = LOSSLAB_ASSETS "/data/phones.csv";
  EXPECT_EQ(run({file}, &desktop).status, 0);
  EXPECT_EQ(opened, file);
  EXPECT_EQ(run({}, &desktop).status, 0);
  EXPECT_EQ(opened, std::nullopt);
  expect_refusal({"/nowhere/missing.toml"}, "'/nowhere/missing.toml': there is no such file.");
  EXPECT_EQ(run({file, file}, &desktop).status, 2);
}

// Takes so many characters and then no more, like a full disk.
class FullBuffer final : public std::streambuf {
 public:
  explicit FullBuffer(std::size_t room) : room_(room) {}

 protected:
  int_type overflow(int_type c) override { return room_ > 0 ? (--room_, traits_type::not_eof(c)) : traits_type::eof(); }

 private:
  std::size_t room_;
};

TEST(CliUsage, AFullOutputIsNoticed) {
  for (const std::vector<const char*>& argv :
       {std::vector<const char*>{"losslab", "losses"},
        {"losslab", "--help"},
        {"losslab", "eval", "huber", "--at", "1"},
        {"losslab", "eval", "huber", "--from", "0", "--to", "1", "--count", "100000"},
        {"losslab", "fit", "phones.csv", "--loss", "huber", "--optimizer", "exact"}}) {
    FullBuffer buffer(10);
    std::ostream out(&buffer);
    std::ostringstream err;
    EXPECT_EQ(run_command_line(static_cast<int>(argv.size()), argv.data(), LOSSLAB_ASSETS, nullptr, out, err), 2);
    EXPECT_EQ(err.str(), "losslab: Cannot write to the standard output: it is full or closed.\n");
  }
}

}  // namespace
}  // namespace losslab
