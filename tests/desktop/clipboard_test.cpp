// What is copied, as another program of the same X server pastes it.
#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <future>

#include "app/core/shell/figure_table.h"
#include "app/desktop/clipboard/x11_selection.h"
#include "driver.h"

namespace losslab {
namespace {

using testing::HasSubstr;

std::string output_of(const std::string& command) {
  std::string text;
  FILE* const pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return text;
  std::array<char, 65536> buffer;
  for (std::size_t count; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    text.append(buffer.data(), count);
  ::pclose(pipe);
  return text;
}

std::string pasted(const std::string& type) { return output_of("xclip -selection clipboard -o -t " + type); }

class Clipboard : public Driver {
 protected:
  // Text is GLFW's, which answers between frames.
  std::string pasted_meanwhile(const std::string& type) {
    std::future<std::string> text = std::async(std::launch::async, pasted, type);
    EXPECT_TRUE(until([&] { return text.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }));
    return text.get();
  }
  void over(const std::string& plot) {
    const Rect frame = frame_of(plot);
    move_to({frame.x + 0.9 * frame.width, frame.y + 0.1 * frame.height});
    ASSERT_TRUE(until([this] { return window_.screen_state().pointer.has_value(); }));
  }
};

TEST_F(Clipboard, ThePictureOfThePlotUnderThePointer) {
  over("gradient");
  key("ctrl+c");
  ASSERT_TRUE(until([this] { return app().message().has_value(); }));
  EXPECT_FALSE(app().message()->error) << app().message()->text;
  EXPECT_EQ(pasted("image/png"), window_.application().picture("gradient"));
  const std::string targets = pasted("TARGETS");
  for (const char* target : {"TARGETS", "TIMESTAMP", "MULTIPLE", "image/png"}) EXPECT_THAT(targets, HasSubstr(target));
  EXPECT_EQ(pasted("text/html"), "");
}

TEST_F(Clipboard, OfAllPlotsWhereThePointerIsInNone) {
  move_to({100, 400});
  key("ctrl+c");
  ASSERT_TRUE(until([this] { return app().message().has_value(); }));
  EXPECT_EQ(pasted("image/png"), window_.application().picture(""));
}

TEST_F(Clipboard, TheNumbersOfThePlotUnderThePointer) {
  over("gradient");
  key("ctrl+shift+c");
  ASSERT_TRUE(until([this] { return app().message().has_value(); }));
  const std::string text = pasted_meanwhile("UTF8_STRING");
  EXPECT_EQ(text, figure_cells(app().figure(), "gradient"));
  EXPECT_THAT(text, testing::StartsWith("x\tSquared error\t"));
}

TEST_F(Clipboard, WhoComesLastHasIt) {
  over("gradient");
  key("ctrl+c");
  ASSERT_TRUE(until([this] { return app().message().has_value(); }));
  key("ctrl+shift+c");
  EXPECT_THAT(pasted_meanwhile("UTF8_STRING"), HasSubstr("\t"));
  EXPECT_EQ(pasted_meanwhile("image/png"), "");
  key("ctrl+c");
  EXPECT_THAT(pasted("image/png"), testing::StartsWith("\x89PNG"));
}

TEST_F(Clipboard, InTheMenuOfThePlot) {
  over("loss");
  ASSERT_EQ(std::system("xdotool click 3"), 0);
  ASSERT_TRUE(until([this] { return window_.control("plot_menu.copy_figure.loss") != nullptr; }));
  window_.settle();
  click(middle_of("plot_menu.copy_figure.loss"));
  ASSERT_TRUE(until([this] { return app().message().has_value(); }));
  EXPECT_EQ(pasted("image/png"), window_.application().picture("loss"));
}

TEST_F(Clipboard, ATextFieldKeepsItsKeys) {
  key("ctrl+f");
  type("hub");
  key("ctrl+a");
  key("ctrl+c");
  EXPECT_EQ(pasted_meanwhile("UTF8_STRING"), "hub");
  EXPECT_FALSE(app().message().has_value());
}

// Far more than goes at once.
TEST(Selection, LargeDataGoInPartsToSeveralAtOnce) {
  std::string data(5'000'003, '\0');
  for (std::size_t i = 0; i < data.size(); ++i) data[i] = static_cast<char>((i * 2654435761U) >> 24U);
  X11Selection selection;
  selection.put("image/png", data);
  std::array<std::future<std::string>, 3> readers;
  for (auto& reader : readers) reader = std::async(std::launch::async, pasted, "image/png");
  for (auto& reader : readers) EXPECT_TRUE(reader.get() == data);
  selection.put("image/png", "short");
  EXPECT_EQ(pasted("image/png"), "short");
}

}  // namespace
}  // namespace losslab
