// Every control of every screen, menu and dialog, by keys alone: Tab goes through all of them once, in reading order,
// and Shift+Tab back.
#include <GLFW/glfw3.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "app/core/shell/state/document.h"
#include "app/core/structures/structures_page.h"
#include "app/screens/shell/dialogs.h"
#include "keyboard.h"

namespace losslab {
namespace {

class KeyboardWalk : public Keyboard {
 protected:
  using Keyboard::Keyboard;

  // What is gone to is in the window as a whole, and large enough to be seen.
  void expect_ring(const Stop& at) {
    int width = 0, height = 0;
    glfwGetWindowSize(window_.handle(), &width, &height);
    EXPECT_GT(at.high.x - at.low.x, 4) << at.id;
    EXPECT_GT(at.high.y - at.low.y, 4) << at.id;
    EXPECT_GE(at.low.x, 0) << at.id;
    EXPECT_GE(at.low.y, 0) << at.id;
    EXPECT_LE(at.high.x, width) << at.id;
    EXPECT_LE(at.high.y, height) << at.id;
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
    const auto ring = [this](const Stop& stop) { expect_ring(stop); };
    const std::vector<Stop> there = walk("Tab", all.size(), ring);
    ASSERT_EQ(there.size(), all.size());
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(there[i].id, at(static_cast<std::ptrdiff_t>(i) + 1)) << i;
    const std::vector<Stop> back = walk("shift+Tab", all.size(), ring);
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
};

TEST_F(KeyboardWalk, TheLossesScreen) {
  edit();
  click(middle_of("compare"));
  expect_all();
  expect_named();
}

TEST_F(KeyboardWalk, TheRegressionScreen) {
  show("3", "regression");
  edit();
  click(middle_of("toggle_right"));
  for (const char* fold : {"descent_more", "sweep"}) {
    reveal(fold);
    click(middle_of(fold));
  }
  expect_all();
  expect_named();
}

TEST_F(KeyboardWalk, TheClassificationScreen) {
  show("4", "classification");
  edit();
  expect_all();
  expect_named();
}

TEST_F(KeyboardWalk, TheDistributionsScreen) {
  show("5", "distributions");
  edit();
  expect_all();
  expect_named();
}

TEST_F(KeyboardWalk, TheDistributionsScreenAboutHumps) {
  show("5", "distributions");
  click(middle_of("subject.Two humps"));
  ASSERT_TRUE(until([&] { return window_.control("hump.add") != nullptr; }));
  edit();
  expect_all();
  expect_named();
}

TEST_F(KeyboardWalk, ThePagesOfTheStructuresScreen) {
  show("6", "structures");
  for (const auto& [page, title] : {std::pair{"embedding", "Embedding"}, std::pair{"boxes", "Boxes"},
                                    std::pair{"masks", "Masks"}, std::pair{"sequence", "Sequence"}}) {
    const std::string choice = std::string("structure.") + title;
    reveal(choice);
    click(middle_of(choice));
    ASSERT_TRUE(until([&] { return structures_page(app().document()).shown == page; }));
    edit();
    expect_all();
    expect_named();
  }
}

TEST_F(KeyboardWalk, ALongListThatIsUnfolded) {
  show("3", "regression");
  edit();
  click(middle_of("more_losses"));
  key("Tab");
  ASSERT_TRUE(until([&] { return stops().shown(); }));
  window_.settle();
  expect_order(stops().in_order());
  expect_named();
}

class NarrowWindow : public KeyboardWalk {
 protected:
  NarrowWindow() : KeyboardWalk({.width = 800, .height = 560}) {}
};

TEST_F(NarrowWindow, ItsMenuOfButtons) {
  key("ctrl+3");
  ASSERT_TRUE(until([&] { return window_.control("top_menu") != nullptr; }));
  edit();
  go_to("top_menu");
  const ImGuiID before = here();
  key("Return");
  ASSERT_TRUE(until([&] { return here() != 0 && here() != before; }));
  window_.settle();
  EXPECT_EQ(stops().in_order().size(), 9u);
  expect_all();
  key("Escape");
  EXPECT_TRUE(until([&] { return here() == before; }));
}

TEST_F(NarrowWindow, WhatIsTooLongToBeSeenScrolls) {
  key("F1");
  ASSERT_TRUE(until([&] { return window_.screen_state().dialog == &help_dialog; }));
  window_.settle();
  const auto close_at = [&] { return window_.control("dialog_close")->y; };
  const double before = close_at();
  EXPECT_GT(before, 540);  // the beginning is shown
  EXPECT_EQ(stops().in_order().size(), 2u);
  key("Page_Down");
  EXPECT_TRUE(until([&] { return close_at() < before; }));
  key("Home");
  EXPECT_TRUE(until([&] { return close_at() == before; }));
  key("Tab");
  EXPECT_TRUE(until([&] { return close_at() < before; }));
  key("Return");
  EXPECT_TRUE(until([&] { return window_.screen_state().dialog == nullptr; }));
}

class LargeDark : public KeyboardWalk {
 protected:
  LargeDark() : KeyboardWalk({.width = 1900, .height = 1150, .scale = 2}) {}
};

TEST_F(LargeDark, TheRegressionScreen) {
  key("t");
  ASSERT_TRUE(until([&] { return app().view().theme == "dark"; }));
  show("3", "regression");
  edit();
  expect_all();
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
  walk_through("ctrl+shift+e", &save_animation_dialog);
  walk_through("ctrl+shift+o", &examples_dialog);
  walk_through("ctrl+shift+s", &file_list_dialog);
  walk_through("ctrl+o", &file_list_dialog);
  edit();
  walk_through("ctrl+q", &unsaved_dialog);
}

TEST_F(KeyboardWalk, TheTableThatIsImported) {
  std::ofstream(file("table.csv")) << "a;b;c\n1,5;2;3\n2,5;4;5\n3,5;6;8\n";
  window_.application().offer(file("table.csv"));
  ASSERT_TRUE(until([&] { return window_.control("import_reading") != nullptr; }));
  window_.settle();
  click(middle_of("import_reading"));
  expect_all();
  key("Escape");
  EXPECT_TRUE(until([&] { return window_.screen_state().dialog == nullptr; }));
}

}  // namespace
}  // namespace losslab
