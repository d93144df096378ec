// The plane of the boxes: what is true, where everybody is, and where the loss pushes each edge.
#include <algorithm>
#include <cmath>

#include "app/core/shell/figure_parts.h"
#include "app/core/structures/boxes/boxes_figure.h"

namespace losslab {
namespace {

constexpr double longest_arrow = 1.1;  // units of the plane

CurveItem outline(const Box& box, const Stroke& stroke) {
  CurveItem curve;
  curve.points = {{box[0], box[1]}, {box[2], box[1]}, {box[2], box[3]}, {box[0], box[3]}, {box[0], box[1]}};
  curve.stroke = stroke;
  return curve;
}

BarsItem filled(const Box& box, Color fill) {
  BarsItem bars;
  bars.corners = {{{box[0], box[1]}, {box[2], box[3]}}};
  bars.fill = fill;
  return bars;
}

// What the chosen loss looks at: the overlap, the hull, and the line between the centres.
void add_measures(Plot& plot, const BoxesScene& scene, const Box& now) {
  const ShownLoss* const chosen = chosen_of(scene.shown);
  if (chosen == nullptr || chosen->hidden) return;
  const Box& target = scene.results.target();
  const std::string_view id = chosen->loss.id();
  const bool of_areas = id == "iou_box" || id == "giou_box" || id == "diou_box" || id == "ciou_box" || id == "eiou_box";
  const bool of_centres = id == "diou_box" || id == "ciou_box" || id == "eiou_box";
  const Box both{std::max(now[0], target[0]), std::max(now[1], target[1]), std::min(now[2], target[2]),
                 std::min(now[3], target[3])};
  if (of_areas && both[0] < both[2] && both[1] < both[3]) {
    plot.items.emplace_back(filled(both, chosen->style.color.with_alpha(70)));
  }
  if (of_areas && id != "iou_box") {
    const Box hull{std::min(now[0], target[0]), std::min(now[1], target[1]), std::max(now[2], target[2]),
                   std::max(now[3], target[3])};
    CurveItem around = outline(hull, {scene.theme.muted, parts::thin_width, Dash::dotted});
    around.legend = scene.text("boxes.plane.hull");
    plot.items.emplace_back(std::move(around));
    if (of_centres) {  // the diagonal that the distance is measured by
      SegmentsItem diagonal;
      diagonal.segments = {{{hull[0], hull[1]}, {hull[2], hull[3]}}};
      diagonal.stroke = {scene.theme.muted.with_alpha(120), parts::thin_width, Dash::dotted};
      plot.items.emplace_back(std::move(diagonal));
    }
  }
  if (!of_centres) return;
  const auto from = centre_of(now), to = centre_of(target);
  SegmentsItem line;
  line.segments = {{{from[0], from[1]}, {to[0], to[1]}}};
  line.stroke = {chosen->style.color, parts::thin_width, Dash::solid};
  line.legend = scene.text("boxes.plane.centres");
  plot.items.emplace_back(std::move(line));
}

// −∇ on the four edges of everybody's box, all to one scale; side by side, where boxes lie on each other.
void add_forces(Plot& plot, const BoxesScene& scene) {
  double longest = 0;
  std::vector<std::array<double, 4>> all(scene.shown.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const BoxRun& run = scene.run(scene.shown[i]);
    if (scene.shown[i].hidden) continue;
    run.who().evaluate(run.iterate(scene.position()), all[i]);
    for (const double g : all[i]) longest = std::isfinite(g) ? std::max(longest, std::abs(g)) : longest;
  }
  if (!(longest > 0)) return;
  const double scale = longest_arrow / longest;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const ShownLoss& who = scene.shown[i];
    if (who.hidden) continue;
    const Box box = box_at(scene.run(who), scene.position());
    const double share = static_cast<double>(i + 1) / static_cast<double>(all.size() + 1);
    const double x = box[0] + share * width_of(box), y = box[1] + share * height_of(box);
    std::vector<std::pair<Point, Point>> shafts;
    for (std::size_t edge = 0; edge < 4; ++edge) {
      const double by = -scale * all[i][edge];
      if (std::abs(by) < 0.01) continue;
      const bool upright = edge % 2 == 0;  // its arrow goes along x
      const Point from = upright ? Point{box[edge], y} : Point{x, box[edge]};
      shafts.push_back({from, upright ? Point{from.x + by, from.y} : Point{from.x, from.y + by}});
    }
    SegmentsItem item = arrows(shafts, 0.13, {who.style.color, who.chosen ? 2.0 : 1.4, Dash::solid});
    item.series = who.series;
    if (!item.segments.empty()) plot.items.emplace_back(std::move(item));
  }
}

void add_grips(Plot& plot, const Box& box, Color color, Color background, double radius) {
  PointsItem corners;
  corners.points = {{box[0], box[1]}, {box[2], box[1]}, {box[2], box[3]}, {box[0], box[3]}};
  corners.marker = Marker::square;
  corners.radius = {radius};
  corners.fill = {background};
  corners.outline = Stroke{color, 1.2, Dash::solid};
  plot.items.emplace_back(std::move(corners));
}

}  // namespace

std::pair<Range, Range> boxes_window(const BoxesPage& page) {
  Range x{-4, 4}, y{-3, 3};
  const auto take = [&](const Box& box) {
    parts::include(x, std::floor(box[0] - 0.5));
    parts::include(x, std::ceil(box[2] + 0.5));
    parts::include(y, std::floor(box[1] - 0.5));
    parts::include(y, std::ceil(box[3] + 0.5));
  };
  for (const Box& target : page.targets) take(target);
  take(page.prediction);
  return {x, y};
}

Plot boxes_plane(const BoxesScene& scene) {
  const Camera looked = scene.camera(boxes_plane_name);
  const Theme& theme = scene.theme;
  const auto [x, y] = boxes_window(scene.page());
  Plot plot;
  plot.name = boxes_plane_name;
  plot.title = scene.text("boxes.plane.title");
  plot.equal_aspect = true;
  plot.x = parts::axis("x", x, looked.x);
  plot.y = parts::axis("y", y, looked.y);
  const std::size_t assigned = assigned_target(scene.page());
  for (std::size_t i = 0; i < scene.page().targets.size(); ++i) {
    const Box& target = scene.page().targets[i];
    plot.items.emplace_back(filled(target, theme.truth.with_alpha(i == assigned ? 40 : 16)));
    CurveItem edge = outline(target, {i == assigned ? theme.truth : theme.truth.with_alpha(110), 2, Dash::solid});
    if (i == assigned) edge.legend = scene.text("boxes.plane.target");
    plot.items.emplace_back(std::move(edge));
  }
  add_measures(plot, scene, scene.results.now());
  CurveItem start = outline(scene.page().prediction, {theme.foreground, 1.2, Dash::dotted});
  start.legend = scene.text("boxes.plane.start");
  plot.items.emplace_back(std::move(start));
  for (const bool of_chosen : {false, true}) {
    for (const ShownLoss& who : scene.shown) {
      if (who.chosen != of_chosen) continue;
      if (who.hidden) {
        plot.items.emplace_back(parts::hidden_entry(who.label, who.series, who.style, theme));
        continue;
      }
      CurveItem trail;  // of its centre
      const BoxRun& run = scene.run(who);
      for (const long step : path_steps(std::min(scene.position(), run.length()))) {
        const auto centre = centre_of(box_at(run, step));
        trail.points.push_back({centre[0], centre[1]});
      }
      trail.stroke = {who.style.color.with_alpha(150), parts::thin_width, who.style.dash};
      trail.series = who.series;
      plot.items.emplace_back(std::move(trail));
      CurveItem box = outline(box_at(run, scene.position()), who.stroke());
      box.legend = who.label;
      box.series = who.series;
      plot.items.emplace_back(std::move(box));
    }
  }
  add_forces(plot, scene);
  for (const Box& target : scene.page().targets) add_grips(plot, target, theme.truth, theme.background, 2.8);
  add_grips(plot, scene.page().prediction, theme.foreground, theme.background, 3.4);
  return plot;
}

}  // namespace losslab
