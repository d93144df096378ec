// Objectives of a whole embedding against sums over its pairs and triplets one by one; and mining.
#include <algorithm>

#include "clouds.h"
#include "losses/structures/embedding/diagnosis.h"

namespace losslab::testing {
namespace {

constexpr const char* kinds[] = {
    "contrastive_pair", "contrastive_unsquared", "triplet_euclid", "triplet_sqeuclid", "lifted", "n_pair",
    "info_nce",         "cosine_embedding",      "centre"};

// A sum of losses of a few points each.
struct Sum {
  double value = 0;
  Vector gradient;
  std::size_t terms = 0, active = 0;

  void add(const Cloud& at, const StructuredLoss& loss, const std::vector<std::size_t>& members, const Vector& t) {
    gradient.resize(at.x.size());
    Vector x;
    for (const std::size_t i : members) {
      for (const double number : at.point(i)) x.push_back(number);
    }
    const Evaluated one = evaluated(loss, x, t);
    value += one.value;
    ++terms;
    bool pulls = false;
    for (std::size_t k = 0; k < x.size(); ++k) {
      gradient[members[k / at.d] * at.d + k % at.d] += one.gradient[k];
      pulls = pulls || one.gradient[k] != 0;
    }
    active += pulls ? 1 : 0;
  }
  void expect(const Set& set) const {
    const double count = static_cast<double>(terms);
    EXPECT_EQ(set.outcome.terms, terms);
    EXPECT_EQ(set.outcome.active, active);
    EXPECT_NEAR(set.outcome.value, value / count, 1e-13 * (1 + value / count));
    for (std::size_t k = 0; k < gradient.size(); ++k) EXPECT_NEAR(set.gradient[k], gradient[k] / count, 1e-13);
  }
};

TEST(Embedding, AllPairs) {
  Random random(1);
  for (const char* id : {"contrastive_pair", "contrastive_unsquared", "cosine_embedding"}) {
    const Cloud at = cloud(random, 14, 3, 3);
    const EmbeddingObjective objective = embedding_objective(id);
    Sum sum;
    for (std::size_t i = 0; i < 14; ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const double other = objective.kind == EmbeddingKind::cosine_embedding ? -1 : 0;
        sum.add(at, StructuredLoss(id), {i, j}, {at.labels[i] == at.labels[j] ? 1 : other});
      }
    }
    sum.expect(of_set(objective, at));
  }
}

TEST(Embedding, AllTriplets) {
  Random random(2);
  for (const char* id : {"triplet_euclid", "triplet_sqeuclid"}) {
    for (const double margin : {0.0, 0.2, 3.0}) {
      const Cloud at = cloud(random, 13, 2, 3);
      EmbeddingObjective objective = embedding_objective(id);
      EXPECT_EQ(objective.margin, 0.2);
      objective.margin = margin;
      StructuredLoss loss(id);
      loss.set("margin", margin);
      Sum sum;
      for (std::size_t a = 0; a < 13; ++a) {
        for (std::size_t p = 0; p < 13; ++p) {
          for (std::size_t n = 0; n < 13; ++n) {
            if (a != p && at.labels[a] == at.labels[p] && at.labels[a] != at.labels[n])
              sum.add(at, loss, {a, p, n}, {});
          }
        }
      }
      sum.expect(of_set(objective, at));
      EmbeddingEvaluator evaluator;
      EXPECT_EQ(evaluator.active_triplets(objective, at.points(), 100000).size(), sum.active);
      EXPECT_EQ(evaluator.active_triplets(objective, at.points(), 3).size(), std::min<std::size_t>(3, sum.active));
    }
  }
}

// What is chosen, from its definition.
TEST(Embedding, MinedTriplets) {
  Random random(3);
  const Cloud at = cloud(random, 17, 2, 3);
  const StructuredLoss loss("triplet_euclid");
  const auto distance = [&](std::size_t i, std::size_t j) {
    return std::hypot(at.x[2 * i] - at.x[2 * j], at.x[2 * i + 1] - at.x[2 * j + 1]);
  };
  Sum hardest, semi_hard;
  for (std::size_t a = 0; a < 17; ++a) {
    std::size_t far = a, near = a;
    for (std::size_t j = 0; j < 17; ++j) {
      if (j == a) continue;
      const bool same = at.labels[j] == at.labels[a];
      if (same && (far == a || distance(a, j) > distance(a, far))) far = j;
      if (!same && (near == a || distance(a, j) < distance(a, near))) near = j;
    }
    hardest.add(at, loss, {a, far, near}, {});
    for (std::size_t p = 0; p < 17; ++p) {
      if (p == a || at.labels[p] != at.labels[a]) continue;
      std::size_t chosen = a;
      for (std::size_t n = 0; n < 17; ++n) {
        if (at.labels[n] == at.labels[a] || distance(a, n) <= distance(a, p)) continue;
        if (chosen == a || distance(a, n) < distance(a, chosen)) chosen = n;
      }
      if (chosen != a) semi_hard.add(at, loss, {a, p, chosen}, {});
    }
  }
  EmbeddingObjective objective = embedding_objective("triplet_euclid");
  objective.mining = Mining::hardest;
  hardest.expect(of_set(objective, at));
  objective.mining = Mining::semi_hard;
  semi_hard.expect(of_set(objective, at));
}

TEST(Embedding, RandomMiningIsRepeatable) {
  Random random(4);
  const Cloud at = cloud(random, 30, 2, 2);
  EmbeddingObjective objective = embedding_objective("triplet_euclid");
  objective.mining = Mining::random;
  const Set first = of_set(objective, at), again = of_set(objective, at);
  EXPECT_EQ(first.gradient, again.gradient);
  EXPECT_EQ(first.outcome.terms, 30u * 14u);
  objective.seed = 1;
  EXPECT_NE(of_set(objective, at).gradient, first.gradient);
}

// Every gradient is that of its value: central differences, as the sums over all are written in plain doubles.
TEST(Embedding, GradientsOfWholeSets) {
  Random random(5);
  for (const char* id : kinds) {
    for (const Mining mining : {Mining::all, Mining::random, Mining::semi_hard, Mining::hardest}) {
      EmbeddingObjective objective = embedding_objective(id);
      if (mining != Mining::all && !takes_mining(objective.kind)) continue;
      objective.mining = mining;
      Cloud at = cloud(random, 11, 2, 3);
      const Set set = of_set(objective, at);
      EmbeddingEvaluator evaluator;
      constexpr double h = 1e-6;
      for (std::size_t k = 0; k < at.x.size(); ++k) {
        const double here = at.x[k];
        at.x[k] = here + h;
        const double above = evaluator.evaluate(objective, at.points(), {}).value;
        at.x[k] = here - h;
        const double below = evaluator.evaluate(objective, at.points(), {}).value;
        at.x[k] = here;
        EXPECT_NEAR(set.gradient[k], (above - below) / (2 * h), 2e-8) << id << " mining " << static_cast<int>(mining);
      }
    }
  }
}

TEST(Embedding, SoftmaxAndLiftedAgainstTheirDefinitions) {
  Random random(6);
  const Cloud at = cloud(random, 9, 3, 2);
  for (const auto& [id, cosines] : {std::pair{"info_nce", true}, {"n_pair", false}}) {
    EmbeddingObjective objective = embedding_objective(id);
    objective.temperature = 0.3;
    double sum = 0;
    int terms = 0;
    const auto similarity = [&](std::size_t i, std::size_t j) {
      double ab = 0, aa = 0, bb = 0;
      for (std::size_t k = 0; k < 3; ++k) {
        ab += at.point(i)[k] * at.point(j)[k];
        aa += at.point(i)[k] * at.point(i)[k];
        bb += at.point(j)[k] * at.point(j)[k];
      }
      return cosines ? ab / std::sqrt(aa * bb) : ab;
    };
    for (std::size_t i = 0; i < 9; ++i) {
      for (std::size_t p = 0; p < 9; ++p) {
        if (i == p || at.labels[i] != at.labels[p]) continue;
        Vector s{similarity(i, p)};
        for (std::size_t n = 0; n < 9; ++n) {
          if (at.labels[n] != at.labels[i]) s.push_back(similarity(i, n));
        }
        sum += evaluated(id, s, {0}, "T=0.3").value;
        ++terms;
      }
    }
    EXPECT_NEAR(of_set(objective, at).outcome.value, sum / terms, 1e-13) << id;
  }
  double sum = 0;
  int terms = 0;
  const auto distance = [&](std::size_t i, std::size_t j) {
    double squares = 0;
    for (std::size_t k = 0; k < 3; ++k) squares += std::pow(at.point(i)[k] - at.point(j)[k], 2);
    return std::sqrt(squares);
  };
  for (std::size_t i = 0; i < 9; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (at.labels[i] != at.labels[j]) continue;
      Vector d{distance(i, j)};
      for (std::size_t n = 0; n < 9; ++n) {
        if (at.labels[n] == at.labels[i]) continue;
        d.push_back(distance(i, n));
        d.push_back(distance(j, n));
      }
      sum += evaluated("lifted", d, {}).value;
      ++terms;
    }
  }
  EXPECT_NEAR(of_set(embedding_objective("lifted"), at).outcome.value, sum / terms, 1e-13);
}

TEST(Embedding, MovedTurnedAndReordered) {
  Random random(7);
  const Cloud at = cloud(random, 12, 2, 3);
  for (const char* id : kinds) {
    const EmbeddingObjective objective = embedding_objective(id);
    const Set here = of_set(objective, at);
    Cloud turned = at, reversed = at;
    for (std::size_t i = 0; i < 12; ++i) {
      turned.x[2 * i] = 0.6 * at.x[2 * i] - 0.8 * at.x[2 * i + 1];
      turned.x[2 * i + 1] = 0.8 * at.x[2 * i] + 0.6 * at.x[2 * i + 1];
      reversed.x[2 * i] = at.x[2 * (11 - i)];
      reversed.x[2 * i + 1] = at.x[2 * (11 - i) + 1];
      reversed.labels[i] = at.labels[11 - i];
    }
    const Set there = of_set(objective, turned), back = of_set(objective, reversed);
    EXPECT_NEAR(there.outcome.value, here.outcome.value, 1e-13) << id;
    EXPECT_NEAR(back.outcome.value, here.outcome.value, 1e-13) << id;
    double sum_x = 0, along = 0;
    for (std::size_t i = 0; i < 12; ++i) {
      EXPECT_NEAR(there.gradient[2 * i], 0.6 * here.gradient[2 * i] - 0.8 * here.gradient[2 * i + 1], 1e-13) << id;
      EXPECT_NEAR(back.gradient[2 * i], here.gradient[2 * (11 - i)], 1e-13) << id;
      sum_x += here.gradient[2 * i];
      along += here.gradient[2 * i] * at.x[2 * i] + here.gradient[2 * i + 1] * at.x[2 * i + 1];
    }
    const bool of_direction =
        objective.kind == EmbeddingKind::info_nce || objective.kind == EmbeddingKind::cosine_embedding;
    if (of_direction) {
      EXPECT_NEAR(along, 0, 1e-14) << id;  // lengths do not count
    }
    if (!of_direction && objective.kind != EmbeddingKind::n_pair) {
      EXPECT_NEAR(sum_x, 0, 1e-14) << id;  // nor does the place
    }
  }
}

// The forces are what the gradient is made of.
TEST(Embedding, PairForces) {
  Random random(8);
  const Cloud at = cloud(random, 10, 2, 2);
  for (const char* id : {"contrastive_pair", "triplet_euclid", "triplet_sqeuclid", "lifted"}) {
    EmbeddingEvaluator evaluator;
    Vector gradient(20), sum(20);
    evaluator.evaluate(embedding_objective(id), at.points(), gradient);
    for (const PairForce& force : evaluator.pair_forces(at.points())) {
      EXPECT_LT(force.a, force.b);
      EXPECT_EQ(force.on_a, force.on_b);
      const double dx = at.x[2 * force.a] - at.x[2 * force.b], dy = at.x[2 * force.a + 1] - at.x[2 * force.b + 1];
      const double d = std::hypot(dx, dy);
      // What draws together pulls a against the direction from b to a: the gradient points the other way.
      sum[2 * force.a] += force.on_a * dx / d;
      sum[2 * force.a + 1] += force.on_a * dy / d;
      sum[2 * force.b] -= force.on_b * dx / d;
      sum[2 * force.b + 1] -= force.on_b * dy / d;
    }
    for (std::size_t k = 0; k < 20; ++k) EXPECT_NEAR(sum[k], gradient[k], 1e-14) << id;
  }
  // Strangers push, partners pull.
  const Cloud two{1, {0, 0.5}, {0, 1}};
  EmbeddingEvaluator evaluator;
  evaluator.evaluate(embedding_objective("contrastive_pair"), two.points(), {});
  EXPECT_EQ(evaluator.pair_forces(two.points()).at(0).on_a, -0.5);
  const Cloud turned{2, {1, 0, 0, 2}, {0, 0}};
  evaluator.evaluate(embedding_objective("cosine_embedding"), turned.points(), {});
  EXPECT_NEAR(evaluator.pair_forces(turned.points()).at(0).on_a, 1, 1e-15);
  EXPECT_NEAR(evaluator.pair_forces(turned.points()).at(0).on_b, 0.5, 1e-15);
}

TEST(Embedding, CoincidentPointsAreFiniteAndDoNotMove) {
  for (const char* id : kinds) {
    const Cloud at{2, Vector(16), {0, 0, 0, 1, 1, 1, 2, 2}};
    const Set set = of_set(embedding_objective(id), at);
    EXPECT_TRUE(std::isfinite(set.outcome.value)) << id;
    EXPECT_EQ(set.gradient, Vector(16)) << id;
  }
  const Cloud two{2, {1, 2, 1, 2}, {0, 1}};
  const Set set = of_set(embedding_objective("contrastive_pair"), two);
  EXPECT_EQ(set.outcome.value, 0.5);
  EXPECT_EQ(set.outcome.undirected, 1u);
  EXPECT_EQ(evaluated("contrastive_pair", {1, 2, 1, 2}, {0}).gradient, Vector(4));
}

TEST(Embedding, FewPointsAndOneClass) {
  for (const char* id : kinds) {
    for (const Mining mining : {Mining::all, Mining::random, Mining::semi_hard, Mining::hardest}) {
      for (const Cloud& at : {Cloud{2, {}, {}}, Cloud{2, {1, 2}, {0}}, Cloud{2, {1, 2, 3, 4}, {0, 1}},
                              Cloud{2, {1, 2, 3, 4, 2, 2}, {0, 0, 0}}}) {
        EmbeddingObjective objective = embedding_objective(id);
        objective.mining = mining;
        const Set set = of_set(objective, at);
        EXPECT_TRUE(std::isfinite(set.outcome.value)) << id;
        for (const double g : set.gradient) EXPECT_TRUE(std::isfinite(g)) << id;
        const EmbeddingMeasures measures = measure_embedding(at.points());
        EXPECT_TRUE(measures.accuracy >= 0 && measures.accuracy <= 1);
      }
    }
  }
  EXPECT_THROW(embedding_objective("dice"), InputError);
}

// 300 points, all 6.7 million triplets: they are counted without being gone through one by one.
TEST(Embedding, ThreeHundredPointsHaveAllTheirTriplets) {
  Random random(10);
  const Cloud at = cloud(random, 300, 2, 2);
  EmbeddingEvaluator evaluator;
  Vector gradient(600);
  const EmbeddingOutcome outcome = evaluator.evaluate(embedding_objective("triplet_euclid"), at.points(), gradient);
  EXPECT_EQ(outcome.terms, 300u * 149u * 150u);
}

// Their products overflow; nothing is sorted by what is no number.
TEST(Embedding, PointsThatAreTooFarOutHaveNoFiniteLoss) {
  Vector x;
  std::vector<int> labels;
  for (int i = 0; i < 40; ++i) {
    x.push_back(i % 3 == 0 ? 1e200 * (i - 20) : 0.1 * i);
    x.push_back(i % 2 == 0 ? -1e250 : 1e160);
    labels.push_back(i % 4);
  }
  const EmbeddingPoints points{2, x, labels};
  EmbeddingEvaluator evaluator;
  for (const char* id : kinds) {
    for (const Mining mining : {Mining::all, Mining::random, Mining::semi_hard, Mining::hardest}) {
      EmbeddingObjective objective = embedding_objective(id);
      objective.mining = mining;
      Vector gradient(x.size());
      EXPECT_FALSE(std::isfinite(evaluator.evaluate(objective, points, gradient).value)) << id;
    }
  }
}

}  // namespace
}  // namespace losslab::testing
