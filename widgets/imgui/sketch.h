#pragma once
#include <span>
#include <string>
#include <string_view>

#include "widgets/figure/geometry.h"
#include "widgets/imgui/style.h"

namespace losslab {

// A curve in a unit square (x to the right, y upwards, NaN between pieces) drawn into a rectangle of the screen.
void draw_sketch(ImDrawList& draw, std::span<const Point> curve, ImVec2 low, ImVec2 high, ImU32 color, const Ui& ui);

// A row of a list of losses: a tick box, a sketch of the curve, the name, and the loss's swatch while it is ticked.
// `chosen`: the row is the one read about at the right; clicking the name (not the box) chooses it.
struct SketchRow {
  const char* id;
  std::string name;
  std::string_view note{};  // a second line, small: why the row is there; empty: none
  std::span<const Point> curve;
  double zero = 0;  // height of the line of zero in the sketch, 0..1
  bool ticked = false, chosen = false;
  SeriesStyle style;
};
struct SketchRowEvents {
  bool toggled = false, chosen = false, hovered = false;
};
SketchRowEvents sketch_row(const SketchRow& row, Ui& ui);
float sketch_row_height(const Ui& ui, bool noted = false);  // pixels, without the spacing below

// Rows that are scrolled away: their room is taken in one piece, and nothing else is done for them.
class HiddenRows {
 public:
  explicit HiddenRows(const Ui& ui);
  ~HiddenRows() { take(); }
  HiddenRows(const HiddenRows&) = delete;
  HiddenRows& operator=(const HiddenRows&) = delete;
  // Whether rows of this height (with what is below them, without the last spacing) would begin out of sight; their
  // room is then taken. One row beyond each edge counts as in sight. While one goes through the controls by keyboard
  // all of them do.
  bool skip(float height);
  // Where the next row begins, in pixels of the screen.
  ImVec2 at() const;
  // Takes the room of what was skipped; to be called before something is drawn.
  void take();

 private:
  float top_, bottom_, spacing_, pending_ = 0;
  bool all_;
};

}  // namespace losslab
