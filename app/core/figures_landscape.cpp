#include <algorithm>
#include <cmath>

#include "app/core/figure_parts.h"
#include "app/core/figures.h"
#include "app/core/regression_plots.h"
#include "widgets/figure/layout.h"

namespace losslab {
namespace {

constexpr int contour_count = 10;

// log(1 + 20 (J − min) / (median − min)): the bottom of the valley and the slopes far from it both keep their shades.
std::vector<float> toned(const Landscape& landscape) {
  std::vector<float> finite;
  finite.reserve(landscape.values.size());
  std::ranges::copy_if(landscape.values, std::back_inserter(finite), [](float v) { return std::isfinite(v); });
  if (finite.empty()) return std::vector<float>(landscape.values.size(), std::nanf(""));
  const auto middle = finite.begin() + static_cast<std::ptrdiff_t>(finite.size() / 2);
  std::ranges::nth_element(finite, middle);
  const float least = *std::min_element(finite.begin(), middle + 1);
  const float scale = *middle > least ? 20 / (*middle - least) : 1;
  std::vector<float> tones(landscape.values.size());
  std::ranges::transform(landscape.values, tones.begin(), [&](float v) {
    return std::isfinite(v) ? std::log1p(scale * std::max(0.0f, v - least)) : std::nanf("");
  });
  return tones;
}

std::shared_ptr<const LandscapePicture> draw(const std::shared_ptr<const Landscape>& landscape, const Theme& theme) {
  auto picture = std::make_shared<LandscapePicture>();
  picture->of = landscape;
  picture->theme = &theme;
  const std::vector<float> tones = toned(*landscape);
  float highest = 0;
  for (const float tone : tones) highest = std::isfinite(tone) ? std::max(highest, tone) : highest;
  const Plane& plane = landscape->plane;
  const Range across{plane.across_min, plane.across_max}, up{plane.up_min, plane.up_max};
  const int columns = landscape->columns, rows = landscape->rows;
  picture->pixels = field_pixels(tones, columns, rows, {0, std::max(highest, 1e-6f)}, theme.sequential);
  for (int k = 1; k <= contour_count; ++k) {
    const double level = highest * (k - 0.5) / contour_count;
    auto lines = contour_lines(tones, columns, rows, across, up, level);
    std::ranges::move(lines, std::back_inserter(picture->contours));
  }
  return picture;
}

void add_field(Plot& plot, const LandscapePicture& picture, const Theme& theme) {
  const Plane& plane = picture.of->plane;
  plot.items.emplace_back(
      FieldItem{picture.pixels, {plane.across_min, plane.across_max}, {plane.up_min, plane.up_max}});
  CurveItem lines;
  lines.stroke = {theme.foreground.with_alpha(70), 0.7, Dash::solid};
  for (const auto& line : picture.contours) {
    lines.points.insert(lines.points.end(), line.begin(), line.end());
    lines.points.push_back({std::nan(""), std::nan("")});
  }
  plot.items.emplace_back(std::move(lines));
}

PointsItem spot(Point at, Marker marker, double radius, Color fill, Color outline) {
  PointsItem item;
  item.points = {at};
  item.marker = marker;
  item.radius = {radius};
  item.fill = {fill};
  item.outline = Stroke{outline, 1.3, Dash::solid};
  return item;
}

void add_path(Plot& plot, const parts::Shown& who, const Lab& lab, const Theme& theme) {
  constexpr long most = 2000;
  CurveItem path;
  path.stroke = who.stroke();
  path.legend = who.label;
  path.series = who.series;
  long stride = 1;
  while (lab.position() / stride > most) stride *= 2;
  const auto add = [&](long step) {
    const auto theta = lab.race().theta(who.competitor, step);
    path.points.push_back({theta[0], theta[1]});
  };
  for (long step = 0; step < lab.position(); step += stride) add(step);
  add(lab.position());
  const Point now = path.points.back();
  // A halo of the background keeps paths apart from the field and from each other.
  CurveItem halo;
  halo.points = path.points;
  halo.stroke = {theme.background.with_alpha(150), path.stroke.width + 1.8, Dash::solid};
  halo.series = who.series;
  plot.items.emplace_back(std::move(halo));
  plot.items.emplace_back(std::move(path));
  PointsItem mark = spot(now, who.style.marker, who.chosen ? 5.5 : 4.5, who.style.color, theme.background);
  mark.series = who.series;
  plot.items.emplace_back(std::move(mark));
}

std::optional<Point> truth_of(const Lab& lab) {
  if (!lab.data().true_line) return std::nullopt;
  const std::vector<double> line{lab.data().true_line->slope, lab.data().true_line->intercept};
  const std::vector<double> theta = lab.setting().model->from_original(line);
  return Point{theta[0], theta[1]};
}

}  // namespace

std::shared_ptr<const LandscapePicture> Lab::landscape_picture(const Theme& theme) const {
  if (!landscape_) return nullptr;
  if (!picture_ || picture_->of != landscape_ || picture_->theme != &theme) picture_ = draw(landscape_, theme);
  return picture_;
}

Plane landscape_plane(const Document& document, const View& view, const Lab& lab) {
  Range across = parts::nothing, up = parts::nothing;
  const auto reach = [&](Point p) {
    parts::include(across, p.x);
    parts::include(up, p.y);
  };
  reach({lab.race().start()[0], lab.race().start()[1]});
  if (const auto truth = truth_of(lab)) reach(*truth);
  for (const auto& fit : lab.exact_fits()) reach({fit[0], fit[1]});
  // Paths may lead far away before they diverge: they widen the picture to at most twice what the rest needs.
  Range widest_across = across, widest_up = up;
  const auto widen = [](Range& range) {
    const double room = 0.5 * std::max(range.span(), 1e-3);
    range = {range.min - room, range.max + room};
  };
  widen(widest_across);
  widen(widest_up);
  const long length = lab.race().length(), stride = std::max(1L, length / 500);
  for (std::size_t i = 0; i < lab.race().competitors().size(); ++i) {
    for (long step = 0; step <= length; step += stride) {
      const auto theta = lab.race().theta(i, step);
      reach({std::clamp(theta[0], widest_across.min, widest_across.max),
             std::clamp(theta[1], widest_up.min, widest_up.max)});
    }
  }
  const auto margin = [](Range range) {
    const double room = 0.08 * std::max(range.span(), 1e-3);
    return parts::rounded({range.min - room, range.max + room});
  };
  const Camera looked = parts::camera(document, view, "landscape");
  across = looked.x.value_or(margin(across));
  up = looked.y.value_or(margin(up));
  return {0, 1, across.min, across.max, up.min, up.max, {lab.race().start().begin(), lab.race().start().end()}};
}

Plot parts::landscape_plot(const Document& document, const View& view, const Lab& lab, const Theme& theme) {
  const LabPage& page = lab.page();
  const Plane plane = landscape_plane(document, view, lab);
  Plot plot;
  plot.name = "landscape";
  plot.title = "Objective";
  const std::string units = page.standardize ? " (standardised)" : "";
  plot.x = axis("slope w" + units, {plane.across_min, plane.across_max}, std::nullopt);
  plot.y = axis("intercept b" + units, {plane.up_min, plane.up_max}, std::nullopt);
  plot.grid = false;
  plot.legend = false;
  if (const int chosen = lab.competitor(page.chosen); chosen >= 0) {
    plot.title = "Objective of " + parts::legend_label(lab.race().competitors()[static_cast<std::size_t>(chosen)].loss);
    if (const auto picture = lab.landscape_picture(theme)) add_field(plot, *picture, theme);
  }
  const auto start = lab.race().start();
  const auto shown = shown_competitors(page, view, lab, theme);
  for (const bool chosen : {false, true}) {
    for (const Shown& who : shown) {
      if (!who.hidden && who.chosen == chosen) add_path(plot, who, lab, theme);
    }
  }
  PointsItem begin = spot({start[0], start[1]}, Marker::circle, 3.6, theme.background, theme.foreground);
  begin.legend = "start";
  plot.items.emplace_back(std::move(begin));
  if (const auto truth = truth_of(lab)) {
    PointsItem mark = spot(*truth, Marker::diamond, 5, theme.truth, theme.background);
    mark.legend = "truth";
    plot.items.emplace_back(std::move(mark));
    plot.note = "○ start   ◆ truth";
  }
  return plot;
}

}  // namespace losslab
