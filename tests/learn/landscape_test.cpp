#include "losses/learn/landscape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "losses/learn/exact.h"
#include "support.h"

namespace losslab {
namespace {

using test::make_setting;
using testing::HasSubstr;

Plane plane_around(const std::vector<double>& theta, double size) {
  Plane plane;
  plane.across = 0;
  plane.up = static_cast<int>(theta.size()) - 1;
  plane.across_min = theta.front() - size;
  plane.across_max = theta.front() + size;
  plane.up_min = theta.back() - size;
  plane.up_max = theta.back() + size;
  plane.theta = theta;
  return plane;
}

TEST(Landscape, IsTheObjectiveAtEveryCell) {
  const Setting line = make_setting("line:n=53,outliers=0.2,seed=5", "poly:2", 0.1);
  const Setting classes = make_setting("gaussians:n=47,flips=0.2,seed=5", "linear", 0.1);
  for (const Setting& setting : {line, classes}) {
    for (const char* id : {"squared_error", "huber", "logistic", "focal_alpha", "hinge"}) {
      const Loss loss(id);
      const Plane plane = plane_around({0.5, -0.25, 1}, 2);
      const auto landscape = compute_landscape(setting, loss, plane, 9, 5, 1, {});
      Objective objective(setting, loss);
      for (int row = 0; row < 5; ++row) {
        for (int column = 0; column < 9; ++column) {
          const std::vector<double> theta{-1.5 + 0.5 * column, -0.25, -1 + 1.0 * row};
          const double exact = objective(theta, {});
          EXPECT_NEAR(landscape->values[static_cast<std::size_t>(9 * row + column)], exact, 1e-6 * exact) << id;
        }
      }
    }
  }
}

TEST(Landscape, DoesNotDependOnTheThreads) {
  const Setting setting = make_setting("line:n=200,outliers=0.2,seed=5", "line");
  const Plane plane = plane_around({1.5, 2}, 5);
  const auto one = compute_landscape(setting, Loss("huber"), plane, 101, 67, 1, {});
  for (int threads : {0, 2, 3, 100}) {
    EXPECT_EQ(compute_landscape(setting, Loss("huber"), plane, 101, 67, threads, {})->values, one->values);
  }
}

TEST(Landscape, IsLowestAtTheExactFit) {
  const Setting setting = make_setting("line:n=60,outliers=0.2,seed=5", "line", 0, true);
  for (const char* id : {"squared_error", "huber", "absolute_error"}) {
    const ExactFit fit = solve_exact(setting, Loss(id));
    const auto landscape = compute_landscape(setting, Loss(id), plane_around(fit.theta, 3), 65, 65, 2, {});
    const auto lowest = std::ranges::min_element(landscape->values) - landscape->values.begin();
    EXPECT_EQ(lowest, 32 * 65 + 32) << id;  // the fit is the middle of the plane
  }
}

TEST(Landscape, CanBeStopped) {
  const Setting setting = make_setting("line:n=60,seed=5", "line");
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(compute_landscape(setting, Loss("huber"), plane_around({1, 2}, 3), 65, 65, 2, source.get_token()), nullptr);
}

TEST(Landscape, RefusesWhatHasNoPlane) {
  const Setting network = make_setting("line:n=60,seed=5", "mlp:2");
  EXPECT_THAT(test::message_of([&] {
                compute_landscape(network, Loss("huber"), plane_around(std::vector<double>(7), 1), 9, 9, 1, {});
              }),
              HasSubstr("not for a network"));
  const Setting constant = make_setting("line:n=60,seed=5", "constant");
  EXPECT_THAT(test::message_of([&] { compute_landscape(constant, Loss("huber"), plane_around({1}, 1), 9, 9, 1, {}); }),
              HasSubstr("two different parameters"));
}

// Waits for what the service says, without sleeping.
struct Waiter {
  std::mutex mutex;
  std::condition_variable changed;
  int ready = 0;
  void tell() {
    const std::scoped_lock lock(mutex);
    ++ready;
    changed.notify_one();
  }
};

TEST(LandscapeService, CoarseFirstThenFull) {
  Waiter waiter;
  LandscapeService service([&] { waiter.tell(); });
  EXPECT_TRUE(service.idle());
  EXPECT_EQ(service.take(), nullptr);
  const Setting setting = make_setting("line:n=60,seed=5", "line");
  service.request(setting, Loss("huber"), plane_around({1, 2}, 3), 256, 256);
  std::shared_ptr<const Landscape> last;
  {
    std::unique_lock lock(waiter.mutex);
    waiter.changed.wait(lock, [&] { return waiter.ready == 2; });
  }
  last = service.take();
  ASSERT_NE(last, nullptr);
  EXPECT_EQ(last->columns, 256);
  EXPECT_TRUE(service.idle());
  EXPECT_EQ(service.take(), nullptr);
  EXPECT_EQ(last->values, compute_landscape(setting, Loss("huber"), last->plane, 256, 256, 1, {})->values);
}

TEST(LandscapeService, TheLastRequestWins) {
  Waiter waiter;
  LandscapeService service([&] { waiter.tell(); });
  const Setting setting = make_setting("line:n=500,seed=5", "line");
  for (int k = 1; k <= 20; ++k) {
    service.request(setting, Loss("log_cosh"), plane_around({1, 2}, k), 200, 200);
  }
  std::shared_ptr<const Landscape> last;
  std::unique_lock lock(waiter.mutex);
  waiter.changed.wait(lock, [&] {
    if (auto landscape = service.take()) last = landscape;
    return last && last->columns == 200 && last->plane.across_max == 21;
  });
  EXPECT_TRUE(service.idle());
}

TEST(LandscapeService, EndsInTheMiddleOfItsWork) {
  const Setting setting = make_setting("line:n=5000,seed=5", "line");
  for (int k = 0; k < 5; ++k) {
    LandscapeService service({});
    service.request(setting, Loss("log_cosh"), plane_around({1, 2}, 3), 2000, 2000);
  }
}

TEST(LandscapeService, RefusedRequestsLeaveItIdle) {
  LandscapeService service({});
  const Setting network = make_setting("line:n=60,seed=5", "mlp:2");
  service.request(network, Loss("huber"), plane_around(std::vector<double>(7), 1), 9, 9);
  while (!service.idle()) std::this_thread::yield();
  EXPECT_EQ(service.take(), nullptr);
}

}  // namespace
}  // namespace losslab
