// What the places of a laboratory show: every plot for every model, with numbers that can be checked by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/lab_task.h"
#include "app/core/lab/page/lab_view.h"
#include "app/core/lab/plots/lab_figure.h"
#include "app/core/lab/plots/lab_plots.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/view.h"
#include "in_english.h"

namespace losslab {
namespace {

constexpr auto never = [] { return false; };

class LabPlots : public testing::TestWithParam<Task> {
 protected:
  Task task() const { return GetParam(); }
  LabPage& page() { return lab_page(document_, task()); }
  LabView& look() { return lab_view(view_, task()); }

  // The figure with everything that is computed off the frame waited for.
  Figure figure(long steps) {
    view_.screen = lab_task(task()).id;
    lab_ = std::make_unique<Lab>(
        task(), LOSSLAB_ASSETS, [] {}, in_english());
    lab_->follow(document_);
    lab_->advance(steps, never);
    lab_->wait_for_pictures(document_, view_, light_theme());
    return lab_figure(document_, view_, *lab_, light_theme(), in_english());
  }
  static const Plot& plot(const Figure& figure, const std::string& name) {
    for (const Plot& one : figure.plots) {
      if (one.name == name) return one;
    }
    throw InputError("no plot " + name);
  }

  Document document_;
  View view_;
  std::unique_ptr<Lab> lab_;
};

TEST_P(LabPlots, EveryPlotOfEveryModelHasSomethingToShow) {
  const bool regression = task() == Task::regression;
  const std::vector<std::string> models = regression
                                              ? std::vector<std::string>{"constant", "line", "poly:3", "rbf:5", "mlp:3"}
                                              : std::vector<std::string>{"linear", "quadratic", "rbf:3", "mlp:3,relu"};
  for (const std::string& model : models) {
    page().model = parse_model(model, regression ? Task::regression : Task::classification);
    page().start.clear();
    for (const LabPlot which :
         {LabPlot::landscape, LabPlot::riding, LabPlot::slope, LabPlot::histogram, LabPlot::influence,
          LabPlot::calibration, LabPlot::residual_plot, LabPlot::weights, LabPlot::leverage}) {
      if (which == (regression ? LabPlot::calibration : LabPlot::influence)) continue;
      look().upper = which;
      look().chosen_point = 3;
      const Figure whole = figure(20);
      const Plot& one = plot(whole, plot_name(task(), which));
      EXPECT_FALSE(one.items.empty() && one.note.empty()) << model << " " << one.name;  // or it says why not
      EXPECT_FALSE(one.title.empty());
      EXPECT_LT(one.x.range.min, one.x.range.max) << model << " " << one.name;
      EXPECT_LT(one.y.range.min, one.y.range.max) << model << " " << one.name;
    }
  }
}

TEST_P(LabPlots, EveryQuantityOverTheRunHasACurveForEach) {
  for (std::size_t i = 0; i < run_quantity_names.size(); ++i) {
    look().history = static_cast<RunQuantity>(i);
    for (const bool logarithmic : {false, true}) {
      view_.cameras[view_.camera_key(document_, plot_name(task(), look().history))].log_y = logarithmic;
      const Figure whole = figure(40);
      const Plot& one = plot(whole, plot_name(task(), look().history));
      std::size_t curves = 0;
      for (const Item& item : one.items) {
        const auto* curve = std::get_if<CurveItem>(&item);
        if (curve != nullptr && curve->series >= 0 && curve->points.size() == 41) ++curves;
      }
      EXPECT_GE(curves, page().ticked.size()) << one.name;
      EXPECT_LT(one.y.range.min, one.y.range.max) << one.name;
    }
  }
}

// At the exact minimum the gradient is nothing, and gradient descent comes to it.
TEST_P(LabPlots, TheGradientVanishesAtTheEndOfASmoothRun) {
  page().ticked = {task() == Task::regression ? "huber" : "logistic"};
  page().chosen = page().ticked.front();
  look().history = RunQuantity::gradient_norm;
  figure(4000);
  const Measures& end = lab_->race().measures(0, 4000);
  EXPECT_LT(end.gradient_norm, 1e-3 * lab_->race().measures(0, 0).gradient_norm);
  double squares = 0;
  const auto theta = lab_->race().theta(0, 4000);
  const auto penalised = lab_->setting().model->penalised();
  for (std::size_t j = 0; j < theta.size(); ++j) squares += penalised[j] != 0 ? theta[j] * theta[j] : 0;
  EXPECT_DOUBLE_EQ(end.weight_norm, std::sqrt(squares));
}

// Points sit on the curve of the gradient where the gradient is.
TEST_P(LabPlots, RidersAreOnTheGradient) {
  look().upper = LabPlot::slope;
  const Figure whole = figure(30);
  const int chosen = lab_->competitor(page().chosen);
  const Loss& loss = lab_->race().competitors()[static_cast<std::size_t>(chosen)].loss;
  std::size_t riders = 0;
  for (const Item& item : plot(whole, "slope").items) {
    const auto* points = std::get_if<PointsItem>(&item);
    if (points == nullptr) continue;
    for (const Point p : points->points) EXPECT_NEAR(p.y, loss.at(p.x).gradient, 1e-12);
    riders += points->points.size();
  }
  EXPECT_EQ(riders, lab_->data().size());
}

TEST_P(LabPlots, TheHistogramCountsEverybody) {
  look().upper = LabPlot::histogram;
  const Figure whole = figure(30);
  double counted = 0;
  for (const Item& item : plot(whole, plot_name(task(), LabPlot::histogram)).items) {
    const auto* bars = std::get_if<BarsItem>(&item);
    if (bars == nullptr || !bars->legend.starts_with("all")) continue;
    for (const auto& [low, high] : bars->corners) counted += high.y;
  }
  EXPECT_EQ(counted, static_cast<double>(lab_->data().size()));
}

INSTANTIATE_TEST_SUITE_P(Both, LabPlots, testing::Values(Task::regression, Task::classification),
                         [](const auto& test) { return lab_task(test.param).id; });

// Squared error weighs all alike, Huber those beyond its threshold by δ/|r|, Tukey forgets those beyond c.
TEST(SampleWeights, AreThoseOfReweightedLeastSquares) {
  Dataset data;
  data.x1 = data.y = {0, 0, 0, 0};
  const std::vector<double> residuals{0.5, -1, 4, -8};
  Loss huber("huber");
  huber.set("delta", 2);
  EXPECT_THAT(parts::sample_weights(Loss("squared_error"), data, residuals),
              testing::Pointwise(testing::DoubleEq(), {1.0, 1.0, 1.0, 1.0}));
  EXPECT_THAT(parts::sample_weights(huber, data, residuals),
              testing::Pointwise(testing::DoubleEq(), {1.0, 1.0, 0.5, 0.25}));
  Loss tukey("tukey_biweight");
  tukey.set("c", 4);
  const std::vector<double> weights = parts::sample_weights(tukey, data, residuals);
  EXPECT_EQ(weights[2], 0);
  EXPECT_EQ(weights[3], 0);
  EXPECT_EQ(weights[0], 1);
  EXPECT_NEAR(weights[1], std::pow(1 - 1.0 / 16, 2) / std::pow(1 - 0.25 / 16, 2), 1e-12);
}

TEST(LabBranch, TheOldRunStaysAsAGhost) {
  Document document;
  View view;
  view.screen = "regression";
  Lab lab(
      Task::regression, LOSSLAB_ASSETS, [] {}, in_english());
  lab.follow(document);
  lab.advance(100, never);
  lab.seek(40);
  const std::vector<double> old(lab.race().theta(1, 90).begin(), lab.race().theta(1, 90).end());
  document.loss("huber").set("delta", 0.2);
  lab.follow(document);
  lab.advance(50, never);
  ASSERT_TRUE(lab.ghost());
  EXPECT_EQ(lab.branched_at(), 40);
  EXPECT_THAT(lab.ghost()->theta(1, 90), testing::ElementsAreArray(old));
  EXPECT_NE(lab.race().theta(1, 90)[0], old[0]);
  const Figure figure = lab_figure(document, view, lab, light_theme(), in_english());
  std::size_t labels = 0;
  for (const Plot& plot : figure.plots) {
    for (const Item& item : plot.items) {
      const auto* line = std::get_if<LineItem>(&item);
      if (line != nullptr && !line->label.empty()) ++labels;
    }
  }
  EXPECT_EQ(labels, 1u);
}

TEST(LabFindings, NameWhatIsWrong) {
  Document document;
  lab_page(document, Task::regression).optimizer.rate = 1.2;  // beyond 2/L of squared error
  Lab lab(
      Task::regression, LOSSLAB_ASSETS, [] {}, in_english());
  lab.follow(document);
  lab.advance(2000, never);
  lab.wait_for_pictures(document, View{}, light_theme());
  const auto findings = lab.findings();
  ASSERT_EQ(findings.size(), 3u);
  ASSERT_TRUE(findings[0]);
  EXPECT_EQ(findings[0]->kind, Finding::Kind::divergence);
  EXPECT_FALSE(findings[1]);
  lab_page(document, Task::regression).ticked.pop_back();
  lab.follow(document);
  EXPECT_EQ(lab.findings().size(), 2u);
  EXPECT_FALSE(lab.findings()[0]) << "findings of other runners are none of these";
}

}  // namespace
}  // namespace losslab
