#pragma once
#include "app/screens/shell/areas.h"

namespace losslab {

// The parts of the window that every screen has.
void top_row(Panel& panel);
void tool_row(Panel& panel, const Division& division, double width);
void figure_area(Panel& panel);
void plot_menus(Panel& panel);
void fit_plot(Panel& panel, const std::string& plot);
void transport_row(Panel& panel, const Playback& playback);
void status_row(Panel& panel);

}  // namespace losslab
