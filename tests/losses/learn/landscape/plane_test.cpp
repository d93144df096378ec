#include "losses/learn/landscape/plane.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "losses/core/random.h"

namespace losslab {
namespace {

using testing::DoubleNear;
using testing::Pointwise;

using Path = std::vector<std::vector<double>>;

PrincipalPlane principal(const Path& path) {
  const std::vector<std::span<const double>> views(path.begin(), path.end());
  return principal_plane(views);
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t j = 0; j < a.size(); ++j) sum += a[j] * b[j];
  return sum;
}

void expect_orthonormal(const Plane& plane) {
  EXPECT_NEAR(dot(plane.across, plane.across), 1, 1e-12);
  EXPECT_NEAR(dot(plane.up, plane.up), 1, 1e-12);
  EXPECT_NEAR(dot(plane.across, plane.up), 0, 1e-12);
}

TEST(Plane, OfTwoParametersHasTheirValues) {
  const Plane plane = parameter_plane(std::vector<double>{1, 2, 3, 4}, 2, 0);
  EXPECT_EQ(plane.lift({7, 9}), (std::vector<double>{9, 2, 7, 4}));
  EXPECT_EQ(plane.project(std::vector<double>{9, -1, 7, 100}), (Plane::Place{7, 9}));
  const Plane line = parameter_line(std::vector<double>{5}, 0);
  EXPECT_TRUE(line.is_line());
  EXPECT_EQ(line.lift({-2, 0}), (std::vector<double>{-2}));
  EXPECT_EQ(line.project(std::vector<double>{3}).a, 3);
}

// A path in a plane of five dimensions is found whole, for fewer and for more iterates than parameters.
TEST(PrincipalPlane, HoldsAPathThatLiesInOne) {
  const std::vector<double> u{0.6, 0, 0.8, 0, 0}, v{0, 0, 0, 1, 0};
  for (int count : {4, 300}) {
    Path path;
    for (int k = 0; k < count; ++k) {
      const double t = static_cast<double>(k) / (count - 1);
      std::vector<double> theta{1, 2, 3, 4, 5};
      for (std::size_t j = 0; j < 5; ++j) theta[j] += 10 * t * u[j] + 3 * t * t * v[j];
      path.push_back(theta);
    }
    const PrincipalPlane found = principal(path);
    EXPECT_NEAR(found.share, 1, 1e-12);
    expect_orthonormal(found.plane);
    EXPECT_EQ(found.plane.origin, path.back());
    for (const auto& theta : path) {
      EXPECT_THAT(found.plane.lift(found.plane.project(theta)), Pointwise(DoubleNear(1e-9), theta));
    }
    EXPECT_LT(found.plane.project(path.front()).a, 0);  // the way is along the first direction
  }
}

// Differences (±2, 0, 0), (0, ±1, 0) and (0, 0, ±½) from the newest: the squares are 8, 2 and ½.
TEST(PrincipalPlane, ReportsTheShareThatItHolds) {
  const PrincipalPlane found =
      principal({{2, 0, 0}, {-2, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 0.5}, {0, 0, -0.5}, {0, 0, 0}});
  EXPECT_NEAR(found.share, 10 / 10.5, 1e-12);
  EXPECT_THAT(found.plane.across,
              Pointwise(DoubleNear(1e-12), std::vector<double>{-1, 0, 0}));  // from the oldest to the newest
  EXPECT_THAT(found.plane.up, Pointwise(DoubleNear(1e-12), std::vector<double>{0, 1, 0}));  // the way does not tell
}

TEST(PrincipalPlane, IsCompletedWhereThePathIsALineOrAPoint) {
  const PrincipalPlane line = principal({{0, 0, 0}, {1, 1, 0}, {3, 3, 0}});
  expect_orthonormal(line.plane);
  EXPECT_NEAR(line.share, 1, 1e-12);
  EXPECT_THAT(line.plane.across, Pointwise(DoubleNear(1e-12), std::vector<double>{std::sqrt(0.5), std::sqrt(0.5), 0}));
  EXPECT_THAT(line.plane.up, Pointwise(DoubleNear(1e-12), std::vector<double>{0, 0, 1}));
  const PrincipalPlane point = principal({{1, 2, 3}});
  EXPECT_EQ(point.share, 1);
  EXPECT_EQ(point.plane.across, (std::vector<double>{1, 0, 0}));
  EXPECT_EQ(point.plane.up, (std::vector<double>{0, 1, 0}));
}

TEST(PrincipalPlane, IsTheSameWhateverTheUnit) {
  Random random(3);
  Path path(20, std::vector<double>(4)), large = path;
  for (std::size_t i = 0; i < path.size(); ++i) {
    for (std::size_t j = 0; j < 4; ++j) {
      path[i][j] = random.normal();
      large[i][j] = std::ldexp(path[i][j], 900);  // whose square is beyond the largest number
    }
  }
  EXPECT_EQ(principal(large).plane.across, principal(path).plane.across);
  EXPECT_EQ(principal(large).share, principal(path).share);
}

}  // namespace
}  // namespace losslab
