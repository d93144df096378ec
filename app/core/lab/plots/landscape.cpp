#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/catalogue/loss_parts.h"
#include "app/core/catalogue/loss_text.h"
#include "app/core/lab/plots/lab_plots.h"
#include "app/core/lab/results/landscape_plane.h"
#include "app/core/lab/results/parameter_titles.h"
#include "losses/vectors/vector_names.h"

namespace losslab {
namespace {

using parts::Shown;

// What the items of a landscape are drawn from.
struct Scene {
  const Lab& lab;
  const Theme& theme;
  const Language& text;
  const LandscapeFrame& frame;
  std::size_t chosen;  // whose objective it is

  Point place(std::span<const double> theta) const {
    const Plane::Place at = frame.plane.project(theta);
    return {at.a, at.b};
  }
  // Over a line the place up is the objective of the chosen competitor.
  Point spot(std::span<const double> theta) const {
    if (!frame.plane.is_line()) return place(theta);
    Objective objective = objective_of(lab.setting(), lab.race().competitors()[chosen]);
    return {place(theta).x, objective(theta, {})};
  }
};

std::string loss_name_of(const Competitor& who, const Language& text) {
  return who.of_classes ? short_name(text, who.of_classes->loss.info()) : name_text(text, who.loss.info());
}

void add_field(Plot& plot, const LandscapePicture& picture, const Theme& theme) {
  const Plane& plane = picture.of->plane;
  plot.items.emplace_back(FieldItem{
      picture.pixels, {plane.across_min, plane.across_max}, {plane.up_min, plane.up_max}, true, picture.numbers});
  CurveItem lines;
  lines.stroke = {theme.foreground.with_alpha(70), 0.7, Dash::solid};
  for (const auto& line : picture.contours) {
    lines.points.insert(lines.points.end(), line.begin(), line.end());
    lines.points.push_back({std::nan(""), std::nan("")});
  }
  plot.items.emplace_back(std::move(lines));
}

// The objective of the chosen competitor over the one parameter.
void add_curve(Plot& plot, const LandscapePicture& picture, const Shown& who) {
  const Landscape& landscape = *picture.of;
  CurveItem curve;
  curve.stroke = who.stroke();
  curve.legend = who.label;
  curve.series = who.series;
  for (int k = 0; k < landscape.columns; ++k) {
    const double share = static_cast<double>(k) / (landscape.columns - 1);
    const double at = landscape.plane.across_min + share * (landscape.plane.across_max - landscape.plane.across_min);
    curve.points.push_back({at, landscape.values[static_cast<std::size_t>(k)]});
  }
  plot.items.emplace_back(std::move(curve));
}

PointsItem mark_at(Point at, Marker marker, double radius, Color fill, Color outline) {
  PointsItem item;
  item.points = {at};
  item.marker = marker;
  item.radius = {radius};
  item.fill = {fill};
  item.outline = Stroke{outline, 1.3, Dash::solid};
  return item;
}

void add_path(Plot& plot, const Shown& who, const Scene& scene) {
  const Race& race = scene.lab.race();
  const long to = scene.lab.position();
  if (!scene.frame.plane.is_line()) {
    CurveItem path;
    path.stroke = who.stroke();
    path.legend = who.label;
    path.series = who.series;
    path.points = scene.lab.landscape().path(scene.lab, scene.frame.plane, who.competitor, to);
    // A halo of the background keeps paths apart from the field and from each other.
    CurveItem halo;
    halo.points = path.points;
    halo.stroke = {scene.theme.background.with_alpha(150), path.stroke.width + 1.8, Dash::solid};
    halo.series = who.series;
    plot.items.emplace_back(std::move(halo));
    plot.items.emplace_back(std::move(path));
  }
  PointsItem mark = mark_at(scene.spot(race.theta(who.competitor, to)), who.style.marker, who.chosen ? 5.5 : 4.5,
                            who.style.color, scene.theme.background);
  mark.series = who.series;
  plot.items.emplace_back(std::move(mark));
}

// Where the chosen one went before the branch, faintly.
void add_ghost(Plot& plot, const Shown& who, const Scene& scene) {
  const std::optional<Race>& ghost = scene.lab.ghost();
  if (!ghost || who.hidden || scene.frame.plane.is_line()) return;
  const auto& all = ghost->competitors();
  const auto at = std::ranges::find(all, who.series, &Competitor::key);
  if (at == all.end()) return;
  const auto index = static_cast<std::size_t>(at - all.begin());
  const long from = scene.lab.branched_at(), to = ghost->length();
  const long stride = std::max(ghost->stride(), (to - from) / 1000 + 1);
  CurveItem path;
  path.stroke = {mix(who.style.color, scene.theme.background, 0.5), 1.1, Dash::dotted};
  path.series = who.series;
  for (long step = from; step < to; step += stride) path.points.push_back(scene.place(ghost->theta(index, step)));
  path.points.push_back(scene.place(ghost->theta(index, to)));
  plot.items.emplace_back(std::move(path));
}

void add_stars(Plot& plot, const std::vector<Shown>& shown, const Scene& scene) {
  for (const LandscapeFit& fit : scene.lab.landscape().fits(scene.lab)) {
    const auto who = std::ranges::find(shown, fit.key, &Shown::series);
    if (who == shown.end() || who->hidden) continue;
    PointsItem star =
        mark_at(scene.spot(fit.theta), Marker::star, who->chosen ? 6.5 : 5.5, who->style.color, scene.theme.background);
    star.legend = scene.text("figure.landscape.exact_minimum", {{"loss", who->label}});
    star.series = who->series;
    plot.items.emplace_back(std::move(star));
  }
}

std::string parameter_label(const Scene& scene, int index) {
  const LabPage& page = scene.lab.page();
  const std::string name = parameter_titles(scene.lab, scene.text)[static_cast<std::size_t>(index)];
  return page.standardize ? scene.text("figure.landscape.standardised", {{"parameter", name}}) : name;
}

void set_axes(Plot& plot, const Scene& scene, const Plane& plane) {
  const bool principal = scene.frame.kind == LandscapeFrame::Kind::principal;
  const auto label = [&](const std::string& direction, int index) {
    return principal ? direction : parameter_label(scene, index);
  };
  // Where there is room to say what the plane is.
  const double share = scene.frame.share;
  const std::string percent = fmt::format("{:.{}f}", 100 * share, share > 0.99 && share < 0.9995 ? 1 : 0);
  const std::string first = scene.text("figure.landscape.first_direction", {{"percent", percent}});
  plot.x = parts::axis(label(first, scene.frame.across), {plane.across_min, plane.across_max}, std::nullopt);
  if (plane.is_line()) return;  // the height is found last
  plot.y = parts::axis(label(scene.text("figure.landscape.second_direction"), scene.frame.up),
                       {plane.up_min, plane.up_max}, std::nullopt);
}

// Over a line: from the least value to the greatest, which may be far off; the marks are always seen.
void set_height(Plot& plot, const Scene& scene, const std::optional<Range>& looked) {
  Range height = parts::nothing;
  for (const Item& item : plot.items) {
    if (const auto* curve = std::get_if<CurveItem>(&item)) {
      for (const Point p : curve->points) parts::include(height, p.y);
    } else if (const auto* points = std::get_if<PointsItem>(&item)) {
      for (const Point p : points->points) parts::include(height, p.y);
    }
  }
  const double room = height.min <= height.max ? 0.06 * height.span() : 0;
  const Competitor& who = scene.lab.race().competitors()[scene.chosen];
  plot.y = parts::axis(scene.text("figure.landscape.height", {{"loss", loss_name_of(who, scene.text)}}),
                       parts::rounded({height.min - room, height.max + room}), looked);
}

// Its parameters stand in the legend of the data: the title leaves room for the note, but where the loss runs twice.
std::string short_label(std::span<const Competitor> all, std::size_t chosen, const Language& text) {
  const Competitor& who = all[chosen];
  const std::string name = loss_name_of(who, text);
  const bool twins =
      std::ranges::count_if(all, [&](const Competitor& other) { return loss_name_of(other, text) == name; }) > 1;
  if (!twins) return name;
  return who.of_classes ? parts::legend_label(text, who.of_classes->loss) : parts::legend_label(text, who.loss);
}

std::string note_of(const Scene& scene, bool truth, bool stars) {
  const bool whole = scene.frame.plane.origin.size() <= 2;
  std::string note;
  if (!whole) parts::add_note(note, scene.text("figure.landscape.projected"));
  parts::add_note(note, scene.text("figure.landscape.start_mark"));
  if (truth) parts::add_note(note, scene.text("figure.landscape.truth_mark"));
  if (stars) parts::add_note(note, scene.text("figure.landscape.minimum_mark"));
  return note;
}

}  // namespace

Plot parts::landscape_plot(const LabScene& all) {
  const Lab& lab = all.lab;
  const Theme& theme = all.theme;
  const std::vector<Shown>& shown = all.shown;
  Plot plot;
  plot.name = "landscape";
  plot.title = all.text("figure.landscape.title");
  plot.legend = false;
  const std::shared_ptr<const LandscapeFrame> frame = lab.landscape().frame(all.view, lab);
  if (!frame) return plot;
  const auto chosen = static_cast<std::size_t>(lab.competitor(lab.page().chosen));
  const Scene scene{lab, theme, all.text, *frame, chosen};
  const bool line = frame->plane.is_line();
  plot.grid = line;
  plot.title =
      all.text("figure.landscape.title_of", {{"loss", short_label(lab.race().competitors(), chosen, all.text)}});
  set_axes(plot, scene, landscape_plane(all.document, all.view, lab, *frame));
  if (const auto picture = lab.landscape().picture(lab, theme)) {
    if (line) {
      add_curve(plot, *picture, shown[chosen]);
    } else {
      add_field(plot, *picture, theme);
    }
  }
  add_ghost(plot, shown[chosen], scene);
  for (const bool of_chosen : {false, true}) {
    for (const Shown& who : shown) {
      if (!who.hidden && who.chosen == of_chosen) add_path(plot, who, scene);
    }
  }
  const std::size_t before = plot.items.size();
  add_stars(plot, shown, scene);
  const bool stars = plot.items.size() > before;
  PointsItem begin = mark_at(scene.spot(lab.race().start()), Marker::circle, 4.2, theme.background, theme.foreground);
  begin.legend = all.text("figure.landscape.start");
  plot.items.emplace_back(std::move(begin));
  const auto truth = true_parameters(lab);
  if (truth) {
    PointsItem mark = mark_at(scene.spot(*truth), Marker::diamond, 5, theme.truth, theme.background);
    mark.legend = all.text("figure.data.truth");
    plot.items.emplace_back(std::move(mark));
  }
  plot.note = note_of(scene, truth.has_value(), stars);
  if (line) set_height(plot, scene, camera(all.document, all.view, "landscape").y);
  return plot;
}

}  // namespace losslab
