// The minimisers of expected losses against linear programmes, first-order conditions and searches of our own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "linear_programme.h"
#include "losses/vectors/consistency/decision.h"
#include "losses/vectors/consistency/risk_minimiser.h"
#include "samples.h"

namespace losslab::testing {
namespace {

using ::testing::DoubleNear;
using ::testing::Optional;
using ::testing::Pointwise;

// All truths of K classes whose probabilities are multiples of 1/parts.
std::vector<Numbers> grid(std::size_t classes, int parts) {
  std::vector<Numbers> all;
  std::vector<int> counts(classes);
  const std::function<void(std::size_t, int)> fill = [&](std::size_t k, int left) {
    counts[k] = left;
    if (k + 1 == classes) {
      Numbers t;
      for (const int count : counts) t.push_back(static_cast<double>(count) / parts);
      all.push_back(t);
      return;
    }
    for (counts[k] = 0; counts[k] <= left; ++counts[k]) fill(k + 1, left - counts[k]);
  };
  fill(0, parts);
  return all;
}
const int thousand = 44;  // parts: 1035 truths of three classes

// A hinge as a linear programme: Σ weight_j ξ_j with ξ_j ≥ 0 and ξ_j ≥ constant + slope·z for each row.
struct Hinges {
  struct Row {
    std::size_t xi;
    double constant;
    Numbers slope;
  };
  Numbers weights;
  std::vector<Row> rows;

  // The least value, over the logits with the class `top` (if it is one) on top.
  double least(std::size_t classes, std::size_t top) const {
    const std::size_t n = 2 * classes + weights.size();  // z = a − b, and ξ
    std::vector<Numbers> a;
    Numbers b, c(n, 0.0);
    std::copy(weights.begin(), weights.end(), c.begin() + static_cast<std::ptrdiff_t>(2 * classes));
    for (const Row& row : rows) {
      Numbers line(n, 0.0);
      for (std::size_t k = 0; k < classes; ++k) {
        line[k] = -row.slope[k];
        line[classes + k] = row.slope[k];
      }
      line[2 * classes + row.xi] = 1;
      a.push_back(line);
      b.push_back(row.constant);
    }
    for (std::size_t k = 0; k < classes && top < classes; ++k) {
      if (k == top) continue;
      Numbers line(n, 0.0);
      line[top] = line[classes + k] = 1;
      line[k] = line[classes + top] = -1;
      a.push_back(line);
      b.push_back(0);
    }
    return linear_programme(a, b, c);
  }
};

Hinges hinges_of(std::string_view id, const Numbers& t) {
  const std::size_t n = t.size();
  Hinges all;
  const auto add = [&](std::size_t xi, double constant, std::size_t up, std::size_t down) {
    Numbers slope(n, 0.0);
    if (up < n) slope[up] += 1;
    if (down < n) slope[down] -= 1;
    all.rows.push_back({xi, constant, slope});
  };
  for (std::size_t y = 0; y < n; ++y) {
    if (id == "ova_hinge") {
      add(all.weights.size(), 1, n, y);
      all.weights.push_back(t[y]);
      add(all.weights.size(), 1, y, n);
      all.weights.push_back(1 - t[y]);
    } else if (id == "lee_lin_wahba_hinge") {
      Numbers slope(n, -1 / static_cast<double>(n));
      slope[y] += 1;
      all.rows.push_back({y, 1 / static_cast<double>(n - 1), slope});
      all.weights.push_back(1 - t[y]);
    } else {
      for (std::size_t k = 0; k < n; ++k) {
        if (k == y) continue;
        const bool new_one = id == "weston_watkins_hinge" || all.weights.size() == y;
        if (new_one) all.weights.push_back(t[y]);
        add(all.weights.size() - 1, 1, k, y);
      }
    }
  }
  return all;
}

const char* const hinge_ids[] = {"ova_hinge", "weston_watkins_hinge", "crammer_singer_hinge", "lee_lin_wahba_hinge"};

void expect_the_programme_agrees(const char* id, const Numbers& t) {
  const VectorLoss loss(id);
  const RiskMinimiser found = risk_minimiser(loss, t);
  const Hinges programme = hinges_of(id, t);
  const double least = programme.least(t.size(), t.size());
  EXPECT_NEAR(found.risk, least, 1e-10) << id << " " << ::testing::PrintToString(t);
  EXPECT_TRUE(found.finite);
  // Decided: with no other class on top it is as low.
  std::vector<std::size_t> possible;
  for (std::size_t k = 0; k < t.size(); ++k) {
    if (programme.least(t.size(), k) < least + 1e-9) possible.push_back(k);
  }
  ASSERT_FALSE(possible.empty());
  EXPECT_EQ(found.picks, possible.size() == 1 ? std::optional(possible.front()) : std::nullopt)
      << id << " " << ::testing::PrintToString(t);
}

TEST(Consistency, HingesAgreeWithALinearProgramme) {
  for (const char* id : hinge_ids) {
    for (const Numbers& t : grid(3, thousand)) expect_the_programme_agrees(id, t);
    for (const Numbers& t : grid(2, 20)) expect_the_programme_agrees(id, t);
    for (const Numbers& t : grid(4, 7)) expect_the_programme_agrees(id, t);
    for (const Numbers& t : grid(5, 6)) expect_the_programme_agrees(id, t);
  }
}

TEST(Consistency, OfTenClassesToo) {
  Sampler sampler(3);
  const VectorLoss any("softmax_ce_soft");
  for (int i = 0; i < 12; ++i) {
    Numbers t = sampler.draw(any, 10, 1).t;
    t[3] += 0.4 * i / 12;
    for (double& one : t) one /= 1 + 0.4 * i / 12;
    for (const char* id : hinge_ids) expect_the_programme_agrees(id, t);
  }
}

TEST(Consistency, HingesAtTheTruthsOfTheTextbooks) {
  const Numbers even{0.4, 0.3, 0.3}, uneven{0.45, 0.35, 0.2};
  const auto at = [](const char* id, const Numbers& t) { return risk_minimiser(VectorLoss(id), t); };
  const auto near = [](const Numbers& z) { return Pointwise(DoubleNear(1e-14), z); };
  EXPECT_THAT(at("ova_hinge", even).z, near({-1, -1, -1}));
  EXPECT_NEAR(at("ova_hinge", even).risk, 2, 1e-14);
  EXPECT_EQ(at("ova_hinge", even).picks, std::nullopt);
  EXPECT_THAT(at("crammer_singer_hinge", even).z, near({0, 0, 0}));
  EXPECT_NEAR(at("crammer_singer_hinge", even).risk, 1, 1e-14);
  EXPECT_EQ(at("crammer_singer_hinge", even).picks, std::nullopt);
  EXPECT_THAT(at("weston_watkins_hinge", even).z, near({2 / 3.0, -1 / 3.0, -1 / 3.0}));
  EXPECT_NEAR(at("weston_watkins_hinge", even).risk, 1.8, 1e-14);
  EXPECT_THAT(at("weston_watkins_hinge", even).picks, Optional(0U));
  EXPECT_THAT(at("lee_lin_wahba_hinge", even).z, near({1, -0.5, -0.5}));
  EXPECT_NEAR(at("lee_lin_wahba_hinge", even).risk, 0.9, 1e-14);
  EXPECT_THAT(at("weston_watkins_hinge", uneven).z, near({1 / 3.0, 1 / 3.0, -2 / 3.0}));
  EXPECT_NEAR(at("weston_watkins_hinge", uneven).risk, 1.6, 1e-14);
  EXPECT_EQ(at("weston_watkins_hinge", uneven).picks, std::nullopt);
}

// First-order optimality, and nothing near or far that is lower.
void expect_least(const VectorLoss& loss, const Numbers& t, const Numbers& teacher, Sampler& sampler, int tries) {
  const RiskMinimiser found = risk_minimiser(loss, t, teacher);
  const std::string where = name_of(loss) + " " + ::testing::PrintToString(t);
  ASSERT_EQ(found.p.size(), t.size());
  double sum = 0;
  for (const double p : found.p) sum += p;
  EXPECT_NEAR(sum, 1, 1e-13) << where;
  if (std::isinf(found.risk)) {  // reverse KL on the edge
    EXPECT_TRUE(loss.properties().needs_positive_target) << where;
    return;
  }
  const double slack = 1e-11 * (1 + std::abs(found.risk));
  if (found.finite) {
    Numbers gradient(t.size());
    if (loss.properties().needs_hard_target) {
      loss.expected(found.z, t, gradient);
    } else {
      loss.evaluate(found.z, t, gradient, teacher);
    }
    const double steep = loss.id() == std::string_view("margin_softmax") ? loss.parameter(1) : 1;
    for (const double g : gradient)
      EXPECT_TRUE(loss.properties().has_kinks || std::abs(g) < 1e-10 * steep) << where << " " << g;
    for (const double size : {1e-3, 0.1}) {
      Numbers z = sampler.logits(t.size(), size);
      for (std::size_t k = 0; k < z.size(); ++k) z[k] += found.z[k];
      EXPECT_GE(risk(loss, z, t, teacher), found.risk - slack) << where;
    }
  }
  for (int i = 0; i < tries; ++i) {
    const Numbers z = sampler.logits(t.size(), i % 2 == 0 ? 3 : 20);
    EXPECT_GE(risk(loss, z, t, teacher), found.risk - slack) << where;
  }
  // What it picks is on top of this minimiser, at least.
  if (found.picks) {
    EXPECT_EQ(found.z[*found.picks], *std::ranges::max_element(found.z)) << where;
    EXPECT_EQ(std::ranges::count(found.z, found.z[*found.picks]), 1) << where;
  } else if (found.unique && found.finite) {
    Numbers z = found.z;
    std::ranges::sort(z);
    EXPECT_NEAR(z[z.size() - 1], z[z.size() - 2], 1e-9) << where;
  }
}

TEST(Consistency, NothingIsLowerThanTheMinimiser) {
  Sampler sampler(8);
  for (const VectorLoss& loss : vector_variants()) {
    const bool usual = loss == VectorLoss(loss.id());
    for (const Numbers& t : grid(3, usual ? thousand : 9)) {
      const Numbers teacher = loss.properties().needs_teacher ? Numbers{0.5, -1, 2} : Numbers();
      expect_least(loss, t, teacher, sampler, usual ? 6 : 20);
    }
    for (const std::size_t classes : {2U, 4U, 10U}) {
      Drawn drawn = sampler.draw(loss, classes, 2);
      drawn.t = sampler.draw(VectorLoss("reverse_kl_softmax"), classes, 2).t;
      expect_least(loss, drawn.t, drawn.teacher, sampler, 20);
    }
  }
}

// Descents from many starts end nowhere that is lower: for what is not convex.
TEST(Consistency, DescentsFromManyStartsEndNowhereLower) {
  Sampler sampler(11);
  for (const VectorLoss& loss : vector_variants()) {
    if (loss.properties().convex) continue;
    for (const Numbers& t : {Numbers{0.5, 0.3, 0.2}, {0.36, 0.34, 0.3}, {0.8, 0.15, 0.05}}) {
      const RiskMinimiser found = risk_minimiser(loss, t);
      for (int start = 0; start < 8; ++start) {
        Numbers z = sampler.logits(3, 4), gradient(3);
        double value = risk(loss, z, t), rate = 1;
        for (int step = 0; step < 400; ++step) {
          if (loss.properties().needs_hard_target) {
            loss.expected(z, t, gradient);
          } else {
            loss.evaluate(z, t, gradient);
          }
          Numbers next = z;
          for (std::size_t k = 0; k < 3; ++k) next[k] -= rate * gradient[k];
          const double there = risk(loss, next, t);
          rate *= there < value ? 1.5 : 0.4;
          if (there < value) z = next, value = there;
        }
        EXPECT_GE(value, found.risk - 1e-10) << name_of(loss) << " " << ::testing::PrintToString(t);
      }
    }
  }
}

TEST(Consistency, ClosedForms) {
  const Numbers t{0.5, 0.3, 0.2};
  const auto p_of = [&](VectorLoss loss, const char* parameters) {
    loss.set_from_text(parameters);
    return risk_minimiser(loss, t).p;
  };
  const auto near = [](const Numbers& z) { return Pointwise(DoubleNear(1e-13), z); };
  EXPECT_THAT(p_of(VectorLoss("softmax_ce"), ""), near(t));
  EXPECT_THAT(p_of(VectorLoss("label_smoothing_ce"), "epsilon=0.3"), near({0.45, 0.31, 0.24}));
  EXPECT_THAT(p_of(VectorLoss("gce_softmax"), "q=0.5"), near({0.25 / 0.38, 0.09 / 0.38, 0.04 / 0.38}));
  EXPECT_THAT(p_of(VectorLoss("mae_softmax"), ""), near({1, 0, 0}));
  EXPECT_THAT(p_of(VectorLoss("temperature_ce"), "T=2"), near({0.25 / 0.38, 0.09 / 0.38, 0.04 / 0.38}));
  EXPECT_THAT(p_of(VectorLoss("bootstrap_hard_softmax"), "beta=0.8"), near({0.6, 0.24, 0.16}));
  EXPECT_THAT(p_of(VectorLoss("class_weighted_ce"), "alpha=0.25"), near({0.25, 0.45, 0.3}));
  // By mpmath: focal γ = 2, Poly-1 ε = 1, a margin of 0.35, soft bootstrap β = 0.6.
  EXPECT_THAT(p_of(VectorLoss("focal_softmax"), "gamma=2"),
              Pointwise(DoubleNear(1e-12), Numbers{0.426473650508303344, 0.325306167388046532, 0.248220182103650126}));
  EXPECT_THAT(p_of(VectorLoss("poly1_softmax"), "epsilon=1"),
              Pointwise(DoubleNear(1e-12), Numbers{0.558661779174236825, 0.273973629404553704, 0.167364591421209472}));
  EXPECT_THAT(p_of(VectorLoss("margin_softmax"), "m=0.35"),
              Pointwise(DoubleNear(1e-12), Numbers{0.522752599352496109, 0.290081224320943025, 0.187166176326560866}));
  EXPECT_THAT(p_of(VectorLoss("bootstrap_soft_softmax"), "beta=0.6"),
              Pointwise(DoubleNear(1e-12), Numbers{0.711639414612366574, 0.189167656806628217, 0.0991929285810052092}));
  // One-against-all: each logit for itself.
  const RiskMinimiser each = risk_minimiser(VectorLoss("ova_logistic"), t);
  EXPECT_THAT(each.z, near({0, std::log(3 / 7.0), std::log(0.25)}));
}

TEST(Consistency, WhatRunsAwayAndWhatIsOpen) {
  const auto at = [](const char* id, const char* parameters, const Numbers& t) {
    VectorLoss loss(id);
    loss.set_from_text(parameters);
    return risk_minimiser(loss, t);
  };
  const RiskMinimiser certain = at("softmax_ce", "", {1, 0, 0});
  EXPECT_FALSE(certain.finite);
  EXPECT_EQ(certain.risk, 0);
  EXPECT_THAT(certain.picks, Optional(0U));
  EXPECT_FALSE(at("mae_softmax", "", {0.4, 0.3, 0.3}).finite);
  EXPECT_THAT(at("mae_softmax", "", {0.4, 0.3, 0.3}).picks, Optional(0U));
  EXPECT_EQ(at("mae_softmax", "", {0.4, 0.4, 0.2}).picks, std::nullopt);
  EXPECT_FALSE(at("mae_softmax", "", {0.4, 0.4, 0.2}).unique);
  // A symmetric loss whose least value is that of the least probable class, however the others share the rest.
  const RiskMinimiser normalised = at("normalised_ce_softmax", "", {0.5, 0.3, 0.2});
  EXPECT_FALSE(normalised.finite);
  EXPECT_FALSE(normalised.unique);
  EXPECT_NEAR(normalised.risk, 0.2, 1e-12);
  EXPECT_EQ(normalised.picks, std::nullopt);
  EXPECT_THAT(at("normalised_ce_softmax", "", {0.6, 0.4}).picks, Optional(0U));
  EXPECT_EQ(at("label_smoothing_ce", "epsilon=1", {0.5, 0.3, 0.2}).picks, std::nullopt);
  EXPECT_EQ(at("bootstrap_hard_softmax", "beta=0", {0.5, 0.3, 0.2}).picks, std::nullopt);
  // Class weights move the choice: 0.2·0.5 against 0.8·0.3.
  EXPECT_THAT(at("class_weighted_ce", "alpha=0.2", {0.5, 0.3, 0.2}).picks, Optional(1U));
  // A confident teacher outvotes the label.
  const Numbers teacher{-2, 3, 0};
  EXPECT_THAT(picked_class(VectorLoss("distillation"), Numbers{0.6, 0.2, 0.2}, teacher), Optional(1U));
}

// `consistent` says it of all K; the decisions say it of each truth.
TEST(Consistency, AgreesWithWhatIsKnownOfTheLoss) {
  for (const VectorLoss& loss : vector_variants()) {
    const VectorProperties known = loss.properties();
    if (known.consistent == Fact::not_applicable) continue;
    bool always = true;
    for (const std::size_t classes : {2U, 3U, 4U}) {
      for (const Numbers& t : grid(classes, 20)) {
        const auto top = sole_largest(t);
        if (top && *std::ranges::min_element(t) > 0) always = always && picked_class(loss, t) == top;
      }
    }
    EXPECT_EQ(always, known.consistent == Fact::yes) << name_of(loss);
  }
}

}  // namespace
}  // namespace losslab::testing
