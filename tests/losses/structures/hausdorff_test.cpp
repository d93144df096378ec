// The Hausdorff loss of a mask: by hand, at its limits, and what is held constant in its gradient.
#include "losses/structures/masks/distance_map.h"
#include "support.h"

namespace losslab::testing {
namespace {

const Vector nothing(6), everything(6, 1.0);

void expect_numbers(const Evaluated& at, double value, const Vector& gradient) {
  EXPECT_NEAR(at.value, value, 1e-15);
  ASSERT_EQ(at.gradient.size(), gradient.size());
  for (std::size_t k = 0; k < gradient.size(); ++k) EXPECT_NEAR(at.gradient[k], gradient[k], 1e-15) << k;
}

// One row: the truth ends after its first pixel, so that d = ½, ½, 3/2, 5/2; of the prediction at ½, 1 1 0 1,
// e = 3/2, ½, ½, ½.
TEST(HausdorffMask, ByHand) {
  const Vector p{0.9, 0.6, 0.2, 0.7}, g{1, 0, 0, 0};
  expect_numbers(evaluated("hausdorff_mask", p, g), (0.01 * 2.5 + 0.36 * 0.5 + 0.04 * 2.5 + 0.49 * 6.5) / 4,
                 {-0.125, 0.15, 0.25, 2.275});
  expect_numbers(evaluated("hausdorff_mask", p, g, "alpha=1"), (0.01 * 2 + 0.36 * 1 + 0.04 * 2 + 0.49 * 3) / 4,
                 {-0.1, 0.3, 0.2, 1.05});
  // In two rows all distances are ½ but for one pixel of the truth and one of the prediction, across the corner.
  const double far = 0.25 + std::pow(std::sqrt(2.0) - 0.5, 2);
  expect_numbers(evaluated("hausdorff_mask", p, g, "width=2"), (0.01 * 0.5 + 0.36 * far + 0.04 * 0.5 + 0.49 * far) / 4,
                 {-0.025, 0.3 * far, 0.05, 0.35 * far});
}

// e belongs to the whole mask, and moves with none of its pixels in the gradient; where one crosses ½ the value jumps.
TEST(HausdorffMask, TheDistanceOfThePredictionIsConstantInTheGradient) {
  const StructuredLoss loss = loss_of("hausdorff_mask", "width=4;alpha=1.5");
  Random random(3);
  const Vector g{0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0}, p = some(random, 12, 0.02, 0.98);
  Vector seen = p;
  for (double& x : seen) x = x >= 0.5 ? 1 : 0;
  const Vector d = signed_distance_map(g, 4), e = signed_distance_map(seen, 4);
  const Evaluated at = evaluated(loss, p, g);
  for (std::size_t k = 0; k < p.size(); ++k) {
    const double weight = std::pow(std::fabs(d[k]), 1.5) + std::pow(std::fabs(e[k]), 1.5);
    EXPECT_NEAR(at.gradient[k], 2 * (p[k] - g[k]) * weight / 12, 1e-15) << k;
  }
  const double below = evaluated("hausdorff_mask", {std::nextafter(0.5, 0.0), 0.1, 0.3, 0.2}, {0, 0, 0, 1}).value;
  const double above = evaluated("hausdorff_mask", {0.5, 0.1, 0.3, 0.2}, {0, 0, 0, 1}).value;
  EXPECT_GT(above, below + 0.1);
}

// Where there is no border all distances are 0.
TEST(HausdorffMask, WithoutABorder) {
  const Vector faint{0.3, 0.1, 0.45, 0.2, 0.4, 0}, g{0, 1, 1, 0, 0, 0}, p{0.3, 0.1, 0.9, 0.2, 0.4, 0};
  for (const Vector& truth : {nothing, everything}) {
    EXPECT_EQ(evaluated("hausdorff_mask", faint, truth, "width=3").value, 0);
    EXPECT_EQ(evaluated("hausdorff_mask", faint, truth, "width=3").gradient, nothing);
    EXPECT_EQ(loss_of("hausdorff_mask").objection(faint, truth), "");
  }
  // What one of the two says is then all.
  const auto of_one = [](const Vector& prediction, const Vector& truth, const Vector& mask) {
    const Vector map = signed_distance_map(mask, 3);
    double sum = 0;
    for (std::size_t k = 0; k < 6; ++k) {
      sum += (prediction[k] - truth[k]) * (prediction[k] - truth[k]) * map[k] * map[k];
    }
    return sum / 6;
  };
  EXPECT_NEAR(evaluated("hausdorff_mask", faint, g, "width=3").value, of_one(faint, g, g), 1e-15);
  EXPECT_NEAR(evaluated("hausdorff_mask", p, nothing, "width=3").value, of_one(p, nothing, {0, 0, 1, 0, 0, 0}), 1e-15);
  EXPECT_GT(evaluated("hausdorff_mask", p, nothing, "width=3").value, 0);
}

// The farther a false alarm is from the object, the more it costs; a right mask costs nothing.
TEST(HausdorffMask, FarErrorsCostMore) {
  const Vector g{1, 1, 0, 0, 0, 0};
  double before = 0;
  for (std::size_t k = 2; k < 6; ++k) {
    Vector p = g;
    p[k] = 1;
    const double value = evaluated("hausdorff_mask", p, g).value;
    EXPECT_GT(value, before) << k;
    before = value;
  }
  EXPECT_EQ(evaluated("hausdorff_mask", g, g).value, 0);
}

}  // namespace
}  // namespace losslab::testing
