// What the margin of a loss means in the plane, for the point that is looked at.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/core/shell/figure_parts.h"
#include "app/core/structures/embedding/embedding_figure.h"

namespace losslab {
namespace {

CurveItem circle(Point centre, double radius, const Stroke& stroke) {
  CurveItem item;
  constexpr int count = 96;
  for (int i = 0; i <= count; ++i) {
    const double turn = 2 * std::numbers::pi * i / count;
    item.points.push_back({centre.x + radius * std::cos(turn), centre.y + radius * std::sin(turn)});
  }
  item.stroke = stroke;
  return item;
}

// The distance of the farthest partner, none: negative.
double farthest_partner(const EmbeddingSamples& now, std::size_t point) {
  double farthest = -1;
  for (std::size_t j = 0; j < now.size(); ++j) {
    if (j == point || now.labels[j] != now.labels[point]) continue;
    farthest = std::max(farthest, std::hypot(now.x[2 * j] - now.x[2 * point], now.x[2 * j + 1] - now.x[2 * point + 1]));
  }
  return farthest;
}

void add_directions(Plot& plot, const EmbeddingScene& scene, const EmbeddingSamples& now) {
  plot.items.emplace_back(circle({0, 0}, 1, {scene.theme.muted.with_alpha(150), 1, Dash::solid}));
  SegmentsItem ticks;  // where on the circle each point is seen
  for (std::size_t i = 0; i < now.size(); ++i) {
    const double length = std::hypot(now.x[2 * i], now.x[2 * i + 1]);
    if (!(length > 0)) continue;
    const double x = now.x[2 * i] / length, y = now.x[2 * i + 1] / length;
    ticks.segments.push_back({{0.96 * x, 0.96 * y}, {1.04 * x, 1.04 * y}});
  }
  ticks.stroke = {scene.theme.foreground.with_alpha(130), 1, Dash::solid};
  ticks.legend = scene.text("embedding.plane.directions");
  plot.items.emplace_back(std::move(ticks));
}

void add_centres(Plot& plot, const EmbeddingScene& scene, const EmbeddingSamples& now) {
  for (int label = 0; label < scene.page().spec.classes; ++label) {
    Point sum;
    double count = 0;
    for (std::size_t i = 0; i < now.size(); ++i) {
      if (now.labels[i] != label) continue;
      sum.x += now.x[2 * i];
      sum.y += now.x[2 * i + 1];
      ++count;
    }
    if (count == 0) continue;
    plot.items.emplace_back(mark_at({sum.x / count, sum.y / count}, Marker::star, 7,
                                    parts::class_style(scene.theme, static_cast<std::size_t>(label)).color,
                                    scene.theme.background));
  }
}

}  // namespace

void add_margins(Plot& plot, const EmbeddingScene& scene, const EmbeddingObjective& objective,
                 const EmbeddingSamples& now) {
  using enum EmbeddingKind;
  const std::size_t point = looked_point(scene.look(), now.size());
  const Point at{now.x[2 * point], now.x[2 * point + 1]};
  const Stroke inner{scene.theme.accent.with_alpha(130), 1, Dash::dotted}, outer{scene.theme.accent, 1.2, Dash::dashed};
  switch (objective.kind) {
    case contrastive_pair:
    case contrastive_unsquared:
    case lifted: {
      CurveItem ring = circle(at, objective.margin, outer);
      ring.legend = scene.text("embedding.plane.margin");
      plot.items.emplace_back(std::move(ring));
      break;
    }
    case triplet_euclid:
    case triplet_sqeuclid: {
      const double far = farthest_partner(now, point);
      if (far < 0) break;
      const bool squared = objective.kind == triplet_sqeuclid;
      plot.items.emplace_back(circle(at, far, inner));
      CurveItem ring = circle(at, squared ? std::sqrt(far * far + objective.margin) : far + objective.margin, outer);
      ring.legend = scene.text("embedding.plane.margin");
      plot.items.emplace_back(std::move(ring));
      break;
    }
    case info_nce:
    case cosine_embedding:
      add_directions(plot, scene, now);
      break;
    case centre:
      add_centres(plot, scene, now);
      break;
    case n_pair:
      break;
  }
}

}  // namespace losslab
