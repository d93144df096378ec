#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "app/screens/shell/areas.h"
#include "widgets/imgui/plot_view.h"

namespace losslab {

// The parts of the window that every screen has.
void top_row(Panel& panel);
void tool_row(Panel& panel, const Division& division, double width);
// The plots of the panel's screen, with their menus.
void figure_area(Panel& panel);
// The same in what is left of the window, of a figure that comes from elsewhere: a lesson adds to those of its screen.
// Returns what was done in it, where it is more than the screen's own.
struct PlotSource {
  std::uint64_t version = 0;
  std::function<Figure()> figure;
  std::vector<Handle> handles;  // beside those of the screen
  std::optional<Brush> brush;   // in place of the screen's
};
FigureEvents show_plots(Panel& panel, const PlotSource& source);
// A plot stands alone, or with the others again.
bool is_enlarged(const Panel& panel, const std::string& plot);
void toggle_enlarged(Panel& panel, const std::string& plot);
// While presenting, in place of everything else.
void presented(Panel& panel, ImVec2 size);
void plot_menus(Panel& panel);
void fit_plot(Panel& panel, const std::string& plot);
void transport_row(Panel& panel, const Playback& playback);
void status_row(Panel& panel);

}  // namespace losslab
