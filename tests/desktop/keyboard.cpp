#include "keyboard.h"

#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/shell/state/document.h"

namespace losslab {

void Keyboard::edit() {
  for (const double delta : {1.5, 2.0}) {
    Actions actions;
    actions.edit("threshold", [delta](Document& document) { document.loss("huber").set("delta", delta); });
    window_.application().apply(std::move(actions), glfwGetTime());
  }
  key("ctrl+z");
  ASSERT_TRUE(until([&] { return app().can_redo(); }));
}

void Keyboard::show(const char* digit, const char* screen) {
  key(digit);
  ASSERT_TRUE(until([&] { return app().view().screen == screen; }));
  window_.settle();
}

std::vector<Stop> Keyboard::walk(const std::string& name, std::size_t count,
                                 const std::function<void(const Stop&)>& in_sight) {
  std::vector<Stop> seen;
  ImGuiID last = here();
  bool comes = false;
  long frame = 0;
  // About as fast as a key that is held; frames are drawn meanwhile.
  at_once(fmt::format("key --delay 44 --repeat {} --repeat-delay 1 {} &", count, name));
  EXPECT_TRUE(until([&] {
    const std::optional<Stop> now = stops().present();
    if (!now || !stops().shown()) return false;
    if (now->id != last) {
      seen.push_back(*now);
      comes = true;
      frame = window_.frames_drawn();
    } else if (comes && window_.frames_drawn() > frame) {
      comes = false;  // what was out of sight has been scrolled to
      if (in_sight) in_sight(*now);
    }
    last = now->id;
    return seen.size() >= count && !comes;
  })) << seen.size()
      << " of " << count;
  return seen;
}

void Keyboard::go_where(const std::function<bool(const Stop&)>& wanted, const std::string& what) {
  if (!stops().walking()) {
    key("Tab");  // lays out what is scrolled away
    ASSERT_TRUE(until([&] { return stops().shown() && here() != 0; }));
    window_.settle();
  }
  const std::vector<Stop> all = stops().in_order();
  const auto to = std::ranges::find_if(all, wanted), from = std::ranges::find(all, here(), &Stop::id);
  ASSERT_NE(to, all.end()) << "no place for the keyboard at " << what;
  const auto count = static_cast<std::ptrdiff_t>(all.size());
  const auto steps = ((to - from) % count + count) % count;
  const ImGuiID id = to->id;
  if (steps > 0) walk("Tab", static_cast<std::size_t>(steps));
  ASSERT_EQ(here(), id) << what;
}

void Keyboard::go_to(const std::string& control) {
  if (!stops().walking()) {
    key("Tab");
    ASSERT_TRUE(until([&] { return stops().shown() && here() != 0; }));
    window_.settle();
  }
  ASSERT_NE(window_.control(control), nullptr) << control;
  const Rect rect = *window_.control(control);
  // The control itself, or what of its row can be pressed.
  const auto within = [&rect](const Stop& stop) {
    return rect.contains({0.5 * (stop.low.x + stop.high.x), 0.5 * (stop.low.y + stop.high.y)});
  };
  go_where(within, control);
}

void Keyboard::go_to_plot(const std::string& plot) {
  const Rect frame = frame_of(plot);
  const auto same = [&frame](const Stop& stop) {
    return std::abs(stop.low.x - frame.x) < 2 && std::abs(stop.low.y - frame.y) < 2 &&
           std::abs(stop.high.x - frame.right()) < 2;
  };
  go_where(same, plot);
}

}  // namespace losslab
