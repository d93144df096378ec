#include "losses/learn/landscape/quadratic_grid.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "losses/core/random.h"

namespace losslab {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// Every loss of that form, with its own parameters and with two other sets of them.
std::vector<Loss> quadratic_losses() {
  std::vector<Loss> losses;
  for (const Loss& given : Loss::all()) {
    if (!quadratic_form(given)) continue;
    for (double change : {0.0, 0.125, -0.25}) {
      Loss loss = given;
      for (std::size_t p = 0; p < loss.parameters().size(); ++p) loss.set(p, loss.parameter(p) * (1 + change));
      losses.push_back(loss);
    }
  }
  return losses;
}

// The loss left of all bends, continued to x, and what the bends on the way add.
double from_bends(const Loss& loss, const std::vector<Bend>& bends, double from, double x) {
  const Jet<double> jet = loss.at(from);
  double value = jet.value + (x - from) * (jet.gradient + 0.5 * jet.curvature * (x - from));
  for (const Bend& bend : bends) {
    if (x > bend.at) value += (x - bend.at) * (bend.slope + 0.5 * bend.curvature * (x - bend.at));
  }
  return value;
}

TEST(QuadraticForm, IsTheLoss) {
  const std::vector<Loss> losses = quadratic_losses();
  EXPECT_EQ(losses.size(), 3 * 24U);
  for (const Loss& loss : losses) {
    const std::vector<Bend> bends = *quadratic_form(loss);
    for (double x = -30; x <= 30; x += 0.37) {
      const double expected = loss.at(x).value;
      EXPECT_NEAR(from_bends(loss, bends, -30, x), expected, 1e-12 * (1 + std::abs(loss.at(-30).value)))
          << loss.label() << " at " << x;
    }
  }
}

TEST(QuadraticForm, IsNotThatOfCurvesOrJumps) {
  for (const char* id :
       {"zero_one", "logistic", "log_cosh", "tukey_biweight", "pseudo_huber", "cauchy", "gce", "student_t_nll"}) {
    EXPECT_FALSE(quadratic_form(Loss(id))) << id;
  }
}

struct Row {
  std::vector<double> direction, bases, s;
};
Row make_row(std::size_t n, std::size_t rows, std::size_t count, double size) {
  Random random(n);
  Row row;
  for (std::size_t i = 0; i < n; ++i) row.direction.push_back(random.normal());
  for (std::size_t i = 0; i < rows * n; ++i) row.bases.push_back(size * random.normal());
  for (std::size_t k = 0; k < count; ++k)
    row.s.push_back(size * (2.0 * static_cast<double>(k) / static_cast<double>(count - 1) - 1));
  return row;
}

std::vector<double> grid_sums(const Loss& loss, const Row& of) {
  const std::vector<Bend> bends = *quadratic_form(loss);
  std::vector<double> sums(of.bases.size() / of.direction.size() * of.s.size());
  QuadraticGrid(loss, bends, of.direction, of.s).sums(of.bases, sums);
  return sums;
}

// How many sums are given, after each has been compared with the loss sample by sample.
std::size_t expect_sums(const Loss& loss, const Row& of, double relative) {
  const std::vector<double> sums = grid_sums(loss, of);
  std::vector<double> exact(sums.size());
  loss.sum_along(of.bases, of.direction, of.s, exact);
  std::size_t given = 0;
  for (std::size_t k = 0; k < sums.size(); ++k) {
    if (std::isnan(sums[k])) continue;
    ++given;
    EXPECT_NEAR(sums[k], exact[k], relative * std::abs(exact[k])) << loss.label() << ", " << k;
  }
  return given;
}

TEST(QuadraticGrid, SumsAreThoseOfTheLoss) {
  for (const Loss& loss : quadratic_losses()) {
    for (std::size_t n : {1, 7, 64, 501}) {
      for (double size : {0.01, 0.5, 3.0, 100.0}) expect_sums(loss, make_row(n, 3, 21, size), 0x1p-27);
    }
  }
}

TEST(QuadraticGrid, GivesAllSumsToManyDigits) {
  for (const char* id : {"squared_error", "absolute_error", "huber", "quantile_huber", "hampel", "hinge", "ramp"}) {
    for (std::size_t n : {64, 500, 5000}) {
      for (double size : {3.0, 10.0}) {
        EXPECT_EQ(expect_sums(Loss(id), make_row(n, 8, 256, size), 1e-11), 8 * 256U) << id << ", " << n << ", " << size;
      }
    }
  }
}

// The quadratic piece of a sample far from it is never entered and takes no digits away.
TEST(QuadraticGrid, FarOutliersCostNoDigits) {
  Row row = make_row(200, 2, 101, 5);
  for (std::size_t i = 0; i < row.bases.size(); i += 10) row.bases[i] = i % 20 == 0 ? 1e6 : -1e6;
  Loss loss("huber");
  loss.set("delta", 0.1);
  EXPECT_EQ(expect_sums(loss, row, 1e-12), 2 * 101U);
}

TEST(QuadraticGrid, SamplesThatStayWhereTheyAre) {
  Row row = make_row(64, 3, 33, 2);
  for (std::size_t i = 0; i < 64; i += 3) row.direction[i] = i % 2 == 0 ? 0.0 : -0.0;
  row.direction[1] = 1e-310;
  row.direction[2] = -1e-310;
  for (const Loss& loss : quadratic_losses()) EXPECT_GT(expect_sums(loss, row, 0x1p-27), 0U) << loss.label();
}

// Where all samples are fitted, nothing but rounding is left of the sums.
TEST(QuadraticGrid, SmallSumsAreLeftToTheLoss) {
  Row row = make_row(64, 1, 65, 4);
  for (std::size_t i = 0; i < 64; ++i) row.bases[i] = 0;
  const std::vector<double> sums = grid_sums(Loss("huber"), row);
  for (std::size_t k = 0; k < 65; ++k) EXPECT_EQ(std::isnan(sums[k]), k == 32) << k;
}

TEST(QuadraticGrid, WhatIsNoNumberIsNotGiven) {
  for (double bad : {infinite, -infinite, std::numeric_limits<double>::quiet_NaN(), 1e200}) {
    Row row = make_row(20, 2, 9, 1);
    row.bases[25] = bad;
    const std::vector<double> sums = grid_sums(Loss("squared_error"), row);
    for (std::size_t k = 0; k < 18; ++k) EXPECT_EQ(std::isnan(sums[k]), k >= 9) << bad << ", " << k;
    row = make_row(20, 2, 9, 1);
    row.direction[3] = bad;
    for (double sum : grid_sums(Loss("huber"), row)) EXPECT_TRUE(std::isnan(sum)) << bad;
  }
  // On a kink the curvature is not defined: the row is left to the loss.
  Row row = make_row(20, 1, 9, 1);
  row.direction[5] = 0;
  row.bases[5] = 1;
  for (double sum : grid_sums(Loss("huber"), row)) EXPECT_TRUE(std::isnan(sum));
}

}  // namespace
}  // namespace losslab
