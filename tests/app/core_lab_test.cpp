#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/core/figures.h"
#include "app/core/lab.h"

namespace losslab {
namespace {

constexpr auto never = [] { return false; };

class LabTest : public testing::Test {
 protected:
  Document document_;
  Lab lab_{Screen::regression, LOSSLAB_ASSETS, [] {}};
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
  document_.regression.data.outliers = 0.3;
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
    change(document_.regression);
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
  document_.regression.optimizer.rate = 0.05;
  EXPECT_FALSE(lab_.follow(document_));
  document_.regression.l2 = 0.1;
  EXPECT_FALSE(lab_.follow(document_));
  EXPECT_EQ(lab_.theta(1), before);
  EXPECT_EQ(lab_.setting().l2, 0.1);
  document_.regression.ticked.push_back("welsch");
  EXPECT_FALSE(lab_.follow(document_));
  EXPECT_EQ(lab_.race().competitors().size(), 4u);
  EXPECT_EQ(lab_.race().length(), 10);
  EXPECT_EQ(lab_.theta(1), before);
}

TEST_F(LabTest, KeepsWhatItHadWhereAFileCannotBeUsed) {
  lab_.follow(document_);
  lab_.advance(5, never);
  Document bad = document_;
  bad.regression.data.kind = DataSpec::Kind::file;
  for (const char* file : {"nowhere.csv", "iris.csv"}) {
    bad.regression.data.file = file;
    EXPECT_THROW(lab_.follow(bad), InputError);
  }
  EXPECT_EQ(lab_.data().size(), 60u);
  EXPECT_EQ(lab_.position(), 5);
  EXPECT_FALSE(lab_.follow(document_));
}

TEST_F(LabTest, RefusesAStartOfAnotherSize) {
  document_.regression.start = {1, 2, 3};
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
  Lab at_once(Screen::regression, LOSSLAB_ASSETS, [] {});
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
  view.screen = Screen::regression;
  const Plane plane = landscape_plane(document_, view, lab_);
  lab_.want_landscape(plane);
  lab_.wait_for_landscape();
  ASSERT_TRUE(lab_.landscape());
  EXPECT_TRUE(lab_.landscape()->plane == plane);
  Objective objective(lab_.setting(), document_.loss("huber"));
  const double corner = objective(std::vector<double>{plane.across_min, plane.up_min}, {});
  EXPECT_NEAR(lab_.landscape()->values[0], corner, 1e-5 * corner);
}

TEST_F(LabTest, PlaneShowsStartTruthAndFits) {
  lab_.follow(document_);
  View view;
  view.screen = Screen::regression;
  const Plane plane = landscape_plane(document_, view, lab_);
  const auto holds = [&](std::span<const double> theta) {
    return theta[0] > plane.across_min && theta[0] < plane.across_max && theta[1] > plane.up_min &&
           theta[1] < plane.up_max;
  };
  EXPECT_TRUE(holds(lab_.race().start()));
  EXPECT_EQ(lab_.exact_fits().size(), 3u);
  for (const auto& fit : lab_.exact_fits()) EXPECT_TRUE(holds(fit));
}

// The opening pictures tell their stories: numbers that anyone at the window reads off.
TEST_F(LabTest, OpeningRegressionFoolsSquaredErrorAlone) {
  lab_.follow(document_);
  lab_.advance(View::opening_length, never);
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
  Lab lab(Screen::classification, LOSSLAB_ASSETS, [] {});
  lab.follow(document);
  EXPECT_EQ(lab.data().size(), 205u);
  lab.advance(View::opening_length, never);
  const auto boundary = [&](const char* id) {
    const auto w = lab.reported(lab.competitor(id));
    return -w[2] / w[0];
  };
  EXPECT_NEAR(boundary("exponential"), 1.0, 0.03);
  EXPECT_NEAR(boundary("logistic"), 0.22, 0.03);
  EXPECT_NEAR(boundary("gce"), 0.0, 0.03);
}

}  // namespace
}  // namespace losslab
