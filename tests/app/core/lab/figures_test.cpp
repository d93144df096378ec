#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "app/core/lab/lab_results.h"
#include "app/core/lab/page/lab_page.h"
#include "app/core/losses/losses_figure.h"
#include "app/core/losses/losses_page.h"
#include "app/core/shell/application.h"
#include "app/core/shell/figure_table.h"
#include "app/core/shell/state/document.h"
#include "in_english.h"
#include "widgets/figure/layout.h"

namespace losslab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> names(const Figure& figure) {
  std::vector<std::string> all;
  for (const Plot& plot : figure.plots) all.push_back(plot.name);
  return all;
}

const Plot& plot(const Figure& figure, std::string_view name) {
  return *std::ranges::find(figure.plots, name, &Plot::name);
}

std::vector<const CurveItem*> curves(const Plot& plot) {
  std::vector<const CurveItem*> all;
  for (const Item& item : plot.items) {
    const auto* curve = std::get_if<CurveItem>(&item);
    if (curve != nullptr && !curve->legend.empty()) all.push_back(curve);
  }
  return all;
}

std::size_t lines_of(const std::string& text) { return static_cast<std::size_t>(std::ranges::count(text, '\n')); }

TEST(LossesFigure, StacksPlotsOnOneAxis) {
  const Document document;
  View view;
  Figure figure = losses_figure(document, view, light_theme(), in_english());
  EXPECT_THAT(names(figure), ElementsAre("loss", "gradient"));
  EXPECT_TRUE(figure.share_x);
  losses_view(view).show_curvature = losses_view(view).show_weight = true;
  figure = losses_figure(document, view, light_theme(), in_english());
  EXPECT_THAT(names(figure), ElementsAre("loss", "gradient", "curvature", "weight"));
  for (const Plot& one : figure.plots) {
    EXPECT_EQ(one.x.range, (Range{-6, 6}));
    EXPECT_EQ(one.x.label, "residual r = y − ŷ");
    const auto all = curves(one);
    ASSERT_EQ(all.size(), 4u);
    for (const CurveItem* curve : all) {
      EXPECT_EQ(curve->stroke.color, light_theme().series(static_cast<std::size_t>(curve->series)).color);
    }
  }
}

TEST(LossesFigure, CurvesAreTheLoss) {
  Document document;
  for (const LossAxis axis : {LossAxis::residual, LossAxis::margin, LossAxis::score, LossAxis::other}) {
    losses_page(document).axis = axis;
    for (const Loss& loss : document.losses) {
      if (is_drawn_on(axis, loss.info().family)) {
        losses_page(document).ticked() = {std::string(loss.id())};
        View view;
        const Figure figure = losses_figure(document, view, light_theme(), in_english());
        const auto value = curves(plot(figure, "loss")), gradient = curves(plot(figure, "gradient"));
        ASSERT_GE(value[0]->points.size(), 1000u);
        for (std::size_t i = 0; i < value[0]->points.size(); i += 37) {
          const Point p = value[0]->points[i], g = gradient[0]->points[i];
          const Jet<double> jet = loss.at(p.x);
          EXPECT_TRUE(!std::isnan(p.y) || std::isnan(jet.value) || !loss.kinks().empty()) << loss.id() << p.x;
          if (std::isinf(jet.value)) continue;
          if (!std::isnan(p.y)) {
            EXPECT_NEAR(p.y, jet.value, 1e-12 * (1 + std::abs(jet.value))) << loss.id() << p.x;
          }
          if (!std::isnan(g.y) && std::isfinite(jet.gradient)) {
            EXPECT_NEAR(g.y, jet.gradient, 1e-12 * (1 + std::abs(jet.gradient))) << loss.id();
          }
        }
      }
    }
  }
}

TEST(LossesFigure, JumpsAreBreaksAndCornersAreExact) {
  Document document;
  losses_page(document).residual = {"absolute_error"};
  const Figure figure = losses_figure(document, View(), light_theme(), in_english());
  const auto& gradient = curves(plot(figure, "gradient"))[0]->points;
  const auto broken = std::ranges::find_if(gradient, [](Point p) { return std::isnan(p.y); });
  ASSERT_NE(broken, gradient.end());
  EXPECT_EQ(broken->x, 0);
  EXPECT_EQ((broken - 1)->y, -1);
  EXPECT_EQ((broken + 1)->y, 1);
  EXPECT_NEAR((broken + 1)->x, 0, 2e-8);
  const auto& value = curves(plot(figure, "loss"))[0]->points;
  EXPECT_TRUE(std::ranges::none_of(value, [](Point p) { return std::isnan(p.y); }));
  EXPECT_TRUE(std::ranges::any_of(value, [](Point p) { return p == Point{0, 0}; }));
}

TEST(LossesFigure, ProbabilityAxisFollowsTheChainRule) {
  Document document;
  losses_page(document).axis = LossAxis::probability;
  View view;
  for (const double p : {0.03, 0.3, 0.5, 0.97}) {
    losses_view(view).probe_at[2] = p;
    losses_page(document).margin = {"logistic", "brier_binary"};
    const auto rows = probe_rows(document, view, light_theme(), in_english());
    EXPECT_NEAR(rows[0].value, -std::log(p), 1e-14);
    EXPECT_NEAR(rows[0].gradient, -1 / p, 1e-12 / p);
    EXPECT_NEAR(rows[0].curvature, 1 / (p * p), 1e-10 / (p * p));
    EXPECT_NEAR(rows[1].value, (1 - p) * (1 - p), 1e-14);
    EXPECT_NEAR(rows[1].gradient, -2 * (1 - p), 1e-12);
    EXPECT_NEAR(rows[1].curvature, 2, 1e-9);
    EXPECT_TRUE(std::isnan(rows[0].weight));
  }
}

TEST(LossesFigure, ProbeReadsTheLoss) {
  const Document document;
  View view;
  losses_view(view).probe_at[0] = 1.7;
  const auto rows = probe_rows(document, view, light_theme(), in_english());
  ASSERT_EQ(rows.size(), 4u);
  for (const ProbeRow& row : rows) {
    const Loss& loss = document.losses[static_cast<std::size_t>(row.series)];
    EXPECT_EQ(row.value, loss.at(1.7).value);
    EXPECT_EQ(row.gradient, loss.at(1.7).gradient);
    EXPECT_EQ(row.curvature, loss.at(1.7).curvature);
    EXPECT_EQ(row.weight, loss.weight(1.7));
    EXPECT_EQ(row.label, loss.info().english);
  }
}

TEST(LossesFigure, HiddenLossesKeepTheirLegend) {
  const Document document;
  View view;
  view.hidden = {"huber"};
  const Figure figure = losses_figure(document, view, light_theme(), in_english());
  const auto all = curves(plot(figure, "loss"));
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[2]->legend, "Huber (δ = 1)");
  EXPECT_TRUE(all[2]->points.empty());
  EXPECT_EQ(lines_of(figure_csv(figure, "loss")), all[0]->points.size() + 1);
}

TEST(LossesFigure, CamerasAndLogAxes) {
  Document document;
  View view;
  view.cameras["losses.residual.loss"] = {Range{-1, 3}, Range{0, 9}, false, true};
  const Figure figure = losses_figure(document, view, light_theme(), in_english());
  EXPECT_EQ(plot(figure, "gradient").x.range, (Range{-1, 3}));
  EXPECT_TRUE(plot(figure, "loss").y.log);
  EXPECT_GT(plot(figure, "loss").y.range.min, 0);
  EXPECT_EQ(curves(plot(figure, "loss"))[0]->points.front().x, -1);
  EXPECT_EQ(curves(plot(figure, "loss"))[0]->points.back().x, 3);
}

TEST(LossesFigure, NothingTickedIsAnEmptyFigure) {
  Document document;
  losses_page(document).residual.clear();
  const Figure figure = losses_figure(document, View(), light_theme(), in_english());
  EXPECT_THAT(names(figure), ElementsAre("loss", "gradient"));
  EXPECT_NO_THROW(lay_out(figure, {800, 600}, {}, FixedTextMeasure()));
}

TEST(Knee, FollowsTheThreshold) {
  Document document;
  document.loss("huber").set("delta", 2);
  const auto at = knee(document);
  ASSERT_TRUE(at);
  EXPECT_EQ(at->loss, "huber");
  EXPECT_EQ(at->parameter, "delta");
  EXPECT_EQ(at->at, (Point{2, 2}));
  EXPECT_EQ(knee_value(document, *at, -3), 3);
  EXPECT_EQ(knee_value(document, *at, 1e9), 10);
  EXPECT_EQ(knee_value(document, *at, 0), 0.05);
  losses_page(document).chosen_residual = "barron";
  EXPECT_EQ(knee(document)->parameter, "c");
  losses_page(document).chosen_residual = "pinball";
  EXPECT_FALSE(knee(document));
  losses_page(document).axis = LossAxis::margin;
  EXPECT_FALSE(knee(document));
}

class LabFigures : public testing::Test {
 protected:
  LabFigures() { app_.catch_up(); }
  Figure figure(const char* screen) {
    Actions actions;
    actions.look([=](View& view) { view.screen = screen; });
    app_.apply(std::move(actions), 0);
    return app_.figure();
  }
  void edit(const std::function<void(Document&)>& change) {
    Actions actions;
    actions.edit("x", change);
    app_.apply(std::move(actions), 0);
    app_.catch_up();
  }
  Application app_{LOSSLAB_ASSETS, [] {}};
};

TEST_F(LabFigures, RegressionHasItsPlots) {
  const Figure all = figure("regression");
  EXPECT_THAT(names(all), ElementsAre("data", "error", "landscape", "riding"));
  std::set<int> series;
  for (const CurveItem* curve : curves(plot(all, "data"))) series.insert(curve->series);
  EXPECT_EQ(series.size(), 4u);  // the truth and three fits
  EXPECT_EQ(curves(plot(all, "error")).size(), 3u);
  EXPECT_EQ(plot(all, "error").title, "Error on clean data (RMSE)");
  EXPECT_EQ(plot(all, "landscape").title, "Objective of Huber");
  EXPECT_EQ(plot(all, "landscape").x.label, "slope w (standardised)");
  EXPECT_TRUE(std::holds_alternative<FieldItem>(plot(all, "landscape").items[0]));
  for (const CurveItem* path : curves(plot(all, "landscape"))) EXPECT_EQ(path->points.size(), 301u);
}

TEST_F(LabFigures, FittedLinesAreTheReportedOnes) {
  const Figure all = figure("regression");
  const auto fits = curves(plot(all, "data"));
  for (int i = 0; i < 3; ++i) {
    const auto line = lab_results(app_, Task::regression).lab().reported(i);
    for (const Point p : fits[static_cast<std::size_t>(i + 1)]->points) {
      EXPECT_NEAR(p.y, line[0] * p.x + line[1], 1e-9);
    }
  }
}

TEST_F(LabFigures, RidersStandOnTheCurve) {
  const Figure all = figure("regression");
  std::size_t count = 0;
  for (const Item& item : plot(all, "riding").items) {
    const auto* points = std::get_if<PointsItem>(&item);
    if (points == nullptr) continue;
    for (const Point p : points->points) {
      EXPECT_EQ(p.y, app_.document().loss("huber").at(p.x).value);
      ++count;
    }
  }
  EXPECT_EQ(count, 60u);
}

TEST_F(LabFigures, LandscapeOfOtherModelsSaysWhatItsPlaneIs) {
  edit([](Document& d) {
    lab_page(d, Task::regression).model.kind = ModelSpec::Kind::poly;
    lab_page(d, Task::regression).start.clear();
  });
  Figure all = figure("regression");
  EXPECT_THAT(plot(all, "landscape").x.label, HasSubstr("first principal direction ("));
  EXPECT_THAT(plot(all, "landscape").note, HasSubstr("projected"));
  EXPECT_TRUE(std::holds_alternative<FieldItem>(plot(all, "landscape").items[0]));
  edit([](Document& d) { lab_page(d, Task::regression).model.kind = ModelSpec::Kind::constant; });
  all = figure("regression");
  EXPECT_EQ(plot(all, "landscape").x.label, "b (standardised)");
  EXPECT_THAT(plot(all, "landscape").y.label, HasSubstr("objective of"));
  EXPECT_EQ(curves(plot(all, "landscape")).size(), 1u);
}

TEST_F(LabFigures, ClassificationHasItsPlots) {
  const Figure all = figure("classification");
  EXPECT_THAT(names(all), ElementsAre("data", "accuracy", "riding", "margins"));
  EXPECT_EQ(plot(all, "riding").x.range, plot(all, "margins").x.range);
  EXPECT_EQ(curves(plot(all, "data")).size(), 3u);
  EXPECT_EQ(curves(plot(all, "accuracy")).size(), 6u);
  std::size_t ringed = 0, points = 0;
  for (const Item& item : plot(all, "data").items) {
    if (const auto* some = std::get_if<PointsItem>(&item)) {
      points += some->points.size();
      ringed += static_cast<std::size_t>(std::ranges::count(some->ring, true));
    }
  }
  EXPECT_EQ(points, 205u);
  EXPECT_EQ(ringed, 5u);
  double counted = 0;
  for (const Item& item : plot(all, "margins").items) {
    const auto* bars = std::get_if<BarsItem>(&item);
    if (bars == nullptr || bars->legend != "all samples") continue;
    for (const auto& [from, to] : bars->corners) counted += to.y;
  }
  EXPECT_EQ(counted, 205);
}

TEST_F(LabFigures, BoundariesAreWhereTheScoreIsZero) {
  const Figure all = figure("classification");
  const auto lines = curves(plot(all, "data"));
  for (int i = 0; i < 3; ++i) {
    const auto w = lab_results(app_, Task::classification).lab().reported(i);
    ASSERT_EQ(lines[static_cast<std::size_t>(i)]->points.size(), 2u);
    for (const Point p : lines[static_cast<std::size_t>(i)]->points) {
      EXPECT_NEAR(w[0] * p.x + w[1] * p.y + w[2], 0, 1e-5);
    }
  }
}

TEST_F(LabFigures, NumbersBehindPlots) {
  const Figure losses = figure("losses"), lines = figure("regression"), classes = figure("classification");
  EXPECT_THAT(figure_csv(losses, "gradient"), testing::StartsWith("x,Squared error,Absolute error,Huber (δ = 1)"));
  EXPECT_THAT(figure_cells(losses, "gradient"), testing::StartsWith("x\tSquared error\tAbsolute error\tHuber (δ = 1)"));
  EXPECT_EQ(lines_of(figure_cells(losses, "gradient")), lines_of(figure_csv(losses, "gradient")));
  EXPECT_THAT(figure_cells(lines, "data"), testing::StartsWith("series\tx\ty\ntruth\t"));
  EXPECT_THAT(figure_csv(lines, "error"),
              testing::StartsWith("x,Squared error,Huber (δ = 1),Tukey biweight (c = 4.6851)\n0,"));
  EXPECT_EQ(lines_of(figure_csv(lines, "error")), 302u);
  EXPECT_THAT(figure_csv(lines, "data"), testing::StartsWith("series,x,y\ntruth,"));
  EXPECT_THAT(figure_csv(classes, "margins"), testing::StartsWith("series,x,y\nall samples,"));
  EXPECT_THROW(figure_csv(lines, "loss"), InputError);
}

TEST_F(LabFigures, OnePlotAlone) {
  const Figure one = single_plot(figure("regression"), "riding");
  EXPECT_THAT(names(one), ElementsAre("riding"));
  EXPECT_EQ(one.plots[0].row, 0);
  EXPECT_EQ(one.plots[0].column, 0);
  EXPECT_TRUE(one.plots[0].legend);
}

TEST_F(LabFigures, EightCompetitorsAreLaidOut) {
  edit([](Document& d) {
    lab_page(d, Task::regression).ticked.clear();
    lab_page(d, Task::classification).ticked.clear();
    for (const Loss& loss : d.losses) {
      LabPage& page =
          loss.info().family == Family::residual ? lab_page(d, Task::regression) : lab_page(d, Task::classification);
      if (page.ticked.size() < max_competitors) page.ticked.emplace_back(loss.id());
    }
  });
  for (const char* screen : {"regression", "classification"}) {
    for (const Size size : {Size{880, 560}, Size{1600, 1000}}) {
      const Layout layout = lay_out(figure(screen), size, {}, FixedTextMeasure());
      ASSERT_EQ(layout.plots.size(), 4u);
      for (const PlotLayout& one : layout.plots) {
        EXPECT_GT(one.frame.width, 200);
        EXPECT_GT(one.frame.height, 120);
      }
    }
  }
}

TEST_F(LabFigures, SameStateSameFigure) {
  for (const char* screen : {"losses", "regression", "classification"}) {
    const auto drawn = [&](Application& app) {
      Actions actions;
      actions.look([=](View& view) { view.screen = screen; });
      app.apply(std::move(actions), 0);
      app.catch_up();
      return to_text(lay_out(app.figure(), {880, 560}, {}, FixedTextMeasure()).list);
    };
    Application other(LOSSLAB_ASSETS, [] {});
    EXPECT_EQ(drawn(app_), drawn(other));
  }
}

}  // namespace
}  // namespace losslab
