// A loss of one's own in the laboratories: Huber's, as somebody types it, goes where the catalogue's goes.
#include <gtest/gtest.h>

#include <cmath>

#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/runners.h"
#include "app/core/lab/results/lab.h"
#include "app/core/lab/results/sweep_axes.h"
#include "app/core/losses/losses_figure.h"
#include "app/core/losses/losses_page.h"
#include "app/core/losses/own_findings.h"
#include "app/core/shell/state/own_losses.h"
#include "app/core/shell/state/view.h"
#include "in_english.h"
#include "losses/learn/landscape/landscape.h"
#include "own_texts.h"

namespace losslab {
namespace {

constexpr auto never = [] { return false; };

OwnLossText huber_text() {
  OwnLossText text;
  text.id = "own_huber";
  text.name = "Typed Huber";
  text.formula = "if(|r| <= δ, r^2/2, δ (|r| - δ/2))";
  return text;
}

class OwnLab : public testing::Test {
 protected:
  OwnLab() {
    add_own_loss(document_, huber_text());
    LabPage& page = lab_page(document_, Task::regression);
    page.ticked = {"huber", "own_huber"};
    page.chosen = "own_huber";
  }
  Document document_;
};

TEST_F(OwnLab, DescendsAsTheSameLossOfTheCatalogue) {
  Lab lab(
      Task::regression, LOSSLAB_ASSETS, [] {}, in_english());
  lab.follow(document_);
  lab.advance(300, never);
  const std::vector<double> known = lab.theta(0), own = lab.theta(1);
  ASSERT_EQ(known.size(), 2U);
  ASSERT_EQ(known.size(), own.size());
  for (std::size_t i = 0; i < known.size(); ++i) EXPECT_NEAR(own[i], known[i], 1e-12 * (1 + std::abs(known[i])));
  // Removed while it runs.
  remove_own_loss(document_, "own_huber");
  EXPECT_FALSE(lab.follow(document_));
  EXPECT_EQ(lab.race().competitors().size(), 1U);
}

TEST_F(OwnLab, IsSweptOverItsOwnParameter) {
  LabPage& page = lab_page(document_, Task::regression);
  page.sweep.over = {"own_huber.delta", 0.5, 3, 3, false};
  page.sweep.seeds = 2;
  const auto choice = sweep_choice(document_, page, "own_huber.delta", in_english());
  ASSERT_TRUE(choice);
  EXPECT_EQ(choice->label, "Typed Huber δ");
  const std::vector<SweepRow> own = run_sweep(sweep_spec(document_, page), LOSSLAB_ASSETS, 1);
  page.sweep.over.name = "huber.delta";
  const std::vector<SweepRow> known = run_sweep(sweep_spec(document_, page), LOSSLAB_ASSETS, 1);
  ASSERT_EQ(own.size(), 6U);
  ASSERT_EQ(known.size(), own.size());
  for (const SweepRow& row : own) {
    if (row.loss != 1) continue;
    for (const SweepRow& other : known) {
      if (other.loss == 0 && other.at == row.at) {
        EXPECT_NEAR(row.mean, other.mean, 1e-6 * (1 + other.mean)) << row.at;
      }
    }
  }
}

TEST_F(OwnLab, HasTheSameLandscape) {
  Lab lab(
      Task::regression, LOSSLAB_ASSETS, [] {}, in_english());
  lab.follow(document_);
  Plane plane{{1, 2}, {1, 0}, {0, 1}};
  plane.across_max = plane.up_max = 8;
  const auto landscape = [&](const char* id) {
    return compute_landscape(lab.setting(), document_.loss(id), plane, 9, 7, 1, {});
  };
  const auto own = landscape("own_huber"), known = landscape("huber");
  ASSERT_EQ(own->values.size(), 63U);
  for (std::size_t i = 0; i < own->values.size(); ++i) {
    EXPECT_NEAR(own->values[i], known->values[i], 1e-5F * (1 + known->values[i]));
  }
}

TEST(OwnFindings, SayWhereALossIsNotFinite) {
  OwnLossText text = linex_text();
  text.formula = "log(r + 2)";
  const Loss loss = Loss::from_formula(text);
  const std::vector<Range> stretches = not_finite(loss, LossAxis::residual, {-6, 6});
  ASSERT_EQ(stretches.size(), 1U);
  EXPECT_EQ(stretches[0].min, -6);
  EXPECT_NEAR(stretches[0].max, -2, 1e-3);
  EXPECT_TRUE(not_finite(loss, LossAxis::residual, {0, 6}).empty());
  text.formula = "sqrt(1 - (r - 3)^2)";
  const std::vector<Range> two = not_finite(Loss::from_formula(text), LossAxis::residual, {0, 6});
  ASSERT_EQ(two.size(), 2U);
  EXPECT_NEAR(two[0].max, 2, 1e-3);
  EXPECT_NEAR(two[1].min, 4, 1e-3);
  EXPECT_EQ(two[1].max, 6);
  text.formula = "0/0 r";
  EXPECT_EQ(not_finite(Loss::from_formula(text), LossAxis::residual, {0, 6}).size(), 1U);
}

// Drawn where it has a value, derivatives included, and broken at its kinks.
TEST(OwnFigures, DrawTheLossWhereItIsDefined) {
  Document document;
  OwnLossText text = linex_text();
  text.formula = "log(r + 2) + sign(r - 1)";
  add_own_loss(document, text);
  losses_page(document).residual = {"own_linex"};
  losses_page(document).chosen_residual = "own_linex";
  const Figure figure = losses_figure(document, View(), light_theme(), in_english());
  for (const Plot& plot : figure.plots) {
    const auto* curve = std::get_if<CurveItem>(&plot.items.front());
    ASSERT_NE(curve, nullptr);
    bool broken = false;
    for (const Point& at : curve->points) {
      if (at.x < -2) {
        EXPECT_TRUE(std::isnan(at.y)) << plot.name << " at " << at.x;
      }
      if (at.x > -1.9 && at.x != 1) {
        EXPECT_TRUE(std::isfinite(at.y)) << plot.name << " at " << at.x;
      }
      broken |= at.x == 1 && std::isnan(at.y);
    }
    if (plot.name == "loss") {
      EXPECT_TRUE(broken);
    }
  }
}

}  // namespace
}  // namespace losslab
