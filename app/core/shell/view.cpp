#include "app/core/shell/view.h"

#include <fmt/format.h>

namespace losslab {

std::string plot_name(Screen screen, LabPlot plot) {
  if (plot != LabPlot::histogram) return lab_plot_names[static_cast<std::size_t>(plot)];
  return screen == Screen::regression ? "residuals" : "margins";
}

std::string plot_name(Screen screen, RunQuantity quantity) {
  if (quantity == RunQuantity::error && screen == Screen::classification) return "accuracy";
  return run_quantity_names[static_cast<std::size_t>(quantity)];
}

std::vector<std::string> lab_plots(Screen screen) {
  std::vector<std::string> names{"data"};
  for (std::size_t i = 0; i < run_quantity_names.size(); ++i)
    names.push_back(plot_name(screen, static_cast<RunQuantity>(i)));
  for (std::size_t i = 0; i < lab_plot_names.size(); ++i) names.push_back(plot_name(screen, static_cast<LabPlot>(i)));
  return names;
}

std::string View::camera_key(const Document& document, std::string_view plot) const {
  const char* const name = screen_names[static_cast<std::size_t>(screen)];
  if (screen != Screen::losses) return fmt::format("{}.{}", name, plot);
  return fmt::format("{}.{}.{}", name, axis_names[static_cast<std::size_t>(document.losses_page.axis)], plot);
}

std::string View::x_camera_key(const Document& document, std::string_view plot) const {
  const bool stacked = screen == Screen::losses && !document.losses_page.shows_risk();
  return camera_key(document, stacked ? "loss" : plot);
}

}  // namespace losslab
