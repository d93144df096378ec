#pragma once
#include <string_view>

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

// Places an item at `at` and leaves the cursor of the layout there: whoever composes items ends with finish_row().
HitArea place_item(const char* id, ImVec2 at, ImVec2 size, ImGuiButtonFlags buttons = ImGuiButtonFlags_MouseButtonLeft);
// Tells the layout how much room was taken from `at` on.
void finish_row(ImVec2 at, ImVec2 size);

// A ring around the item while it has the keyboard's focus.
void focus_ring(const HitArea& item, const Ui& ui, float radius_points = 5);
// The same around a round knob.
void focus_ring(const HitArea& item, ImVec2 center, float radius, const Ui& ui);
// A small text over the item once the pointer has rested on it for a moment.
void tooltip(const HitArea& item, std::string_view text, Ui& ui);
// At once, without waiting: for a value under the pointer.
void tooltip_now(const HitArea& item, std::string_view text, const Ui& ui);

inline bool inside(ImVec2 p, ImVec2 low, ImVec2 high) {
  return p.x >= low.x && p.x < high.x && p.y >= low.y && p.y < high.y;
}

}  // namespace losslab
