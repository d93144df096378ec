// Tables of losses of boxes, embeddings, sequences, data sets and divergences with one mistake each: check has to name
// it.
#include "explain_structures.h"
#include "losses/structures/sequence/alignments.h"

namespace losslab {
namespace {

using testing::AllOf;
using testing::HasSubstr;

using Change = std::function<Vector(const Vector&)>;

// The value where both boxes are changed first, with the gradient through that.
StructureMistake of_changed(const std::string& id, const Change& prediction, const Change& target) {
  return [=](const InputAndTarget& at, const StructureClaim&) {
    const InputLoss loss = structured(id);
    StructureClaim claim = by_differences(
        [&](const Vector& x) {
          return claim_of(loss, {prediction(x), target(at.t)}).value;
        },
        at.x);
    return claim;
  };
}

const Change same = [](const Vector& b) { return b; };
const Change from_corner = [](const Vector& b) { return Vector{b[0], b[1], b[0] + b[2], b[1] + b[3]}; };
const Change from_centre = [](const Vector& b) {
  return Vector{b[0] - b[2] / 2, b[1] - b[3] / 2, b[0] + b[2] / 2, b[1] + b[3] / 2};
};
const Change with_pixel = [](const Vector& b) { return Vector{b[0], b[1], b[2] + 1, b[3] + 1}; };

TEST_F(CliExplainStructures, BoxesReadWrongly) {
  for (const char* id : {"iou_box", "giou_box", "diou_box", "squared_box"}) {
    EXPECT_THAT(sentence(structured(id), some_boxes, of_changed(id, from_corner, from_corner)),
                HasSubstr("ours of boxes read as x y w h: the boxes are taken for a corner with width and height, they "
                          "are x1 y1 x2 y2"))
        << id;
    EXPECT_THAT(sentence(structured(id), some_boxes, of_changed(id, from_centre, from_centre)),
                HasSubstr("ours of boxes read as cx cy w h"))
        << id;
  }
  EXPECT_THAT(sentence(structured("giou_box"), some_boxes, of_changed("giou_box", from_corner, same)),
              HasSubstr("ours of a prediction read as x y w h"));
  EXPECT_THAT(sentence(structured("giou_box"), some_boxes, of_changed("giou_box", same, from_centre)),
              HasSubstr("ours of a target read as cx cy w h"));
  EXPECT_THAT(sentence(structured("giou_box"), some_boxes, of_changed("giou_box", with_pixel, with_pixel)),
              HasSubstr("ours with x2 + 1 and y2 + 1"));
}

// The other way round: a program makes widths of the corners, and takes them for corners; that need not be a box.
TEST_F(CliExplainStructures, BoxesWrittenWrongly) {
  const std::vector<InputAndTarget> near{{{0.5, 0.25, 4, 3}, {1, 0.5, 5, 4}},
                                         {{1, 2, 3.5, 7}, {0.5, 1, 2.75, 4.25}},
                                         {{0.25, 0.5, 2, 1.75}, {1, 1.5, 5, 6}},
                                         {{1, 1, 4, 8}, {0.25, 2, 6, 5}}};
  const Change as_corner = [](const Vector& b) { return Vector{b[0], b[1], b[2] - b[0], b[3] - b[1]}; };
  EXPECT_THAT(sentence(structured("giou_box"), near, of_changed("giou_box", as_corner, as_corner)),
              HasSubstr("ours of boxes written as x y w h taken for corners: the boxes are given as a corner with "
                        "width and height where corners are due"));
}

TEST_F(CliExplainStructures, GradientsOfCiou) {
  const InputLoss held = structured("ciou_box"), through = structured("ciou_box", "through_alpha=1");
  EXPECT_THAT(sentence(held, some_boxes, those_of(through)),
              AllOf(HasSubstr("gradients are ours with κ = 1: the weight α is not held constant in the gradient")));
  EXPECT_THAT(sentence(through, some_boxes, those_of(held)),
              HasSubstr("gradients are ours with κ = 0: the weight α is held constant in the gradient"));
  EXPECT_THAT(sentence(held, some_boxes,
                       [](const InputAndTarget& at, const StructureClaim& ours) {
                         StructureClaim theirs = claim_of(structured("diou_box"), at);
                         const double w = at.x[2] - at.x[0], h = at.x[3] - at.x[1];
                         for (std::size_t k = 0; k < 4; ++k) {
                           theirs.gradient[k] += (w * w + h * h) * (ours.gradient[k] - theirs.gradient[k]);
                         }
                         return StructureClaim{ours.value, theirs.gradient};
                       }),
              HasSubstr("the derivative of the arctangent lacks 1/(w² + h²)"));
  EXPECT_THAT(sentence(held, some_boxes, those_of(structured("diou_box"))),
              HasSubstr("those of diou_box: another loss, Distance IoU"));
  EXPECT_THAT(sentence(held, some_boxes,
                       [](const InputAndTarget& at, const StructureClaim& ours) -> StructureClaim {
                         const double angle = std::atan((at.t[2] - at.t[0]) / (at.t[3] - at.t[1])) -
                                              std::atan((at.x[2] - at.x[0]) / (at.x[3] - at.x[1]));
                         const double iou = claim_of(structured("iou_box"), at).value, v = angle * angle;
                         return {claim_of(structured("diou_box"), at).value + v * v / (iou + v), ours.gradient};
                       }),
              HasSubstr("ours without the 4/π² of v"));
}

TEST_F(CliExplainStructures, PartsOfBoxes) {
  EXPECT_THAT(sentence(structured("iou_box"), some_boxes,
                       [](const InputAndTarget&, const StructureClaim& ours) -> StructureClaim {
                         return {1 - ours.value, times(-1, ours).gradient};
                       }),
              HasSubstr("are 1 − ours: the coefficient stands for the loss"));
  std::vector<InputAndTarget> apart = some_boxes;
  apart.push_back({{0, 0, 1, 1}, {2, 3, 4, 5}});
  apart.push_back({{5, 6, 7, 9}, {1, 1, 2, 3}});
  EXPECT_THAT(sentence(structured("giou_box"), apart,
                       [](const InputAndTarget& at, const StructureClaim& ours) -> StructureClaim {
                         const auto side = [&](std::size_t k) {
                           return std::fmin(at.x[k + 2], at.t[k + 2]) - std::fmax(at.x[k], at.t[k]);
                         };
                         const auto hull = [&](std::size_t k) {
                           return std::fmax(at.x[k + 2], at.t[k + 2]) - std::fmin(at.x[k], at.t[k]);
                         };
                         const auto area = [](const Vector& b) { return (b[2] - b[0]) * (b[3] - b[1]); };
                         const double both = side(0) * side(1), either = area(at.x) + area(at.t) - both;
                         const double whole = hull(0) * hull(1);
                         return {1 - both / either + (whole - either) / whole, ours.gradient};
                       }),
              HasSubstr("ours without max(0, ·) in the intersection"));
  EXPECT_THAT(sentence(structured("l1_box"), some_boxes,
                       [](const InputAndTarget&, const StructureClaim& ours) { return times(0.25, ours); }),
              HasSubstr("ours divided by n (the mean over the n corners stands for their sum"));
}

// The distance to p and to n with something added to every difference.
double plain_distance(const Vector& x, std::size_t a, std::size_t b, double eps) {
  const double dx = x[2 * a] - x[2 * b] + eps, dy = x[2 * a + 1] - x[2 * b + 1] + eps;
  return std::sqrt(dx * dx + dy * dy);
}

TEST_F(CliExplainStructures, Triplets) {
  const InputLoss plain = structured("triplet_euclid", "margin=1"),
                  squared = structured("triplet_sqeuclid", "margin=1");
  EXPECT_THAT(sentence(plain, some_triplets, those_of(squared)),
              HasSubstr("values and gradients are ours with squared distances: |a − p|² stands where |a − p| is due"));
  EXPECT_THAT(sentence(squared, some_triplets, those_of(plain)),
              HasSubstr("values and gradients are ours with distances that are not squared"));
  const auto triplet = [](double eps, double margin) -> StructureMistake {
    return [=](const InputAndTarget& at, const StructureClaim& ours) -> StructureClaim {
      const double gap = plain_distance(at.x, 0, 1, eps) - plain_distance(at.x, 0, 2, eps);
      return {std::fmax(0, gap + margin), ours.gradient};
    };
  };
  EXPECT_EQ(said(structure_rows(plain, some_triplets, triplet(0, 1))), "5 rows, 0 differ\n");
  EXPECT_THAT(sentence(plain, some_triplets, triplet(1e-6, 1)),
              HasSubstr("values are ours with 1e-6 added to every difference of coordinates: as pairwise_distance and "
                        "triplet_margin_loss of PyTorch do"));
  EXPECT_THAT(sentence(structured("triplet_euclid"), some_triplets, triplet(0, 0.5)), HasSubstr("ours with δ = 0.5"));
  EXPECT_THAT(sentence(plain, some_triplets,
                       [](const InputAndTarget& at, const StructureClaim&) {
                         return by_differences(
                             [](const Vector& x) {
                               const double far = std::fmin(plain_distance(x, 0, 2, 0), plain_distance(x, 1, 2, 0));
                               return std::fmax(0, plain_distance(x, 0, 1, 0) - far + 1);
                             },
                             at.x);
                       }),
              HasSubstr("the distance swap is on"));
  EXPECT_THAT(sentence(plain, some_triplets,
                       [](const InputAndTarget& at, const StructureClaim&) {
                         return by_differences(
                             [](const Vector& x) {
                               return std::fmax(0, plain_distance(x, 0, 2, 0) - plain_distance(x, 0, 1, 0) + 1);
                             },
                             at.x);
                       }),
              HasSubstr("ours with partner and stranger exchanged"));
}

TEST_F(CliExplainStructures, Pairs) {
  const InputLoss pair = structured("contrastive_pair"), unsquared = structured("contrastive_unsquared");
  EXPECT_THAT(sentence(pair, some_pairs, those_of(unsquared)), HasSubstr("ours without the squares"));
  EXPECT_THAT(sentence(unsquared, some_pairs, those_of(pair)), HasSubstr("they are squared, as in contrastive_pair"));
  EXPECT_THAT(
      sentence(pair, some_pairs, [&](const InputAndTarget&, const StructureClaim& ours) { return times(2, ours); }),
      HasSubstr("twice ours: a factor ½ is missing"));
  EXPECT_THAT(sentence(pair, some_pairs,
                       [&](const InputAndTarget& at, const StructureClaim&) {
                         return claim_of(structured("contrastive_pair"), {at.x, {1 - at.t[0]}});
                       }),
              HasSubstr("ours for the target 1 − y: 1 says that the points belong together"));
  EXPECT_THAT(sentence(unsquared, some_pairs,
                       [](const InputAndTarget& at, const StructureClaim& ours) -> StructureClaim {
                         const double d = plain_distance(at.x, 0, 1, 1e-6);
                         return {at.t[0] > 0 ? d : std::fmax(0, 1 - d), ours.gradient};
                       }),
              HasSubstr("ours with 1e-6 added to every difference"));
  EXPECT_THAT(sentence(pair, some_pairs,
                       [](const InputAndTarget& at, const StructureClaim& ours) -> StructureClaim {
                         const double d = plain_distance(at.x, 0, 1, 0);
                         return {at.t[0] > 0 ? d * d / 2 : std::fmax(0, 1 - d * d) / 2, ours.gradient};
                       }),
              HasSubstr("ours with d² in place of d beside the margin"));
}

TEST_F(CliExplainStructures, Similarities) {
  const std::vector<InputAndTarget> at{
      {{0.9, 0.1, -0.3, 0.2}, {0}}, {{0.2, 0.4, 0.8}, {1}}, {{-0.5, 0.7, 0.3, 0.1}, {2}}};
  EXPECT_THAT(sentence(structured("info_nce", "T=0.5"), at, those_of(structured("info_nce"))),
              HasSubstr("ours with T = 1: T, the temperature, is forgotten"));
  EXPECT_THAT(sentence(structured("info_nce", "T=0.5"), at,
                       [](const InputAndTarget& s, const StructureClaim& ours) -> StructureClaim {
                         double sum = 0;
                         const std::size_t y = static_cast<std::size_t>(s.t[0]);
                         for (std::size_t k = 0; k < s.x.size(); ++k) sum += k == y ? 0 : std::exp(s.x[k] / 0.5);
                         return {std::log(sum) - s.x[y] / 0.5, ours.gradient};
                       }),
              HasSubstr("ours without the partner in the sum"));
}

// log p of the frames of three symbols.
Vector log_softmax(const Vector& z) {
  Vector out = z;
  for (std::size_t t = 0; t < z.size(); t += 3) {
    const double sum = std::exp(z[t]) + std::exp(z[t + 1]) + std::exp(z[t + 2]);
    for (std::size_t k = t; k < t + 3; ++k) out[k] -= std::log(sum);
  }
  return out;
}
Vector softmax(const Vector& z) {
  Vector out = log_softmax(z);
  for (double& x : out) x = std::exp(x);
  return out;
}
// −log Σ over all alignments of exp of the sum of these numbers.
double over_alignments(const Vector& numbers, const Vector& label, std::size_t blank) {
  double sum = 0;
  for (std::size_t code = 0; code < 81; ++code) {
    std::vector<std::size_t> path;
    for (std::size_t rest = code; path.size() < 4; rest /= 3) path.push_back(rest % 3);
    const std::vector<std::size_t> read = read_alignment(path, blank);
    if (!std::ranges::equal(read, label, [](std::size_t a, double b) { return static_cast<double>(a) == b; })) continue;
    double power = 0;
    for (std::size_t t = 0; t < 4; ++t) power += numbers[3 * t + path[t]];
    sum += std::exp(power);
  }
  return -std::log(sum);
}

TEST_F(CliExplainStructures, Ctc) {
  const InputLoss ctc = structured("ctc");
  const auto alone = [](const std::function<double(const InputAndTarget&)>& value) -> StructureMistake {
    return [value](const InputAndTarget& at, const StructureClaim& ours) -> StructureClaim {
      return {value(at), ours.gradient};
    };
  };
  EXPECT_EQ(said(structure_rows(ctc, some_frames, alone([](const InputAndTarget& at) {
                                  return over_alignments(log_softmax(at.x), at.t, 0);
                                }))),
            "4 rows, 0 differ\n");
  // The label 1 1 and the labels of 2 alone say what the blank is; those with the last symbol are none with it there.
  const std::vector<InputAndTarget> of_one{
      {some_frames[0].x, {1}}, {some_frames[1].x, {1, 1}}, {some_frames[2].x, {1}}};
  EXPECT_THAT(sentence(ctc, of_one,
                       alone([](const InputAndTarget& at) { return over_alignments(log_softmax(at.x), at.t, 2); })),
              HasSubstr("values are ours with the blank at K − 1: the program has its blank at the end"));
  EXPECT_THAT(sentence(ctc, some_frames, alone([](const InputAndTarget& at) {
                         Vector lower = at.t;
                         for (double& symbol : lower) --symbol;
                         return over_alignments(log_softmax(at.x), lower, 2);
                       })),
              HasSubstr("ours with the blank at K − 1 and labels one lower"));
  EXPECT_THAT(sentence(ctc, some_frames,
                       [](const InputAndTarget& at, const StructureClaim&) {
                         return by_differences([&](const Vector& z) { return over_alignments(z, at.t, 0); }, at.x);
                       }),
              HasSubstr("values and gradients are ours with z in place of log p: logits are taken for "
                        "log-probabilities: log_softmax is missing"));
  EXPECT_THAT(sentence(ctc, some_frames,
                       [](const InputAndTarget& at, const StructureClaim&) {
                         return by_differences(
                             [&](const Vector& z) { return over_alignments(log_softmax(softmax(z)), at.t, 0); }, at.x);
                       }),
              HasSubstr("values and gradients are ours at softmax(z)"));
  EXPECT_THAT(sentence(ctc, some_frames,
                       [](const InputAndTarget& at, const StructureClaim& ours) {
                         return times(1 / static_cast<double>(at.t.size()), ours);
                       }),
              HasSubstr("ours divided by L: L is the length of the label: ctc_loss with reduction=‘mean’ does so"));
  EXPECT_THAT(sentence(ctc, some_frames,
                       [](const InputAndTarget& at, const StructureClaim& ours) -> StructureClaim {
                         const Vector p = softmax(at.x);
                         StructureClaim theirs = ours;
                         for (std::size_t k = 0; k < p.size(); ++k) theirs.gradient[k] -= p[k];
                         return theirs;
                       }),
              HasSubstr("the gradient in the log-probabilities, ours is that in the logits"));
}

TEST_F(CliExplainStructures, CtcInAnotherOrder) {
  EXPECT_THAT(sentence(structured("ctc"), some_frames,
                       [](const InputAndTarget& at, const StructureClaim&) {
                         return by_differences(
                             [&](const Vector& z) {
                               Vector turned(12);
                               for (std::size_t t = 0; t < 4; ++t) {
                                 for (std::size_t k = 0; k < 3; ++k) turned[3 * t + k] = z[4 * k + t];
                               }
                               return over_alignments(log_softmax(turned), at.t, 0);
                             },
                             at.x);
                       }),
              HasSubstr("ours of logits read symbol by symbol: they are T frames of K numbers"));
  EXPECT_THAT(sentence(structured("ctc"), some_frames,
                       [](const InputAndTarget& at, const StructureClaim& ours) -> StructureClaim {
                         const std::vector<std::size_t> label(at.t.begin(), at.t.end());
                         const auto all = all_alignments({4, 3, 0, at.x, label}, 100);
                         return {-all->front().log_probability, ours.gradient};
                       }),
              HasSubstr("−log p of the most probable alignment: the largest stands for the sum"));
  const std::vector<InputAndTarget> aligned{
      {some_frames[0].x, {0, 1, 1, 2}}, {some_frames[1].x, {2, 2, 0, 0}}, {some_frames[2].x, {1, 0, 1, 1}}};
  EXPECT_THAT(sentence(structured("frame_ce"), aligned,
                       [](const InputAndTarget&, const StructureClaim& ours) { return times(0.25, ours); }),
              HasSubstr("or they are ours divided by T (the mean over the frames stands for the sum)"));
}

TEST_F(CliExplainStructures, DataSetsAndDivergences) {
  const std::vector<InputAndTarget> at{{{1, 2, 4}, {1.5, 1, 3}}, {{0.5, -1, 2, 7}, {0, 1, 2.5, 5}}, {{3, 4}, {1, 8}}};
  EXPECT_THAT(sentence(structured("mse_mean"), at,
                       [](const InputAndTarget& s, const StructureClaim& ours) {
                         return times(static_cast<double>(s.x.size()), ours);
                       }),
              HasSubstr("are n times ours: the sum over the n samples stands for their mean"));
  EXPECT_THAT(sentence(structured("mse_mean"), at, those_of(structured("rmse"))), HasSubstr("the square root of ours"));
  EXPECT_THAT(sentence(structured("mse_mean"), at,
                       [](const InputAndTarget&, const StructureClaim& ours) -> StructureClaim {
                         return {ours.value, times(-1, ours).gradient};
                       }),
              HasSubstr("gradients are ours with the sign turned: the gradient is that in the predictions"));
  const std::vector<InputAndTarget> of_p{
      {{0.3, 0.7}, {0.5, 0.5}}, {{0.2, 0.5, 0.3}, {0.6, 0.3, 0.1}}, {{0.1, 0.9}, {0.4, 0.6}}};
  const InputLoss kl(*find_divergence("kl_div"));
  EXPECT_THAT(sentence(kl, of_p, those_of(InputLoss(*find_divergence("reverse_kl_div")))),
              HasSubstr("values and gradients are those of reverse_kl_div"));
  EXPECT_THAT(sentence(kl, of_p,
                       [](const InputAndTarget& s, const StructureClaim& ours) {
                         return times(1 / static_cast<double>(s.x.size()), ours);
                       }),
              HasSubstr("ours divided by n: the mean over the n entries stands for their sum"));
}

}  // namespace
}  // namespace losslab
