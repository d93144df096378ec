// Every control of every screen, menu and dialog, by keys alone: Tab goes through all of them once, in reading order,
// and Shift+Tab back.
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/core/shell/state/document.h"
#include "app/screens/shell/dialogs.h"
#include "driver.h"

namespace losslab {
namespace {

class KeyboardWalk : public Driver {
 protected:
  explicit KeyboardWalk(WindowOptions options = {}) : Driver(std::move(options)) {}

  // Something to undo, and something to redo.
  void edit() {
    for (const double delta : {1.5, 2.0}) {
      Actions actions;
      actions.edit("threshold", [delta](Document& document) { document.loss("huber").set("delta", delta); });
      window_.application().apply(std::move(actions), glfwGetTime());
    }
    key("ctrl+z");
    ASSERT_TRUE(until([&] { return app().can_redo(); }));
  }

  const Stops& stops() const { return window_.stops(); }
  ImGuiID here() const { return stops().present() ? stops().present()->id : 0; }

  // Presses the key so often, and says where the keyboard was in between.
  std::vector<Stop> walk(const std::string& name, std::size_t count) {
    std::vector<Stop> seen;
    ImGuiID last = here();
    bool scrolls = false;
    // As fast as a person could; frames are drawn meanwhile.
    at_once(fmt::format("key --delay 44 --repeat {} --repeat-delay 1 {} &", count, name));
    EXPECT_TRUE(until([&] {
      const std::optional<Stop> now = stops().present();
      if (!now || !stops().shown()) return false;
      if (now->id != last) {
        seen.push_back(*now);
        scrolls = true;
      } else if (scrolls) {
        scrolls = false;  // what was out of sight has come into it
        expect_ring(*now);
      }
      last = now->id;
      return seen.size() >= count;
    })) << seen.size()
        << " of " << count;
    return seen;
  }

  // What is gone to is in the window, and large enough to be seen.
  void expect_ring(const Stop& at) {
    int width = 0, height = 0;
    glfwGetWindowSize(window_.handle(), &width, &height);
    EXPECT_GT(at.high.x - at.low.x, 4) << at.id;
    EXPECT_GT(at.high.y - at.low.y, 4) << at.id;
    EXPECT_LT(at.low.x, width) << at.id;
    EXPECT_GT(at.high.x, 0) << at.id;
    EXPECT_GT(at.high.y, 0) << at.id;
  }

  // A step further goes down, or to the right on the same line, within a region that is read by lines.
  static void expect_order(const std::vector<Stop>& all) {
    for (std::size_t i = 1; i < all.size(); ++i) {
      const Stop &a = all[i - 1], &b = all[i];
      EXPECT_LE(a.region, b.region);
      if (a.region != b.region) continue;
      const bool below = b.high.y > a.high.y, right = b.low.x >= a.low.x;
      EXPECT_TRUE(below || right) << i << ": " << a.low.x << ", " << a.low.y << " before " << b.low.x << ", "
                                  << b.low.y;
    }
  }

  // All that is registered, each once, there and back.
  void expect_all() {
    key("Tab");  // the first lays out what was scrolled away
    ASSERT_TRUE(until([&] { return stops().shown() && here() != 0; }));
    window_.settle();
    const std::vector<Stop> all = stops().in_order();
    ASSERT_FALSE(all.empty());
    expect_order(all);
    std::set<ImGuiID> ids;
    for (const Stop& stop : all)
      EXPECT_TRUE(ids.insert(stop.id).second) << "twice: " << stop.low.x << ", " << stop.low.y;
    const auto first = std::ranges::find(all, here(), &Stop::id) - all.begin();
    const auto at = [&](std::ptrdiff_t i) {
      const auto count = static_cast<std::ptrdiff_t>(all.size());
      return all[static_cast<std::size_t>((first + i % count + count) % count)].id;
    };
    if (all.size() == 1) return;
    const std::vector<Stop> there = walk("Tab", all.size());
    ASSERT_EQ(there.size(), all.size());
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(there[i].id, at(static_cast<std::ptrdiff_t>(i) + 1)) << i;
    const std::vector<Stop> back = walk("shift+Tab", all.size());
    ASSERT_EQ(back.size(), all.size());
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(back[i].id, at(-1 - static_cast<std::ptrdiff_t>(i))) << i;
  }

  // What has a name and reacts to the mouse is one of the places, too.
  void expect_named() {
    const std::vector<Stop> all = stops().in_order();
    for (const auto& [name, rect] : window_.controls()) {
      const bool there = std::ranges::any_of(all, [&rect = rect](const Stop& stop) {
        return stop.low.x < rect.right() && stop.high.x > rect.x && stop.low.y < rect.bottom() && stop.high.y > rect.y;
      });
      EXPECT_TRUE(there || rect.width <= 0) << name;
    }
  }

  void go_by_keys(std::size_t to) {
    for (std::size_t i = 0; i < 400 && here() != stops().in_order()[to].id; ++i) key("Tab");
  }

  void show(const char* digit, const char* screen) {
    key(digit);
    ASSERT_TRUE(until([&] { return app().view().screen == screen; }));
    window_.settle();
  }
};

TEST_F(KeyboardWalk, TheLossesScreen) {
  edit();
  expect_all();
  expect_named();
}

TEST_F(KeyboardWalk, TheRegressionScreen) {
  show("2", "regression");
  edit();
  expect_all();
  expect_named();
}

TEST_F(KeyboardWalk, TheClassificationScreen) {
  show("3", "classification");
  edit();
  expect_all();
  expect_named();
}

TEST_F(KeyboardWalk, TheDialogs) {
  key("Tab");
  key("Tab");
  const ImGuiID before = here();
  ASSERT_NE(before, 0u);
  const auto walk_through = [&](const char* shortcut, const Dialog* dialog) {
    key(shortcut);
    ASSERT_TRUE(until([&] { return window_.screen_state().dialog == dialog; }));
    window_.settle();
    ASSERT_TRUE(until([&] { return here() != 0 && here() != before; }));
    EXPECT_TRUE(stops().shown());
    expect_all();
    key("Escape");
    if (window_.screen_state().dialog != nullptr) key("Escape");  // the first left a field
    ASSERT_TRUE(until([&] { return window_.screen_state().dialog == nullptr; }));
    EXPECT_TRUE(until([&] { return here() == before; }));
    EXPECT_TRUE(stops().shown());
  };
  walk_through("F1", &help_dialog);
  walk_through("ctrl+e", &save_figure_dialog);
  walk_through("ctrl+shift+o", &examples_dialog);
  walk_through("ctrl+shift+s", &file_list_dialog);
  walk_through("ctrl+o", &file_list_dialog);
}

}  // namespace
}  // namespace losslab
