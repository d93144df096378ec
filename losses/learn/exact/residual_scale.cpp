#include "losses/learn/exact/residual_scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "losses/learn/exact/scaled.h"

namespace losslab {

namespace {

constexpr int most_rounds = 500;

void expect_regression(const Setting& setting) {
  if (setting.data->task == Task::regression) return;
  throw InputError("The scale of the residuals is known for regression alone, not for classes.");
}

ResidualScale scale_at(const Setting& setting, std::span<const double> theta) {
  if (std::optional<FitOnPoints> on_fit = fit_on_points(setting, theta)) return {0, std::move(on_fit)};
  std::vector<double> residuals(setting.data->size());
  Objective(setting, Loss("absolute_error")).arguments(theta, residuals);
  return {median_scale(residuals), std::nullopt};
}

}  // namespace

double median_scale(std::span<const double> residuals) {
  std::vector<double> sizes(residuals.begin(), residuals.end());
  for (double& r : sizes) r = std::abs(r);
  const auto half = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::ranges::nth_element(sizes, half);
  const double upper = *half;
  const double median = sizes.size() % 2 == 1 ? upper : 0.5 * (*std::max_element(sizes.begin(), half) + upper);
  return median / 0.6745;
}

ResidualScale residual_scale(const Setting& setting) {
  expect_regression(setting);
  Setting plain = setting;
  plain.l2 = plain.l1 = 0;
  return scale_at(plain, solve_exact(plain, Loss("absolute_error")).theta);
}

IteratedFit solve_with_iterated_scale(const Setting& setting, const Loss& loss) {
  expect_regression(setting);
  IteratedFit result{{}, loss, solve_exact(setting, Loss("squared_error"))};
  int iterations = result.fit.iterations;
  bool settled = false;
  for (int round = 0; round < most_rounds && !settled; ++round) {
    ResidualScale scale = scale_at(setting, result.fit.theta);
    if (scale.on_fit || !(scale.value > 0)) {
      result.scale = std::move(scale);
      return result;
    }
    settled = std::abs(scale.value - result.scale.value) <= 1e-13 * scale.value;
    if (settled) break;
    result.scale = std::move(scale);
    result.loss = scaled(loss, result.scale.value);
    result.fit = solve_exact(setting, result.loss, result.fit.theta);
    iterations += result.fit.iterations;
  }
  result.fit.iterations = iterations;
  result.fit.converged = result.fit.converged && settled;
  return result;
}

std::string on_fit_text(const FitOnPoints& fit, std::size_t n) {
  return fmt::format("{} of the {} points lie exactly on one fit", fit.points, n);
}

}  // namespace losslab
