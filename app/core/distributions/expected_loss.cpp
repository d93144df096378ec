#include "app/core/distributions/expected_loss.h"

#include <algorithm>

namespace losslab {
double ExpectedLoss::value(std::span<const double> z, std::span<const double> t) const {
  return hard_ ? loss_.expected(z, t) : loss_.value(z, t, teacher_);
}

double ExpectedLoss::evaluate(std::span<const double> z, std::span<const double> t, std::span<double> gradient) const {
  return hard_ ? loss_.expected(z, t, gradient) : loss_.evaluate(z, t, gradient, teacher_);
}

std::vector<double> ExpectedLoss::values(std::span<const double> t, std::size_t n, std::size_t stride,
                                         std::span<const double> z) const {
  const std::size_t classes = t.size();
  std::vector<double> targets(classes * stride, 0.0), result(n, 0.0);
  if (!teacher_.empty()) {  // one by one: batches have no room for a teacher
    std::vector<double> one(classes);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t k = 0; k < classes; ++k) one[k] = z[k * stride + i];
      result[i] = loss_.value(one, t, teacher_);
    }
    return result;
  }
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
