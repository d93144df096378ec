#pragma once
#include <string_view>

#include "widgets/imgui/stops.h"
#include "widgets/imgui/style.h"

namespace losslab {

// A place on the screen that can be pointed at, pressed, and reached by keyboard; what it looks like is the caller's.
struct HitArea {
  ImGuiID id = 0;
  ImVec2 low, high;
  bool hovered = false, held = false, clicked = false;
  bool pressed = false;  // the press began in this frame
  bool double_clicked = false;
  bool focused = false;  // by keyboard, and this should be seen
  ImVec2 center() const { return ImVec2((low.x + high.x) * 0.5f, (low.y + high.y) * 0.5f); }
};

// What an item is to the keyboard, beside a place that Enter and Space press.
struct ItemKeys {
  ImGuiID group = 0;  // arrows go on among the items of a group
  StopKeys keys = acting_keys;
  bool initial = false;  // where a menu or a dialog begins
};

// Places an item at `at` and leaves the cursor of the layout there: whoever composes items ends with finish_row(). It
// can be gone to by keyboard: there are no others that can be pressed.
HitArea place_item(const char* id, ImVec2 at, ImVec2 size, Ui& ui, const ItemKeys& keys = {});
// A place that can only be pointed at, for a tooltip.
HitArea place_tip(const char* id, ImVec2 at, ImVec2 size);
// How often a key was pressed for the item since the last frame.
int presses(const HitArea& item, StopKey key, const Ui& ui);
// Tells the layout how much room was taken from `at` on.
void finish_row(ImVec2 at, ImVec2 size);

// A small text over the item once the pointer has rested on it for a moment.
void tooltip(const HitArea& item, std::string_view text, Ui& ui);
// At once, without waiting: for a value under the pointer.
void tooltip_now(const HitArea& item, std::string_view text, const Ui& ui);

inline bool inside(ImVec2 p, ImVec2 low, ImVec2 high) {
  return p.x >= low.x && p.x < high.x && p.y >= low.y && p.y < high.y;
}

}  // namespace losslab
