// Bounds, invariances, kinks and what happens to boxes without area.
#include "losses/structures/boxes/overlap.h"
#include "losses/structures/structures.h"
#include "support.h"

namespace losslab::testing {
namespace {

constexpr const char* iou_losses[] = {"iou_box", "giou_box", "diou_box", "ciou_box", "eiou_box"};
constexpr const char* all_boxes[] = {"iou_box", "giou_box",      "diou_box",    "ciou_box",      "eiou_box",
                                     "l1_box",  "smooth_l1_box", "squared_box", "l1_box_deltas", "squared_box_deltas"};

TEST(Boxes, BoundsAndOrder) {
  Random random(1);
  for (int repeat = 0; repeat < 2000; ++repeat) {
    const Vector box = some_box(random, 2), target = some_box(random, 2);
    const double iou = evaluated("iou_box", box, target).value, giou = evaluated("giou_box", box, target).value;
    const double diou = evaluated("diou_box", box, target).value, ciou = evaluated("ciou_box", box, target).value;
    const double eiou = evaluated("eiou_box", box, target).value;
    EXPECT_TRUE(0 <= iou && iou <= 1);
    EXPECT_TRUE(iou <= giou && giou <= 2);
    EXPECT_TRUE(iou <= diou && diou <= ciou && ciou < 3 && diou < 2);
    EXPECT_TRUE(diou <= eiou && eiou < 4);
  }
}

TEST(Boxes, IdenticalOnesCostNothingAndDoNotMove) {
  const Vector box{0.5, -1, 2.25, 3};
  for (const char* id : all_boxes) {
    const Evaluated at = evaluated(id, box, box);
    EXPECT_EQ(at.value, 0) << id;
    EXPECT_EQ(at.gradient, Vector(4)) << id;
  }
}

TEST(Boxes, MovedAndScaledTogether) {
  Random random(2);
  for (int repeat = 0; repeat < 300; ++repeat) {
    const Vector box = some_box(random, 2), target = some_box(random, 2);
    Vector moved = box, moved_target = target;
    for (std::size_t k = 0; k < 4; ++k) {
      const double by = k % 2 == 0 ? 4 : -8;
      moved[k] = 4 * box[k] + by;
      moved_target[k] = 4 * target[k] + by;
    }
    for (const char* id : iou_losses) {
      const Evaluated here = evaluated(id, box, target), there = evaluated(id, moved, moved_target);
      EXPECT_NEAR(there.value, here.value, 1e-13) << id;
      for (std::size_t k = 0; k < 4; ++k) {
        EXPECT_NEAR(4 * there.gradient[k], here.gradient[k], 1e-12) << id;
      }
      // Neither box comes first.
      const Evaluated back = evaluated(id, target, box);
      if (std::string_view(id) == "ciou_box") continue;  // its weight looks at the prediction alone
      EXPECT_NEAR(back.value, here.value, 1e-14) << id;
    }
    // The mirrored pair has the mirrored gradient.
    const Vector mirrored{-box[2], box[1], -box[0], box[3]},
        mirrored_target{-target[2], target[1], -target[0], target[3]};
    for (const char* id : all_boxes) {
      const Evaluated here = evaluated(id, box, target), there = evaluated(id, mirrored, mirrored_target);
      EXPECT_NEAR(there.value, here.value, 1e-14 * (1 + here.value)) << id;
      EXPECT_NEAR(there.gradient[0], -here.gradient[2], 1e-13 * (1 + std::fabs(here.gradient[2]))) << id;
      EXPECT_NEAR(there.gradient[1], here.gradient[1], 1e-13 * (1 + std::fabs(here.gradient[1]))) << id;
    }
  }
}

TEST(Boxes, DisjointOnes) {
  const Vector box{0, 0, 1, 1}, target{3, 2, 5, 3};
  const Evaluated iou = evaluated("iou_box", box, target);
  EXPECT_EQ(iou.value, 1);
  EXPECT_EQ(iou.gradient, Vector(4));
  // GIoU grows the prediction: descent moves the right edge to the right, and the left one to the left as well.
  const Evaluated giou = evaluated("giou_box", box, target);
  EXPECT_LT(giou.gradient[2], 0);
  EXPECT_GT(giou.gradient[0], 0);
  // DIoU moves both edges to the right.
  const Evaluated diou = evaluated("diou_box", box, target);
  EXPECT_LT(diou.gradient[0] + diou.gradient[2], 0);
}

TEST(Boxes, TheAspectTermIsBlindToSize) {
  const Vector target{0, 0, 2, 1}, smaller{0.5, 0.25, 1.5, 0.75};
  EXPECT_EQ(evaluated("ciou_box", smaller, target).value, evaluated("diou_box", smaller, target).value);
  EXPECT_EQ(evaluated("ciou_box", smaller, target).gradient, evaluated("diou_box", smaller, target).gradient);
  EXPECT_GT(evaluated("eiou_box", smaller, target).value, evaluated("ciou_box", smaller, target).value);
}

TEST(Boxes, TheGradientThroughTheWeightIsAChoice) {
  const Vector box{0, 0, 3, 1}, target{0.5, 0.25, 2, 2};
  const Evaluated published = evaluated("ciou_box", box, target);
  const Evaluated full = evaluated("ciou_box", box, target, "through_alpha=1");
  const Evaluated half = evaluated("ciou_box", box, target, "through_alpha=0.5");
  EXPECT_EQ(published.value, full.value);
  for (std::size_t k = 0; k < 4; ++k) {
    EXPECT_NE(published.gradient[k], full.gradient[k]);
    EXPECT_NEAR(half.gradient[k], 0.5 * (published.gradient[k] + full.gradient[k]), 1e-15);
  }
}

// The one-sided slope in one coordinate.
double slope_by_difference(const StructuredLoss& loss, Vector box, const Vector& target, std::size_t k, double step) {
  const double here = loss.value(box, target);
  box[k] += step;
  return (loss.value(box, target) - here) / step;
}

TEST(Boxes, AtKinksTheSlopeOfLeastSize) {
  const Vector target{0, 0, 2, 1};
  const std::vector<Vector> boxes{{0, 0, 2, 1},        {0, -1, 1, 0.5}, {2, 0, 3, 1},  {2, 1, 3, 2},
                                  {-1, 0.25, 0, 0.75}, {0, 0, 2, 0.5},  {-1, 0, 2, 1}, {0.5, 1, 1, 3}};
  constexpr double step = 1e-7;
  for (const char* id : {"iou_box", "giou_box", "diou_box", "eiou_box", "l1_box"}) {
    const StructuredLoss loss(id);
    for (const Vector& box : boxes) {
      const Vector gradient = evaluated(loss, box, target).gradient;
      for (std::size_t k = 0; k < 4; ++k) {
        const double above = slope_by_difference(loss, box, target, k, step);
        const double below = slope_by_difference(loss, box, target, k, -step);
        const double least = above * below < -1e-9 ? 0 : std::fabs(above) < std::fabs(below) ? above : below;
        EXPECT_NEAR(gradient[k], least, 1e-5) << id << " edge " << k << " of " << box[0] << " " << box[1];
        // The two sides that it was chosen from are those slopes, too.
        if (std::string_view(id) != "iou_box") continue;
        double sides[2][4];
        scalar::on_side(scalar::IouBox{}, box.data(), target.data(), scalar::Side::below, sides[0]);
        scalar::on_side(scalar::IouBox{}, box.data(), target.data(), scalar::Side::above, sides[1]);
        EXPECT_NEAR(sides[0][k], below, 1e-5);
        EXPECT_NEAR(sides[1][k], above, 1e-5);
      }
    }
  }
}

TEST(Boxes, WithoutAreaTheyAreFinite) {
  const Vector point{1, 1, 1, 1}, line{0, 1, 2, 1}, box{0, 0, 2, 2};
  for (const char* id : iou_losses) {
    for (const auto& [a, b] : {std::pair{point, box}, {line, box}, {point, point}, {line, point}, {box, point}}) {
      const Evaluated at = evaluated(id, a, b);
      EXPECT_TRUE(std::isfinite(at.value)) << id;
      for (const double g : at.gradient) EXPECT_TRUE(std::isfinite(g)) << id;
    }
  }
}

TEST(Boxes, NearlyEqualOnesKeepTheirDigits) {
  // 1 − IoU of a square of side 1 that is moved by h: 2h/(1 + h).
  for (const double h : {0x1p-10, 0x1p-30, 0x1p-50}) {
    const double value = evaluated("iou_box", {h, 0, 1 + h, 1}, {0, 0, 1, 1}).value;
    EXPECT_NEAR(value, 2 * h / (1 + h), 1e-15 * h);
  }
}

}  // namespace
}  // namespace losslab::testing
