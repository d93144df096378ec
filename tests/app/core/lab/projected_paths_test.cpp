#include "app/core/lab/results/projected_paths.h"

#include <gtest/gtest.h>

#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/results/lab.h"
#include "app/core/shell/state/document.h"
#include "in_english.h"

namespace losslab {
namespace {

constexpr long kMost = 2000;  // of one path

class ProjectedPathsTest : public testing::Test {
 protected:
  ProjectedPathsTest() {
    lab_page(document, Task::regression).data.n = 40;
    lab_page(document, Task::regression).model.kind = ModelSpec::Kind::mlp;
    lab_page(document, Task::regression).start.clear();
    lab.follow(document);
    plane = parameter_plane(lab.race().start(), 3, 7);
  }
  void go_to(long length) {
    lab.aim(length, length);
    lab.approach([] { return false; });
  }
  // The kept ones are those found anew.
  void expect_path(long to) {
    for (std::size_t i = 0; i < lab.race().competitors().size(); ++i) {
      const std::vector<Plane::Place> path = paths.path(lab, plane, i, to);
      const std::vector<long> steps = path_steps(lab, to, kMost);
      ASSERT_EQ(path.size(), steps.size());
      for (std::size_t k = 0; k < steps.size(); ++k) {
        const Plane::Place at = plane.project(lab.race().theta(i, steps[k]));
        ASSERT_EQ(path[k].a, at.a) << "competitor " << i << ", step " << steps[k];
        ASSERT_EQ(path[k].b, at.b) << "competitor " << i << ", step " << steps[k];
      }
    }
  }

  Document document;
  Lab lab{Task::regression, LOSSLAB_ASSETS, [] {}, in_english()};
  Plane plane;
  ProjectedPaths paths;
};

TEST_F(ProjectedPathsTest, GrowWithTheRunAndCanBeAskedUpToAnyStep) {
  for (const long length : {1L, 10L, 11L, 900L, 3000L, 3001L}) {
    go_to(length);
    expect_path(length);
    expect_path(0);
    expect_path(length / 3);
  }
}

TEST_F(ProjectedPathsTest, AreThoseAfterABranch) {
  go_to(200);
  expect_path(200);
  lab.seek(50);
  lab_page(document, Task::regression).optimizer.rate *= 0.5;
  lab.follow(document);
  go_to(200);
  expect_path(200);
}

TEST_F(ProjectedPathsTest, AreThoseOfTheDirectionsAskedFor) {
  go_to(50);
  expect_path(50);
  plane = parameter_plane(lab.race().start(), 1, 2);
  expect_path(50);
}

TEST_F(ProjectedPathsTest, AreThoseOfARestartedRun) {
  go_to(50);
  expect_path(50);
  lab_page(document, Task::regression).seed += 1;
  lab.follow(document);
  go_to(50);
  expect_path(50);
}

TEST_F(ProjectedPathsTest, DoNotTakeANewcomerOnItsWayForOneThatArrived) {
  go_to(5000);
  expect_path(5000);
  lab_page(document, Task::regression).data.n = 4000;
  lab.follow(document);
  go_to(3000);
  lab_page(document, Task::regression).ticked.emplace_back("log_cosh");
  lab.follow(document);
  expect_path(lab.race().length());
  while (lab.race().catching_up()) lab.approach([] { return false; });
  expect_path(lab.race().length());
}

}  // namespace
}  // namespace losslab
