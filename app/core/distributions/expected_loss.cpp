#include "app/core/distributions/expected_loss.h"

#include <algorithm>
#include <array>

namespace losslab {
namespace {

using Unit = std::array<double, most_batch_classes>;

}  // namespace

double ExpectedLoss::value(std::span<const double> z, std::span<const double> t) const {
  if (!hard_) return loss_.value(z, t);
  Unit unit{};
  double sum = 0;
  for (std::size_t k = 0; k < t.size(); ++k) {
    if (t[k] == 0) continue;
    unit[k] = 1;
    sum += t[k] * loss_.value(z, std::span(unit).first(t.size()));
    unit[k] = 0;
  }
  return sum;
}

double ExpectedLoss::evaluate(std::span<const double> z, std::span<const double> t, std::span<double> gradient) const {
  if (!hard_) return loss_.evaluate(z, t, gradient);
  Unit unit{}, part{};
  double sum = 0;
  std::ranges::fill(gradient, 0.0);
  for (std::size_t k = 0; k < t.size(); ++k) {
    if (t[k] == 0) continue;
    unit[k] = 1;
    sum += t[k] * loss_.evaluate(z, std::span(unit).first(t.size()), std::span(part).first(t.size()));
    unit[k] = 0;
    for (std::size_t j = 0; j < t.size(); ++j) gradient[j] += t[k] * part[j];
  }
  return sum;
}

std::vector<double> ExpectedLoss::values(std::span<const double> t, std::size_t n, std::size_t stride,
                                         std::span<const double> z) const {
  const std::size_t classes = t.size();
  std::vector<double> targets(classes * stride, 0.0), result(n, 0.0);
  if (!hard_) {
    for (std::size_t k = 0; k < classes; ++k)
      std::fill_n(targets.begin() + static_cast<std::ptrdiff_t>(k * stride), stride, t[k]);
    loss_.evaluate_batch(classes, n, stride, z.data(), targets.data(), result, nullptr);
    return result;
  }
  std::vector<double> part(n);
  for (std::size_t k = 0; k < classes; ++k) {
    if (t[k] == 0) continue;
    const auto row = targets.begin() + static_cast<std::ptrdiff_t>(k * stride);
    std::fill_n(row, stride, 1.0);
    loss_.evaluate_batch(classes, n, stride, z.data(), targets.data(), part, nullptr);
    std::fill_n(row, stride, 0.0);
    for (std::size_t i = 0; i < n; ++i) result[i] += t[k] * part[i];
  }
  return result;
}

}  // namespace losslab
