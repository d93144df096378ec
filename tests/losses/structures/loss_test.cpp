// Names, parameters and descriptions of the structured losses, and what is refused.
#include <gmock/gmock.h>

#include <map>
#include <set>

#include "losses/vectors/vector_loss.h"
#include "support.h"

namespace losslab::testing {
namespace {

TEST(StructuredText, EveryLossIsDescribed) {
  std::set<std::string_view> ids;
  for (const StructuredEntry& entry : structured_catalogue()) {
    const StructuredInfo& info = *entry.info;
    EXPECT_TRUE(ids.insert(info.id).second) << info.id;
    for (const char* text :
         {info.english, info.chinese, info.also, info.used_for, info.input, info.formula, info.remark, info.source}) {
      EXPECT_NE(std::string_view(text), "") << info.id;
    }
    EXPECT_TRUE(std::string_view(info.formula).starts_with("\\ell(")) << info.id;
    EXPECT_EQ(entry.evaluate_logits != nullptr, info.structure == Structure::mask) << info.id;
    EXPECT_LE(entry.parameters.size(), StructuredLoss::max_parameters);
    for (const Parameter& p : entry.parameters) {
      EXPECT_LE(p.slider_min, p.initial) << info.id;
      EXPECT_GE(p.slider_max, p.initial) << info.id;
      EXPECT_NO_THROW(StructuredLoss(info.id).set(p.name, p.slider_max)) << info.id;
    }
  }
}

TEST(StructuredText, ParametersAndLabels) {
  StructuredLoss loss("tversky");
  EXPECT_EQ(loss.parameters_text(), "alpha=0.3;beta=0.7;smooth=1");
  EXPECT_EQ(loss.label(), "Tversky (α = 0.3, β = 0.7, s = 1)");
  loss.set_from_text("smooth=0");
  EXPECT_EQ(loss.parameter(2), 0);
  EXPECT_THROW(loss.set("smooth", -1), InputError);
  EXPECT_THROW(loss.set("gamma", 1), InputError);
  EXPECT_THROW(loss.set_from_text("alpha=1;alpha=2"), InputError);
  EXPECT_FALSE(loss == StructuredLoss("tversky"));
}

TEST(StructuredText, Names) {
  EXPECT_EQ(find_structured_loss("GIoU")->id(), "giou_box");
  EXPECT_EQ(find_structured_loss("nn.CTCLoss")->id(), "ctc");
  EXPECT_EQ(find_structured_loss("dice loss")->id(), "dice");
  EXPECT_EQ(find_structured_loss("NT-Xent")->id(), "info_nce");
  EXPECT_EQ(find_structured_loss("nothing of the kind"), std::nullopt);
  EXPECT_EQ(unknown_structured_loss("diec"), "Unknown structured loss 'diec': did you mean 'dice'?");
  EXPECT_THROW(StructuredLoss("diec"), InputError);
  // No name is two losses'.
  std::map<std::string_view, int> found;
  for (const StructuredEntry& entry : structured_catalogue()) {
    for (const char* name : {entry.info->id, entry.info->english, entry.info->chinese}) {
      const auto loss = find_structured_loss(name);
      ASSERT_TRUE(loss.has_value()) << name;
      EXPECT_EQ(loss->id(), entry.info->id) << name;
    }
  }
}

// What is said to be bounded stays below a small number wherever the prediction goes; what is not exceeds a large one.
TEST(StructuredProperties, BoundedOnesStayBounded) {
  for (const StructuredEntry& entry : structured_catalogue()) {
    StructuredLoss loss(entry.info->id);
    Vector t;
    std::vector<Vector> far;
    switch (entry.info->structure) {
      case Structure::data_set:
        t = {0, 0};
        far = {{1e6, -1e6}};
        break;
      case Structure::box:
        t = {0, 0, 1, 1};
        // The logarithm of a size grows slowly.
        far = {{1e6, 1e6, 1e6 + 1, 1e6 + 2}, {-1e300, -1e300, 1e300, 1e300}, {0.5, 0.5, 0.5 + 1e-9, 0.6}};
        if (loss.id().find("iou") != std::string_view::npos) far[1] = {-1e50, -1e50, 1e50, 1e50};
        break;
      case Structure::mask:
        t = {1, 0, 1, 0};
        far = {{0, 1, 0, 1}, {1, 1, 1, 1}, {0, 0, 0, 0}};
        if (loss.id() == "lovasz_hinge") far = {{-1e6, 1e6, 0, 0}};
        // Their distances are those of four pixels here, and as large as the mask.
        if (loss.id() == "boundary_mask" || loss.id() == "hausdorff_mask") continue;
        break;
      case Structure::sequence:
        t = loss.id() == "ctc" ? Vector{1} : Vector{1, 1, 1, 1};
        far = {{1e6, 0, 0, 1e6, 0, 0, 1e6, 0, 0, 1e6, 0, 0}};
        break;
      case Structure::embedding:
        far = {{1, 2, -1e3, 2}, {0, 1, 0, 1e-3}};
        t = {1};
        if (loss.id().starts_with("triplet")) far = {{0, 0, 1e3, 0, 0, 1}};
        if (loss.id().starts_with("triplet") || loss.id() == "lifted") t = {};
        if (loss.id() == "lifted") far = {{1e3, 0, 0}};
        if (loss.id() == "centre") t = {0, 0, 0, 0};
        if (loss.id() == "info_nce" || loss.id() == "n_pair") far = {{1e3, 0, 1}};
        break;
    }
    double most = 0;
    for (const Vector& x : far) most = std::fmax(most, loss.value(x, t));
    if (entry.info->bounded) {
      EXPECT_LE(most, 4) << loss.id();
    } else {
      EXPECT_GT(most, 20) << loss.id();
    }
  }
}

TEST(StructuredProperties, InfoNceIsTheCrossEntropyOfASoftmax) {
  const Vector s{0.9, 0.1, -0.3, 0.2}, t{0, 0, 1, 0};
  Vector gradient(4), scaled = s;
  for (double& x : scaled) x /= 0.25;
  const double value = VectorLoss("softmax_ce").evaluate(scaled, t, gradient);
  const Evaluated ours = evaluated("info_nce", s, {2}, "T=0.25");
  EXPECT_NEAR(ours.value, value, 1e-15);
  for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(ours.gradient[k], gradient[k] / 0.25, 1e-14);
  EXPECT_EQ(evaluated("info_nce", {0.5}, {0}).value, 0);
}

TEST(StructuredText, WhatIsRefused) {
  const auto objection = [](const char* id, const Vector& x, const Vector& t, const char* parameters = "") {
    return loss_of(id, parameters).objection(x, t);
  };
  EXPECT_EQ(objection("iou_box", {0, 0, 1}, {0, 0, 1, 1}), "the prediction must have 4 numbers, got 3");
  EXPECT_EQ(objection("iou_box", {2, 0, 1, 1}, {0, 0, 1, 1}),
            "the prediction must be a box x1 y1 x2 y2 with x1 < x2, got x1 = 2 and x2 = 1: its corners are "
            "exchanged, or it is written as x y w h");
  EXPECT_EQ(objection("ciou_box", {0, 0, 1, 1}, {0, 3, 1, 3}),
            "the target must be a box x1 y1 x2 y2 with y1 < y2, got y1 = 3 and y2 = 3");
  EXPECT_EQ(objection("dice", {0.5, 1.5}, {0, 1}), "the prediction must have probabilities from 0 to 1, got 1.5");
  EXPECT_EQ(objection("dice", {0, 0}, {0, 0}, "smooth=0"),
            "dice is 0/0 where both the truth and the prediction are empty: set smooth above 0");
  EXPECT_EQ(objection("dice", {0, 0}, {0, 0}), "");
  EXPECT_EQ(objection("dice", {0.5}, {0, 1}), "the target has 2 pixels, but the prediction has 1");
  EXPECT_EQ(objection("lovasz_softmax", {0.5}, {0.5}), "lovasz_softmax takes a target of pixels 0 and 1, got 0.5");
  EXPECT_EQ(objection("lovasz_hinge", {7}, {1}), "");
  EXPECT_EQ(objection("boundary_mask", {0.5, 0.5}, {0, 0}), "boundary_mask needs a border: the truth is empty");
  EXPECT_EQ(objection("boundary_mask", {0.5, 0.5, 1}, {0, 0, 1}, "width=2"),
            "the width of boundary_mask must divide its 3 pixels, got 2");
  EXPECT_EQ(objection("hausdorff_mask", {0.5, 0.5, 1}, {0, 0, 1}, "width=1e300"),
            "the width of hausdorff_mask must divide its 3 pixels, got 1e+300");
  EXPECT_EQ(objection("hausdorff_mask", {0.5, 0.5}, {0, 0}), "");
  EXPECT_EQ(objection("triplet_euclid", {1, 2, 3, 4}, {}),
            "triplet_euclid takes 3 points of one dimension, one after another, got 4 numbers");
  EXPECT_EQ(objection("cosine_embedding", {0, 0, 1, 1}, {1}),
            "cosine_embedding takes points that have a direction, got 0");
  EXPECT_EQ(objection("contrastive_pair", {0, 0, 1, 1}, {-1}), "the target of contrastive_pair must be 1 or 0, got -1");
  EXPECT_EQ(objection("info_nce", {0, 1}, {2}),
            "the target of info_nce must say which similarity is the true partner's, from 0 to 1, got 2");
  EXPECT_EQ(objection("ctc", Vector(11), {1}), "ctc takes T·K = 12 logits, row by row, got 11");
  EXPECT_EQ(objection("ctc", Vector(12), {0}),
            "the labels of ctc must be classes from 0 to 2 without the blank 0, got 0");
  EXPECT_EQ(objection("ctc", Vector(12), {1}, "blank=3"), "the blank of ctc must be below K = 3, got 3");
  EXPECT_EQ(objection("frame_ce", Vector(12), {0, 1, 2, 3}),
            "the labels of frame_ce must be classes from 0 to 2, got 3");
  EXPECT_EQ(objection("frame_ce", Vector(12), {0, 1}), "the alignment must have 4 numbers, got 2");
  EXPECT_EQ(objection("rmse", {}, {}), "rmse takes at least one prediction, got none");
}

}  // namespace
}  // namespace losslab::testing
