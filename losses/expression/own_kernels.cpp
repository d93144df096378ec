// The loops over samples of own losses, a block of samples after the other.
#include "losses/expression/own_kernels.h"

#include <algorithm>

#include "losses/expression/prepared_loss.h"

namespace losslab {
namespace {

constexpr std::size_t block = 256, partial_sums = 8;

// Sample i goes to the partial sum i mod 8.
struct PartialSums {
  double lanes[partial_sums] = {};
  void add(std::size_t i, double term) { lanes[i % partial_sums] += term; }
  double total() const {
    return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
  }
};

void evaluate(const LossArguments& arguments, std::size_t n, const double* x, double* value, double* gradient,
              double* curvature) {
  arguments.formula->evaluate(n, x, value, gradient, curvature);
}

void sum_along(const LossArguments& arguments, std::size_t n, std::size_t rows, const double* base,
               const double* direction, std::size_t count, const double* s, double* out) {
  double at[block], values[block];
  for (std::size_t k = 0; k < rows * count; ++k) {
    const double* from = base + k / count * n;
    const double step = s[k % count];
    PartialSums sums;
    for (std::size_t i = 0; i < n; i += block) {
      const std::size_t here = std::min(block, n - i);
      for (std::size_t j = 0; j < here; ++j) at[j] = from[i + j] + step * direction[i + j];
      arguments.formula->evaluate(here, at, values, nullptr, nullptr);
      for (std::size_t j = 0; j < here; ++j) sums.add(i + j, values[j]);
    }
    out[k] = sums.total();
  }
}

template <bool residual, bool with_measures>
void fit(const LossArguments& arguments, const FitSamples& samples, const double* theta, FitSums& out) {
  constexpr std::size_t weights = residual ? 1 : 2;
  double at[block], values[block], slopes[block];
  PartialSums sums[weights + 1], value, given, clean;
  for (std::size_t i = 0; i < samples.n; i += block) {
    const std::size_t here = std::min(block, samples.n - i);
    for (std::size_t j = 0; j < here; ++j) {
      double f = theta[0] * samples.features[i + j];
      if constexpr (weights == 2) f = f + theta[1] * samples.features[samples.stride + i + j];
      f = f + theta[weights];
      at[j] = residual ? samples.y[i + j] - f : samples.y[i + j] * f;
    }
    arguments.formula->evaluate(here, at, with_measures ? values : nullptr, slopes, nullptr);
    for (std::size_t j = 0; j < here; ++j) {
      const std::size_t sample = i + j;
      const double slope = residual ? slopes[j] : slopes[j] * samples.y[sample];
      for (std::size_t w = 0; w < weights; ++w)
        sums[w].add(sample, slope * samples.features[w * samples.stride + sample]);
      sums[weights].add(sample, slope);
      if constexpr (with_measures) {
        value.add(sample, values[j]);
        const double known = samples.known[sample];
        if constexpr (residual) {
          const double square = at[j] * at[j];
          given.add(sample, square);
          clean.add(sample, known != 0 ? square : 0);
        } else {
          given.add(sample, !(at[j] > 0) ? 1 : 0);
          clean.add(sample, !(known * at[j] > 0) ? 1 : 0);
        }
      }
    }
  }
  for (std::size_t w = 0; w <= weights; ++w) out.slopes[w] = sums[w].total();
  if (!with_measures) return;
  out.value = value.total();
  out.given = given.total();
  out.clean = clean.total();
}

constexpr LossKernels residual_row{&evaluate, &sum_along, &fit<true, false>, &fit<true, true>};
constexpr LossKernels margin_row{&evaluate, &sum_along, &fit<false, false>, &fit<false, true>};
constexpr LossKernels other_row{&evaluate, &sum_along, nullptr, nullptr};

template <const LossKernels& row>
const LossKernels& kernels() {
  return row;
}

}  // namespace

LossEntry own_loss_entry(const LossInfo& info, std::span<const Parameter> parameters) {
  return {.info = &info,
          .parameters = parameters,
          .jet = [](const LossArguments& arguments, double x) { return arguments.formula->jet(x); },
          .properties = [](const LossArguments&) { return Properties(); },
          // There may be more than a row has room for: Loss asks the formula itself.
          .kinks = [](const LossArguments&) { return Kinks(); },
          .objection = nullptr,
          .kernels = is_of_residual(info.family) ? &kernels<residual_row>
                     : is_of_margin(info.family) ? &kernels<margin_row>
                                                 : &kernels<other_row>};
}

}  // namespace losslab
