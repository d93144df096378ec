#include "app/core/structures/boxes/boxes_page.h"

#include <algorithm>
#include <cmath>

#include "app/core/structures/structures_page.h"

namespace losslab {
namespace {

Optimizer usual_box_optimizer() {
  Optimizer optimizer;
  optimizer.rate = 0.25;
  return optimizer;
}

void put_in_order(Box& box) {
  for (double& edge : box) edge = std::isfinite(edge) ? std::clamp(edge, -farthest_edge, farthest_edge) : 0;
  for (std::size_t low = 0; low < 2; ++low) {
    double& from = box[low];
    double& to = box[low + 2];
    if (from > to) std::swap(from, to);
    if (to - from >= least_side) continue;
    from = std::min(from, farthest_edge - least_side);
    to = from + least_side;
  }
}

}  // namespace

BoxesPage::BoxesPage()
    : RunningLosses{{"iou_box", "giou_box", "diou_box", "ciou_box"}, "giou_box", {}, usual_box_optimizer()} {}

Box box_around(const std::array<double, 2>& centre, double width, double height) {
  return {centre[0] - 0.5 * width, centre[1] - 0.5 * height, centre[0] + 0.5 * width, centre[1] + 0.5 * height};
}

BoxesPage& boxes_page(Document& document) { return structure_page<BoxesPage>(document, boxes_id); }
const BoxesPage& boxes_page(const Document& document) { return structure_page<BoxesPage>(document, boxes_id); }
BoxesView& boxes_view(View& view) { return structure_view<BoxesView>(view, boxes_id); }
const BoxesView& boxes_view(const View& view) { return structure_view<BoxesView>(view, boxes_id); }

RunningKind box_losses() { return running_kind(Structure::box); }

double iou_of(const Box& a, const Box& b) { return 1 - StructuredLoss("iou_box").value(a, b); }

double box_error(const Box& box, const Box& target) {
  const auto at = centre_of(box), to = centre_of(target);
  return std::abs(at[0] - to[0]) + std::abs(at[1] - to[1]) + std::abs(width_of(box) - width_of(target)) +
         std::abs(height_of(box) - height_of(target));
}

std::size_t assigned_target(const BoxesPage& page) {
  const auto goodness = [&](const Box& target) {
    const auto at = centre_of(page.prediction), to = centre_of(target);
    const double overlap = iou_of(page.prediction, target);
    return overlap > 0 ? overlap : -std::hypot(at[0] - to[0], at[1] - to[1]);
  };
  return static_cast<std::size_t>(std::ranges::max_element(page.targets, {}, goodness) - page.targets.begin());
}

void make_valid(BoxesPage& page) {
  if (page.targets.empty()) page.targets = BoxesPage().targets;
  if (page.targets.size() > most_targets) page.targets.resize(most_targets);
  for (Box& target : page.targets) put_in_order(target);
  put_in_order(page.prediction);
  make_valid(static_cast<RunningLosses&>(page));
}

void set_preset(BoxesPage& page, BoxesPreset preset) {
  page.targets = {{0.5, -1, 2.5, 1}};
  switch (preset) {
    case BoxesPreset::apart:
      page.prediction = {-3, -0.5, -1, 1.5};
      break;
    case BoxesPreset::overlapping:
      page.prediction = {-0.5, -0.2, 1.3, 1.6};
      break;
    case BoxesPreset::inside:
      page.prediction = {0.8, -0.6, 1.6, 0};
      break;
    case BoxesPreset::around:
      page.prediction = {-1, -2, 3.5, 1.8};
      break;
    case BoxesPreset::same_aspect:  // the aspect term of CIoU has nothing to say here
      page.targets = {{-1.5, -1, 1.5, 1}};
      page.prediction = {-0.6, -0.4, 0.6, 0.4};
      break;
    case BoxesPreset::thin:
      page.targets = {{-2, -0.2, 2, 0.2}};
      page.prediction = {-0.3, -1.8, 0.3, 2.2};
      break;
    case BoxesPreset::two_targets:
      page.targets = {{0.5, -1, 2.5, 1}, {-3, 0.4, -1.6, 2.4}};
      page.prediction = {-1.2, -0.8, 0.4, 0.8};
      break;
  }
}

void add_target(BoxesPage& page) {
  if (page.targets.size() >= most_targets) return;
  Box next = page.targets.back();
  const double by = next[0] > 0 ? -3 : 3;
  next[0] += by;
  next[2] += by;
  page.targets.push_back(next);
}

}  // namespace losslab
