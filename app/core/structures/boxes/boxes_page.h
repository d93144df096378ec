#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "app/core/catalogue/running_losses.h"
#include "losses/structures/structured_loss.h"

namespace losslab {

struct Document;
struct View;

inline constexpr const char* boxes_id = "boxes";  // of the page

// A box by its corners x1 y1 x2 y2, with x1 < x2 and y1 < y2; y points upwards.
using Box = std::array<double, 4>;
inline double width_of(const Box& box) { return box[2] - box[0]; }
inline double height_of(const Box& box) { return box[3] - box[1]; }
inline std::array<double, 2> centre_of(const Box& box) { return {0.5 * (box[0] + box[2]), 0.5 * (box[1] + box[3])}; }
Box box_around(const std::array<double, 2>& centre, double width, double height);

inline constexpr std::size_t most_targets = 4;
inline constexpr double farthest_edge = 10;  // edges lie in −10..10
inline constexpr double least_side = 0.05;

// A prediction that descends on the corners by several losses, and the targets.
struct BoxesPage : RunningLosses {
  std::vector<Box> targets{{0.5, -1, 2.5, 1}};  // one to most_targets
  Box prediction{-3, -0.5, -1, 1.5};            // where every descent starts

  BoxesPage();
  friend bool operator==(const BoxesPage&, const BoxesPage&) = default;
};

// What stands right of the boxes.
enum class BoxesPlot : unsigned char { field, along, slope, experiment, surface };
inline constexpr std::array<const char*, 5> boxes_plot_names{"boxes_field", "boxes_along", "boxes_slope",
                                                             "boxes_experiment", "boxes_surface"};
// What is plotted against the iteration.
enum class BoxesQuantity : unsigned char { loss, gradient, iou, error };
inline constexpr std::array<const char*, 4> boxes_quantity_names{"boxes_loss", "boxes_gradient", "boxes_iou",
                                                                 "boxes_error"};
// What the field is over, and along what the prediction moves in the plots of a path.
enum class BoxesField : unsigned char { centre, size };
inline constexpr std::array<const char*, 2> boxes_field_names{"centre", "size"};
enum class BoxesPath : unsigned char { towards, across, growth };
inline constexpr std::array<const char*, 3> boxes_path_names{"towards", "across", "growth"};

struct BoxesView {
  BoxesPlot upper = BoxesPlot::field, lower = BoxesPlot::along;
  BoxesQuantity history = BoxesQuantity::loss;
  BoxesField field = BoxesField::centre;
  BoxesPath path = BoxesPath::towards;
  friend bool operator==(const BoxesView&, const BoxesView&) = default;
};

BoxesPage& boxes_page(Document& document);
const BoxesPage& boxes_page(const Document& document);
BoxesView& boxes_view(View& view);
const BoxesView& boxes_view(const View& view);

// Those that can run.
RunningKind box_losses();
// The target that the prediction is assigned to, as detectors do it at the start: that of the greatest IoU, and among
// those that do not overlap it the one whose centre is nearest.
std::size_t assigned_target(const BoxesPage& page);
double iou_of(const Box& a, const Box& b);
// |Δx| + |Δy| + |Δw| + |Δh| of centre and size.
double box_error(const Box& box, const Box& target);

// Whatever an edit did, the page stays one that can be shown: edges in range and in order, each box with an area.
void make_valid(BoxesPage& page);

// What the boxes can be set to at once.
enum class BoxesPreset : unsigned char { apart, overlapping, inside, around, same_aspect, thin, two_targets };
inline constexpr std::size_t boxes_presets = 7;
void set_preset(BoxesPage& page, BoxesPreset preset);
// One more target beside the others; none beyond most_targets.
void add_target(BoxesPage& page);

}  // namespace losslab
