// What can go wrong with an embedding, and what is measured of it.
#include "losses/structures/embedding/diagnosis.h"

#include "clouds.h"

namespace losslab::testing {
namespace {

// Plain descent, to see the three ways in which an embedding goes wrong.
struct Ending {
  EmbeddingTrouble trouble;
  EmbeddingMeasures measures;
};
// Where `twins` are set, the first points stand at the same place two by two and stay together, as what a model cannot
// tell apart does.
Ending descend(const EmbeddingObjective& objective, Cloud at, double rate, int steps, bool twins = false) {
  const std::size_t tied = twins ? at.labels.size() / 2 : 0;
  for (std::size_t i = 0; i + 1 < tied; i += 2) {
    for (std::size_t k = 0; k < at.d; ++k) at.x[(i + 1) * at.d + k] = at.x[i * at.d + k];
  }
  EmbeddingEvaluator evaluator;
  const EmbeddingMeasures start = measure_embedding(at.points());
  Vector gradient(at.x.size());
  double length = 0;
  for (int step = 0; step <= steps; ++step) {
    evaluator.evaluate(objective, at.points(), gradient);
    for (std::size_t i = 0; i + 1 < tied; i += 2) {
      for (std::size_t k = 0; k < at.d; ++k) {
        double &one = gradient[i * at.d + k], &other = gradient[(i + 1) * at.d + k];
        one = other = 0.5 * (one + other);
      }
    }
    length = 0;
    for (std::size_t k = 0; k < at.x.size(); ++k) {
      length += gradient[k] * gradient[k];
      if (step < steps) at.x[k] -= rate * gradient[k];
    }
  }
  const EmbeddingMeasures now = measure_embedding(at.points());
  return {diagnose_embedding(objective.kind, start, now, std::sqrt(length)), now};
}

TEST(Embedding, Diagnoses) {
  Random random(9);
  const Cloud mixed = cloud(random, 30, 2, 2);
  // Hardest mining on squared distances: where strangers cannot be told apart, they are every anchor's nearest and push
  // with no force, while the farthest partners pull. Everything falls together, and the loss is the margin.
  EmbeddingObjective hardest = embedding_objective("triplet_sqeuclid");
  hardest.mining = Mining::hardest;
  EXPECT_EQ(descend(hardest, mixed, 0.15, 1500, true).trouble, EmbeddingTrouble::collapse);
  EXPECT_NE(descend(hardest, mixed, 0.15, 1500).trouble, EmbeddingTrouble::collapse);
  EXPECT_EQ(descend(embedding_objective("centre"), Cloud{2, {0, 0, 1, 0, 0, 1}, {0, 0, 0}}, 1, 200).trouble,
            EmbeddingTrouble::collapse);
  // Inner products of separable classes grow for ever.
  Cloud apart = cloud(random, 20, 2, 2, 0.1);
  for (std::size_t i = 0; i < 20; ++i) apart.x[2 * i] += apart.labels[i] == 0 ? 0.2 : -0.2;
  EXPECT_EQ(descend(embedding_objective("n_pair"), apart, 1, 3000).trouble, EmbeddingTrouble::runaway);
  // Two classes that are far apart with a margin to spare: nothing pulls, and nothing has to.
  Cloud done = apart;
  for (double& x : done.x) x *= 20;
  EXPECT_EQ(descend(embedding_objective("triplet_euclid"), done, 0.1, 0).trouble, EmbeddingTrouble::settled);
  // Semi-hard mining where every stranger is nearer than every partner has nothing to choose.
  EmbeddingObjective semi_hard = embedding_objective("triplet_euclid");
  semi_hard.mining = Mining::semi_hard;
  const Cloud crossed{1, {0, 10, 1, 11}, {0, 0, 1, 1}};
  EXPECT_EQ(descend(semi_hard, crossed, 0.1, 0).trouble, EmbeddingTrouble::stall);
  EXPECT_EQ(descend(embedding_objective("triplet_euclid"), crossed, 0.1, 0).trouble, EmbeddingTrouble::none);
}

TEST(Embedding, Measures) {
  const Cloud at{1, {0, 1, 10, 12}, {0, 0, 1, 1}};
  const EmbeddingMeasures measures = measure_embedding(at.points());
  EXPECT_EQ(measures.accuracy, 1);
  EXPECT_EQ(measures.within, 1.5);
  EXPECT_EQ(measures.between, 10.5);
  EXPECT_NEAR(measures.norm, std::sqrt(245.0 / 4), 1e-14);
  EXPECT_EQ(measure_embedding(Cloud{1, {0, 1, 10, 12}, {0, 1, 0, 1}}.points()).accuracy, 0);
}

}  // namespace
}  // namespace losslab::testing
