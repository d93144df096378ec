// The descent methods on functions whose minima, and rates of approach, are known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "losses/learn/optimise/optimizer.h"

namespace losslab {
namespace {

constexpr unsigned char penalised[] = {1, 1};

template <class Gradient>
std::vector<double> descend(const Optimizer& optimizer, std::vector<double> theta, int steps, Gradient&& gradient) {
  OptimizerState state;
  for (int k = 0; k < steps; ++k) update(optimizer, state, theta, gradient(theta), penalised);
  return theta;
}

Optimizer method(const char* name, double rate, const char* schedule = "constant") {
  Optimizer optimizer = parse_optimizer(name);
  optimizer.rate = rate;
  optimizer.schedule = parse_schedule(schedule);
  return optimizer;
}

// ½(x² + 100 y²): μ = 1, L = 100, condition number 100.
std::vector<double> bowl(const std::vector<double>& p) { return {p[0], 100 * p[1]}; }

// With the rate 2/(L + μ) every step shrinks both errors by (κ − 1)/(κ + 1) exactly (Polyak 1964).
TEST(Descent, GradientDescentContractsAsTheTheorySays) {
  const double factor = 99.0 / 101;
  const std::vector<double> end = descend(method("gd", 2.0 / 101), {1, -1}, 300, bowl);
  EXPECT_NEAR(end[0], std::pow(factor, 300), 1e-13);
  EXPECT_NEAR(end[1], -std::pow(factor, 300), 1e-13);
}

// Heavy ball with rate 4/(√L + √μ)² and factor ((√κ − 1)/(√κ + 1))²: a double root, so t·((√κ − 1)/(√κ + 1))ᵗ.
TEST(Descent, HeavyBallContractsAsTheTheorySays) {
  Optimizer optimizer = method("momentum", 4.0 / 121);
  const double root = 9.0 / 11;
  optimizer.momentum = root * root;
  const auto size = [&](int steps) {
    const std::vector<double> end = descend(optimizer, {1, 1}, steps, bowl);
    return std::hypot(end[0], end[1]);
  };
  EXPECT_NEAR(std::pow(size(400) / size(200) / 2, 1.0 / 200), root, 1e-3);
  EXPECT_LT(size(300), 1e-20);
}

TEST(Descent, AdamComesThroughTheValleyOfRosenbrock) {
  const auto gradient = [](const std::vector<double>& p) {
    const double rest = p[1] - p[0] * p[0];
    return std::vector<double>{-2 * (1 - p[0]) - 400 * p[0] * rest, 200 * rest};
  };
  const std::vector<double> end = descend(method("adam", 0.02, "cosine:20000"), {-1.2, 1}, 20000, gradient);
  EXPECT_NEAR(end[0], 1, 1e-6);
  EXPECT_NEAR(end[1], 1, 1e-6);
}

// Huber's loss of x − 1 and, ten times steeper, of y + 2: the minimum is (1, −2).
TEST(Descent, EveryMethodFindsTheMinimumOfHuberInTwoDimensions) {
  const auto gradient = [](const std::vector<double>& p) {
    return std::vector<double>{std::clamp(p[0] - 1, -1.0, 1.0), 10 * std::clamp(p[1] + 2, -0.5, 0.5)};
  };
  for (const char* name : {"gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"}) {
    const bool adaptive = std::string(name) == "rmsprop" || std::string(name) == "adam";
    const double rate = std::string(name) == "adagrad" ? 1 : std::string(name) == "gd" ? 0.1 : 0.02;
    const auto end = descend(method(name, rate, adaptive ? "cosine:4000" : "constant"), {5, 4}, 4000, gradient);
    EXPECT_NEAR(end[0], 1, 1e-8) << name;
    EXPECT_NEAR(end[1], -2, 1e-8) << name;
  }
  // Decoupled decay takes the same out of the weights everywhere: without it AdamW is Adam.
  Optimizer plain = method("adamw", 0.02, "cosine:4000");
  plain.decay = 0;
  EXPECT_EQ(descend(plain, {5, 4}, 4000, gradient),
            descend(method("adam", 0.02, "cosine:4000"), {5, 4}, 4000, gradient));
}

}  // namespace
}  // namespace losslab
