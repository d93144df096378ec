#include "app/core/losses/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <set>

#include "app/core/losses/losses_figure.h"
#include "app/core/losses/losses_page.h"
#include "app/core/losses/risk_curves.h"
#include "app/core/losses/risk_figure.h"
#include "app/core/shell/application.h"
#include "app/core/shell/figure_table.h"
#include "app/core/shell/state/document.h"
#include "in_english.h"
#include "widgets/figure/layout.h"

namespace losslab {
namespace {

using testing::ElementsAre;
using Normalise = Comparison::Normalise;

class ComparisonTest : public testing::Test {
 protected:
  Comparison& compare() { return losses_page(document_).compare; }
  Figure figure() const { return losses_figure(document_, view_, light_theme(), in_english()); }
  std::vector<ProbeRow> probe(double x) {
    losses_view(view_).probe_at[static_cast<std::size_t>(losses_page(document_).axis)] = x;
    return probe_rows(document_, view_, light_theme(), in_english());
  }
  static const Plot& plot(const Figure& figure, std::string_view name) {
    return *std::ranges::find(figure.plots, name, &Plot::name);
  }
  static std::vector<CurveItem> curves(const Plot& plot) {
    std::vector<CurveItem> all;
    for (const Item& item : plot.items) {
      if (const auto* curve = std::get_if<CurveItem>(&item); curve && !curve->legend.empty()) all.push_back(*curve);
    }
    return all;
  }
  std::string label(std::string_view name) const { return plot(figure(), name).y.label; }
  Document document_;
  View view_;
};

TEST_F(ComparisonTest, EqualCurvatureAtZero) {
  losses_page(document_).residual = {"squared_error", "half_squared_error", "absolute_error", "huber", "lp"};
  losses_view(view_).show_curvature = losses_view(view_).show_weight = true;
  compare().normalise = Normalise::curvature;
  const auto rows = probe(0.5);
  EXPECT_EQ(rows[0].value, 0.125);  // r² has curvature 2
  EXPECT_EQ(rows[1].value, 0.125);
  EXPECT_EQ(rows[3].value, 0.125);
  EXPECT_EQ(rows[0].gradient, 0.5);
  EXPECT_EQ(rows[0].curvature, 1);
  EXPECT_EQ(rows[0].weight, 1);
  EXPECT_TRUE(std::isnan(rows[2].value));
  const Figure all = figure();
  const auto shown = curves(plot(all, "loss"));
  EXPECT_EQ(shown[2].legend, "Absolute error: no curvature at 0");
  EXPECT_TRUE(shown[2].points.empty());
  EXPECT_EQ(shown[4].legend, "Lp norm (p = 1.5): no curvature at 0");
  EXPECT_EQ(shown[0].points[100].y, shown[1].points[100].y);
  EXPECT_EQ(label("loss"), "ℓ(r) / ℓ″(0)");
  EXPECT_EQ(label("gradient"), "ψ(r) / ℓ″(0)");
  EXPECT_EQ(label("curvature"), "ℓ″(r) / ℓ″(0)");
  EXPECT_EQ(label("weight"), "w(r) / ℓ″(0)");
}

TEST_F(ComparisonTest, EqualValueAtAPoint) {
  losses_page(document_).axis = LossAxis::margin;
  losses_page(document_).margin = {"hinge", "logistic", "unhinged"};
  compare().normalise = Normalise::value;
  compare().value_at[1] = -1;
  for (const ProbeRow& row : probe(-1)) EXPECT_NEAR(row.value, 1, 1e-15);
  EXPECT_EQ(label("loss"), "ℓ(m) / ℓ(−1)");
  compare().value_at[1] = 2;
  EXPECT_EQ(curves(plot(figure(), "loss"))[0].legend, "Hinge: zero value at 2");
  EXPECT_EQ(curves(plot(figure(), "loss"))[2].legend, "Unhinged: negative value at 2");
}

TEST_F(ComparisonTest, HalfAndBits) {
  losses_page(document_).residual = {"squared_error"};
  losses_view(view_).show_weight = true;
  EXPECT_EQ(label("gradient"), "influence ψ = dℓ/dr");
  compare().half = true;
  const auto half = probe(3);
  EXPECT_EQ(half[0].value, 4.5);
  EXPECT_EQ(half[0].gradient, 3);
  EXPECT_EQ(half[0].curvature, 1);
  EXPECT_EQ(half[0].weight, 1);
  EXPECT_EQ(label("loss"), "½ ℓ(r)");
  EXPECT_EQ(label("weight"), "½ w(r)");
  compare().half = false;
  compare().bits = true;
  losses_page(document_).axis = LossAxis::margin;
  losses_page(document_).margin = {"logistic"};
  EXPECT_NEAR(probe(0)[0].value, 1, 1e-15);  // one bit
  EXPECT_NEAR(probe(0)[0].gradient, -0.5 / std::numbers::ln2, 1e-15);
  EXPECT_EQ(label("loss"), "ℓ(m) in bits");
  compare().half = true;
  EXPECT_EQ(label("loss"), "½ ℓ(m) in bits");
  // A normalised loss has no unit.
  compare().normalise = Normalise::curvature;
  EXPECT_EQ(label("loss"), "ℓ(m) / ℓ″(0)");
  EXPECT_NEAR(probe(0)[0].curvature, 1, 1e-15);
}

TEST_F(ComparisonTest, DifferenceToAReference) {
  losses_page(document_).residual = {"half_squared_error", "huber"};
  compare().reference = "huber";
  losses_view(view_).show_curvature = losses_view(view_).show_weight = true;
  const auto rows = probe(3);
  EXPECT_EQ(rows[0].value, 4.5 - 2.5);
  EXPECT_EQ(rows[0].gradient, 2);
  EXPECT_EQ(rows[0].curvature, 1);
  EXPECT_NEAR(rows[0].weight, 1 - 1.0 / 3, 1e-15);
  EXPECT_EQ(rows[1].value, 0);
  const auto shown = curves(plot(figure(), "loss"));
  for (const Point p : shown[0].points) EXPECT_NEAR(p.y, 0.5 * std::pow(std::max(0.0, std::abs(p.x) - 1), 2), 1e-12);
  for (const Point p : shown[1].points) EXPECT_EQ(p.y, 0);
  EXPECT_EQ(label("loss"), "ℓ − ℓ(Huber)");
  EXPECT_EQ(label("gradient"), "ψ − ψ(Huber)");
  compare().half = true;
  EXPECT_EQ(label("loss"), "½ (ℓ − ℓ(Huber))");
  EXPECT_EQ(probe(3)[0].value, 1);
  EXPECT_EQ(plot(figure(), "loss").note, "");
  compare().reference = "half_squared_error";
  EXPECT_EQ(label("gradient"), "½ (ψ − ψ₀)");
  EXPECT_EQ(label("curvature"), "½ (ℓ″ − ℓ₀″)");
  EXPECT_EQ(plot(figure(), "loss").note, "ℓ₀: Half squared error");
  compare().normalise = Normalise::curvature;
  EXPECT_EQ(label("loss"), "ℓ / ℓ″(0) − same of ℓ₀");
  compare().normalise = Normalise::none;
  // On an axis where the reference is not drawn nothing is subtracted.
  losses_page(document_).axis = LossAxis::margin;
  compare().half = false;
  EXPECT_EQ(label("loss"), "loss ℓ(m)");
}

TEST_F(ComparisonTest, InfinityLessInfinityIsAGap) {
  losses_page(document_).axis = LossAxis::margin;
  losses_page(document_).margin = {"exponential"};
  compare().reference = "exponential";
  view_.cameras["losses.margin.loss"].x = Range{-2000, 3};
  const auto shown = curves(plot(figure(), "loss"));
  EXPECT_TRUE(std::isnan(shown[0].points.front().y));
  EXPECT_EQ(shown[0].points.back().y, 0);
}

TEST_F(ComparisonTest, AReferenceThatCannotBeNormalised) {
  compare().normalise = Normalise::curvature;
  compare().reference = "absolute_error";
  for (const CurveItem& curve : curves(plot(figure(), "loss"))) {
    EXPECT_THAT(curve.legend, testing::EndsWith(": Absolute error has no curvature at 0"));
    EXPECT_TRUE(curve.points.empty());
  }
  EXPECT_FALSE(knee(document_));
}

TEST_F(ComparisonTest, FamilyOfTheChosenLoss) {
  compare().family = true;
  const auto shown = curves(plot(figure(), "loss"));
  ASSERT_EQ(shown.size(), 7u);
  EXPECT_EQ(shown.front().legend, "δ = 0.05");
  EXPECT_EQ(shown[3].legend, "δ = 0.707");
  EXPECT_EQ(shown.back().legend, "δ = 10");
  Loss middle("huber");
  middle.set("delta", 0.707);
  for (const Point p : shown[3].points) EXPECT_NEAR(p.y, middle.at(p.x).value, 1e-13);
  EXPECT_EQ(plot(figure(), "loss").title, "Huber: δ, threshold");
  EXPECT_EQ(probe(2).size(), 7u);
  EXPECT_FALSE(knee(document_));
  std::set<std::tuple<int, int, int>> colors;
  for (const CurveItem& curve : shown) {
    colors.insert({curve.stroke.color.r, curve.stroke.color.g, curve.stroke.color.b});
    EXPECT_GE(curve.series, static_cast<int>(document_.losses.size()));
  }
  EXPECT_EQ(colors.size(), 7u);
  compare().family_count = 15;
  losses_page(document_).chosen_residual = "barron";
  compare().family_parameter = "c";
  EXPECT_EQ(curves(plot(figure(), "loss")).size(), 15u);
  EXPECT_EQ(loss_family(document_)->parameter->name, std::string("c"));
  compare().family_parameter = "tau";
  EXPECT_EQ(loss_family(document_)->parameter->name, std::string("alpha"));
  losses_page(document_).chosen_residual = "squared_error";
  EXPECT_FALSE(loss_family(document_));
  EXPECT_EQ(curves(plot(figure(), "loss")).size(), 4u);
}

TEST_F(ComparisonTest, FamiliesOfEveryLossAreDrawn) {
  compare().family = true;
  for (std::size_t axis = 0; axis < axis_names.size(); ++axis) {
    losses_page(document_).axis = static_cast<LossAxis>(axis);
    for (const Loss& loss : document_.losses) {
      if (!is_drawn_on(losses_page(document_).axis, loss.info().family)) continue;
      losses_page(document_).chosen() = loss.id();
      for (const Parameter* parameter : family_parameters(loss)) {
        compare().family_parameter = parameter->name;
        const std::size_t count = curves(plot(figure(), "gradient")).size();
        EXPECT_EQ(count, loss_family(document_)->values.size()) << loss.id();
        EXPECT_GE(count, loss.id() == "hampel" ? 2u : 7u) << loss.id();
      }
    }
  }
}

TEST_F(ComparisonTest, KneeStandsOnTheCurve) {
  compare().half = true;
  EXPECT_EQ(knee(document_)->at, (Point{1, 0.25}));
  compare().reference = "squared_error";
  EXPECT_EQ(knee(document_)->at, (Point{1, -0.25}));
}

TEST_F(ComparisonTest, LossesOfThePItself) {
  losses_page(document_).axis = LossAxis::probability;
  losses_page(document_).margin = {"logistic", "ce_of_p"};
  const auto rows = probe(0.2);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_NEAR(rows[0].value, rows[1].value, 1e-14);
  EXPECT_NEAR(rows[0].gradient, rows[1].gradient, 1e-12);
  EXPECT_NEAR(rows[0].curvature, rows[1].curvature, 1e-10);
  EXPECT_EQ(rows[1].gradient, -5);
  losses_page(document_).axis = LossAxis::margin;
  EXPECT_EQ(probe(0).size(), 1u);
  EXPECT_THAT(drawn_ids(document_), ElementsAre("logistic"));
}

TEST_F(ComparisonTest, ScoresAndOtherLosses) {
  losses_page(document_).axis = LossAxis::score;
  const auto rows = probe(0.7);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_NEAR(rows[0].gradient, 0, 1e-15);  // the cross-entropy is least at the truth
  EXPECT_EQ(plot(figure(), "loss").x.label, "reported probability q");
  losses_page(document_).axis = LossAxis::other;
  losses_page(document_).other = {"poisson_nll", "contrastive"};
  EXPECT_EQ(plot(figure(), "loss").x.label, "log rate f / distance d");
  const auto shown = curves(plot(figure(), "loss"));
  EXPECT_TRUE(std::isnan(shown[1].points.front().y));  // there is no negative distance
  losses_page(document_).other = {"contrastive"};
  EXPECT_EQ(plot(figure(), "loss").x.range.min, 0);
}

TEST_F(ComparisonTest, FourPlotsFitASmallWindow) {
  losses_view(view_).show_curvature = losses_view(view_).show_weight = true;
  for (const bool difference : {false, true}) {
    compare().reference = difference ? "half_squared_error" : "";
    const Layout layout = lay_out(figure(), {560, 690}, {.font_size = 13.6}, FixedTextMeasure());
    ASSERT_EQ(layout.plots.size(), 4u);
    for (const PlotLayout& one : layout.plots) EXPECT_GT(one.frame.height, 95);
  }
}

class RiskTest : public ComparisonTest {
 protected:
  RiskTest() {
    losses_page(document_).axis = LossAxis::margin;
    compare().risk = true;
  }
};

TEST_F(RiskTest, CurvesAreTheRisk) {
  losses_page(document_).margin = {"hinge", "logistic", "alpha_balanced_ce"};
  const Figure all = figure();
  EXPECT_FALSE(all.share_x);
  ASSERT_EQ(all.plots.size(), 2u);
  const auto shown = curves(plot(all, "risk"));
  ASSERT_EQ(shown.size(), 3u);
  for (const CurveItem& curve : shown) {
    const Loss& loss = document_.losses[static_cast<std::size_t>(curve.series)];
    for (std::size_t i = 0; i < curve.points.size(); i += 41) {
      const Point p = curve.points[i];
      EXPECT_NEAR(p.y, conditional_risk(loss, 0.7, p.x), 1e-13) << loss.id();
    }
  }
  EXPECT_EQ(plot(all, "risk").y.label, "C(m) at η = 0.7");
  EXPECT_THAT(figure_csv(all, "risk"), testing::StartsWith("x,Hinge,Logistic"));
}

TEST_F(RiskTest, MinimaAreMarked) {
  losses_page(document_).margin = {"logistic"};
  std::vector<Point> dots;
  const Figure all = figure();
  for (const Item& item : plot(all, "risk").items) {
    if (const auto* dot = std::get_if<PointsItem>(&item))
      dots.insert(dots.end(), dot->points.begin(), dot->points.end());
  }
  ASSERT_EQ(dots.size(), 1u);
  EXPECT_NEAR(dots[0].x, std::log(0.7 / 0.3), 1e-9);
  EXPECT_NEAR(dots[0].y, -0.7 * std::log(0.7) - 0.3 * std::log(0.3), 1e-14);
}

TEST_F(RiskTest, TheLinkIsFollowed) {
  losses_page(document_).margin = {"squared_hinge"};
  const auto shown = curves(plot(figure(), "link"));
  ASSERT_EQ(shown.size(), 1u);
  for (const Point p : shown[0].points) EXPECT_NEAR(p.y, 2 * p.x - 1, 1e-8);
  compare().eta = 0.2;
  EXPECT_EQ(risk_rows(document_, light_theme(), in_english())[0].score, "−0.6");
}

TEST_F(RiskTest, AJumpIsNoLine) {
  const auto crosses = [](const LinkCurve& link) {
    for (std::size_t i = 1; i < link.nearest.size(); ++i) {
      const Point p = link.nearest[i];
      if (std::abs(p.x - 0.5) < 0.3 && std::abs(p.y - link.nearest[i - 1].y) > 0.4) return true;
    }
    return false;
  };
  const ConditionalRisk hinge{Loss("hinge")}, hard{Loss("bootstrap_hard")}, mae{Loss("mae_probability")};
  const LinkCurve of_hinge = link_curve(hinge, false, {-4, 4});
  EXPECT_FALSE(crosses(of_hinge));
  ASSERT_EQ(of_hinge.steps.size(), 1u);
  EXPECT_EQ(of_hinge.steps[0].first, (Point{0.5, -1}));
  EXPECT_EQ(of_hinge.steps[0].second, (Point{0.5, 1}));
  for (const Point p : of_hinge.nearest) EXPECT_TRUE(std::isnan(p.y) || std::abs(p.y) == 1);
  const LinkCurve of_hard = link_curve(hard, false, {-4, 4});
  EXPECT_FALSE(crosses(of_hard));
  for (std::size_t i = 0; i < of_hard.nearest.size(); ++i) {
    // Not even beside the jump is the curve bent.
    const Point p = of_hard.nearest[i];
    if (std::isnan(p.y)) continue;
    const double right = 1 - 0.8 * std::min(p.x, 1 - p.x);
    EXPECT_NEAR(std::abs(p.y), std::log(right / (1 - right)), 1e-7) << p.x;
  }
  EXPECT_TRUE(of_hard.steps.empty());
  EXPECT_FALSE(crosses(link_curve(mae, true, {0, 1})));
  const LinkCurve of_ramp = link_curve(ConditionalRisk{Loss("ramp")}, false, {-4, 4});
  EXPECT_FALSE(crosses(of_ramp));
  ASSERT_EQ(of_ramp.bands.size(), 2u);
  EXPECT_EQ(of_ramp.bands[1].first.y, 1);
  EXPECT_EQ(of_ramp.bands[1].second.y, std::numeric_limits<double>::infinity());
  EXPECT_TRUE(link_curve(ConditionalRisk{Loss("logistic")}, false, {-4, 4}).steps.empty());
}

TEST_F(RiskTest, MinimaInWords) {
  losses_page(document_).margin = {"zero_one", "hinge", "ramp", "unhinged", "sigmoid_loss"};
  std::vector<std::string> scores, probabilities;
  for (const RiskRow& row : risk_rows(document_, light_theme(), in_english())) {
    scores.push_back(row.score);
    probabilities.push_back(row.probability);
  }
  EXPECT_THAT(scores, ElementsAre("> 0", "1", "≥ 1", "∞", "∞"));
  EXPECT_THAT(probabilities, ElementsAre("> 0.5", "0.731", "≥ 0.731", "1", "1"));
  compare().eta = 0.5;
  scores.clear();
  for (const RiskRow& row : risk_rows(document_, light_theme(), in_english())) scores.push_back(row.score);
  EXPECT_THAT(scores, ElementsAre("any", "[−1, 1]", "any", "any", "any"));
}

TEST_F(RiskTest, ExpectedScoresAreLeastAtTheTruthWhereProper) {
  losses_page(document_).axis = LossAxis::probability;
  losses_page(document_).margin = {"logistic", "focal", "mae_probability", "brier_binary", "ce_of_p"};
  std::vector<std::string> least;
  for (const RiskRow& row : risk_rows(document_, light_theme(), in_english())) least.push_back(row.probability);
  EXPECT_THAT(least, ElementsAre("0.7", "0.578", "1", "0.7", "0.7"));
  for (const CurveItem& curve : curves(plot(figure(), "link"))) {
    const std::string id = document_.losses[static_cast<std::size_t>(curve.series)].info().id;
    if (id == "focal" || id == "mae_probability") continue;
    for (const Point p : curve.points) EXPECT_NEAR(p.y, p.x, 1e-8) << id;
  }
  const auto shown = curves(plot(figure(), "risk"));
  for (const Point p : shown[4].points) {
    EXPECT_NEAR(p.y, -0.7 * std::log(p.x) - 0.3 * std::log1p(-p.x), 1e-7 * (1 + p.y));
  }
}

TEST_F(RiskTest, BitsChangeTheRisk) {
  losses_page(document_).margin = {"logistic"};
  compare().bits = true;
  compare().eta = 0.5;
  EXPECT_NEAR(risk_rows(document_, light_theme(), in_english())[0].minimum.risk, 1, 1e-12);
  EXPECT_EQ(plot(figure(), "risk").y.label, "C(m) at η = 0.5 in bits");
}

TEST(ComparisonEdits, AreUndone) {
  Application app(LOSSLAB_ASSETS, [] {});
  const Document before = app.document();
  const auto edit = [&](const std::function<void(Comparison&)>& change) {
    Actions actions;
    actions.edit("compare", [&](Document& document) { change(losses_page(document).compare); });
    app.apply(std::move(actions), 0);
  };
  edit([](Comparison& compare) { compare.normalise = Normalise::value; });
  edit([](Comparison& compare) { compare.family = true; });
  EXPECT_TRUE(losses_page(app.document()).compare.family);
  Actions undo;
  undo.commands = {Command::undo, Command::undo};
  app.apply(std::move(undo), 0);
  EXPECT_TRUE(app.document() == before);
}

}  // namespace
}  // namespace losslab
