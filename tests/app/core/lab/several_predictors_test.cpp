// Regression on several predictors in the laboratory: its plots, its page, its sessions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/lab_view.h"
#include "app/core/lab/page/suiting.h"
#include "app/core/lab/plots/lab_figure.h"
#include "app/core/lab/plots/lab_plots.h"
#include "app/core/lab/results/parameter_titles.h"
#include "app/core/lab/take_data.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/opening.h"
#include "app/core/shell/state/view.h"
#include "in_english.h"
#include "losses/learn/data/real_data.h"

namespace losslab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto never = [] { return false; };

class SeveralPredictors : public testing::Test {
 protected:
  SeveralPredictors() {
    page().data.kind = DataSpec::Kind::file;
    page().data.file = "stackloss.csv";
    page().standardize = true;
    page().optimizer.rate = 0.3;
    page().start.clear();
    page().chosen = "squared_error";
    view_.screen = "regression";
  }
  LabPage& page() { return lab_page(document_, Task::regression); }
  LabView& look() { return lab_view(view_, Task::regression); }

  Figure figure() {
    lab_ = std::make_unique<Lab>(
        Task::regression, LOSSLAB_ASSETS, [] {}, in_english());
    lab_->follow(document_);
    lab_->advance(3000, never);
    lab_->wait_for_pictures(document_, view_, light_theme());
    return lab_figure(document_, view_, *lab_, light_theme(), in_english());
  }
  static const Plot& plot(const Figure& figure, const std::string& name) {
    for (const Plot& one : figure.plots) {
      if (one.name == name) return one;
    }
    throw InputError("no plot " + name);
  }
  // The samples: the item with one point for each.
  static std::vector<Point> samples(const Plot& plot) {
    for (const Item& item : plot.items) {
      const auto* points = std::get_if<PointsItem>(&item);
      if (points != nullptr && points->points.size() == 21 && points->series < 0) return points->points;
    }
    return {};
  }
  static std::vector<std::string> numbers(const Plot& plot) {
    std::vector<std::string> texts;
    for (const Item& item : plot.items) {
      if (const auto* label = std::get_if<LabelItem>(&item)) texts.push_back(label->text);
    }
    return texts;
  }

  Document document_;
  View view_;
  std::unique_ptr<Lab> lab_;
};

// From R: lm(stack.loss ~ ., stackloss), with fitted(), hatvalues() and rstandard().
TEST_F(SeveralPredictors, PlotsShowWhatLeastSquaresFits) {
  look().upper = LabPlot::residual_plot;
  look().lower = LabPlot::leverage;
  const Figure all = figure();
  const Plot& data = plot(all, "data");
  EXPECT_EQ(data.title, "Observed against fitted");
  EXPECT_EQ(data.x.label, "fitted stack.loss");
  const std::vector<Point> observed = samples(data);
  ASSERT_EQ(observed.size(), 21U);
  EXPECT_NEAR(observed[20].x, 22.237713, 1e-6);
  EXPECT_EQ(observed[20].y, 15);
  const std::vector<Point> residuals = samples(plot(all, "residual_plot"));
  ASSERT_EQ(residuals.size(), 21U);
  EXPECT_NEAR(residuals[20].x, 22.237713, 1e-6);
  EXPECT_NEAR(residuals[20].y, -7.237713, 1e-6);
  const Plot& leverage = plot(all, "leverage");
  const std::vector<Point> standardised = samples(leverage);
  ASSERT_EQ(standardised.size(), 21U);
  EXPECT_NEAR(standardised[20].x, 0.2845334627253, 1e-10);
  EXPECT_NEAR(standardised[20].y, -2.6382199811638, 1e-7);
  EXPECT_NEAR(standardised[16].x, 0.4121234978579, 1e-10);
  EXPECT_THAT(numbers(leverage), ElementsAre("21"));
  EXPECT_THAT(leverage.note, HasSubstr("Σr²"));
}

TEST_F(SeveralPredictors, ResidualsStandAgainstAnyPredictor) {
  look().upper = LabPlot::residual_plot;
  look().residuals_against = 1;
  const Figure all = figure();
  const Plot& residuals = plot(all, "residual_plot");
  EXPECT_EQ(residuals.x.label, "Water.Temp");
  EXPECT_EQ(samples(residuals)[0].x, 27);
  // One that the data do not have: what is fitted.
  look().residuals_against = 3;
  EXPECT_EQ(plot(figure(), "residual_plot").x.label, "fitted stack.loss");
}

TEST_F(SeveralPredictors, WeightsAreThoseOfTheLoss) {
  look().lower = LabPlot::weights;
  const Figure squares = figure();
  for (const Point at : samples(plot(squares, "weights"))) EXPECT_NEAR(at.y, 1, 1e-12);
  page().chosen = "huber";
  document_.loss("huber").set(0, 2.3582);
  const Figure huber = figure();
  const std::vector<Point> weights = samples(plot(huber, "weights"));
  const std::vector<Point> at = observed_places(*lab_, 1);
  for (std::size_t i = 0; i < 21; ++i) {
    EXPECT_EQ(weights[i].x, static_cast<double>(i + 1));
    EXPECT_NEAR(weights[i].y, std::min(1.0, 2.3582 / std::abs(at[i].y - at[i].x)), 1e-12);
  }
  EXPECT_THAT(numbers(plot(huber, "weights")), testing::Contains("21"));
}

TEST_F(SeveralPredictors, TheLandscapeIsOverTwoChosenParameters) {
  look().upper = LabPlot::landscape;
  const Plot usual = plot(figure(), "landscape");
  EXPECT_EQ(usual.x.label, "Air.Flow (standardised)");
  EXPECT_EQ(usual.y.label, "Water.Temp (standardised)");
  look().plane = {PlaneChoice::Kind::parameters, 2, 3};
  const Plot other = plot(figure(), "landscape");
  EXPECT_EQ(other.x.label, "Acid.Conc. (standardised)");
  EXPECT_EQ(other.y.label, "intercept b (standardised)");
  look().plane.kind = PlaneChoice::Kind::principal;
  EXPECT_THAT(plot(figure(), "landscape").x.label, HasSubstr("principal direction"));
}

TEST_F(SeveralPredictors, ParametersHaveTheNamesOfTheColumns) {
  figure();
  EXPECT_THAT(parameter_titles(*lab_, in_english()),
              ElementsAre("Air.Flow", "Water.Temp", "Acid.Conc.", "intercept b"));
}

TEST_F(SeveralPredictors, AModelOfOnePredictorGivesWay) {
  LabPage before = page();
  page().model = parse_model("poly:3", Task::regression);
  page().start = {1, 2, 3, 4};
  make_valid(page(), before);
  EXPECT_EQ(page().model, ModelSpec());
  page().data.kind = DataSpec::Kind::points;
  page().data.points = read_data_file("duncan.csv", LOSSLAB_ASSETS);
  page().model = parse_model("mlp:3", Task::regression);
  make_valid(page(), before);
  EXPECT_EQ(page().model, ModelSpec());
  page().model.kind = ModelSpec::Kind::constant;
  make_valid(page(), before);
  EXPECT_EQ(page().model.kind, ModelSpec::Kind::constant);
}

TEST_F(SeveralPredictors, PointsGoThroughASession) {
  Session session;
  LabPage& lab = lab_page(session.document, Task::regression);
  lab.data.kind = DataSpec::Kind::points;
  lab.data.points = read_data_file("duncan.csv", LOSSLAB_ASSETS);
  lab.data.points.more.push_back({"type = \"prof\"", std::vector<double>(45, 0.5)});
  lab.data.points.weight.assign(45, 0.25);
  lab.start.clear();
  lab_view(session.view, Task::regression).upper = LabPlot::leverage;
  lab_view(session.view, Task::regression).residuals_against = 2;
  const Session read = parse_session(to_toml(session), "s.toml");
  EXPECT_EQ(lab_page(read.document, Task::regression).data.points, lab.data.points);
  EXPECT_EQ(lab_view(read.view, Task::regression), lab_view(session.view, Task::regression));
}

std::string refusal(const std::string& points) {
  try {
    parse_session("version = 1\n[regression.points]\n" + points, "s.toml");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(SeveralPredictorsInASession, AreRefusedWhereTheyDoNotFit) {
  EXPECT_EQ(refusal("x1 = [1, 2]\ny = [1, 2]\nmore_names = [\"a\"]\nx2 = [3, 4]\n"), "");
  EXPECT_THAT(refusal("x1 = [1, 2]\ny = [1, 2]\nmore_names = [\"a\"]\nx2 = [3]\n"),
              HasSubstr("expected as many values in x2 as in x1"));
  EXPECT_THAT(refusal("x1 = [1, 2]\ny = [1, 2]\nmore_names = [\"a\", \"b\"]\nx2 = [3, 4]\n"), HasSubstr("in x3"));
  EXPECT_THAT(refusal("x1 = [1, 2]\ny = [1, 2]\nx3 = [3, 4]\n"), HasSubstr("unknown key"));
}

TEST_F(SeveralPredictors, ImportingThemShowsWhatTellsOfTheFit) {
  const Dataset points = read_data_file("duncan.csv", LOSSLAB_ASSETS);
  const Opening opening = take_points(points, 0, Document(), LOSSLAB_ASSETS, in_english());
  ASSERT_TRUE(opening.look);
  View view;
  opening.look(view);
  EXPECT_EQ(lab_view(view, Task::regression).upper, LabPlot::residual_plot);
  EXPECT_EQ(lab_view(view, Task::regression).lower, LabPlot::leverage);
  // The start is the fit of least median of squares.
  EXPECT_EQ(lab_page(opening.document, Task::regression).start.size(), 3U);
  // What somebody has chosen stays.
  lab_view(view, Task::regression).upper = LabPlot::histogram;
  opening.look(view);
  EXPECT_EQ(lab_view(view, Task::regression).upper, LabPlot::histogram);
}

}  // namespace
}  // namespace losslab
