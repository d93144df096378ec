// Keys and clicks that all arrive before the next frame, as from clickers, remote desktops and accessibility tools: the
// worst that slow frames can do. (GLFW takes two presses of one key in the same millisecond for one.)
#include <fmt/format.h>

#include <algorithm>

#include "app/core/losses/losses_page.h"
#include "app/core/shell/state/document.h"
#include "app/screens/losses/losses_panels.h"
#include "driver.h"

namespace losslab {
namespace {

class QuickInput : public Driver {
 protected:
  const std::string& query() { return window_.screen_state().memory<LossesMemory>().list.query.text; }
};

TEST_F(QuickInput, ControlAIsSeenEachTime) {
  click(middle_of("search_losses"));
  for (int time = 0; time < 6; ++time) {
    at_once("type --delay 2 huber");
    ASSERT_TRUE(until([this] { return query() == "huber"; })) << time;
    at_once("key --delay 2 ctrl+a key --delay 2 BackSpace");
    ASSERT_TRUE(until([this] { return query().empty(); })) << time;
  }
}

TEST_F(QuickInput, KeysAndLettersKeepTheirOrder) {
  click(middle_of("search_losses"));
  at_once(
      "type --delay 2 --args 1 abcd key --delay 2 BackSpace BackSpace type --delay 2 --args 1 xy "
      "key --delay 2 Left Left BackSpace type --delay 2 z");
  EXPECT_TRUE(until([this] { return query() == "azxy"; })) << query();
}

TEST_F(QuickInput, TheFieldThatAKeyOpensTakesWhatFollows) {
  at_once("key --delay 2 ctrl+f type --delay 2 2mse");
  EXPECT_TRUE(until([this] { return query() == "2mse"; })) << query();
  EXPECT_EQ(app().view().screen, "losses");
}

TEST_F(QuickInput, TheFieldThatAClickOpensTakesWhatFollows) {
  const Point at = on_screen(middle_of("search_losses"));
  at_once(fmt::format("mousemove {} {} click 1 type --delay 2 3l1", at.x, at.y));
  EXPECT_TRUE(until([this] { return query() == "3l1"; })) << query();
  EXPECT_EQ(app().view().screen, "losses");
}

TEST_F(QuickInput, TwoClicksInDifferentPlacesAreTwo) {
  const auto ticked = [this](const char* id) {
    const auto& ids = losses_page(app().document()).ticked();
    return std::ranges::find(ids, id) != ids.end();
  };
  const bool huber = ticked("huber"), squared = ticked("squared_error");
  const Point one = on_screen(middle_of("loss.huber.box")), other = on_screen(middle_of("loss.squared_error.box"));
  at_once(fmt::format("mousemove {} {} click 1 mousemove {} {} click 1 mousemove {} {}", one.x, one.y, other.x, other.y,
                      one.x + 300, one.y));
  EXPECT_TRUE(until([&] { return ticked("huber") != huber && ticked("squared_error") != squared; }));
}

TEST_F(QuickInput, SixKeysOfACommandAreSix) {
  key("3");
  ASSERT_TRUE(until([this] { return app().view().screen == "regression" && lab().position() > 0; }));
  key("Home");
  ASSERT_TRUE(until([this] { return lab().position() == 0; }));
  at_once("key --delay 2 Right Right Right Right Right Right");
  EXPECT_TRUE(until([this] { return lab().position() == 6; })) << lab().position();
}

}  // namespace
}  // namespace losslab
