#include <gmock/gmock.h>

#include <cstdio>
#include <regex>
#include <set>

#include "app/core/shell/files/session.h"
#include "run.h"

namespace losslab {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class CliFigure : public CliTest {
 protected:
  std::string session(const char* screen, long steps = 0) const {
    Session s;
    s.view.screen = screen;
    for (auto& [id, place] : s.view.runs) place = {steps, steps};
    return write("s.toml", to_toml(s));
  }
  std::string draw(const std::string& session, const std::string& name, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments{"figure", session, "-o", path(name)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome result = run(arguments);
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.out, "");
    return read_file(path(name));
  }
};

// Width and height in pixels, from a PNG's first chunk.
std::pair<int, int> png_size(const std::string& png) {
  const auto at = [&](std::size_t i) { return static_cast<int>(static_cast<unsigned char>(png.at(i))); };
  const auto word = [&](std::size_t i) { return (at(i) << 24) | (at(i + 1) << 16) | (at(i + 2) << 8) | at(i + 3); };
  return {word(16), word(20)};
}

TEST_F(CliFigure, EveryScreenInEveryFormat) {
  for (const char* screen : {"losses", "regression", "classification"}) {
    const std::string file = session(screen, 20);
    EXPECT_THAT(draw(file, "a.svg"), HasSubstr("<svg"));
    EXPECT_THAT(draw(file, "a.pdf"), StartsWith("%PDF"));
    EXPECT_THAT(draw(file, "a.png", {"--dpi", "60"}), StartsWith("\x89PNG"));
  }
}

TEST_F(CliFigure, TheSizeIsWhatWasAskedFor) {
  const std::string file = session("losses");
  EXPECT_EQ(png_size(draw(file, "a.png", {"--width-mm", "127", "--height-mm", "76.2", "--dpi", "100"})),
            std::make_pair(500, 300));
  EXPECT_EQ(png_size(draw(file, "b.PNG", {"--dpi", "127"})), std::make_pair(800, 500));
  EXPECT_EQ(png_size(draw(session("regression"), "c.png", {"--dpi", "127"})), std::make_pair(1000, 700));
}

TEST_F(CliFigure, OptionsChangeThePicture) {
  const std::string file = session("losses");
  const std::string plain = draw(file, "a.pdf");
  EXPECT_TRUE(plain == draw(file, "b.pdf"));
  EXPECT_TRUE(plain == draw(file, "b.pdf", {"--theme", "light"}));
  EXPECT_TRUE(plain != draw(file, "b.pdf", {"--theme", "dark"}));
  EXPECT_TRUE(plain != draw(file, "b.pdf", {"--scale", "1.5"}));
  EXPECT_TRUE(plain != draw(file, "b.pdf", {"--font", "monospace"}));
  const std::string grey = draw(file, "b.pdf", {"--grey"});
  EXPECT_TRUE(plain != grey);
  EXPECT_TRUE(grey != draw(file, "b.pdf", {"--grey", "--theme", "dark"}));
  EXPECT_TRUE(plain != draw(file, "b.pdf", {"--plot", "gradient"}));
  EXPECT_THAT(draw(file, "b.csv", {"--plot", "gradient"}), HasSubstr(","));
}

TEST_F(CliFigure, SizesByPurpose) {
  const std::string file = session("regression", 20);
  const auto page = [](const std::string& svg) {
    double width = 0, height = 0;
    EXPECT_EQ(std::sscanf(svg.c_str() + svg.find(" width="), " width=\"%lfpt\" height=\"%lfpt\"", &width, &height), 2);
    return std::pair{width / 72 * 25.4, height / 72 * 25.4};
  };
  const auto text_sizes = [](const std::string& svg) {
    std::set<std::string> sizes;
    const std::regex size("font-size=\"([^\"]*)\"");
    for (std::sregex_iterator at(svg.begin(), svg.end(), size), end; at != end; ++at) sizes.insert((*at)[1]);
    return sizes;
  };
  for (const auto& [name, width] : {std::pair{"one-column", 85}, {"two-columns", 170}}) {
    for (const std::vector<std::string>& more : {std::vector<std::string>{}, {"--plot", "data"}}) {
      std::vector<std::string> arguments{"--size", name};
      arguments.insert(arguments.end(), more.begin(), more.end());
      const std::string svg = draw(file, "a.svg", arguments);
      EXPECT_NEAR(page(svg).first, width, 1e-3);
      // Units of the drawing are points.
      EXPECT_THAT(text_sizes(svg), testing::ElementsAre("8"));
    }
  }
  const auto [width, height] = page(draw(file, "a.svg", {"--size", "slide"}));
  EXPECT_NEAR(width / height, 16.0 / 9, 1e-4);
  EXPECT_EQ(png_size(draw(file, "a.png", {"--size", "slide"})), std::make_pair(1920, 1080));
  // What is said of a part goes before the purpose.
  const auto own = page(draw(file, "a.svg", {"--size", "one-column", "--width-mm", "90", "--height-mm", "70"}));
  EXPECT_NEAR(own.first, 90, 1e-3);
  EXPECT_NEAR(own.second, 70, 1e-3);
  EXPECT_EQ(png_size(draw(file, "a.png", {"--size", "slide", "--dpi", "72"})), std::make_pair(960, 540));
}

TEST_F(CliFigure, TextOfAnSvgIsTextOrPaths) {
  const std::string file = session("losses");
  const std::string text = draw(file, "a.svg");
  EXPECT_THAT(text, HasSubstr(">residual r = y − ŷ</text>"));
  EXPECT_NE(draw(file, "b.svg", {"--text", "text"}).find("</text>"), std::string::npos);
  EXPECT_EQ(draw(file, "b.svg", {"--text", "paths"}).find("<text"), std::string::npos);
  const std::string serif = draw(file, "b.svg", {"--font", "serif"});
  EXPECT_NE(serif.find(", serif\" xml:space"), std::string::npos);
  EXPECT_EQ(serif.find("<g font-family=\"Inter"), std::string::npos);
}

TEST_F(CliFigure, TheBackgroundCanBeTransparent) {
  const std::string file = session("losses");
  const auto color_type = [](const std::string& png) { return static_cast<int>(png.at(25)); };
  EXPECT_EQ(color_type(draw(file, "a.png", {"--dpi", "40"})), 2);
  EXPECT_EQ(color_type(draw(file, "a.png", {"--dpi", "40", "--background", "theme"})), 2);
  EXPECT_EQ(color_type(draw(file, "a.png", {"--dpi", "40", "--background", "transparent"})), 6);
  EXPECT_NE(draw(file, "a.pdf"), draw(file, "a.pdf", {"--background", "transparent"}));
}

TEST_F(CliFigure, TheRunIsBroughtToTheSessionsPlace) {
  EXPECT_NE(draw(session("regression", 0), "a.svg", {"--plot", "data"}),
            draw(session("regression", 40), "b.svg", {"--plot", "data"}));
}

TEST_F(CliFigure, Refusals) {
  const std::string file = session("losses");
  expect_refusal({"figure"}, "'losslab figure' needs a SESSION or --formula FORMULA; see 'losslab figure --help'.");
  expect_refusal({"figure", file},
                 "'losslab figure' needs -o OUT.png, OUT.svg or OUT.pdf; see 'losslab figure --help'.");
  expect_refusal({"figure", file, "-o", "a.gif"}, "'a.gif' must end in .png, .svg or .pdf.");
  expect_refusal({"figure", file, "-o", "a.csv"},
                 "'a.csv' must end in .png, .svg or .pdf; .csv goes with --plot NAME.");
  const auto refuse = [&](const std::string& option, const std::string& value, const std::string& sentence) {
    expect_refusal({"figure", file, "-o", path("a.png"), option, value}, sentence);
    EXPECT_EQ(files(), 1u);
  };
  refuse("--theme", "blue", "--theme must be light or dark, got 'blue'.");
  refuse("--dpi", "10", "--dpi must be from 30 to 2400, got '10'.");
  refuse("--width-mm", "1e9", "--width-mm must be from 10 to 2000, got '1e9'.");
  refuse("--height-mm", "-5", "--height-mm must be from 10 to 2000, got '-5'.");
  refuse("--scale", "0", "--scale must be from 0.25 to 8, got '0'.");
  refuse("--size", "poster", "--size must be one-column, two-columns, slide, got 'poster'.");
  refuse("--text", "outline", "--text must be text or paths, got 'outline'.");
  refuse("--background", "red", "--background must be theme or transparent, got 'red'.");
  const Outcome font = run({"figure", file, "-o", path("a.png"), "--font", "No Such Font"});
  EXPECT_EQ(font.status, 2);
  EXPECT_THAT(font.err, StartsWith("losslab: There is no font 'No Such Font' on this machine"));
  refuse("--plot", "data", "The session has no plot 'data'; it has loss, gradient.");
  const Outcome missing = run({"figure", path("none.toml"), "-o", path("a.png")});
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.err, HasSubstr("none.toml"));
  const Outcome broken = run({"figure", write("bad.toml", "nonsense = [\n"), "-o", path("a.png")});
  EXPECT_EQ(broken.status, 2);
  EXPECT_THAT(broken.err, HasSubstr("bad.toml, line "));
  EXPECT_EQ(run({"figure", file, "-o", path("no/a.png")}).status, 2);
}

class CliShot : public CliFigure {};

TEST_F(CliShot, TheDesktopGetsTheRequest) {
  ShotRequest got;
  Desktop desktop;
  desktop.shot = [&](const ShotRequest& request) {
    got = request;
    return 0;
  };
  const std::string file = session("losses");
  EXPECT_EQ(run({"shot", file, "-o", "a.png"}, &desktop).status, 0);
  EXPECT_EQ(got.session, file);
  EXPECT_EQ(got.out, "a.png");
  EXPECT_EQ(got.width, 1280);
  EXPECT_EQ(got.height, 800);
  EXPECT_EQ(got.steps, -1);
  EXPECT_EQ(
      run({"shot", file, "-o", "a.png", "--size", "1920x1080", "--steps", "30", "--scale", "1.5"}, &desktop).status, 0);
  EXPECT_EQ(got.width, 1920);
  EXPECT_EQ(got.height, 1080);
  EXPECT_EQ(got.steps, 30);
  EXPECT_EQ(got.scale, 1.5);
  EXPECT_EQ(run({"shot", path("none.toml"), "-o", "a.png"}, &desktop).status, 2);
}

TEST_F(CliShot, Refusals) {
  const std::string file = session("losses");
  expect_refusal({"shot", file, "-o", "a.png"},
                 "This build has no window to take a picture of; 'losslab figure' draws figures without one.");
  expect_refusal({"shot", file, "-o", "a.svg"}, "'a.svg' must end in .png.");
  expect_refusal({"shot", file, "-o", "a.png", "--size", "big"}, "--size must be WxH as 1280x800, got 'big'.");
  expect_refusal({"shot", file, "-o", "a.png", "--size", "10x800"},
                 "The width of --size must be a whole number from 320 to 7680, got '10'.");
  expect_refusal({"shot", file, "-o", "a.png", "--steps", "-1"},
                 "--steps must be a whole number from 0 to 10000000, got '-1'.");
  expect_refusal({"shot", file, "-o", "a.png", "--scale", "9"}, "--scale must be from 0.5 to 4, got '9'.");
}

TEST_F(CliFigure, DrawsAFormula) {
  const Outcome drawn =
      run({"figure", "--formula", "a^2*log(1+(r/a)^2)", "-p", "a=2", "-o", path("own.csv"), "--plot", "loss"});
  EXPECT_EQ(drawn.status, 0) << drawn.err;
  EXPECT_THAT(read_file(path("own.csv")), HasSubstr("a^2*log(1+(r/a)^2)"));
  EXPECT_EQ(run({"figure", "--formula", "max(0, 1 - m)", "-o", path("own.svg")}).status, 0);
  expect_refusal({"figure", "x.toml", "--formula", "r^2", "-o", "x.png"},
                 "'losslab figure' takes a SESSION or --formula, not both.");
  expect_refusal({"figure", "x.toml", "-p", "a=1", "-o", "x.png"},
                 "'losslab figure': --family and -p go with --formula.");
}

}  // namespace
}  // namespace losslab
