#include "losses/learn/landscape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "losses/learn/exact.h"
#include "losses/learn/random.h"
#include "losses/learn/softplus_grid.h"
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
  const Setting line = make_setting("line:n=200,outliers=0.2,seed=5", "line");
  const Setting classes = make_setting("gaussians:n=200,flips=0.2,seed=5", "linear");
  const auto compute = [&](bool residual, int threads) {
    return residual ? compute_landscape(line, Loss("huber"), plane_around({1.5, 2}, 5), 101, 67, threads, {})
                    : compute_landscape(classes, Loss("logistic"), plane_around({1, 2, 0}, 5), 101, 67, threads, {});
  };
  for (bool residual : {true, false}) {
    const auto one = compute(residual, 1);
    for (int threads : {0, 2, 3, 100}) EXPECT_EQ(compute(residual, threads)->values, one->values);
  }
}

TEST(SoftplusGrid, FormIsTheLoss) {
  int forms = 0;
  for (Loss loss : Loss::all()) {
    if (!softplus_form(loss)) continue;
    ++forms;
    for (double change : {0.0, 0.25}) {
      for (std::size_t p = 0; p < loss.parameters().size(); ++p) loss.set(p, loss.parameter(p) + change);
      const Softplus form = *softplus_form(loss);
      for (double m = -30; m <= 30; m += 0.37) {
        const double expected = std::log1p(std::exp(-form.rate * (m - form.shift)));
        EXPECT_NEAR(loss.at(m).value, expected, 1e-14 * expected) << loss.label() << " at " << m;
      }
    }
  }
  EXPECT_EQ(forms, 3);
}

struct Margins {
  std::vector<double> direction, bases, s;
};
// `rows` bases for n samples and `count` values of s, margins of about `size`.
Margins make_margins(std::size_t n, std::size_t rows, std::size_t count, double size) {
  Random random(n);
  Margins margins;
  for (std::size_t i = 0; i < n; ++i) margins.direction.push_back(random.normal());
  for (std::size_t i = 0; i < rows * n; ++i) margins.bases.push_back(size * random.normal());
  for (std::size_t k = 0; k < count; ++k)
    margins.s.push_back(size * (2.0 * static_cast<double>(k) / static_cast<double>(count) - 1));
  return margins;
}

double largest(const std::vector<double>& values) {
  double size = 0;
  for (double value : values) size = std::max(size, std::abs(value));
  return size;
}

// How many sums are given, after each has been compared with the loss sample by sample.
std::size_t expect_sums(const Margins& of, std::size_t rows, double relative) {
  const Loss loss("logistic");
  const std::size_t n = of.direction.size(), count = of.s.size();
  std::vector<double> sums(rows * count), exact(count);
  SoftplusGrid({}, of.direction, of.s).sums(of.bases, sums);
  const double reach = largest(of.direction) * largest(of.s) + largest(of.bases);
  const double absolute = 0x1p-50 * (reach + 4) * static_cast<double>(n);
  std::size_t given = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    loss.sum_along(std::span(of.bases).subspan(row * n, n), of.direction, of.s, exact);
    for (std::size_t k = 0; k < count; ++k) {
      if (std::isnan(sums[row * count + k])) continue;
      ++given;
      EXPECT_NEAR(sums[row * count + k], exact[k], std::min(absolute, relative * exact[k])) << row << ", " << k;
    }
  }
  return given;
}

TEST(SoftplusGrid, SumsAreThoseOfTheLoss) {
  for (std::size_t n : {1, 7, 64, 500, 5000}) {
    for (std::size_t rows : {1, 5, 8}) {
      for (double size : {0.0, 0.5, 3.0, 10.0}) {
        // A few samples may all lie on the right side, with a sum too small for so many digits.
        const std::size_t given = expect_sums(make_margins(n, rows, 21, size), rows, n > 7 ? 1e-12 : 0x1p-27);
        EXPECT_TRUE(n <= 7 || given == 21 * rows) << n << ", " << size;
      }
    }
  }
  EXPECT_EQ(expect_sums(make_margins(500, 8, 21, 50), 8, 1e-12), 168U);
  EXPECT_EQ(expect_sums(make_margins(500, 8, 21, 1000), 8, 0x1p-27), 0U);  // beyond the range of the exponentials
}

// Where all margins are large, the sum is too small for a product of factors that are hardly more than 1.
TEST(SoftplusGrid, SmallSumsAreLeftToTheLoss) {
  Margins margins = make_margins(100, 8, 16, 1);
  for (double level : {0.0, 5.0, 10.0, 12.0, 14.0, 16.0, 20.0, 40.0, 300.0}) {
    Margins raised = margins;
    for (double& base : raised.bases) base += level;
    const std::size_t given = expect_sums(raised, 8, 0x1p-27);
    EXPECT_TRUE(level > 5 || given == 128) << level;
    EXPECT_TRUE(level < 20 || given == 0) << level;
  }
}

TEST(Landscape, LogisticIsExactFarOut) {
  const Setting classes = make_setting("gaussians:n=47,seed=5", "linear", 0);
  for (double size : {0.01, 30.0, 400.0, 1e6}) {
    const Plane plane = plane_around({0, 0, 0}, size);
    Objective objective(classes, Loss("logistic"));
    const auto landscape = compute_landscape(classes, Loss("logistic"), plane, 17, 13, 1, {});
    for (int row = 0; row < 13; ++row) {
      for (int column = 0; column < 17; ++column) {
        const std::vector<double> theta{size * (column / 8.0 - 1), 0, size * (row / 6.0 - 1)};
        const double exact = objective(theta, {});
        EXPECT_NEAR(landscape->values[static_cast<std::size_t>(17 * row + column)], exact, 7e-8 * exact + 1e-45);
      }
    }
  }
}

TEST(Landscape, SameDigitsOnNarrowerVectors) {
  const Setting classes = make_setting("gaussians:n=61,flips=0.2,seed=5", "linear");
  const auto compute = [&] {
    return compute_landscape(classes, Loss("logistic"), plane_around({1, 2, 0}, 5), 37, 21, 1, {})->values;
  };
  const std::vector<float> widest = compute();
  for (auto targets : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(targets);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    EXPECT_EQ(compute(), widest) << hwy::TargetName(targets);
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
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
