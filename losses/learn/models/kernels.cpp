#include "losses/learn/models/kernels.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "losses/learn/models/kernels.cpp"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "losses/learn/models/eight-inl.h"

HWY_BEFORE_NAMESPACE();
namespace losslab::HWY_NAMESPACE {

void LinearOutputs(const double* features, std::size_t n, std::size_t columns, const double* theta, double* f) {
  const std::size_t whole = n / 8 * 8;
  for (std::size_t i = 0; i < whole; i += 8) {
    Eight sum = mul(spread(theta[0]), load(features + i));
    for (std::size_t j = 1; j < columns; ++j) sum = add(sum, mul(spread(theta[j]), load(features + j * n + i)));
    store(sum, f + i);
  }
  for (std::size_t i = whole; i < n; ++i) {
    double sum = theta[0] * features[i];
    for (std::size_t j = 1; j < columns; ++j) sum += theta[j] * features[j * n + i];
    f[i] = sum;
  }
}

void LinearPullBack(const double* features, std::size_t n, std::size_t columns, const double* slope, double* gradient) {
  const std::size_t whole = n / 8 * 8;
  for (std::size_t j = 0; j < columns; ++j) {
    const double* column = features + j * n;
    Eight sum = spread(0);
    for (std::size_t i = 0; i < whole; i += 8) sum = add(sum, mul(load(slope + i), load(column + i)));
    if (whole < n) sum = add(sum, mul(load_part(slope + whole, n - whole), load_part(column + whole, n - whole)));
    gradient[j] = total(sum);
  }
}

double Sum(const double* values, std::size_t n) {
  const std::size_t whole = n / 8 * 8;
  Eight sum = spread(0);
  for (std::size_t i = 0; i < whole; i += 8) sum = add(sum, load(values + i));
  if (whole < n) sum = add(sum, load_part(values + whole, n - whole));
  return total(sum);
}

kernels::SquareSums SumSquares(const double* residuals, const double* keep, std::size_t n) {
  const std::size_t whole = n / 8 * 8;
  Eight all = spread(0), kept = spread(0);
  for (std::size_t i = 0; i < n; i += 8) {
    const Eight r = i < whole ? load(residuals + i) : load_part(residuals + i, n - i);
    const Eight square = mul(r, r);
    all = add(all, square);
    if (keep == nullptr) continue;
    kept = add(kept, where_not_zero(i < whole ? load(keep + i) : load_part(keep + i, n - i), square));
  }
  const double everything = total(all);
  return {everything, keep == nullptr ? everything : total(kept)};
}

}  // namespace losslab::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace losslab {
HWY_EXPORT(LinearOutputs);
HWY_EXPORT(LinearPullBack);
HWY_EXPORT(Sum);
HWY_EXPORT(SumSquares);

namespace kernels {

void linear_outputs(const double* features, std::size_t n, std::size_t columns, const double* theta, double* f) {
  HWY_DYNAMIC_DISPATCH(LinearOutputs)(features, n, columns, theta, f);
}
void linear_pull_back(const double* features, std::size_t n, std::size_t columns, const double* slope,
                      double* gradient) {
  HWY_DYNAMIC_DISPATCH(LinearPullBack)(features, n, columns, slope, gradient);
}
double sum(const double* values, std::size_t n) { return HWY_DYNAMIC_DISPATCH(Sum)(values, n); }
SquareSums sum_squares(const double* residuals, const double* keep, std::size_t n) {
  return HWY_DYNAMIC_DISPATCH(SumSquares)(residuals, keep, n);
}

}  // namespace kernels
}  // namespace losslab
#endif
