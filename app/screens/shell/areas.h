#pragma once
#include "app/screens/shell/panel.h"
#include "widgets/figure/geometry.h"

namespace losslab {

// How a window is divided, in points.
struct Division {
  double left = 0, right = 0;  // widths of the side panels, 0: not shown
  double top = 0, bottom = 0;  // heights of the top row, and of transport and status together
};
// `wide`: the window's size in points.
Division divide(Size size, const Panel& panel);
// Whether the reading panel can only be had on demand at this width.
bool reading_on_demand(double width, const Panel& panel);
void toggle_reading(Panel& panel, double width);

// A child window without a background or a frame, at a place of the window (pixels). Call end_area() in any case.
bool begin_area(const char* id, ImVec2 at, ImVec2 size, bool scrolls = false);
void end_area();
// The window that is being drawn scrolls by keys where it is too long to be seen as a whole: one more place for them.
void scroll_by_keys(Ui& ui);

}  // namespace losslab
