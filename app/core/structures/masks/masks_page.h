#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/catalogue/running_losses.h"
#include "app/core/structures/masks/mask_grid.h"
#include "losses/structures/structured_loss.h"
#include "widgets/figure/language.h"

namespace losslab {

struct Document;
struct View;

inline constexpr const char* masks_id = "masks";  // of the page

// What is true: one of the shapes, in the order of MaskShape, or what was painted.
enum class MaskTruth : unsigned char { disc, line, blobs, nothing, tumour, painted };
inline constexpr std::array<const char*, 6> mask_truth_names{"disc", "line", "blobs", "nothing", "tumour", "painted"};
// What descends: the logits of all pixels, or the centre and the log radius of a soft disc.
enum class MaskModel : unsigned char { disc, pixels };
inline constexpr std::array<const char*, 2> mask_model_names{"disc", "pixels"};
// Where descents on the pixels start: the truth blurred, moved to the right or with noise on its logits; ½ everywhere,
// or the share of the foreground; or what was painted.
enum class MaskStart : unsigned char { blurred, shifted, noisy, half, prior, painted };
inline constexpr std::array<const char*, 6> mask_start_names{"blurred", "shifted", "noisy", "half", "prior", "painted"};

// In shares of the side.
struct MaskDisc {
  double x = 0.3, y = 0.6, radius = 0.1;
  friend bool operator==(const MaskDisc&, const MaskDisc&) = default;
};

double usual_mask_rate(MaskModel model);
Optimizer usual_mask_optimizer();

// A truth on a grid, a soft prediction of it, and the losses that move the prediction.
struct MasksPage : RunningLosses {
  int side = 48;  // least_side..greatest_side
  MaskTruth truth = MaskTruth::tumour;
  MaskGrid painted_truth, painted_start;  // of that side, or empty where nothing was ever painted
  MaskModel model = MaskModel::disc;
  MaskDisc disc;  // where descents of the disc start
  MaskStart start = MaskStart::blurred;
  double blur = 0.05, shift = 0.1, noise = 2;  // shares of the side, and a standard deviation of logits
  std::uint64_t seed = 1;                      // of the noise

  MasksPage();
  friend bool operator==(const MasksPage&, const MasksPage&) = default;
};

// What stands right of the picture.
enum class MasksPlot : unsigned char {
  all,          // everybody's mask
  pull,         // the pull on each pixel, of the chosen loss
  pulls,        // of everybody
  along,        // losses while a number is added to all logits
  slope,        // lengths of their gradients
  threshold,    // losses of hard masks
  share,        // losses against the share of the foreground
  share_slope,  // lengths of their gradients
  share_pull    // shares of their gradients on the foreground
};
inline constexpr std::array<const char*, 9> masks_plot_names{"masks_all",   "masks_pull",        "masks_pulls",
                                                             "masks_along", "masks_slope",       "masks_threshold",
                                                             "masks_share", "masks_share_slope", "masks_share_pull"};
// What is plotted against the iteration.
enum class MasksQuantity : unsigned char { loss, gradient, mean, dice, pull, false_positives, false_negatives };
inline constexpr std::array<const char*, 7> masks_quantity_names{
    "masks_loss",       "masks_gradient",        "masks_mean",           "masks_dice",
    "masks_pull_share", "masks_false_positives", "masks_false_negatives"};

struct MasksView {
  MasksPlot upper = MasksPlot::all, lower = MasksPlot::share;
  MasksQuantity history = MasksQuantity::dice;
  bool own_scale = false;  // the colours of each pull go up to its own greatest, not to that of all
  friend bool operator==(const MasksView&, const MasksView&) = default;
};

MasksPage& masks_page(Document& document);
const MasksPage& masks_page(const Document& document);
MasksView& masks_view(View& view);
const MasksView& masks_view(const View& view);

// Tells a loss of distances how many pixels a row has; others have no such parameter.
void set_rows(StructuredLoss& loss, int side);
// Those that can run. The width that distances are counted in is the grid's, and no parameter here.
RunningKind mask_losses();
// A loss with the parameters that the page has for it, for masks of that side.
StructuredLoss mask_loss(const RunningLosses& running, std::string_view id, int side);
std::string mask_label(const Language& language, const StructuredLoss& loss);

MaskGrid truth_mask(const MasksPage& page);
// Logits of all pixels where descents on them start, row by row as in MaskGrid.
std::vector<double> start_logits(const MasksPage& page);
MaskGrid start_mask(const MasksPage& page);  // p ≥ ½ there

// Another grid: what was painted is kept as far as it can be.
void set_side(MasksPage& page, int side);
// Another model, with the rate that is usual for it.
void set_model(MasksPage& page, MaskModel model);
// Paints over what is shown, which then is painted.
void paint_truth(MasksPage& page, Point from, Point to, double radius, bool foreground);
void paint_start(MasksPage& page, Point from, Point to, double radius, bool foreground);
// Whatever an edit did, the page stays one that can be shown.
void make_valid(MasksPage& page);

}  // namespace losslab
