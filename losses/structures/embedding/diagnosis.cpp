#include "losses/structures/embedding/diagnosis.h"

#include <cmath>
#include <limits>
#include <vector>

#include "losses/structures/embedding/points.h"

namespace losslab {
namespace {

double squared_length(std::size_t d, const double* a) {
  double sum = 0;
  for (std::size_t k = 0; k < d; ++k) sum += a[k] * a[k];
  return sum;
}

// Root mean square of the distances of n points from their mean.
double spread_of(std::size_t n, std::size_t d, const double* x) {
  std::vector<double> mean(d);
  for (std::size_t i = 0; i < n * d; ++i) mean[i % d] += x[i] / static_cast<double>(n);
  double sum = 0;
  for (std::size_t i = 0; i < n * d; ++i) sum += (x[i] - mean[i % d]) * (x[i] - mean[i % d]);
  return std::sqrt(sum / static_cast<double>(n));
}

bool by_direction(EmbeddingKind kind) {
  return kind == EmbeddingKind::cosine_embedding || kind == EmbeddingKind::info_nce;
}

}  // namespace

EmbeddingMeasures measure_embedding(const EmbeddingPoints& points) {
  const std::size_t n = points.size(), d = points.dimension;
  EmbeddingMeasures measures{};
  double near_sum = 0, far_sum = 0, right = 0, squares = 0;
  std::size_t partners = 0, strangers = 0;
  std::vector<double> directions;
  for (std::size_t i = 0; i < n; ++i) {
    double least = std::numeric_limits<double>::infinity();
    std::size_t nearest = i;
    for (std::size_t j = 0; j < n; ++j) {
      if (j == i) continue;
      const double distance = scalar::distance_of(d, points.point(i), points.point(j));
      const bool same = points.labels[i] == points.labels[j];
      (same ? near_sum : far_sum) += distance;
      ++(same ? partners : strangers);
      if (distance < least) {
        least = distance;
        nearest = j;
      }
    }
    right += nearest != i && points.labels[nearest] == points.labels[i] ? 1 : 0;
    const double length = squared_length(d, points.point(i));
    squares += length;
    for (std::size_t k = 0; k < d && length > 0; ++k) directions.push_back(points.point(i)[k] / std::sqrt(length));
  }
  const double count = static_cast<double>(n);
  measures.accuracy = n > 0 ? right / count : 1;
  measures.within = near_sum / static_cast<double>(partners);
  measures.between = far_sum / static_cast<double>(strangers);
  measures.norm = n > 0 ? std::sqrt(squares / count) : 0;
  measures.spread = n > 0 ? spread_of(n, d, points.x.data()) : 0;
  measures.turn = directions.empty() ? 0 : spread_of(directions.size() / d, d, directions.data());
  return measures;
}

EmbeddingTrouble diagnose_embedding(EmbeddingKind kind, const EmbeddingMeasures& start, const EmbeddingMeasures& now,
                                    double gradient) {
  const bool directions = by_direction(kind);
  const double before = directions ? start.turn : start.spread, after = directions ? now.turn : now.spread;
  if (after < collapse_share * before) return EmbeddingTrouble::collapse;
  if (now.norm > runaway_growth * start.norm) return EmbeddingTrouble::runaway;
  if (gradient != 0) return EmbeddingTrouble::none;
  return now.accuracy < 1 ? EmbeddingTrouble::stall : EmbeddingTrouble::settled;
}

}  // namespace losslab
