#pragma once
#include <array>
#include <string>
#include <vector>

#include "app/core/descent/kept_steps.h"
#include "app/core/shell/state/view.h"
#include "app/core/structures/boxes/boxes_results.h"
#include "app/core/structures/structure_scene.h"

namespace losslab {

Figure boxes_figure(const BoxesResults& results, const View& view, const Theme& theme, const Language& text);
// The names of its plots, for cameras and files.
std::vector<std::string> boxes_plots();
inline constexpr const char* boxes_plane_name = "boxes";

// Keys of what stands in menus, titles and on axes, in the order of the enumerations.
inline constexpr std::array<const char*, 5> boxes_plot_titles{
    "boxes.field.menu", "boxes.along.title", "boxes.slope.title", "boxes.experiment.title", "boxes.surface.menu"};
inline constexpr std::array<const char*, 4> boxes_quantity_titles{"boxes.history.loss", "boxes.history.gradient",
                                                                  "boxes.history.iou", "boxes.history.error"};
inline constexpr std::array<const char*, 4> boxes_quantity_labels{
    "boxes.history.loss_label", "boxes.history.gradient_label", "boxes.history.iou_label", "boxes.history.error_label"};
inline constexpr std::array<const char*, 2> boxes_field_titles{"boxes.field.centre", "boxes.field.size"};
inline constexpr std::array<const char*, 3> boxes_path_titles{"boxes.path.towards", "boxes.path.across",
                                                              "boxes.path.growth"};

// What the plots are made from.
struct BoxesScene {
  const BoxesResults& results;
  const View& view;
  const Theme& theme;
  const Language& text;
  std::vector<ShownLoss> shown;

  const BoxesPage& page() const { return results.page(); }
  const BoxesView& look() const { return boxes_view(view); }
  long position() const { return results.descents().position(); }
  const BoxRun& run(const ShownLoss& who) const { return results.descents().runs()[who.run]; }
  Camera camera(std::string_view plot) const { return page_camera(view, boxes_id, plot); }
};

// The targets, the start, everybody's box with its forces, and what the chosen loss measures.
Plot boxes_plane(const BoxesScene& scene);
// The chosen loss over the centre or the size of its present box.
Plot boxes_field_plot(const BoxesScene& scene);
// Everybody's loss, or the length of its gradient, while the present box of the chosen one moves or grows.
Plot boxes_path_plot(const BoxesScene& scene, bool slope);
Plot boxes_history_plot(const BoxesScene& scene);
// Where in −10..10 there is something to be seen.
std::pair<Range, Range> boxes_window(const BoxesPage& page);

}  // namespace losslab
