#pragma once
#include <array>
#include <string>
#include <vector>

#include "app/core/shell/state/view.h"
#include "app/core/structures/masks/masks_results.h"
#include "app/core/structures/structure_scene.h"

namespace losslab {

// The picture above what happens over the iterations, and right of them two plots of one's choice.
Figure masks_figure(const MasksResults& results, const View& view, const Theme& theme, const Language& text);
// The names of its plots, for cameras and files.
std::vector<std::string> masks_plots();
inline constexpr const char* masks_picture_name = "masks_picture";

// Keys of what stands in menus, titles and on axes, in the order of the enumerations.
inline constexpr std::array<const char*, 9> masks_plot_titles{
    "masks.all.title",   "masks.pull.menu",         "masks.pulls.title",
    "masks.along.title", "masks.slope.title",       "masks.threshold.title",
    "masks.share.title", "masks.share_slope.title", "masks.share_pull.title"};
inline constexpr std::array<const char*, 7> masks_quantity_titles{
    "masks.history.loss", "masks.history.gradient",        "masks.history.mean",           "masks.history.dice",
    "masks.history.pull", "masks.history.false_positives", "masks.history.false_negatives"};
inline constexpr std::array<const char*, 7> masks_quantity_labels{
    "masks.history.loss_label", "masks.history.gradient_label", "masks.history.mean_label",  "masks.history.dice_label",
    "masks.history.pull_label", "masks.history.pixels_label",   "masks.history.pixels_label"};
// In the order of MaskVerdict.
inline constexpr std::array<const char*, 5> mask_verdict_keys{"masks.verdict.good", "masks.verdict.forgotten",
                                                              "masks.verdict.bloated", "masks.verdict.elsewhere",
                                                              "masks.verdict.false_alarm"};

// What the plots are made from.
struct MasksScene {
  const MasksResults& results;
  const View& view;
  const Theme& theme;
  const Language& text;
  std::vector<ShownLoss> shown;

  const MasksPage& page() const { return results.page(); }
  const MasksView& look() const { return masks_view(view); }
  long position() const { return results.descents().position(); }
  const MaskRun& run(const ShownLoss& who) const { return results.descents().runs()[who.run]; }
  const MaskPictures::Of* picture(const ShownLoss& who) const;  // null where there is none yet
  Camera camera(std::string_view plot) const { return page_camera(view, masks_id, plot); }
};

// The chosen prediction with the border of the truth, and everybody's disc.
Plot masks_picture(const MasksScene& scene);
// The pull on each pixel by the chosen loss.
Plot mask_pull(const MasksScene& scene);
// Everybody's predictions, or pulls, beside each other.
Plot mask_tiles(const MasksScene& scene, bool pulls);
// What is over the numbers of MaskCurves.
Plot mask_curves_plot(const MasksScene& scene, MasksPlot which);
Plot masks_history_plot(const MasksScene& scene);

// What is to be said in words: losses without a value, 0/0, and what became of the object.
std::vector<std::string> mask_remarks(const MasksResults& results, const Language& text);

}  // namespace losslab
