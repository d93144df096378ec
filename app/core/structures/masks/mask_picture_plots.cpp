// The grid as pictures: predictions and pulls, pixel by pixel.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/core/catalogue/loss_text.h"
#include "app/core/descent/kept_steps.h"
#include "app/core/shell/figure_parts.h"
#include "app/core/structures/masks/masks_figure.h"

namespace losslab {
namespace {

// A picture of side² pixels whose lower left corner is there.
FieldItem image(const MaskPictures::Of& of, bool pull, int side, Point corner, std::string name) {
  const double last = side - 0.5;
  return {pull ? of.pull : of.probability,    {corner.x + 0.5, corner.x + last},
          {corner.y + 0.5, corner.y + last},  false,
          pull ? of.pulls : of.probabilities, std::move(name)};
}

SegmentsItem border(const MaskGrid& mask, const Stroke& stroke, Point corner = {0, 0}) {
  SegmentsItem item;
  for (const auto& [from, to] : outline(mask)) {
    item.segments.push_back({{from.x + corner.x, from.y + corner.y}, {to.x + corner.x, to.y + corner.y}});
  }
  item.stroke = stroke;
  return item;
}

Stroke truth_stroke(const Theme& theme, double width) { return {theme.truth, width, Dash::solid}; }

CurveItem circle(Point centre, double radius, const Stroke& stroke) {
  CurveItem item;
  constexpr int count = 96;
  for (int k = 0; k <= count; ++k) {
    const double angle = 2 * std::numbers::pi * k / count;
    item.points.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
  }
  item.stroke = stroke;
  return item;
}

// A plot of the whole grid.
Plot grid_plot(const MasksScene& scene, const char* name) {
  Plot plot;
  plot.name = name;
  plot.grid = false;
  plot.equal_aspect = true;
  const Camera looked = scene.camera(name);
  const Range all{0, static_cast<double>(scene.page().side)};
  plot.x = parts::axis({}, all, looked.x);
  plot.y = parts::axis({}, all, looked.y);
  return plot;
}

std::string chosen_name(const MasksScene& scene, const ShownLoss* chosen) {
  return chosen == nullptr ? std::string() : short_name(scene.text, chosen->loss.info());
}

// The disc of somebody: its way, and where its p is ½.
void add_disc(Plot& plot, const MasksScene& scene, const ShownLoss& who) {
  const MaskRun& run = scene.run(who);
  const double side = scene.page().side;
  CurveItem path;
  for (const long step : path_steps(std::min(scene.position(), run.length()))) {
    const std::span<const double> theta = run.iterate(step);
    path.points.push_back({side * theta[0], side * theta[1]});
  }
  const Point now = path.points.back();
  path.stroke = {who.style.color, parts::thin_width, who.style.dash};
  path.series = who.series;
  plot.items.emplace_back(std::move(path));
  CurveItem rim = circle(now, side * std::exp(run.iterate(scene.position())[2]), who.stroke());
  rim.series = who.series;
  rim.legend = short_name(scene.text, who.loss.info());
  plot.items.emplace_back(std::move(rim));
  PointsItem centre = mark_at(now, who.style.marker == Marker::none ? Marker::circle : who.style.marker,
                              who.chosen ? 5 : 4, who.style.color, scene.theme.background);
  centre.series = who.series;
  plot.items.emplace_back(std::move(centre));
}

void add_start_disc(Plot& plot, const MasksScene& scene) {
  const double side = scene.page().side;
  const MaskDisc& disc = scene.page().disc;
  const Point centre{side * disc.x, side * disc.y};
  const Theme& theme = scene.theme;
  plot.items.emplace_back(circle(centre, side * disc.radius, {theme.foreground.with_alpha(150), 1.2, Dash::dotted}));
  plot.items.emplace_back(
      mark_at({centre.x + side * disc.radius, centre.y}, Marker::square, 4, theme.background, theme.foreground));
  plot.items.emplace_back(
      mark_at(centre, Marker::circle, 4.5, theme.background, theme.foreground, scene.text("masks.picture.start")));
}

MaskGrid hard_mask(const MasksScene& scene, const MaskRun& run) {
  MaskGrid mask{scene.page().side, {}};
  for (const double z : run.who().task->logits(run.iterate(scene.position()))) mask.pixels.push_back(z >= 0 ? 1 : 0);
  return mask;
}

}  // namespace

const MaskPictures::Of* MasksScene::picture(const ShownLoss& who) const {
  const MaskPictures* const pictures = results.scenery().pictures();
  // Those of another grid say nothing about this one.
  if (pictures == nullptr || pictures->side != page().side) return nullptr;
  const auto at = std::ranges::find(pictures->of, page().ticked[who.run], &MaskPictures::Of::id);
  return at == pictures->of.end() ? nullptr : &*at;
}

Plot masks_picture(const MasksScene& scene) {
  Plot plot = grid_plot(scene, masks_picture_name);
  const ShownLoss* const chosen = chosen_of(scene.shown);
  plot.title = scene.text(chosen == nullptr ? "masks.picture.empty_title" : "masks.picture.title",
                          {{"loss", chosen_name(scene, chosen)}});
  if (const auto* const picture = chosen == nullptr ? nullptr : scene.picture(*chosen)) {
    plot.items.emplace_back(image(*picture, false, scene.page().side, {0, 0}, chosen_name(scene, chosen)));
  }
  SegmentsItem truth = border(scene.results.truth(), truth_stroke(scene.theme, 2.2));
  truth.legend = scene.text("masks.picture.truth");
  plot.items.emplace_back(std::move(truth));
  const bool discs = scene.page().model == MaskModel::disc;
  for (const bool of_chosen : {false, true}) {
    for (const ShownLoss& who : scene.shown) {
      if (who.chosen != of_chosen) continue;
      if (who.hidden) {
        plot.items.emplace_back(
            parts::hidden_entry(short_name(scene.text, who.loss.info()), who.series, who.style, scene.theme));
      } else if (discs) {
        add_disc(plot, scene, who);
      } else if (who.chosen) {
        SegmentsItem hard = border(hard_mask(scene, scene.run(who)), {who.style.color, 1.4, Dash::solid});
        hard.legend = scene.text("masks.picture.hard", {{"loss", chosen_name(scene, &who)}});
        hard.series = who.series;
        plot.items.emplace_back(std::move(hard));
      }
    }
  }
  if (discs) add_start_disc(plot, scene);
  return plot;
}

Plot mask_pull(const MasksScene& scene) {
  Plot plot = grid_plot(scene, masks_plot_names[static_cast<std::size_t>(MasksPlot::pull)]);
  plot.legend = false;
  const ShownLoss* const chosen = chosen_of(scene.shown);
  plot.title = scene.text("masks.pull.title", {{"loss", chosen_name(scene, chosen)}});
  const auto* const picture = chosen == nullptr ? nullptr : scene.picture(*chosen);
  if (picture != nullptr) {
    plot.note = scene.text(scene.look().own_scale ? "masks.pull.own_scale" : "masks.pull.common_scale",
                           {{"scale", fmt::format("{:.2g}", picture->scale)}});
    plot.items.emplace_back(image(*picture, true, scene.page().side, {0, 0}, chosen_name(scene, chosen)));
  }
  plot.items.emplace_back(border(scene.results.truth(), truth_stroke(scene.theme, 1.6)));
  return plot;
}

Plot mask_tiles(const MasksScene& scene, bool pulls) {
  const MasksPlot which = pulls ? MasksPlot::pulls : MasksPlot::all;
  Plot plot;
  plot.name = masks_plot_names[static_cast<std::size_t>(which)];
  plot.title = scene.text(masks_plot_titles[static_cast<std::size_t>(which)]);
  plot.grid = plot.frame = false;
  plot.equal_aspect = true;
  std::vector<const ShownLoss*> seen;
  for (const ShownLoss& who : scene.shown) {
    if (!who.hidden) seen.push_back(&who);
  }
  // Wider than high, as the place is.
  const auto columns =
      std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(std::sqrt(1.2 * static_cast<double>(seen.size())))));
  const std::size_t rows = std::max<std::size_t>(1, (seen.size() + columns - 1) / columns);
  const double side = scene.page().side, wide = 1.12 * side, high = 1.12 * side;
  const Camera looked = scene.camera(plot.name);
  plot.x = parts::axis({}, {-0.03 * side, wide * static_cast<double>(columns) - 0.09 * side}, looked.x);
  plot.y = parts::axis({}, {-0.03 * side, high * static_cast<double>(rows) - 0.09 * side}, looked.y);
  plot.x.visible = plot.y.visible = false;
  double scale = 0;
  // Their entries in the legend are there whether or not anybody is one: what is dragged must not move.
  const auto marks = [&](Marker marker, MaskVerdict verdict) {
    PointsItem item = mark_at({}, marker, 5, scene.theme.danger, scene.theme.background,
                              scene.text(mask_verdict_keys[static_cast<std::size_t>(verdict)]));
    item.points.clear();
    return item;
  };
  PointsItem forgotten = marks(Marker::cross, MaskVerdict::forgotten);
  PointsItem bloated = marks(Marker::plus, MaskVerdict::bloated);
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const ShownLoss& who = *seen[i];
    const std::size_t row = i / columns, column = i % columns;
    const Point corner{wide * static_cast<double>(column), high * static_cast<double>(rows - 1 - row)};
    if (const auto* const picture = scene.picture(who)) {
      plot.items.emplace_back(
          image(*picture, pulls, scene.page().side, corner, short_name(scene.text, who.loss.info())));
      scale = picture->scale;
    }
    plot.items.emplace_back(border(scene.results.truth(), truth_stroke(scene.theme, 1.4), corner));
    CurveItem frame;
    frame.points = {
        corner, {corner.x + side, corner.y}, {corner.x + side, corner.y + side}, {corner.x, corner.y + side}, corner};
    frame.stroke = who.stroke();
    frame.series = who.series;
    frame.legend = short_name(scene.text, who.loss.info());
    // What became of the object, in the corner of its tile.
    const Point at{corner.x + 0.1 * side, corner.y + 0.1 * side};
    const MaskVerdict verdict = verdict_of(scene.results.reading(scene.run(who)), scene.results.task());
    if (verdict == MaskVerdict::forgotten) forgotten.points.push_back(at);
    if (verdict == MaskVerdict::bloated) bloated.points.push_back(at);
    plot.items.emplace_back(std::move(frame));
  }
  if (!pulls) {
    plot.items.emplace_back(std::move(forgotten));
    plot.items.emplace_back(std::move(bloated));
  }
  if (pulls && !scene.look().own_scale) {
    plot.note = scene.text("masks.pull.common_scale", {{"scale", fmt::format("{:.2g}", scale)}});
  }
  return plot;
}

}  // namespace losslab
