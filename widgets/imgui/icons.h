#pragma once
#include "widgets/imgui/item.h"

namespace losslab {

enum class Icon : unsigned char {
  play,
  play_back,
  pause,
  step_forward,
  step_back,
  rewind,
  reset,
  once,
  loop,
  oscillate,
  pencil,
  dice,
  save,
  plus,
  minus,
  chevron_down,
  chevron_left,
  chevron_right,
  check,
  close,
};

// Drawn as shapes, so that it is sharp at every scale. `size` is the height of the icon's square in pixels.
void draw_icon(ImDrawList& draw, Icon icon, ImVec2 center, float size, ImU32 color);

// A quiet button with an icon, `size` points wide and high: it shows its ground only under the pointer.
bool icon_button(const char* id, Icon icon, ImVec2 at, double size, std::string_view tip, Ui& ui, Color color,
                 const ItemKeys& keys = {});
// The same in the flow of the layout, in the colour of muted text.
bool icon_button(const char* id, Icon icon, std::string_view tip, Ui& ui);

}  // namespace losslab
