#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <thread>
#include <utility>

#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/lab_view.h"
#include "app/core/lab/plots/lab_rows.h"
#include "app/core/lab/results/lab.h"
#include "app/core/lab/results/landscape_plane.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/view.h"
#include "in_english.h"
#include "losses/learn/exact/exact.h"

namespace losslab {
namespace {

constexpr auto never = [] { return false; };

class LabTest : public testing::Test {
 protected:
  Document document_;
  Lab lab_{Task::regression, LOSSLAB_ASSETS, [] {}, in_english()};
};

TEST_F(LabTest, FirstFollowMakesTheRun) {
  EXPECT_FALSE(lab_.followed());
  EXPECT_TRUE(lab_.follow(document_));
  EXPECT_EQ(lab_.data().size(), 60u);
  EXPECT_EQ(lab_.race().competitors().size(), 3u);
  EXPECT_EQ(lab_.position(), 0);
  EXPECT_EQ(lab_.notice(), "");
  EXPECT_EQ(lab_.competitor("huber"), 1);
  EXPECT_EQ(lab_.competitor("cauchy"), -1);
}

TEST_F(LabTest, FollowingTheSameDocumentDoesNothing) {
  lab_.follow(document_);
  lab_.advance(10, never);
  const auto version = lab_.version();
  EXPECT_FALSE(lab_.follow(document_));
  EXPECT_EQ(lab_.version(), version);
  EXPECT_EQ(lab_.position(), 10);
}

TEST_F(LabTest, ChangedDataBeginsAgainFromTheSameWeights) {
  lab_.follow(document_);
  lab_.advance(10, never);
  const auto start = lab_.race().start();
  const std::vector<double> before(start.begin(), start.end());
  lab_page(document_, Task::regression).data.outliers = 0.3;
  EXPECT_TRUE(lab_.follow(document_));
  EXPECT_EQ(lab_.position(), 0);
  EXPECT_EQ(lab_.race().length(), 0);
  EXPECT_THAT(lab_.race().start(), testing::ElementsAreArray(before));
  EXPECT_EQ(lab_.notice(), "The data changed: the run began again from the same initial weights.");
  lab_.dismiss();
  EXPECT_EQ(lab_.notice(), "");
}

TEST_F(LabTest, ModelStandardisationStartAndSeedBeginAgain) {
  lab_.follow(document_);
  const auto changes = std::vector<std::function<void(LabPage&)>>{[](LabPage& p) {
                                                                    p.start = {1, 2};
                                                                  },
                                                                  [](LabPage& p) { p.standardize = false; },
                                                                  [](LabPage& p) { p.seed = 5; },
                                                                  [](LabPage& p) {
                                                                    p.start.clear();
                                                                    p.model.kind = ModelSpec::Kind::poly;
                                                                  }};
  for (const auto& change : changes) {
    lab_.advance(3, never);
    change(lab_page(document_, Task::regression));
    EXPECT_TRUE(lab_.follow(document_));
    EXPECT_EQ(lab_.race().length(), 0);
  }
}

TEST_F(LabTest, LossesOptimiserAndPenaltyGoOn) {
  lab_.follow(document_);
  lab_.advance(20, never);
  lab_.seek(10);
  const std::vector<double> before = lab_.theta(1);
  document_.loss("huber").set("delta", 2);
  EXPECT_FALSE(lab_.follow(document_));
  EXPECT_EQ(lab_.position(), 10);
  EXPECT_EQ(lab_.race().length(), 10);
  EXPECT_EQ(lab_.theta(1), before);
  lab_page(document_, Task::regression).optimizer.rate = 0.05;
  EXPECT_FALSE(lab_.follow(document_));
  lab_page(document_, Task::regression).l2 = 0.1;
  EXPECT_FALSE(lab_.follow(document_));
  EXPECT_EQ(lab_.theta(1), before);
  EXPECT_EQ(lab_.setting().l2, 0.1);
  lab_page(document_, Task::regression).ticked.push_back("welsch");
  EXPECT_FALSE(lab_.follow(document_));
  EXPECT_EQ(lab_.race().competitors().size(), 4u);
  EXPECT_EQ(lab_.race().length(), 10);
  EXPECT_EQ(lab_.theta(1), before);
}

TEST_F(LabTest, KeepsWhatItHadWhereAFileCannotBeUsed) {
  lab_.follow(document_);
  lab_.advance(5, never);
  Document bad = document_;
  lab_page(bad, Task::regression).data.kind = DataSpec::Kind::file;
  for (const char* file : {"nowhere.csv", "iris.csv"}) {
    lab_page(bad, Task::regression).data.file = file;
    EXPECT_THROW(lab_.follow(bad), InputError);
  }
  EXPECT_EQ(lab_.data().size(), 60u);
  EXPECT_EQ(lab_.position(), 5);
  EXPECT_FALSE(lab_.follow(document_));
}

TEST_F(LabTest, RefusesAStartOfAnotherSize) {
  lab_page(document_, Task::regression).start = {1, 2, 3};
  EXPECT_THROW(lab_.follow(document_), InputError);
}

TEST_F(LabTest, AimsAndApproachesInPieces) {
  lab_.follow(document_);
  lab_.aim(50, 20);
  EXPECT_TRUE(lab_.behind());
  EXPECT_EQ(lab_.aimed_position(), 20);
  int asked = 0;
  while (!lab_.approach([&] { return ++asked % 7 == 0; })) EXPECT_LT(asked, 1000);
  EXPECT_FALSE(lab_.behind());
  EXPECT_EQ(lab_.position(), 20);
  EXPECT_EQ(lab_.race().length(), 50);
  const auto pieces = lab_.theta(0);
  Lab at_once(
      Task::regression, LOSSLAB_ASSETS, [] {}, in_english());
  at_once.follow(document_);
  at_once.advance(20, never);
  EXPECT_EQ(at_once.theta(0), pieces);
}

TEST_F(LabTest, StepsThroughStoredIteratesBeforeNewOnes) {
  lab_.follow(document_);
  lab_.advance(30, never);
  lab_.seek(5);
  lab_.advance(10, never);
  EXPECT_EQ(lab_.position(), 15);
  EXPECT_EQ(lab_.race().length(), 30);
  lab_.restart();
  EXPECT_EQ(lab_.position(), 0);
  EXPECT_EQ(lab_.race().length(), 0);
  lab_.seek(99);
  EXPECT_EQ(lab_.position(), 0);
}

TEST_F(LabTest, LandscapeIsOfTheChosenLoss) {
  lab_.follow(document_);
  View view;
  view.screen = "regression";
  lab_.wait_for_pictures(document_, view, light_theme());
  const auto picture = lab_.landscape().picture(lab_, light_theme());
  ASSERT_TRUE(picture);
  EXPECT_EQ(picture->of->columns, 256);
  EXPECT_FALSE(picture->contours.empty());
  const Plane& plane = picture->of->plane;
  Objective objective(lab_.setting(), document_.loss("huber"));
  const double corner = objective(std::vector<double>{plane.across_min, plane.up_min}, {});
  EXPECT_NEAR(picture->of->values[0], corner, 1e-5 * corner);
}

TEST_F(LabTest, PlaneShowsStartTruthAndFits) {
  lab_.follow(document_);
  View view;
  view.screen = "regression";
  lab_.wait_for_pictures(document_, view, light_theme());
  const auto frame = lab_.landscape().frame(view, lab_);
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->kind, LandscapeFrame::Kind::parameters);
  const Plane plane = landscape_plane(document_, view, lab_, *frame);
  const auto holds = [&](std::span<const double> theta) {
    return theta[0] > plane.across_min && theta[0] < plane.across_max && theta[1] > plane.up_min &&
           theta[1] < plane.up_max;
  };
  EXPECT_TRUE(holds(lab_.race().start()));
  EXPECT_EQ(lab_.landscape().fits(lab_).size(), 3u);
  for (const LandscapeFit& fit : lab_.landscape().fits(lab_)) EXPECT_TRUE(holds(fit.theta));
  EXPECT_EQ(lab_.start_at(view, {3, 4}), (std::vector<double>{3, 4}));
}

// Tukey's objective has two minima over the constants here; the Huber fit leads to the higher one.
TEST_F(LabTest, TheStarOfARedescendingLossIsItsLowestMinimum) {
  lab_page(document_, Task::regression).model.kind = ModelSpec::Kind::constant;
  lab_page(document_, Task::regression).start.clear();
  lab_.follow(document_);
  View view;
  view.screen = "regression";
  lab_.wait_for_pictures(document_, view, light_theme());
  const Loss tukey = document_.loss("tukey_biweight");
  Objective objective(lab_.setting(), tukey);
  double lowest = 1e300;
  for (double c = -10; c <= 25; c += 0.01) lowest = std::min(lowest, objective(std::array{c}, {}));
  for (const LandscapeFit& fit : lab_.landscape().fits(lab_)) {
    if (!(fit.loss == tukey)) continue;
    EXPECT_LE(objective(fit.theta, {}), lowest + 1e-12);
  }
  EXPECT_GT(objective(solve_exact(lab_.setting(), tukey).theta, {}), lowest + 0.1);
}

// Classes with a wide gap between them: a solver goes on until its probabilities are 0 and 1, and ends nowhere.
TEST(LabOfClasses, MinimaAtInfinityHaveNoStars) {
  Document document;
  LabPage& page = lab_page(document, Task::classification);
  page.data = parse_data_spec("gaussians:n=60,separation=6,seed=5");
  page.ticked = {"squared_margin", "gce"};
  page.chosen = "gce";
  Lab lab(
      Task::classification, LOSSLAB_ASSETS, [] {}, in_english());
  lab.follow(document);
  View view;
  view.screen = "classification";
  lab_view(view, Task::classification).upper = LabPlot::landscape;
  lab.wait_for_pictures(document, view, light_theme());
  const std::vector<LandscapeFit> fits = lab.landscape().fits(lab);
  ASSERT_EQ(fits.size(), 1U);
  EXPECT_EQ(fits.front().loss.id(), "squared_margin");
}

// What the worker hands over in the end is what a file would get.
TEST_F(LabTest, PicturesArriveOffTheFrame) {
  lab_.follow(document_);
  lab_.advance(20, never);
  View view;
  view.screen = "regression";
  lab_view(view, Task::regression).lower = LabPlot::influence;
  lab_view(view, Task::regression).chosen_point = 3;
  // The minima come first, and with them another range.
  for (int k = 0; k < 2; ++k) {
    do {
      lab_.want_pictures(document_, view, dark_theme(), false);
      std::this_thread::yield();
    } while (lab_.pictures_pending());
    EXPECT_TRUE(lab_.take_pictures() || k > 0);
  }
  const auto picture = lab_.landscape().picture(lab_, dark_theme());
  const auto influence = lab_.influence().curves(view, lab_);
  ASSERT_TRUE(picture && influence);
  Lab at_once(
      Task::regression, LOSSLAB_ASSETS, [] {}, in_english());
  at_once.follow(document_);
  at_once.advance(20, never);
  at_once.wait_for_pictures(document_, view, dark_theme());
  EXPECT_EQ(picture->of->values, at_once.landscape().picture(at_once, dark_theme())->of->values);
  EXPECT_EQ(influence->positions, at_once.influence().curves(view, at_once)->positions);
  for (std::size_t i = 0; i < influence->curves.size(); ++i) {
    EXPECT_EQ(influence->curves[i].displacement, at_once.influence().curves(view, at_once)->curves[i].displacement);
  }
}

TEST_F(LabTest, EveryModelHasALandscape) {
  View view;
  view.screen = "regression";
  for (const char* model : {"constant", "poly:3", "rbf:5", "mlp:3"}) {
    lab_page(document_, Task::regression).model = parse_model(model, Task::regression);
    lab_page(document_, Task::regression).start.clear();
    lab_.follow(document_);
    lab_.advance(30, never);
    lab_.wait_for_pictures(document_, view, light_theme());
    const auto picture = lab_.landscape().picture(lab_, light_theme());
    ASSERT_TRUE(picture) << model;
    const Plane& plane = picture->of->plane;
    const int chosen = lab_.competitor(lab_.page().chosen);
    const Plane::Place now = plane.project(lab_.theta(chosen));
    EXPECT_TRUE(now.a > plane.across_min && now.a < plane.across_max) << model;
    // A click there starts there, but for what the plane does not hold.
    const std::vector<double> start = lab_.start_at(view, {now.a, now.b});
    ASSERT_EQ(start.size(), lab_.setting().model->parameter_count());
    for (std::size_t j = 0; j < start.size(); ++j) EXPECT_NEAR(start[j], lab_.theta(chosen)[j], 1e-9) << model;
  }
}

TEST_F(LabTest, PrincipalDirectionsDoNotWobble) {
  lab_page(document_, Task::regression).model = parse_model("poly:3", Task::regression);
  lab_page(document_, Task::regression).start.clear();
  lab_.follow(document_);
  View view;
  view.screen = "regression";
  std::shared_ptr<const LandscapeFrame> frame;
  const auto choose = [&](bool moving) { return std::exchange(frame, choose_frame(view, lab_, moving, frame)); };
  lab_.advance(40, never);
  choose(true);
  EXPECT_EQ(frame->kind, LandscapeFrame::Kind::principal);
  EXPECT_GT(frame->share, 0.9);
  lab_.advance(19, never);
  EXPECT_EQ(choose(true), frame);  // not half as long again
  lab_.advance(1, never);
  EXPECT_NE(choose(true), frame);
  EXPECT_EQ(frame->length, 60);
  EXPECT_EQ(choose(false), frame);  // at rest where it was made
  lab_.advance(1, never);
  EXPECT_NE(choose(false), frame);  // at rest elsewhere
  lab_.restart();
  EXPECT_EQ(choose(true), frame);  // the start alone has no directions
  lab_.advance(10, never);
  EXPECT_NE(choose(true), frame);
  lab_view(view, Task::regression).plane = {PlaneChoice::Kind::parameters, 2, 0};
  choose(true);
  EXPECT_EQ(frame->plane.across, (std::vector<double>{0, 0, 1, 0}));
  EXPECT_EQ(frame->plane.up, (std::vector<double>{1, 0, 0, 0}));
}

// The opening pictures tell their stories: numbers that anyone at the window reads off.
TEST_F(LabTest, OpeningRegressionFoolsSquaredErrorAlone) {
  lab_.follow(document_);
  lab_.advance(opening_length, never);
  const auto rows = lab_rows(document_, lab_);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].label, "truth");
  EXPECT_GT(rows[1].clean_error, 2.5);
  EXPECT_LT(rows[2].clean_error, 1.2);
  EXPECT_LT(rows[3].clean_error, 1.0);
  EXPECT_NEAR(rows[3].parameters[0], 1.5, 0.05);
}

TEST(LabStory, OpeningClassificationMovesTheBoundaries) {
  const Document document;
  Lab lab(
      Task::classification, LOSSLAB_ASSETS, [] {}, in_english());
  lab.follow(document);
  EXPECT_EQ(lab.data().size(), 205u);
  lab.advance(opening_length, never);
  const auto boundary = [&](const char* id) {
    const auto w = lab.reported(lab.competitor(id));
    return -w[2] / w[0];
  };
  EXPECT_NEAR(boundary("exponential"), 1.0, 0.03);
  EXPECT_NEAR(boundary("logistic"), 0.22, 0.03);
  EXPECT_NEAR(boundary("gce"), 0.0, 0.03);
}

// Counted by hand: w = (1, 0), b = 0.5 finds who lies right of −0.5.
TEST(LabStory, ARareClassIsCountedByItself) {
  Document document;
  LabPage& page = lab_page(document, Task::classification);
  page.data.kind = DataSpec::Kind::points;
  Dataset& points = page.data.points;
  points.task = Task::classification;
  points.x1 = {-1, 0,  1,  -2, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2,
               -2, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2, 0,  1,  2};
  points.x2.assign(points.x1.size(), 0);
  points.y.assign(points.x1.size(), -1);
  points.y[0] = points.y[1] = 1;
  page.standardize = false;
  page.start = {1, 0, 0.5};
  Lab lab(
      Task::classification, LOSSLAB_ASSETS, [] {}, in_english());
  lab.follow(document);
  EXPECT_EQ(rare_class(lab.data()), 1);
  const Recalls found = class_recalls(lab, 0);
  EXPECT_EQ(found.positive, 1.0 / 2);
  EXPECT_EQ(found.negative, 23.0 / 27);
  for (double& y : points.y) y = -y;
  lab.follow(document);
  EXPECT_EQ(rare_class(lab.data()), -1);
  points.y[2] = points.y[3] = 1;
  points.y[4] = -points.y[4];
  EXPECT_EQ(rare_class(points), 0) << "a tenth of the samples";
  EXPECT_EQ(rare_class(Dataset{}), 0);
}

}  // namespace
}  // namespace losslab
