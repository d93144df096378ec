// Which class minimisers pick over a triangle of truths, cell by cell, and their link.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "app/core/distributions/map/class_link.h"
#include "app/core/distributions/map/decision_map.h"
#include "app/core/distributions/map/kept.h"
#include "losses/vectors/consistency/decision.h"

namespace losslab {
namespace {

const std::array<int, 3> first_three{0, 1, 2};

TruthTriangle of_three() { return {std::vector<double>{0.6, 0.3, 0.1}, first_three}; }

DecisionMap map_of(const char* id, const char* parameters = "", const TruthTriangle& triangle = of_three()) {
  VectorLoss loss(id);
  loss.set_from_text(parameters);
  return decision_map(loss, triangle, {});
}

TEST(DecisionMap, SharesOfTheTextbooks) {
  for (const char* id : {"ova_hinge", "crammer_singer_hinge"}) {
    EXPECT_NEAR(map_of(id).undecided, 0.25, 1e-14) << id;  // where all t_k < ½
    EXPECT_EQ(map_of(id).wrong, 0) << id;
  }
  for (const char* id : {"softmax_ce", "brier_softmax", "lee_lin_wahba_hinge"}) EXPECT_EQ(map_of(id).lost(), 0) << id;
  // Sorted, t₁ ≤ ½ and t₂ ≥ ⅓: a triangle with the corners (½, ½, 0), (½, ⅓, ⅙) and (⅓, ⅓, ⅓), six times.
  EXPECT_NEAR(map_of("weston_watkins_hinge").undecided, 1.0 / 6, 1e-14);
  EXPECT_EQ(map_of("weston_watkins_hinge").wrong, 0);
  EXPECT_EQ(map_of("normalised_ce_softmax").undecided, 1);
  EXPECT_EQ(map_of("label_smoothing_ce", "epsilon=1").undecided, 1);
  // The first class at a third of the others' weight is picked where t₁ > 3 t₂, 3 t₃: 1/7 of the simplex lies between
  // 3 t₂, 3 t₃ < t₁ (of area 1/7 by the corners e₁, (¾, ¼, 0), (¾, 0, ¼), (⅗, ⅕, ⅕)) and t₂, t₃ < t₁ (⅓).
  const double kept = 2 * 0.5 * (0.25 * 0.2 + 0.2 * 0.25);
  EXPECT_NEAR(map_of("class_weighted_ce", "alpha=0.25").wrong, 1.0 / 3 - kept, 1e-14);
}

// Cells tell the same as the minimiser does at each of 1 035 truths, and cover the triangle once.
void expect_agreement(const VectorLoss& loss, const TruthTriangle& triangle, const std::vector<double>& teacher) {
  const DecisionMap map = decision_map(loss, triangle, teacher);
  double area = 0;
  for (const DecisionCell& cell : map.cells) area += cell.area;
  EXPECT_NEAR(area, 1, 1e-12) << loss.id();
  constexpr int parts = 44;
  for (int i = 0; i <= parts; ++i) {
    for (int j = 0; i + j <= parts; ++j) {
      // Aside of the lines on which decisions often lie.
      const double a = (i + 0.0123) / (parts + 0.05), b = (j + 0.0217) / (parts + 0.05);
      const Shares at{a, b, 1 - a - b};
      int inside = 0;
      for (const DecisionCell& cell : map.cells) {
        double least = 1;
        bool left = true, right = true;
        for (std::size_t k = 0; k < cell.outline.size(); ++k) {
          const Shares &p = cell.outline[k], &q = cell.outline[(k + 1) % cell.outline.size()];
          const double side = (q[0] - p[0]) * (at[1] - p[1]) - (q[1] - p[1]) * (at[0] - p[0]);
          least = std::min(least, std::abs(side));
          left = left && side > 0;
          right = right && side < 0;
        }
        if (!left && !right) continue;
        ++inside;
        if (least <= 1e-9) continue;
        EXPECT_EQ(cell.picks, picked_class(loss, triangle.at(at), teacher)) << loss.id();
      }
      EXPECT_LE(inside, 1) << loss.id();
    }
  }
}

TEST(DecisionMap, SaysWhatTheMinimiserPicks) {
  const TruthTriangle among_five(std::vector<double>{0.3, 0.2, 0.25, 0.15, 0.1}, {0, 2, 4});
  for (const VectorEntry& entry : vector_catalogue()) {
    const VectorLoss loss(entry.info->id);
    const bool taught = loss.properties().needs_teacher;
    expect_agreement(loss, of_three(), taught ? std::vector<double>{0.3, 0, -0.2} : std::vector<double>());
    expect_agreement(loss, among_five, taught ? std::vector<double>{0.3, 0, -0.2, 0.1, 0} : std::vector<double>());
  }
}

TEST(DecisionMap, ATeacherMovesTheBorders) {
  VectorLoss loss("distillation");
  loss.set_from_text("T=1;mix=0.5");
  const std::vector<double> teacher{std::log(2.0), 0, 0};  // ½, ¼, ¼
  // Scores ½t + ½v: the first class is picked where t₁ + ¼ > t₂, t₃; lost where it is not the most probable.
  const DecisionMap map = decision_map(loss, of_three(), teacher);
  // t₁ > max(t₂, t₃) − ¼: the complement is two copies of {t₂ ≥ t₃, t₂ − t₁ > ¼}, a triangle and a half of the rest.
  double wrong = 0;
  constexpr int parts = 400;
  for (int i = 0; i < parts; ++i) {
    for (int j = 0; i + j < parts; ++j) {
      const double a = (i + 1.0 / 3) / parts, b = (j + 1.0 / 3) / parts, c = 1 - a - b, top = std::max(b, c);
      wrong += a < top && a + 0.25 > top ? 1.0 : 0.0;
    }
  }
  EXPECT_NEAR(map.wrong, wrong / (0.5 * parts * (parts + 1)), 3e-3);
  EXPECT_EQ(map.undecided, 0);
}

TEST(TruthTriangle, KeepsTheOtherClasses) {
  const TruthTriangle triangle(std::vector<double>{0.25, 0.125, 0.25, 0.375}, {3, 0, 2});
  EXPECT_EQ(triangle.together, 0.875);
  EXPECT_THAT(triangle.at({0.5, 0.25, 0.25}), testing::ElementsAre(0.21875, 0.125, 0.21875, 0.4375));
  // Three that have nothing are given half.
  const TruthTriangle empty(std::vector<double>{0, 0, 0, 1}, first_three);
  EXPECT_THAT(empty.at({1, 0, 0}), testing::ElementsAre(0.5, 0, 0, 0.5));
}

TEST(ClassLink, HasGapsWhereMinimisersAreMany) {
  const std::vector<std::vector<double>> truths{{0.2, 0.4, 0.4}, {0.5, 0.25, 0.25}, {0.6, 0.2, 0.2}};
  const ClassLink hinge = class_link(VectorLoss("crammer_singer_hinge"), truths, 0, {});
  EXPECT_NEAR(hinge.z[0], 0, 1e-15);
  EXPECT_TRUE(std::isnan(hinge.z[1]));
  EXPECT_NEAR(hinge.z[2], 2.0 / 3, 1e-15);
  const ClassLink brier = class_link(VectorLoss("brier_softmax"), truths, 0, {});
  EXPECT_NEAR(brier.p[2], 0.6, 1e-15);
}

TEST(Kept, MakesNothingTwiceWhileItIsAskedFor) {
  Kept<int, int, 2> kept;
  int made = 0;
  const auto of = [&](int key) { return kept.of(key, [&] { return ++made, 10 * key; }); };
  EXPECT_EQ(of(1), 10);
  EXPECT_EQ(of(2), 20);
  EXPECT_EQ(of(1), 10);
  EXPECT_EQ(made, 2);
  EXPECT_EQ(of(3), 30);  // the 2 was longest not asked for
  EXPECT_EQ(of(1), 10);
  EXPECT_EQ(made, 3);
}

}  // namespace
}  // namespace losslab
