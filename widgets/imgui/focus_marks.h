#pragma once
#include <string_view>

#include "widgets/imgui/stops.h"
#include "widgets/imgui/style.h"

namespace losslab {

// What shows where the keyboard is, drawn over everything, so that no panel cuts it off.
void draw_ring(const Stop& stop, const Ui& ui);
// What a tooltip would say of it.
void draw_tip(const Stop& stop, std::string_view text, const Ui& ui);

}  // namespace losslab
