#pragma once
#include <string>

#include "app/screens/shell/panel.h"

namespace losslab {

// The axes of a plot stay as they are while something is dragged in it: those that show all there is would run away
// from under the pointer.
void pin_axes(Panel& panel, const std::string& plot);
// Lets them go; without any nothing happens.
void free_axes(Panel& panel);
bool has_pinned_axes(const Panel& panel);

}  // namespace losslab
