#pragma once
#include "losses/structures/embedding/embedding.h"
#include "support.h"

namespace losslab::testing {

// Labelled points.
struct Cloud {
  std::size_t d;
  Vector x;
  std::vector<int> labels;
  EmbeddingPoints points() const { return {d, x, labels}; }
  Vector point(std::size_t i) const {
    return {x.begin() + static_cast<long>(i * d), x.begin() + static_cast<long>(i * d + d)};
  }
};

inline Cloud cloud(Random& random, std::size_t n, std::size_t d, int classes, double size = 1) {
  Cloud made{d, some(random, n * d, -size, size), {}};
  for (std::size_t i = 0; i < n; ++i) made.labels.push_back(static_cast<int>(i % static_cast<std::size_t>(classes)));
  return made;
}

struct Set {
  EmbeddingOutcome outcome;
  Vector gradient;
};
inline Set of_set(const EmbeddingObjective& objective, const Cloud& at) {
  EmbeddingEvaluator evaluator;
  Set set{{}, Vector(at.x.size(), 7)};
  set.outcome = evaluator.evaluate(objective, at.points(), set.gradient);
  return set;
}

}  // namespace losslab::testing
