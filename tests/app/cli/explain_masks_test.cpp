// Tables of losses of masks with one mistake each, computed by plain loops: check has to name it.
#include "explain_structures.h"

namespace losslab {
namespace {

using testing::AllOf;
using testing::HasSubstr;

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }
Vector sigmoids(Vector z) {
  for (double& x : z) x = sigmoid(x);
  return z;
}
Vector hard(Vector p) {
  for (double& x : p) x = x >= 0.5 ? 1 : 0;
  return p;
}
double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}
double sum_of(const Vector& a) { return dot(a, Vector(a.size(), 1)); }

// 1 − (2 Σ p g + above)/(Σ p + Σ g + below).
double plain_dice(const Vector& p, const Vector& g, double above, double below) {
  return 1 - (2 * dot(p, g) + above) / (sum_of(p) + sum_of(g) + below);
}
double plain_tversky(const Vector& p, const Vector& g, double a, double b, double above, double below) {
  const double hits = dot(p, g);
  return 1 - (hits + above) / (hits + a * (sum_of(p) - hits) + b * (sum_of(g) - hits) + below);
}
double plain_bce(const Vector& p, const Vector& g) {
  double sum = 0;
  for (std::size_t i = 0; i < p.size(); ++i) sum -= g[i] * std::log(p[i]) + (1 - g[i]) * std::log(1 - p[i]);
  return sum / static_cast<double>(p.size());
}
Vector turned(Vector g) {
  for (double& x : g) x = 1 - x;
  return g;
}

// The logits of the same predictions.
std::vector<InputAndTarget> in_logits(std::vector<InputAndTarget> masks) {
  for (InputAndTarget& mask : masks) {
    for (double& x : mask.x) x = std::log(x / (1 - x));
  }
  return masks;
}

TEST_F(CliExplainStructures, ThresholdedPredictions) {
  const StructureMistake thresholded = [](const InputAndTarget& at, const StructureClaim&) -> StructureClaim {
    return {plain_dice(hard(at.x), at.t, 1, 1), Vector(at.x.size())};
  };
  const std::vector<std::string> lines = lines_of(said(structure_rows(structured("dice"), some_masks, thresholded)));
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_THAT(lines[0] + lines[1],
              AllOf(HasSubstr("dice (smooth=1): all 6 differing values are ours for p ≥ ½ in place of p: the "
                              "prediction is thresholded"),
                    HasSubstr("gradients are 0: where ours are not")));
  for (const char* id : {"dice", "tversky", "soft_jaccard", "focal_tversky", "dice_squared", "lovasz_softmax"}) {
    EXPECT_THAT(sentence(structured(id), some_masks,
                         [id](const InputAndTarget& at, const StructureClaim& ours) -> StructureClaim {
                           return {claim_of(structured(id), {hard(at.x), at.t}).value, ours.gradient};
                         }),
                HasSubstr("values are ours for p ≥ ½ in place of p"))
        << id;
  }
}

// One sentence for a table of several losses.
TEST_F(CliExplainStructures, ThresholdsThroughoutATable) {
  std::string text;
  for (const char* id : {"dice", "tversky", "soft_jaccard"}) {
    text += structure_rows(structured(id, "smooth=0"), some_masks,
                           [id](const InputAndTarget& at, const StructureClaim& ours) -> StructureClaim {
                             return {claim_of(structured(id, "smooth=0"), {hard(at.x), at.t}).value, ours.gradient};
                           });
  }
  EXPECT_THAT(sentence(text), HasSubstr("all 3 losses that differ: all 18 differing values are ours for p ≥ ½"));
}

TEST_F(CliExplainStructures, SmoothingThatIsForgottenOrInOnePlaceAlone) {
  const auto dice = [](double above, double below) -> StructureMistake {
    return [=](const InputAndTarget& at, const StructureClaim&) {
      return by_differences([&](const Vector& p) { return plain_dice(p, at.t, above, below); }, at.x);
    };
  };
  const InputLoss loss = structured("dice", "smooth=0.5");
  EXPECT_EQ(said(structure_rows(loss, some_masks, dice(0.5, 0.5))), "6 rows, 0 differ\n");
  EXPECT_THAT(sentence(loss, some_masks, dice(0, 0)),
              HasSubstr("values and gradients are ours with s = 0: s, the smoothing, is forgotten"));
  EXPECT_THAT(sentence(loss, some_masks, dice(0.5, 0)),
              HasSubstr("values and gradients are ours with the smoothing s in the numerator alone"));
  EXPECT_THAT(sentence(loss, some_masks, dice(0, 0.5)),
              HasSubstr("ours with the smoothing s in the denominator alone"));
  EXPECT_THAT(sentence(loss, some_masks, dice(1e-5, 1e-5)), HasSubstr("ours with s = 1e-05"));
  EXPECT_THAT(sentence(structured("dice"), some_masks, dice(1, 2)), HasSubstr("ours with 2 s in the denominator"));
  for (const char* side : {"numerator", "denominator"}) {
    const bool above = side[0] == 'n';
    const std::string expected = fmt::format("the smoothing s in the {} alone", side);
    EXPECT_THAT(sentence(structured("tversky", "smooth=0.25"), some_masks,
                         [above](const InputAndTarget& at, const StructureClaim& ours) -> StructureClaim {
                           const double s = 0.25;
                           return {plain_tversky(at.x, at.t, 0.3, 0.7, above ? s : 0, above ? 0 : s), ours.gradient};
                         }),
                HasSubstr(expected));
    EXPECT_THAT(sentence(structured("bce_dice", "weight=2"), some_masks,
                         [above](const InputAndTarget& at, const StructureClaim&) {
                           return by_differences(
                               [&](const Vector& p) {
                                 return plain_bce(p, at.t) + 2 * plain_dice(p, at.t, above ? 1 : 0, above ? 0 : 1);
                               },
                               at.x);
                         }),
                HasSubstr(expected));
    EXPECT_THAT(sentence(structured("focal_tversky", "smooth=0.1"), some_masks,
                         [above](const InputAndTarget& at, const StructureClaim& ours) -> StructureClaim {
                           const double t = plain_tversky(at.x, at.t, 0.3, 0.7, above ? 0.1 : 0, above ? 0 : 0.1);
                           return {std::pow(t, 0.75), ours.gradient};
                         }),
                HasSubstr(expected));
  }
}

TEST_F(CliExplainStructures, PiecesOfDice) {
  const InputLoss loss = structured("dice", "smooth=0");
  EXPECT_THAT(sentence(loss, some_masks,
                       [](const InputAndTarget& at, const StructureClaim& ours) -> StructureClaim {
                         return {1 - dot(at.x, at.t) / (sum_of(at.x) + sum_of(at.t)), ours.gradient};
                       }),
              HasSubstr("ours without the 2 of 2 Σ p g"));
  EXPECT_THAT(sentence(loss, some_masks,
                       [](const InputAndTarget&, const StructureClaim& ours) -> StructureClaim {
                         return {1 - ours.value, times(-1, ours).gradient};
                       }),
              HasSubstr("values and gradients are 1 − ours: the coefficient stands for the loss"));
  EXPECT_THAT(sentence(loss, some_masks,
                       [](const InputAndTarget&, const StructureClaim& ours) -> StructureClaim {
                         return {ours.value - 1, ours.gradient};
                       }),
              HasSubstr("values are ours − 1: the negative coefficient"));
  EXPECT_THAT(sentence(loss, some_masks,
                       [](const InputAndTarget& at, const StructureClaim&) -> StructureClaim {
                         return by_differences(
                             [&](const Vector& p) { return -std::log(1 - plain_dice(p, at.t, 0, 0)); }, at.x);
                       }),
              HasSubstr("values and gradients are −log(1 − ours)"));
  EXPECT_THAT(sentence(loss, some_masks, those_of(structured("dice_squared", "smooth=0"))),
              HasSubstr("those of dice_squared (smooth=0): another loss, Squared Dice"));
  EXPECT_THAT(sentence(structured("tversky", "alpha=0.2;beta=0.8"), some_masks,
                       those_of(structured("tversky", "alpha=0.8;beta=0.2"))),
              HasSubstr("ours with α and β exchanged"));
  EXPECT_THAT(
      sentence(structured("focal_tversky", "gamma=2"), some_masks, those_of(structured("focal_tversky", "gamma=0.5"))),
      HasSubstr("1/γ in place of γ"));
}

TEST_F(CliExplainStructures, TheBackground) {
  const InputLoss loss = structured("dice");
  const auto both = [](const InputAndTarget& at) {
    return [&at](const Vector& p) {
      return 0.5 * (plain_dice(p, at.t, 1, 1) + plain_dice(turned(p), turned(at.t), 1, 1));
    };
  };
  EXPECT_THAT(sentence(loss, some_masks,
                       [&](const InputAndTarget& at, const StructureClaim&) { return by_differences(both(at), at.x); }),
              HasSubstr("values and gradients are the mean of ours for the foreground and for the background"));
  EXPECT_THAT(sentence(loss, some_masks,
                       [](const InputAndTarget& at, const StructureClaim&) {
                         return by_differences(
                             [&](const Vector& p) { return plain_dice(turned(p), turned(at.t), 1, 1); }, at.x);
                       }),
              HasSubstr("values and gradients are ours for the background: 1 − p and 1 − g stand for p and g"));
  EXPECT_THAT(sentence(structured("bce_mask"), some_masks,
                       [](const InputAndTarget& at, const StructureClaim&) {
                         return claim_of(structured("bce_mask"), {at.x, turned(at.t)});
                       }),
              HasSubstr("values and gradients are ours for the truth 1 − g"));
}

TEST_F(CliExplainStructures, TheBatchInOnePool) {
  const InputLoss loss = structured("dice", "smooth=0");
  InputAndTarget all;
  double mean = 0;
  for (const InputAndTarget& mask : some_masks) {
    all.x.insert(all.x.end(), mask.x.begin(), mask.x.end());
    all.t.insert(all.t.end(), mask.t.begin(), mask.t.end());
    mean += claim_of(loss, mask).value / 6;
  }
  EXPECT_THAT(sentence(loss, some_masks,
                       [&](const InputAndTarget&, const StructureClaim& ours) -> StructureClaim {
                         return {plain_dice(all.x, all.t, 0, 0), ours.gradient};
                       }),
              HasSubstr("values are that of all rows taken together: the pixels of the batch are pooled, where the "
                        "number of each mask is due"));
  EXPECT_THAT(sentence(loss, some_masks,
                       [&](const InputAndTarget&, const StructureClaim& ours) -> StructureClaim {
                         return {mean, ours.gradient};
                       }),
              HasSubstr("values are the mean of ours over the rows: it was reduced over the batch"));
  // The gradients of the pool as well.
  std::size_t begin = 0;
  const StructureClaim pooled = claim_of(loss, all);
  EXPECT_THAT(sentence(loss, some_masks,
                       [&](const InputAndTarget& at, const StructureClaim&) -> StructureClaim {
                         const auto from = pooled.gradient.begin() + static_cast<std::ptrdiff_t>(begin);
                         begin += at.x.size();
                         return {pooled.value, Vector(from, from + static_cast<std::ptrdiff_t>(at.x.size()))};
                       }),
              HasSubstr("all 12 differing values and gradients are that of all rows taken together"));
}

TEST_F(CliExplainStructures, SumsForMeans) {
  const StructureMistake sum = [](const InputAndTarget& at, const StructureClaim& ours) {
    return times(static_cast<double>(at.x.size()), ours);
  };
  for (const char* id : {"bce_mask", "focal_mask", "weighted_bce_mask", "hausdorff_mask", "boundary_mask"}) {
    EXPECT_THAT(sentence(structured(id), some_masks, sum),
                HasSubstr("are n times ours: the sum over the n pixels stands for their mean"))
        << id;
  }
  EXPECT_THAT(sentence(structured("weighted_bce_mask", "weight=3"), some_masks,
                       [](const InputAndTarget& at, const StructureClaim& ours) {
                         double weight = 0;
                         for (const double g : at.t) weight += g > 0 ? 3 : 1;
                         return times(static_cast<double>(at.x.size()) / weight, ours);
                       }),
              HasSubstr("ours with the sum of the weights in place of n"));
}

TEST_F(CliExplainStructures, LogarithmsOfProbabilities) {
  const InputLoss loss = structured("bce_mask");
  EXPECT_THAT(
      sentence(loss, some_masks,
               [](const InputAndTarget&, const StructureClaim& ours) { return times(1 / std::log(2.0), ours); }),
      HasSubstr("the logarithm is to base 2, ours is the natural one"));
  std::vector<InputAndTarget> far = some_masks;
  for (InputAndTarget& mask : far) mask.x[0] = mask.t[0] > 0 ? 1e-9 : 1 - 1e-9;
  EXPECT_THAT(sentence(loss, far,
                       [](const InputAndTarget& at, const StructureClaim& ours) -> StructureClaim {
                         Vector held = at.x;
                         for (double& p : held) p = std::fmin(std::fmax(p, 1e-7), 1 - 1e-7);
                         return {plain_bce(held, at.t), ours.gradient};
                       }),
              HasSubstr("ours with p clamped to [1e-7, 1 − 1e-7]"));
  for (InputAndTarget& mask : far) mask.x[0] = 1 - mask.t[0];
  EXPECT_THAT(sentence(loss, far,
                       [](const InputAndTarget& at, const StructureClaim&) -> StructureClaim {
                         const Vector p(at.x.begin() + 1, at.x.end()), g(at.t.begin() + 1, at.t.end());
                         const double n = static_cast<double>(at.x.size());
                         return {((n - 1) * plain_bce(p, g) + 100) / n, Vector(at.x.size())};
                       }),
              HasSubstr("ours with log p clamped at −100"));
}

TEST_F(CliExplainStructures, ProbabilitiesTakenForLogits) {
  EXPECT_THAT(sentence(structured("dice"), some_masks,
                       [](const InputAndTarget& at, const StructureClaim&) {
                         return by_differences([&](const Vector& p) { return plain_dice(sigmoids(p), at.t, 1, 1); },
                                               at.x);
                       }),
              HasSubstr("values and gradients are ours at σ(p): probabilities are taken for logits"));
  EXPECT_THAT(sentence(structured("bce_mask"), some_masks,
                       [](const InputAndTarget& at, StructureClaim ours) {
                         for (std::size_t i = 0; i < at.x.size(); ++i) ours.gradient[i] *= at.x[i] * (1 - at.x[i]);
                         return ours;
                       }),
              AllOf(HasSubstr("gradients are p (1 − p) times ours: the gradient in the logits")));
}

TEST_F(CliExplainMaskLogits, SigmoidsAndLogits) {
  const std::vector<InputAndTarget> masks = in_logits(some_masks);
  const InputLoss dice = structured("dice", "smooth=0.5", true), bce = structured("bce_mask", "", true);
  EXPECT_EQ(said(structure_rows(dice, masks,
                                [](const InputAndTarget& at, const StructureClaim&) {
                                  return by_differences(
                                      [&](const Vector& z) { return plain_dice(sigmoids(z), at.t, 0.5, 0.5); }, at.x);
                                })),
            "6 rows, 0 differ\n");
  EXPECT_THAT(sentence(dice, masks,
                       [](const InputAndTarget& at, const StructureClaim&) {
                         return by_differences(
                             [&](const Vector& z) { return plain_dice(sigmoids(sigmoids(z)), at.t, 0.5, 0.5); }, at.x);
                       }),
              HasSubstr("values and gradients are ours at σ(z): probabilities stand where logits are due: the sigmoid "
                        "is applied twice"));
  EXPECT_THAT(sentence(bce, masks,
                       [](const InputAndTarget& at, const StructureClaim& ours) -> StructureClaim {
                         return {plain_bce(sigmoids(sigmoids(at.x)), at.t), ours.gradient};
                       }),
              HasSubstr("values are ours at σ(z)"));
  EXPECT_THAT(sentence(dice, masks,
                       [](const InputAndTarget& at, const StructureClaim&) {
                         return by_differences([&](const Vector& z) { return plain_dice(z, at.t, 0.5, 0.5); }, at.x);
                       }),
              HasSubstr("ours with z in place of p: the sigmoid is missing"));
  EXPECT_THAT(sentence(bce, masks,
                       [](const InputAndTarget& at, const StructureClaim& ours) -> StructureClaim {
                         return {ours.value, claim_of(structured("bce_mask"), {sigmoids(at.x), at.t}).gradient};
                       }),
              HasSubstr("gradients are dℓ/dp: the gradient in the probabilities p = σ(z), ours is that in the logits"));
  EXPECT_THAT(sentence(dice, masks,
                       [](const InputAndTarget& at, const StructureClaim& ours) -> StructureClaim {
                         return {plain_dice(hard(sigmoids(at.x)), at.t, 0.5, 0.5), ours.gradient};
                       }),
              HasSubstr("ours for p ≥ ½ in place of p"));
  EXPECT_THAT(sentence(dice, masks,
                       [](const InputAndTarget& at, const StructureClaim&) {
                         return by_differences([&](const Vector& z) { return plain_dice(sigmoids(z), at.t, 0.5, 0); },
                                               at.x);
                       }),
              HasSubstr("the smoothing s in the numerator alone"));
}

// Masks and losses of classes in one table of logits.
TEST_F(CliExplainMaskLogits, BesideLossesOfClasses) {
  const std::vector<InputAndTarget> masks = in_logits(some_masks);
  const std::string twice =
      structure_rows(structured("bce_mask", "", true), masks,
                     [](const InputAndTarget&, const StructureClaim& ours) { return times(2, ours); });
  const std::string classes = "softmax_ce,,0 0,1,0.69314718055994529,0.5 -0.5\nsoftmax_ce,,0 0,1,0.7,0.5 -0.5\n";
  const std::vector<std::string> lines = lines_of(said(twice + classes));
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_THAT(lines[0], HasSubstr("bce_mask: all 12 differing values and gradients are twice ours"));
  EXPECT_THAT(lines[1], HasSubstr("line 9: softmax_ce, z = 0 0: value 0.7"));
  EXPECT_EQ(lines[2], "8 rows, 7 differ");
}

}  // namespace
}  // namespace losslab
