#include "losses/learn/landscape/landscape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "losses/core/random.h"
#include "losses/learn/exact/exact.h"
#include "losses/learn/landscape/softplus_grid.h"
#include "support.h"

namespace losslab {
namespace {

using test::make_setting;
using testing::HasSubstr;

// The first and the last parameter, as far as `size` around their values.
Plane plane_around(const std::vector<double>& theta, double size) {
  Plane plane = parameter_plane(theta, 0, theta.size() - 1);
  plane.across_min = theta.front() - size;
  plane.across_max = theta.front() + size;
  plane.up_min = theta.back() - size;
  plane.up_max = theta.back() + size;
  return plane;
}

// Two orthonormal directions that touch all parameters, from an origin off the axes.
Plane oblique_plane(std::size_t count, double size) {
  Random random(count);
  std::vector<std::vector<double>> path(12, std::vector<double>(count));
  for (auto& theta : path) {
    for (double& value : theta) value = 0.5 * random.normal();
  }
  const std::vector<std::span<const double>> views(path.begin(), path.end());
  Plane plane = principal_plane(views).plane;
  plane.across_min = plane.up_min = -size;
  plane.across_max = plane.up_max = size;
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

void expect_objective(const Setting& setting, const Loss& loss, const Plane& plane, int columns, int rows) {
  const auto landscape = compute_landscape(setting, loss, plane, columns, rows, 2, {});
  Objective objective(setting, loss);
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const double a = plane.across_min + (plane.across_max - plane.across_min) * column / (columns - 1);
      const double b = rows == 1 ? 0 : plane.up_min + (plane.up_max - plane.up_min) * row / (rows - 1);
      const double exact = objective(plane.lift({a, b}), {});
      EXPECT_NEAR(landscape->values[static_cast<std::size_t>(columns * row + column)], exact, 1e-6 * exact)
          << loss.label() << " at " << a << ", " << b;
    }
  }
}

TEST(Landscape, IsTheObjectiveInEveryPlaneOfEveryModel) {
  for (const char* model : {"line", "poly:4", "rbf:6", "mlp:3", "mlp:4,3,relu"}) {
    Setting setting = make_setting("line:n=41,outliers=0.2,seed=5", model, 0.1, true);
    setting.l1 = 0.05;
    const Plane plane = oblique_plane(setting.model->parameter_count(), 2);
    for (const char* id : {"squared_error", "huber"}) expect_objective(setting, Loss(id), plane, 9, 13);
  }
  for (const char* model : {"linear", "quadratic", "rbf:3", "mlp:3"}) {
    Setting setting = make_setting("gaussians:n=47,flips=0.2,seed=5", model, 0.1, true);
    setting.l1 = 0.05;
    const Plane plane = oblique_plane(setting.model->parameter_count(), 2);
    for (const char* id : {"logistic", "focal_alpha", "hinge"}) expect_objective(setting, Loss(id), plane, 9, 13);
  }
}

TEST(Landscape, OfOneParameterIsACurve) {
  const Setting setting = make_setting("line:n=41,outliers=0.2,seed=5", "constant");
  Plane line = parameter_line(std::vector<double>{7}, 0);
  line.across_min = -20;
  line.across_max = 20;
  for (const char* id : {"squared_error", "absolute_error"}) expect_objective(setting, Loss(id), line, 33, 1);
}

TEST(Landscape, DoesNotDependOnTheThreads) {
  const Setting line = make_setting("line:n=200,outliers=0.2,seed=5", "line");
  const Setting classes = make_setting("gaussians:n=200,flips=0.2,seed=5", "linear");
  const Setting network = make_setting("gaussians:n=30,flips=0.2,seed=5", "mlp:3");
  const auto compute = [&](int which, int threads) {
    return which == 0   ? compute_landscape(line, Loss("huber"), plane_around({1.5, 2}, 5), 101, 67, threads, {})
           : which == 1 ? compute_landscape(classes, Loss("logistic"), plane_around({1, 2, 0}, 5), 101, 67, threads, {})
                        : compute_landscape(network, Loss("logistic"), oblique_plane(13, 3), 31, 27, threads, {});
  };
  for (int which : {0, 1, 2}) {
    const auto one = compute(which, 1);
    for (int threads : {0, 2, 3, 100}) EXPECT_EQ(compute(which, threads)->values, one->values);
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

TEST(Landscape, HuberIsExactFarOut) {
  const Setting line = make_setting("line:n=47,noise=0,outliers=0.2,seed=5", "line", 0);
  Loss loss("huber");
  for (double delta : {1e-6, 0.05, 1.0, 1e6}) {
    loss.set("delta", delta);
    for (double size : {0.01, 30.0, 1e6, 1e100}) {
      Objective objective(line, loss);
      const auto landscape = compute_landscape(line, loss, plane_around({0, 0}, size), 17, 13, 1, {});
      for (int row = 0; row < 13; ++row) {
        for (int column = 0; column < 17; ++column) {
          const std::vector<double> theta{size * (column / 8.0 - 1), size * (row / 6.0 - 1)};
          const auto exact = static_cast<float>(objective(theta, {}));
          const float value = landscape->values[static_cast<std::size_t>(17 * row + column)];
          if (std::isfinite(exact)) {
            EXPECT_NEAR(value, exact, 1.5e-7 * exact) << loss.label() << ", " << size;
          } else {
            EXPECT_EQ(value, exact) << loss.label() << ", " << size;
          }
        }
      }
    }
  }
}

TEST(Landscape, SameDigitsOnNarrowerVectors) {
  const Setting classes = make_setting("gaussians:n=61,flips=0.2,seed=5", "linear");
  const Setting line = make_setting("line:n=61,outliers=0.2,seed=5", "line");
  const auto compute = [&] {
    std::vector<float> all;
    for (const char* id : {"logistic", "hinge", "huber"}) {
      const bool residual = Loss(id).info().family == Family::residual;
      const Plane plane = residual ? plane_around({1, 2}, 5) : plane_around({1, 2, 0}, 5);
      const auto landscape = compute_landscape(residual ? line : classes, Loss(id), plane, 37, 21, 1, {});
      all.insert(all.end(), landscape->values.begin(), landscape->values.end());
    }
    return all;
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
  const Setting line = make_setting("line:n=60,seed=5", "line");
  const auto refused = [&](const Plane& plane, int columns, int rows) {
    return test::message_of([&] { compute_landscape(line, Loss("huber"), plane, columns, rows, 1, {}); });
  };
  EXPECT_THAT(refused(plane_around({1, 2, 3}, 1), 9, 9), HasSubstr("two directions"));
  EXPECT_THAT(refused(plane_around({1, 2}, 1), 1, 9), HasSubstr("at least 2 columns"));
  EXPECT_THAT(refused(plane_around({1, 2}, 1), 9, 1), HasSubstr("at least 2 rows"));
  EXPECT_THAT(refused(parameter_line(std::vector<double>{1, 2}, 0), 9, 9), HasSubstr("exactly 1"));
}

}  // namespace
}  // namespace losslab
