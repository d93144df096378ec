// What the model says of each frame, and what the chosen loss pulls on there.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/shell/figure_parts.h"
#include "app/core/structures/sequence/sequence_entry.h"
#include "app/core/structures/sequence/sequence_figure.h"
#include "widgets/figure/layout.h"

namespace losslab {
namespace {

// Of whom it is, where anybody runs.
std::string title_of(const SequenceScene& scene, const char* alone, const char* with_loss) {
  const ShownLoss* const chosen = scene.chosen();
  return chosen == nullptr ? scene.text(alone) : scene.text(with_loss, {{"loss", chosen->label}});
}

// Frames × symbols as cells with sharp edges, the first symbol above.
FieldItem cells(const SequencePage& page, std::span<const double> values, Range range, ColorMap map) {
  // A picture is drawn smoothly, so each cell is many of its points.
  const std::size_t across = std::clamp<std::size_t>(960 / page.frames, 12, 48), down = 32;
  const std::size_t columns = page.frames * across, rows = page.symbols * down;
  std::vector<float> points(columns * rows);
  for (std::size_t j = 0; j < rows; ++j) {
    const std::size_t symbol = page.symbols - 1 - j / down;
    for (std::size_t t = 0; t < page.frames; ++t) {
      std::fill_n(points.begin() + static_cast<std::ptrdiff_t>(j * columns + t * across), across,
                  static_cast<float>(values[page.at(t, symbol)]));
    }
  }
  // In tables frames count from 1, and symbols from 0.
  FieldNumbers numbers{static_cast<int>(page.frames),
                       static_cast<int>(page.symbols),
                       {1, static_cast<double>(page.frames)},
                       {0, static_cast<double>(page.symbols) - 1},
                       {}};
  for (std::size_t k = 0; k < page.symbols; ++k) {
    for (std::size_t t = 0; t < page.frames; ++t) numbers.values.push_back(values[page.at(t, k)]);
  }
  return {field_pixels(points, static_cast<int>(columns), static_cast<int>(rows), range, map),
          {0.5, static_cast<double>(page.frames) + 0.5},
          {0.5 - static_cast<double>(page.symbols), 0.5},
          true,
          std::make_shared<const FieldNumbers>(std::move(numbers))};
}

// Lines between the cells.
void add_gaps(Plot& plot, const SequenceScene& scene) {
  const SequencePage& page = scene.page();
  const double bottom = 0.5 - static_cast<double>(page.symbols), right = static_cast<double>(page.frames) + 0.5;
  SegmentsItem gaps;
  gaps.stroke = {scene.theme.background, 1, Dash::solid};
  for (std::size_t t = 1; t < page.frames; ++t) {
    const double x = static_cast<double>(t) + 0.5;
    gaps.segments.push_back({{x, bottom}, {x, 0.5}});
  }
  for (std::size_t k = 1; k < page.symbols; ++k) {
    const double y = 0.5 - static_cast<double>(k);
    gaps.segments.push_back({{0.5, y}, {right, y}});
  }
  plot.items.emplace_back(std::move(gaps));
}

Plot cells_plot(const SequenceScene& scene, SequencePlot which) {
  const SequencePage& page = scene.page();
  Plot plot = frames_plot(scene, which);
  plot.grid = false;
  plot.y = parts::axis(scene.text("sequence.symbol"), {0.5 - static_cast<double>(page.symbols), 0.5},
                       scene.camera(plot.name).y);
  for (std::size_t k = 0; k < page.symbols; ++k) plot.y.ticks.emplace_back(row_of(k), shown_symbol(page, k));
  return plot;
}

// A ring around the cell whose logit moves, where a plot along it is shown.
void add_moving(Plot& plot, const SequenceScene& scene) {
  const auto& places = scene.look().places;
  const auto is_along = [](SequencePlot one) { return one == SequencePlot::along || one == SequencePlot::along_slope; };
  if (!scene.look().large.empty() || std::ranges::none_of(places, is_along)) return;
  plot.items.emplace_back(mark_at({column_of(scene.frame()), row_of(scene.symbol())}, Marker::circle, 5,
                                  scene.theme.background.with_alpha(0), scene.theme.accent));
}

// Where the alignment goes that a loss is given: a ring in each of its cells.
void add_alignment(Plot& plot, const SequenceScene& scene) {
  const auto who = std::ranges::find_if(scene.shown, [](const ShownLoss& one) { return one.loss.id() == "frame_ce"; });
  if (who == scene.shown.end() || who->hidden) return;
  const std::vector<std::size_t> alignment = alignment_of(scene.page());
  PointsItem rings;
  for (std::size_t t = 0; t < alignment.size(); ++t) {
    rings.points.push_back({column_of(t), row_of(alignment[t])});
  }
  rings.radius = {scene.page().frames > 26 ? 2.2 : 3};
  rings.fill = {who->style.color};
  rings.outline = Stroke{scene.theme.background, 1, Dash::solid};
  rings.legend = scene.text("sequence.given");
  plot.items.emplace_back(std::move(rings));
}

}  // namespace

Plot curves_plot(const SequenceScene& scene) {
  const SequencePage& page = scene.page();
  const scalar::FrameProbabilities<double>& at = scene.results.now().lattice.at;
  Plot plot = frames_plot(scene, SequencePlot::curves);
  plot.title = title_of(scene, "sequence.curves.menu", "sequence.curves.title");
  plot.y = parts::axis(scene.text("sequence.curves.p"), {-0.04, 1.04}, scene.camera(plot.name).y);
  for (std::size_t k = 0; k < page.symbols; ++k) {
    const SeriesStyle style = symbol_style(scene, k);
    const bool wanted = k == page.blank || page.label.find(letter_of(page, k)) != std::string::npos;
    CurveItem curve;
    PointsItem points;
    for (std::size_t t = 0; t < page.frames; ++t) curve.points.push_back({column_of(t), at.p[page.at(t, k)]});
    points.points = curve.points;
    curve.stroke = {style.color, wanted ? parts::curve_width : parts::thin_width, style.dash};
    curve.legend = k == page.blank ? scene.text("sequence.blank") : shown_symbol(page, k);
    plot.items.emplace_back(std::move(curve));
    points.radius = {wanted ? 2.2 : 1.5};
    points.fill = {style.color};
    plot.items.emplace_back(std::move(points));
  }
  return plot;
}

Plot map_plot(const SequenceScene& scene) {
  const std::vector<double>& p = scene.results.now().lattice.at.p;
  Plot plot = cells_plot(scene, SequencePlot::map);
  plot.title = title_of(scene, "sequence.map.menu", "sequence.map.title");
  plot.note = scene.text(scene.theme.dark ? "sequence.map.scale_dark" : "sequence.map.scale_light");
  plot.items.emplace_back(cells(scene.page(), p, {0, 1}, scene.theme.sequential));
  add_gaps(plot, scene);
  add_alignment(plot, scene);
  add_moving(plot, scene);
  return plot;
}

Plot gradient_plot(const SequenceScene& scene) {
  const SequencePage& page = scene.page();
  Plot plot = cells_plot(scene, SequencePlot::gradient);
  plot.title = title_of(scene, "sequence.gradient.menu", "sequence.gradient.title");
  plot.legend = false;
  const ShownLoss* const chosen = scene.chosen();
  std::vector<double> gradient(page.logits.size());
  if (chosen == nullptr) return plot;
  scene.results.descents().runs()[chosen->run].who().evaluate(scene.results.logits_now(), gradient);
  if (!std::ranges::all_of(gradient, [](double one) { return std::isfinite(one); })) {
    LabelItem label;
    label.text = scene.text("sequence.gradient.none");
    label.at = {0.5 * (plot.x.range.min + plot.x.range.max), 0.5 * (plot.y.range.min + plot.y.range.max)};
    label.h = HAlign::center;
    label.color = scene.theme.danger;
    plot.items.emplace_back(std::move(label));
    return plot;
  }
  double largest = 1e-12;
  for (const double one : gradient) largest = std::max(largest, std::abs(one));
  // Round, so that the shades stay while it changes a little.
  const double power = std::pow(10, std::floor(std::log10(largest)));
  const double scale = power * std::ceil(largest / power);
  plot.note = scene.text("sequence.gradient.scale", {{"scale", fmt::format("{:.3g}", scale)}});
  plot.items.emplace_back(cells(page, gradient, {-scale, scale}, scene.theme.diverging));
  add_gaps(plot, scene);
  add_moving(plot, scene);
  return plot;
}

}  // namespace losslab
