// Relations between the losses of masks, their ends, and the map of distances.
#include <algorithm>
#include <array>
#include <numeric>

#include "losses/structures/masks/distance_map.h"
#include "losses/structures/masks/foreground_share.h"
#include "support.h"

namespace losslab::testing {
namespace {

constexpr const char* with_smoothing[] = {"dice", "dice_squared", "soft_jaccard", "tversky", "focal_tversky"};

Vector hard_mask(Random& random, std::size_t n, double share) {
  Vector g(n);
  for (double& x : g) x = random.uniform() < share ? 1 : 0;
  return g;
}

void expect_same(const Evaluated& a, const Evaluated& b, double tolerance = 1e-14) {
  EXPECT_NEAR(a.value, b.value, tolerance);
  for (std::size_t k = 0; k < a.gradient.size(); ++k) EXPECT_NEAR(a.gradient[k], b.gradient[k], tolerance);
}

TEST(Masks, TverskyHasDiceAndJaccardInIt) {
  Random random(1);
  for (int repeat = 0; repeat < 50; ++repeat) {
    const Vector p = some(random, 12, 0, 1), g = some(random, 12, 0, 1);
    expect_same(evaluated("tversky", p, g, "alpha=0.5;beta=0.5;smooth=0.25"), evaluated("dice", p, g, "smooth=0.5"));
    expect_same(evaluated("tversky", p, g, "alpha=1;beta=1;smooth=2"), evaluated("soft_jaccard", p, g, "smooth=2"));
    expect_same(evaluated("focal_tversky", p, g, "gamma=1"), evaluated("tversky", p, g));
    expect_same(evaluated("focal_mask", p, g, "gamma=0"), evaluated("bce_mask", p, g));
    expect_same(evaluated("weighted_bce_mask", p, g, "weight=1"), evaluated("bce_mask", p, g));
    const Evaluated bce = evaluated("bce_mask", p, g), dice = evaluated("dice", p, g),
                    both = evaluated("bce_dice", p, g);
    EXPECT_NEAR(both.value, bce.value + dice.value, 1e-14);
    for (std::size_t k = 0; k < 12; ++k) EXPECT_NEAR(both.gradient[k], bce.gradient[k] + dice.gradient[k], 1e-12);
  }
}

TEST(Masks, HardJaccardFollowsFromHardDice) {
  Random random(2);
  for (int repeat = 0; repeat < 50; ++repeat) {
    Vector p = hard_mask(random, 30, 0.4), g = hard_mask(random, 30, 0.3);
    g[0] = 1;
    const double d = evaluated("dice", p, g, "smooth=0").value, j = evaluated("soft_jaccard", p, g, "smooth=0").value;
    EXPECT_NEAR(j, 2 * d / (1 + d), 1e-14);
    // The Lovász extension is the Jaccard loss at the corners of the cube.
    EXPECT_NEAR(evaluated("lovasz_softmax", p, g).value, j, 1e-14);
    EXPECT_NEAR(evaluated("dice_squared", p, g, "smooth=0").value, d, 1e-14);
  }
}

TEST(Masks, OrderOfThePixelsDoesNotMatter) {
  Random random(3);
  for (const StructuredEntry& entry : structured_catalogue()) {
    if (entry.info->structure != Structure::mask) continue;
    const StructuredLoss loss(entry.info->id);
    // These ask how far pixels are from each other.
    if (loss.id() == "boundary_mask" || loss.id() == "hausdorff_mask") continue;
    const Vector p = some(random, 20, 0, 1);
    Vector g = hard_mask(random, 20, 0.5);
    std::vector<std::size_t> order(20);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::reverse(order);
    std::swap(order[3], order[11]);
    Vector other_p(20), other_g(20);
    for (std::size_t k = 0; k < 20; ++k) {
      other_p[k] = p[order[k]];
      other_g[k] = g[order[k]];
    }
    const Evaluated here = evaluated(loss, p, g), there = evaluated(loss, other_p, other_g);
    EXPECT_NEAR(here.value, there.value, 1e-14) << loss.id();
    for (std::size_t k = 0; k < 20; ++k) {
      EXPECT_NEAR(there.gradient[k], here.gradient[order[k]], 1e-14 * (1 + std::fabs(there.gradient[k]))) << loss.id();
    }
  }
}

TEST(Masks, RegionLossesStayBetweenZeroAndOne) {
  Random random(4);
  for (int repeat = 0; repeat < 200; ++repeat) {
    const Vector p = some(random, 9, 0, 1), g = some(random, 9, 0, 1);
    for (const char* id : with_smoothing) {
      for (const char* s : {"smooth=0", "smooth=1"}) {
        const double value = evaluated(id, p, g, s).value;
        EXPECT_TRUE(0 <= value && value <= 1) << id;
      }
    }
    const Vector hard = hard_mask(random, 9, 0.5);
    for (const char* id : {"dice", "dice_squared", "soft_jaccard", "tversky", "focal_tversky", "lovasz_softmax"}) {
      EXPECT_EQ(evaluated(id, hard, hard).value, 0) << id;
    }
  }
}

TEST(Masks, NothingThereAndNothingPredicted) {
  const Vector nothing(5), something{0, 0.2, 0, 0, 0.1};
  for (const char* id : with_smoothing) {
    // With nothing that smooths the loss is 1 for every prediction of an empty truth, and moves none.
    const Evaluated bare = evaluated(id, something, nothing, "smooth=0");
    EXPECT_NEAR(bare.value, 1, 1e-15) << id;
    for (const double g : bare.gradient) EXPECT_NEAR(g, 0, 1e-15) << id;
    const Evaluated empty = evaluated(id, nothing, nothing, "smooth=0");
    EXPECT_EQ(empty.value, 1) << id;
    EXPECT_EQ(empty.gradient, nothing) << id;
    EXPECT_NE(loss_of(id, "smooth=0").objection(nothing, nothing), "") << id;
    // With smoothing it is content with nothing.
    EXPECT_EQ(evaluated(id, nothing, nothing).value, 0) << id;
    EXPECT_GT(evaluated(id, something, nothing).value, 0) << id;
  }
  EXPECT_EQ(evaluated("bce_mask", nothing, nothing).value, 0);
  EXPECT_EQ(evaluated("lovasz_softmax", nothing, nothing).value, 0);
  EXPECT_EQ(evaluated("lovasz_softmax", something, nothing).value, 0.2);
}

TEST(Masks, ProbabilitiesOfZeroAndOne) {
  const Vector right{1, 0, 1, 0}, wrong{0, 0, 1, 1}, g{1, 0, 1, 0};
  for (const StructuredEntry& entry : structured_catalogue()) {
    if (entry.info->structure != Structure::mask) continue;
    const StructuredLoss loss(entry.info->id);
    for (const Vector& p : {right, wrong}) {
      const Evaluated at = evaluated(loss, p, g);
      EXPECT_FALSE(std::isnan(at.value)) << loss.id();
      for (const double slope : at.gradient) EXPECT_FALSE(std::isnan(slope)) << loss.id();
    }
    // Through logits nothing is infinite, and the wrong ones still pull where a cross-entropy is in it.
    Vector gradient(4);
    for (const double far : {40.0, 800.0, 1e300}) {
      const Vector z{-far, -far, far, far};
      const double value = loss.evaluate_logits(z, g, gradient);
      EXPECT_TRUE(std::isfinite(value)) << loss.id() << " at " << far;
      for (const double slope : gradient) EXPECT_TRUE(std::isfinite(slope)) << loss.id() << " at " << far;
      if (loss.id() == "bce_mask" || loss.id() == "bce_dice") {
        EXPECT_EQ(gradient[0], -0.25);
        EXPECT_EQ(gradient[3], 0.25);
      }
    }
  }
  EXPECT_EQ(evaluated("bce_mask", wrong, g).value, std::numeric_limits<double>::infinity());
}

TEST(Masks, LogitsAndProbabilitiesAgree) {
  Random random(5);
  for (const StructuredEntry& entry : structured_catalogue()) {
    if (entry.info->structure != Structure::mask || entry.info->id == std::string_view("lovasz_hinge")) continue;
    const StructuredLoss loss(entry.info->id);
    const Vector z = some(random, 16, -3, 3), g = [&] {
      Vector truth = hard_mask(random, 16, 0.5);
      truth[0] = 1;
      truth[1] = 0;
      return truth;
    }();
    Vector p = z, gradient(16);
    for (double& x : p) x = 1 / (1 + std::exp(-x));
    const double value = loss.evaluate_logits(z, g, gradient);
    const Evaluated at = evaluated(loss, p, g);
    EXPECT_NEAR(value, at.value, 1e-14) << loss.id();
    for (std::size_t k = 0; k < 16; ++k) {
      EXPECT_NEAR(gradient[k], at.gradient[k] * p[k] * (1 - p[k]), 1e-14) << loss.id();
    }
  }
}

// Of tied errors, in any order, each has the slope of least size among its one-sided ones.
TEST(Masks, LovaszAtTies) {
  const Vector p{0.5, 0.5, 0.5, 0.5, 0.25}, g{1, 0, 1, 0, 0};
  const StructuredLoss loss("lovasz_softmax");
  const Vector gradient = evaluated(loss, p, g).gradient;
  for (std::size_t k = 0; k < 5; ++k) {
    Vector above = p, below = p;
    above[k] += 1e-6;
    below[k] -= 1e-6;
    const double here = loss.value(p, g);
    const double up = (loss.value(above, g) - here) / 1e-6, down = (here - loss.value(below, g)) / 1e-6;
    EXPECT_NEAR(gradient[k], std::fabs(up) < std::fabs(down) ? up : down, 1e-8) << k;
  }
  // Half a wrong pixel of three, and so on: Berman et al.'s weights by hand, for errors .5, .5, .5, .5, .25.
  EXPECT_NEAR(loss.value(p, g), 0.5 * 1, 1e-15);
  EXPECT_EQ(evaluated("lovasz_hinge", {1, -1, 1}, {1, 0, 1}).gradient, Vector(3));
}

TEST(Masks, ClassWeightsMoveTheBestPrediction) {
  // A quarter of foreground under one prediction for all: w p̂/(w p̂ + 1 − p̂) with p̂ = 1/4 and w = 3 is 1/2.
  const Vector g{1, 0, 0, 0};
  const Evaluated at = evaluated("weighted_bce_mask", Vector(4, 0.5), g, "weight=3");
  EXPECT_NEAR(at.gradient[0] + at.gradient[1] + at.gradient[2] + at.gradient[3], 0, 1e-15);
}

// Who forgets a small object: 1 % of foreground under a prediction of ½.
TEST(Masks, ShareOfTheGradientOnASmallObject) {
  Vector g(400), gradient(400);
  for (std::size_t k = 0; k < 4; ++k) g[k] = 1;
  const auto share = [&](const char* id, const char* parameters = "") {
    loss_of(id, parameters).evaluate_logits(Vector(400), g, gradient);
    return foreground_share(gradient, g);
  };
  EXPECT_NEAR(share("bce_mask"), 0.01, 1e-14);
  EXPECT_NEAR(share("weighted_bce_mask", "weight=99"), 0.5, 1e-13);
  // Dice: −(2(D − I)) of 4 pixels against 2I of 396, with I = 2 and D = 204.
  EXPECT_NEAR(share("dice", "smooth=0"), 4 * 202.0 / (4 * 202.0 + 396 * 2), 1e-14);
  EXPECT_EQ(foreground_share(Vector(3), Vector{1, 0, 0}), 0);
}

TEST(Masks, DistanceMap) {
  Random random(6);
  for (const auto& [width, height] : {std::pair<std::size_t, std::size_t>{1, 7}, {9, 1}, {8, 5}, {5, 8}, {16, 16}}) {
    for (const double share : {0.05, 0.5, 0.9}) {
      Vector g = hard_mask(random, width * height, share);
      g.front() = 1;
      g.back() = 0;
      const Vector map = signed_distance_map(g, width);
      Vector turned = g;
      for (double& x : turned) x = 1 - x;
      const Vector other = signed_distance_map(turned, width);
      for (std::size_t i = 0; i < g.size(); ++i) {
        double least = 1e300;
        for (std::size_t j = 0; j < g.size(); ++j) {
          if (g[i] == g[j]) continue;
          const double across = static_cast<double>(i % width) - static_cast<double>(j % width);
          const double down = static_cast<double>(i / width) - static_cast<double>(j / width);
          least = std::fmin(least, std::sqrt(across * across + down * down));
        }
        EXPECT_EQ(map[i], g[i] > 0 ? 0.5 - least : least - 0.5);
        EXPECT_EQ(other[i], -map[i]);
      }
    }
  }
  EXPECT_EQ(signed_distance_map(Vector(6), 3), Vector(6));
  EXPECT_EQ(signed_distance_map(Vector(6, 1), 3), Vector(6));
}

// The truth itself is the best hard mask.
TEST(Masks, BoundaryIsLeastForTheTruth) {
  const Vector g{0, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0};
  const StructuredLoss loss = loss_of("boundary_mask", "width=4");
  const double best = loss.value(g, g);
  EXPECT_LT(best, 0);
  for (std::size_t k = 0; k < g.size(); ++k) {
    Vector p = g;
    p[k] = 1 - p[k];
    EXPECT_GT(loss.value(p, g), best);
  }
}

}  // namespace
}  // namespace losslab::testing
