// What the exact minimisers of the expected losses choose, and how they depend on the truth.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "app/core/catalogue/loss_text.h"
#include "app/core/distributions/distributions_figure.h"
#include "app/core/distributions/distributions_results.h"
#include "app/core/shell/figure_parts.h"
#include "losses/vectors/consistency/decision.h"
#include "losses/vectors/consistency/risk_minimiser.h"
#include "losses/vectors/vector_names.h"
#include "widgets/figure/number.h"

namespace losslab {
namespace {

using Shown = DistributionScene::Shown;

constexpr double hatch_distance = 0.022;  // of the triangle's side

std::string share_text(double share) { return fixed_text(100 * share, share > 0 && share < 0.9995 ? 1 : 0) + " %"; }

// In which a class is picked. Colours repeat after eight classes: the others are paler.
Color fill_of(const DistributionScene& scene, std::size_t k) {
  return mix(parts::class_style(scene.theme, k).color, scene.theme.background, k < 8 ? 0.5 : 0.75);
}

Color open_fill(const DistributionScene& scene) { return mix(scene.theme.muted, scene.theme.background, 0.45); }

std::vector<Point> places_of(const DecisionCell& cell) {
  std::vector<Point> places;
  for (const Shares& shares : cell.outline) places.push_back(on_simplex(shares));
  return places;
}

// The height of a convex polygon's outline at x: the lowest and the highest.
Range height_at(const std::vector<Point>& outline, double x) {
  Range seen = parts::nothing;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const Point &a = outline[i], &b = outline[(i + 1) % outline.size()];
    if (x < std::min(a.x, b.x) || x > std::max(a.x, b.x)) continue;
    if (a.x == b.x) {
      parts::include(seen, a.y);
      parts::include(seen, b.y);
    } else {
      parts::include(seen, a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x));
    }
  }
  return seen;
}

BandItem filled(const std::vector<Point>& outline, Color fill) {
  std::set<double> at;
  for (const Point& corner : outline) at.insert(corner.x);
  BandItem band;
  band.fill = fill;
  for (const double x : at) {
    const Range height = height_at(outline, x);
    band.low.push_back({x, height.min});
    band.high.push_back({x, height.max});
  }
  return band;
}

// Lines that rise to the right, as far apart everywhere in the triangle.
void hatch(SegmentsItem& lines, const std::vector<Point>& outline) {
  Range seen = parts::nothing;
  for (const Point& corner : outline) parts::include(seen, corner.y - corner.x);
  const double step = hatch_distance * std::sqrt(2.0);
  for (double c = std::ceil(seen.min / step) * step; c < seen.max; c += step) {
    std::vector<Point> ends;
    for (std::size_t i = 0; i < outline.size(); ++i) {
      const Point &a = outline[i], &b = outline[(i + 1) % outline.size()];
      const double from = a.y - a.x - c, to = b.y - b.x - c;
      if ((from < 0) == (to < 0)) continue;
      const double share = from / (from - to);
      ends.push_back({a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)});
    }
    if (ends.size() == 2) lines.segments.emplace_back(ends[0], ends[1]);
  }
}

// All cells of a kind, and an outline around each in their colour, so that no seams are seen between them. Both have
// the legend, of which the first is shown; the outline is what a table of the plot has.
void add_cells(Plot& plot, const std::vector<const DecisionCell*>& cells, Color fill, const std::string& legend) {
  if (cells.empty()) return;
  CurveItem edge;
  for (const DecisionCell* cell : cells) {
    const std::vector<Point> outline = places_of(*cell);
    BandItem band = filled(outline, fill);
    band.legend = legend;
    plot.items.emplace_back(std::move(band));
    edge.points.insert(edge.points.end(), outline.begin(), outline.end());
    edge.points.push_back(outline.front());
    edge.points.push_back({std::nan(""), std::nan("")});
  }
  edge.stroke = {fill, 1.2, Dash::solid};
  edge.legend = legend;
  plot.items.emplace_back(std::move(edge));
}

// What is lost of the simplex, in words.
std::string lost_text(const DistributionScene& scene, const DecisionMap& map) {
  if (map.lost() < 1e-12) return scene.text("distributions.map.nothing_lost");
  return scene.text("distributions.map.lost", {{"share", share_text(map.lost())}});
}

// The truth, and where the minimiser of the expected loss takes p.
void add_minimiser(Plot& plot, const DistributionScene& scene, const Shown& who, const std::array<int, 3>& corners) {
  const SimplexView simplex(corners, scene.results.logits_now());
  const RiskMinimiser best = risk_minimiser(who.run->who().loss, scene.page().truth, who.run->who().teacher);
  const Point truth = on_simplex(simplex.shares(scene.page().truth)), least = on_simplex(simplex.shares(best.p));
  if (best.unique) {
    SegmentsItem way;
    way.segments = {{truth, least}};
    way.stroke = {scene.theme.foreground, 1, Dash::dotted};
    plot.items.emplace_back(std::move(way));
    plot.items.emplace_back(mark(least, Marker::star, 7, who.style.color, scene.theme.background,
                                 scene.text("distributions.map.minimiser")));
  }
  plot.items.emplace_back(mark(truth, Marker::diamond, 5.5, scene.theme.truth, scene.theme.background,
                               scene.text("distributions.simplex.truth")));
}

// With two classes the truths are a line: a row for each loss.
Plot rows_plot(const DistributionScene& scene) {
  const Camera looked = scene.camera("map");
  Plot plot;
  plot.name = "map";
  plot.title = scene.text("distributions.map.menu");
  plot.grid = false;
  plot.x = parts::axis(scene.text("distributions.map.truth", {{"class", scene.class_name(0)}}), {0, 1}, looked.x);
  std::array<BarsItem, 3> bars;  // of both classes, and undecided
  for (std::size_t k = 0; k < 2; ++k) {
    bars[k].fill = fill_of(scene, k);
    bars[k].legend = scene.text("distributions.map.picks", {{"class", scene.class_name(k)}});
  }
  bars[2].fill = open_fill(scene);
  bars[2].legend = scene.text("distributions.map.undecided");
  double row = 0;
  for (const Shown& who : scene.shown) {
    if (who.hidden) continue;
    row += 1;
    plot.y.ticks.emplace_back(-row, who.label);
    constexpr int parts_of_line = 1000;
    int from = 0;
    const auto picked = [&](int part) {
      const double t = (part + 0.5) / parts_of_line;
      const std::array<double, 2> truth{t, 1 - t};
      return picked_class(who.run->who().loss, truth, who.run->who().teacher).value_or(2);
    };
    for (int part = 1; part <= parts_of_line; ++part) {
      const std::size_t before = picked(part - 1);
      if (part < parts_of_line && picked(part) == before) continue;
      bars[before].corners.push_back({{static_cast<double>(from) / parts_of_line, -row - 0.35},
                                      {static_cast<double>(part) / parts_of_line, -row + 0.35}});
      from = part;
    }
  }
  for (BarsItem& one : bars) {
    if (!one.corners.empty()) plot.items.emplace_back(std::move(one));
  }
  auto ticks = std::move(plot.y.ticks);
  plot.y = parts::axis("", {-std::max(row, 1.0) - 0.6, -0.4}, looked.y);
  plot.y.ticks = std::move(ticks);
  LineItem now;
  now.direction = LineItem::Direction::vertical;
  now.at = scene.page().truth[0];
  now.stroke = {scene.theme.truth, 1.6, Dash::long_dash};
  now.label = std::string(1, 't');
  plot.items.emplace_back(std::move(now));
  return plot;
}

}  // namespace

Plot map_plot(const DistributionScene& scene) {
  if (scene.page().classes() == 2) return rows_plot(scene);
  Plot plot = triangle_plot(scene, "map");
  plot.title = scene.text("distributions.map.menu");
  const std::array<int, 3> corners = simplex_corners(scene.look(), scene.page().classes());
  std::array<std::size_t, 3> places{};
  for (std::size_t i = 0; i < 3; ++i) places[i] = static_cast<std::size_t>(corners[i]);
  const Shown* const chosen = scene.chosen();
  if (chosen == nullptr) {
    add_corners(plot, scene, places);
    return plot;
  }
  const DecisionMap& map = scene.results.decisions(chosen->run->who(), scene.view);
  plot.title =
      scene.text("distributions.map.title_of", {{"loss", short_name(scene.text, chosen->run->who().loss.info())}});
  plot.note = lost_text(scene, map);
  if (scene.page().classes() > 3) plot.note = scene.text("distributions.map.held", {{"lost", plot.note}});
  std::vector<const DecisionCell*> open;
  SegmentsItem wrong;
  wrong.stroke = {scene.theme.foreground.with_alpha(150), 0.8, Dash::solid};
  wrong.legend = scene.text("distributions.map.wrong", {{"share", share_text(map.wrong)}});
  for (std::size_t k = 0; k < scene.page().classes(); ++k) {
    std::vector<const DecisionCell*> cells;
    for (const DecisionCell& cell : map.cells) {
      if (cell.picks == k) cells.push_back(&cell);
    }
    add_cells(plot, cells, fill_of(scene, k), scene.text("distributions.map.picks", {{"class", scene.class_name(k)}}));
  }
  for (const DecisionCell& cell : map.cells) {
    if (!cell.picks) open.push_back(&cell);
    if (cell.wrong()) hatch(wrong, places_of(cell));
  }
  add_cells(plot, open, open_fill(scene),
            scene.text("distributions.map.undecided_share", {{"share", share_text(map.undecided)}}));
  if (!wrong.segments.empty()) plot.items.emplace_back(std::move(wrong));
  add_corners(plot, scene, places);
  add_minimiser(plot, scene, *chosen, corners);
  return plot;
}

Plot link_plot(const DistributionScene& scene, bool logit) {
  const char* const name = logit ? "link_logit" : "link";
  const Camera looked = scene.camera(name);
  const std::size_t which =
      std::min(static_cast<std::size_t>(std::max(scene.look().logit, 0)), scene.page().classes() - 1);
  const std::string moving = scene.class_name(which);
  Plot plot;
  plot.name = name;
  plot.title = scene.text(logit ? "distributions.link.logit_title" : "distributions.link.title", {{"class", moving}});
  plot.note = scene.text("distributions.link.line");
  plot.legend = false;
  plot.x = parts::axis(scene.text("distributions.link.truth", {{"class", moving}}), {0, 1}, looked.x);
  if (!logit) {
    CurveItem same;
    same.points = {{0, 0}, {1, 1}};
    same.stroke = {scene.theme.muted, parts::thin_width, Dash::dotted};
    plot.items.emplace_back(std::move(same));
  }
  const std::vector<double> at = link_steps();
  Range seen = parts::nothing;
  for (const Shown& who : scene.shown) {
    if (who.hidden) continue;
    const ClassLink& link = scene.results.link(who.run->who(), which);
    CurveItem curve;
    for (std::size_t i = 0; i < at.size(); ++i) {
      const double y = logit ? link.z[i] : link.p[i];
      curve.points.push_back({at[i], y});
      if (i > 1 && i + 2 < at.size()) parts::include(seen, y);
    }
    curve.stroke = who.stroke();
    curve.marker = who.style.marker;
    curve.legend = who.label;
    curve.series = who.series;
    plot.items.emplace_back(std::move(curve));
  }
  if (!(seen.min <= seen.max)) seen = {-1, 1};
  const Range logits = parts::rounded({std::max(seen.min, -12.0) - 0.2, std::min(seen.max, 12.0) + 0.2});
  plot.y = parts::axis(scene.text(logit ? "distributions.link.z" : "distributions.link.p", {{"class", moving}}),
                       logit ? logits : Range{-0.03, 1.03}, looked.y);
  LineItem now;
  now.direction = LineItem::Direction::vertical;
  now.at = scene.page().truth[which];
  now.stroke = {scene.theme.truth, 1.6, Dash::long_dash};
  now.label = std::string(1, 't');
  plot.items.emplace_back(std::move(now));
  return plot;
}

}  // namespace losslab
