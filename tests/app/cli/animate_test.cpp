#include <gmock/gmock.h>

#include "run.h"

namespace losslab {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class CliAnimate : public CliTest {
 protected:
  const std::string outliers_ = std::string(LOSSLAB_ASSETS) + "/sessions/outliers.toml";
  const std::string losses_ = std::string(LOSSLAB_ASSETS) + "/sessions/losses.toml";
  std::vector<std::string> small(const std::string& session, const std::string& out,
                                 std::vector<std::string> more = {}) const {
    std::vector<std::string> words{"animate", session, "-o", path(out), "--size", "160x100", "--seconds", "0.2"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
  std::string made(const std::vector<std::string>& words, const std::string& out) const {
    const Outcome result = run(words);
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.err, "");
    return read_file(path(out));
  }
};

TEST_F(CliAnimate, EveryFormat) {
  EXPECT_THAT(made(small(outliers_, "a.gif"), "a.gif"), StartsWith("GIF89a"));
  EXPECT_THAT(made(small(outliers_, "a.webp"), "a.webp"), StartsWith("RIFF"));
  made(small(outliers_, "a.png", {"--fps", "10"}), "a-0001.png");
  EXPECT_THAT(read_file(path("a-0002.png")), StartsWith("\x89PNG"));
  EXPECT_EQ(files(), 2U + 2);
  EXPECT_THAT(made({"animate", outliers_, "-o", path("a.svg"), "--onion", "3"}, "a.svg"), HasSubstr("<svg"));
  EXPECT_THAT(made({"animate", outliers_, "-o", path("b.png"), "--onion", "3"}, "b.png"), StartsWith("\x89PNG"));
}

TEST_F(CliAnimate, OptionsChangeTheFilm) {
  const std::string whole = made(small(outliers_, "a.gif"), "a.gif");
  EXPECT_EQ(made(small(outliers_, "a.gif"), "a.gif"), whole);
  for (const std::vector<std::string>& more : std::vector<std::vector<std::string>>{{"--from", "100"},
                                                                                    {"--to", "50"},
                                                                                    {"--spacing", "progress"},
                                                                                    {"--plot", "data"},
                                                                                    {"--theme", "dark"},
                                                                                    {"--scale", "0.5"},
                                                                                    {"--hold", "0"},
                                                                                    {"--loop", "2"},
                                                                                    {"--parameter", "huber.delta"}}) {
    EXPECT_NE(made(small(outliers_, "a.gif", more), "a.gif"), whole) << more[0];
  }
}

TEST_F(CliAnimate, AParameterIsPlayedWhereThereIsNoRun) {
  const std::string there =
      made(small(losses_, "a.gif", {"--parameter", "huber.delta", "--values", "0.5:3", "--once"}), "a.gif");
  EXPECT_NE(made(small(losses_, "a.gif", {"--parameter", "huber.delta", "--values", "0.5:3"}), "a.gif"), there);
}

TEST_F(CliAnimate, SeveralSessionsAreAPath) {
  const std::string text = read_file(outliers_);
  std::string early = text;
  early.replace(early.find("position = { regression = 300 }"), 31, "position = { regression = 5 }");
  const std::string first = write("first.toml", early);
  std::vector<std::string> words = small(first, "a.gif");
  words.insert(words.begin() + 2, outliers_);
  EXPECT_THAT(made(words, "a.gif"), StartsWith("GIF89a"));
  words[2] = losses_;
  const Outcome result = run(words);
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.err, HasSubstr("a path goes through sessions that differ in step and view alone."));
}

TEST_F(CliAnimate, BadUsageIsOneSentence) {
  const std::string out = path("a.gif");
  expect_refusal({"animate"}, "'losslab animate' needs a SESSION; see 'losslab animate --help'.");
  expect_refusal({"animate", outliers_},
                 "'losslab animate' needs -o OUT.gif, OUT.webp, OUT.mp4 or OUT.png; see 'losslab animate --help'.");
  expect_refusal({"animate", outliers_, "-o", "a.avi"},
                 "'a.avi' must end in .gif, .webp, .mp4, .png, or for paper in .svg or .pdf.");
  expect_refusal({"animate", outliers_, "-o", "a.gif", "--onion", "4"}, "'a.gif' must end in .svg, .pdf or .png.");
  expect_refusal({"animate", outliers_, "-o", out, "--fps", "60"},
                 "The frames a second of GIF must be from 1 to 50, got 60.");
  expect_refusal({"animate", outliers_, "-o", out, "--fps", "x"},
                 "--fps must be a whole number from 1 to 60, got 'x'.");
  expect_refusal({"animate", outliers_, "-o", out, "--size", "big"}, "--size must be WxH as 800x500, got 'big'.");
  expect_refusal({"animate", outliers_, "-o", out, "--spacing", "x"}, "--spacing must be steps or progress, got 'x'.");
  expect_refusal({"animate", outliers_, "-o", out, "--parameter", "delta"},
                 "--parameter must be LOSS.NAME as huber.delta, got 'delta'.");
  expect_refusal({"animate", outliers_, "-o", out, "--values", "1:2"}, "--values goes with --parameter.");
  expect_refusal({"animate", outliers_, "-o", path("a.mp4"), "--loop", "2"},
                 "MP4 says nothing of how often it is played: leave --loop out.");
  expect_refusal({"animate", outliers_, "-o", path("a.svg"), "--fps", "9"},
                 "A figure has no time: leave out --fps, --seconds, --hold and --loop.");
  expect_refusal({"animate", losses_, "-o", out},
                 "The screen “Losses” has no run to go through: play a parameter, or a path of views.");
  expect_refusal({"animate", outliers_, "-o", path("none/a.gif")},
                 "Cannot write '" + path("none/a.gif") + "': the folder does not exist.");
  EXPECT_EQ(files(), 0U);
}

}  // namespace
}  // namespace losslab
