// The figure of the page: the boxes above what happens over the iterations, and two plots of one's choice beside them.
#include "app/core/structures/boxes/boxes_figure.h"
#include "app/core/catalogue/loss_text.h"

#include <algorithm>
#include <cmath>

#include "app/core/shell/figure_parts.h"
#include "app/core/structures/boxes/experiment_plots.h"

namespace losslab {
namespace {

double quantity(const BoxRun& run, BoxesQuantity which, long step) {
  switch (which) {
    case BoxesQuantity::loss:
      return run.loss(step);
    case BoxesQuantity::gradient:
      return run.slope(step);
    case BoxesQuantity::iou:
      return iou_of(box_at(run, step), run.who().target);
    case BoxesQuantity::error:
      break;
  }
  return box_error(box_at(run, step), run.who().target);
}

Plot place(const BoxesScene& scene, BoxesPlot which) {
  switch (which) {
    case BoxesPlot::field:
      return boxes_field_plot(scene);
    case BoxesPlot::along:
      return boxes_path_plot(scene, false);
    case BoxesPlot::slope:
      return boxes_path_plot(scene, true);
    case BoxesPlot::experiment:
      return experiment_plot(scene);
    case BoxesPlot::surface:
      break;
  }
  return surface_plot(scene);
}

// The box of a place of the path, whose middle is the present one.
Box on_path(const Box& now, const Box& target, BoxesPath path, double along) {
  const auto centre = centre_of(now), to = centre_of(target);
  if (path == BoxesPath::growth) {
    return box_around(centre, width_of(now) * std::exp2(along), height_of(now) * std::exp2(along));
  }
  if (path == BoxesPath::across) return box_around({centre[0] + along, centre[1]}, width_of(now), height_of(now));
  const double dx = to[0] - centre[0], dy = to[1] - centre[1], length = std::hypot(dx, dy);
  const double ux = length > 0 ? dx / length : 1, uy = length > 0 ? dy / length : 0;
  return box_around({centre[0] + along * ux, centre[1] + along * uy}, width_of(now), height_of(now));
}

}  // namespace

std::vector<std::string> boxes_plots() {
  std::vector<std::string> names{boxes_plane_name};
  names.insert(names.end(), boxes_plot_names.begin(), boxes_plot_names.end());
  names.insert(names.end(), boxes_quantity_names.begin(), boxes_quantity_names.end());
  return names;
}

Plot boxes_history_plot(const BoxesScene& scene) {
  const auto which = static_cast<std::size_t>(scene.look().history);
  std::vector<HistoryCurve> curves;
  for (const ShownLoss& who : scene.shown) {
    if (who.hidden) continue;
    const BoxRun& run = scene.run(who);
    curves.push_back({who.label, who.series, who.stroke(), who.style.marker, run.length(),
                      [&run, which](long step) { return quantity(run, static_cast<BoxesQuantity>(which), step); }});
  }
  return history_plot({.name = boxes_quantity_names[which],
                       .title = scene.text(boxes_quantity_titles[which]),
                       .x_label = scene.text("distributions.descent.iteration"),
                       .y_label = scene.text(boxes_quantity_labels[which]),
                       .camera = scene.camera(boxes_quantity_names[which]),
                       .length = scene.results.descents().length(),
                       .position = scene.position(),
                       .share = scene.look().history == BoxesQuantity::iou},
                      curves, scene.theme);
}

Plot boxes_path_plot(const BoxesScene& scene, bool slope) {
  const char* const name = boxes_plot_names[static_cast<std::size_t>(slope ? BoxesPlot::slope : BoxesPlot::along)];
  const BoxesPath path = scene.look().path;
  const Box now = scene.results.now(), target = scene.results.target();
  const auto at = centre_of(now), to = centre_of(target);
  // To the target and as far again, in whole units, so that the axis stays while the box moves a little.
  const double far = std::max(3.0, std::ceil(std::hypot(at[0] - to[0], at[1] - to[1])) + 2);
  const Range usual = path == BoxesPath::growth    ? Range{-3, 3}
                      : path == BoxesPath::towards ? Range{-2, far}
                                                   : Range{-far, far};
  std::array<double, 4> gradient{};
  return path_plot(
      {.name = name,
       .title = scene.text(slope ? "boxes.slope.title" : "boxes.along.title"),
       .note = scene.text(boxes_path_titles[static_cast<std::size_t>(path)]),
       .x_label = scene.text(path == BoxesPath::growth ? "boxes.path.growth_label" : "boxes.path.shift_label"),
       .y_label = scene.text(slope ? "boxes.history.gradient_label" : "boxes.history.loss_label"),
       .camera = scene.camera(name),
       .usual = usual},
      scene.shown,
      [&](const ShownLoss& who, double along) {
        const double value = who.loss.evaluate(on_path(now, target, path, along), target, gradient);
        double squares = 0;
        for (const double g : gradient) squares += g * g;
        return slope ? std::sqrt(squares) : value;
      },
      scene.theme);
}

Plot boxes_field_plot(const BoxesScene& scene) {
  const char* const name = boxes_plot_names[static_cast<std::size_t>(BoxesPlot::field)];
  const Camera looked = scene.camera(name);
  const BoxesField over = scene.look().field;
  const ShownLoss* const chosen = chosen_of(scene.shown);
  const auto [x, y] = boxes_window(scene.page());
  const bool centre = over == BoxesField::centre;
  Plot plot;
  plot.name = name;
  plot.grid = false;
  plot.legend = false;
  plot.equal_aspect = centre;
  plot.title = scene.text(boxes_field_titles[static_cast<std::size_t>(over)],
                          {{"loss", chosen == nullptr ? std::string() : short_name(scene.text, chosen->loss.info())}});
  plot.x =
      parts::axis(scene.text(centre ? "boxes.field.x" : "boxes.field.width"), centre ? x : Range{0.1, 6}, looked.x);
  plot.y =
      parts::axis(scene.text(centre ? "boxes.field.y" : "boxes.field.height"), centre ? y : Range{0.1, 6}, looked.y);
  if (chosen == nullptr) return plot;
  // Equal units widen one of the ranges: there is to be something there as well.
  const auto wider = [](const Range& range) {
    return Range{range.min - 0.3 * range.span(), range.max + 0.3 * range.span()};
  };
  const Range over_x = centre ? wider(plot.x.range) : plot.x.range,
              over_y = centre ? wider(plot.y.range) : plot.y.range;
  const BoxField& field = scene.results.field(
      {chosen->loss, scene.results.target(), scene.results.now(), over, over_x, over_y, &scene.theme});
  plot.items.emplace_back(FieldItem{field.pixels, over_x, over_y, true, field.numbers, chosen->label});
  CurveItem lines;
  lines.stroke = {scene.theme.foreground.with_alpha(60), 0.7, Dash::solid};
  for (const auto& line : field.contours) {
    lines.points.insert(lines.points.end(), line.begin(), line.end());
    lines.points.push_back({std::nan(""), std::nan("")});
  }
  plot.items.emplace_back(std::move(lines));
  if (!field.stalled.empty()) {
    SegmentsItem hatch;
    hatch.segments = field.stalled;
    hatch.stroke = {scene.theme.foreground.with_alpha(130), 0.9, Dash::solid};
    plot.items.emplace_back(std::move(hatch));
    plot.note = scene.text("boxes.field.stalled");
  }
  for (const ShownLoss& who : scene.shown) {
    if (who.hidden) continue;
    CurveItem path;
    const BoxRun& run = scene.run(who);
    for (const long step : path_steps(std::min(scene.position(), run.length()))) {
      path.points.push_back(place_in_field(box_at(run, step), over));
    }
    path.stroke = who.stroke();
    path.legend = who.label;
    path.series = who.series;
    const Point end = path.points.back();
    plot.items.emplace_back(std::move(path));
    PointsItem marker = mark_at(end, who.style.marker == Marker::none ? Marker::circle : who.style.marker,
                                who.chosen ? 5 : 4, who.style.color, scene.theme.background);
    marker.series = who.series;
    plot.items.emplace_back(std::move(marker));
  }
  plot.items.emplace_back(mark_at(place_in_field(scene.results.target(), over), Marker::diamond, 5.5, scene.theme.truth,
                                  scene.theme.background));
  return plot;
}

Figure boxes_figure(const BoxesResults& results, const View& view, const Theme& theme, const Language& text) {
  Figure figure;
  figure.theme = &theme;
  if (!results.followed()) return figure;
  const BoxesScene scene{results, view, theme, text, shown_losses(results.page(), box_losses(), view, theme, text)};
  figure.column_weights = {1.25, 1};
  figure.row_weights = {1.7, 1};
  figure.plots.push_back(boxes_plane(scene));
  figure.plots.push_back(boxes_history_plot(scene));
  figure.plots.push_back(place(scene, scene.look().upper));
  figure.plots.push_back(place(scene, scene.look().lower));
  parts::stand_in_pairs(figure);
  for (std::size_t i = 1; i < figure.plots.size(); ++i) figure.plots[i].title_menu = true;
  return figure;
}

}  // namespace losslab
