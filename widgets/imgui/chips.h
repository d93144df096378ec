#pragma once
#include <string_view>

#include "widgets/imgui/style.h"

namespace losslab {

// Small round switches side by side, as many to a line as fit. Begin a row of them, add each, end the row.
class ChipRow {
 public:
  explicit ChipRow(Ui& ui);
  // True when clicked. `tip` is shown to whoever rests on it.
  bool chip(const char* id, std::string_view label, bool on, std::string_view tip);
  void end();

 private:
  Ui& ui_;
  ImVec2 start_, at_;
  float room_, height_;
};

// A word to click, its right end at `right`, its middle at height y, in pixels; the layout goes on as if it were not
// there. `left` receives where it begins.
bool text_link(const char* id, std::string_view label, float right, float y, std::string_view tip, Ui& ui, float& left);

}  // namespace losslab
