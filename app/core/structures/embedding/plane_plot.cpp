// The points of a loss in the plane: classes, forces, and the way that they came.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/shell/figure_parts.h"
#include "app/core/structures/embedding/embedding_figure.h"

namespace losslab {
namespace {

Point place_of(std::span<const double> x, std::size_t i) { return {x[2 * i], x[2 * i + 1]}; }

// Where there is something to be seen now, or was at the start; around the origin where lengths or directions count.
std::pair<Range, Range> window_of(const EmbeddingScene& scene, std::span<const double> now, bool origin) {
  Range x = parts::nothing, y = parts::nothing;
  const std::vector<double>& start = scene.results.start().x;
  for (std::size_t i = 0; i + 1 < now.size(); i += 2) {
    for (const std::span<const double> one : {now, std::span<const double>(start)}) {
      parts::include(x, one[i]);
      parts::include(y, one[i + 1]);
    }
  }
  if (origin) {
    for (const double edge : {-1.1, 1.1}) {
      parts::include(x, edge);
      parts::include(y, edge);
    }
  }
  const auto roomy = [](Range range) {
    const double room = 0.05 * std::max(range.span(), 1e-6);
    return parts::rounded({range.min - room, range.max + room});
  };
  return {roomy(x), roomy(y)};
}

// Pairs as lines in four widths, by their force beside the strongest one.
void add_pairs(Plot& plot, const std::vector<PairForce>& forces, std::span<const double> now, double strongest,
               Color color, Dash dash, const std::string& legend) {
  constexpr std::array widths{0.5, 1.1, 2.0, 3.2};
  // Many of about the same force would be one patch.
  const auto strong = std::ranges::count_if(
      forces, [&](const PairForce& force) { return std::abs(force.on_a) + std::abs(force.on_b) > 0.5 * strongest; });
  const double fine = std::min(1.0, 4 / std::sqrt(static_cast<double>(strong) + 1));
  for (std::size_t k = 0; k < widths.size(); ++k) {
    SegmentsItem lines;
    for (const PairForce& force : forces) {
      const double share = (std::abs(force.on_a) + std::abs(force.on_b)) / strongest;
      const auto group =
          std::min(static_cast<std::size_t>(share * static_cast<double>(widths.size())), widths.size() - 1);
      if (group != k || 2 * std::max<std::size_t>(force.a, force.b) + 1 >= now.size()) continue;
      lines.segments.emplace_back(place_of(now, force.a), place_of(now, force.b));
    }
    lines.stroke = {color.with_alpha(static_cast<unsigned char>(70 + 35 * static_cast<int>(k))),
                    std::max(0.5, fine * widths[k]), dash};
    if (k == 1) lines.legend = legend;
    if (!lines.segments.empty() || k == 1) plot.items.emplace_back(std::move(lines));
  }
}

void add_tails(Plot& plot, const EmbeddingScene& scene, const EmbeddingRun& run) {
  const std::size_t n = scene.results.start().size();
  const long now = std::min(scene.results.position(), run.length());
  const long count = std::clamp(static_cast<long>(3600 / n), 6L, 30L), by = std::max(1L, run.stride());
  std::vector<std::span<const double>> steps;
  for (long step = std::max(0L, now - count * by); step <= now; step += by) steps.push_back(run.iterate(step));
  if (steps.size() < 2) return;
  for (int label = 0; label < scene.page().spec.classes; ++label) {
    CurveItem tail;
    for (std::size_t i = 0; i < n; ++i) {
      if (scene.results.start().labels[i] != label) continue;
      for (const auto& at : steps) tail.points.push_back(place_of(at, i));
      tail.points.push_back({std::nan(""), std::nan("")});
    }
    tail.stroke = {parts::class_style(scene.theme, static_cast<std::size_t>(label)).color.with_alpha(110), 1,
                   Dash::solid};
    plot.items.emplace_back(std::move(tail));
  }
}

// All arrows of a run have one scale: that of its start, so that they shrink as it comes to rest.
double arrow_scale(const EmbeddingRun& run, double pull, double span) {
  const double first = run.note(0).pull, longest = std::max(pull, first > 0 ? 0.6 * first : 0.0);
  return longest > 0 ? 0.16 * span / longest : 0;
}

void add_arrows(Plot& plot, const EmbeddingScene& scene, const EmbeddingRun& run, std::span<const double> now,
                std::span<const double> gradient) {
  if (gradient.size() != now.size()) return;
  const double span = std::max(plot.x.range.span(), plot.y.range.span());
  const double scale = arrow_scale(run, longest_pull(gradient), span);
  std::vector<std::pair<Point, Point>> shafts;
  for (std::size_t i = 0; 2 * i + 1 < now.size(); ++i) {
    const Point from = place_of(now, i);
    const Point to{from.x - scale * gradient[2 * i], from.y - scale * gradient[2 * i + 1]};
    if (std::hypot(to.x - from.x, to.y - from.y) > 0.004 * span) shafts.emplace_back(from, to);
  }
  SegmentsItem item = arrows(shafts, 0.02 * span, {scene.theme.foreground.with_alpha(190), 1.2, Dash::solid});
  item.legend = scene.text("embedding.plane.arrows");
  if (!shafts.empty()) {
    plot.note = scene.text("embedding.plane.longest", {{"length", fmt::format("{:.2g}", longest_pull(gradient))}});
  }
  plot.items.emplace_back(std::move(item));
}

// The points that begin in one place with another one of a later class, which is drawn over them.
std::vector<bool> covered(const EmbeddingResults& results) {
  const std::vector<std::uint32_t>& firsts = results.labels().firsts;
  const std::vector<int>& given = results.labels().given;
  std::vector<int> last(firsts.size(), -1);
  for (std::size_t i = 0; i < firsts.size(); ++i) last[firsts[i]] = std::max(last[firsts[i]], given[i]);
  std::vector<bool> result;
  for (std::size_t i = 0; i < firsts.size(); ++i) result.push_back(given[i] < last[firsts[i]]);
  return result;
}

void add_points(Plot& plot, const EmbeddingScene& scene, std::span<const double> now) {
  const EmbeddingSamples& samples = scene.results.start();
  const double radius = samples.size() <= 80 ? 4.6 : samples.size() <= 160 ? 3.8 : 3.2;
  const std::vector<bool> under = covered(scene.results);
  for (int label = 0; label < scene.page().spec.classes; ++label) {
    PointsItem item;
    item.radius.clear();
    for (std::size_t i = 0; i < samples.size(); ++i) {
      if (samples.labels[i] != label) continue;
      item.points.push_back(place_of(now, i));
      item.ring.push_back(samples.truth[i] != label);
      // One that would be covered by another in its place is seen around it.
      item.radius.push_back(under[i] ? 1.6 * radius : radius);
    }
    if (item.points.empty()) continue;
    const SeriesStyle style = parts::class_style(scene.theme, static_cast<std::size_t>(label));
    item.fill = {style.color};
    item.marker = style.marker == Marker::none ? Marker::circle : style.marker;
    item.outline = Stroke{scene.theme.background, 0.7, Dash::solid};
    item.ring_stroke = {scene.theme.danger, 1.5, Dash::solid};
    item.legend = embedding_class_name(scene.text, label);
    plot.items.emplace_back(std::move(item));
  }
}

bool about_origin(EmbeddingKind kind) {
  return kind == EmbeddingKind::info_nce || kind == EmbeddingKind::cosine_embedding || kind == EmbeddingKind::n_pair;
}

}  // namespace

Plot embedding_plane(const EmbeddingScene& scene, const ShownLoss* who, const char* name) {
  const Camera looked = scene.camera(name);
  const EmbeddingRun* const run = who == nullptr ? nullptr : &scene.run(*who);
  EmbeddingSamples now = scene.results.start();
  if (run != nullptr) std::ranges::copy(run->iterate(scene.results.position()), now.x.begin());
  Plot plot;
  plot.name = name;
  plot.title = who == nullptr ? scene.text("embedding.plane.start") : who->label;
  plot.equal_aspect = true;
  const auto [x, y] = window_of(scene, now.x, run != nullptr && about_origin(run->who().objective.kind));
  plot.x = parts::axis("x", x, looked.x);
  plot.y = parts::axis("y", y, looked.y);
  const EmbeddingForces* const forces = scene.results.scenery().forces();
  const bool with_forces = run != nullptr && who->chosen && forces != nullptr;
  if (run != nullptr && scene.look().tails) add_tails(plot, scene, *run);
  if (with_forces && scene.look().pairs) {
    double strongest = 0;
    for (const auto* all : {&forces->pulls, &forces->pushes}) {
      if (!all->empty()) strongest = std::max(strongest, std::abs(all->front().on_a) + std::abs(all->front().on_b));
    }
    add_pairs(plot, forces->pushes, now.x, strongest, scene.theme.negative, Dash::dashed,
              scene.text("embedding.plane.push"));
    add_pairs(plot, forces->pulls, now.x, strongest, scene.theme.positive, Dash::solid,
              scene.text("embedding.plane.pull"));
  }
  if (with_forces && scene.look().arrows) add_arrows(plot, scene, *run, now.x, forces->gradient);
  add_points(plot, scene, now.x);
  if (run != nullptr) add_margins(plot, scene, run->who().objective, now);
  const std::size_t point = looked_point(scene.look(), now.size());
  PointsItem ring =
      mark_at(place_of(now.x, point), Marker::circle, 8, scene.theme.accent.with_alpha(0), scene.theme.accent);
  plot.items.emplace_back(std::move(ring));
  return plot;
}

}  // namespace losslab
