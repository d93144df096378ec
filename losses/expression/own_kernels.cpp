// The loops over samples of own losses, a block of samples after the other.
#include "losses/expression/own_kernels.h"

#include <algorithm>

#include "losses/expression/prepared_loss.h"

// This file is read once for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "losses/expression/own_kernels.cpp"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "losses/core/batch/pack.h"
#include "losses/core/math.h"

LOSSLAB_BEGIN_TARGET

constexpr std::size_t own_block = 256, own_partial_sums = 8;

// Sample i goes to the partial sum i mod 8, whatever the width of the vectors.
struct PartialSums {
  static constexpr std::size_t packs = own_partial_sums / Pack::size;
  Pack part[packs];

  HWY_INLINE PartialSums() {
    for (Pack& p : part) p = Pack(0.0);
  }
  // A term for the samples of pack number k of a group of eight.
  HWY_INLINE void add(std::size_t k, Pack term) { part[k] = part[k] + term; }
  HWY_INLINE double total() const {
    double lanes[own_partial_sums];
    for (std::size_t k = 0; k < packs; ++k) part[k].store(lanes + k * Pack::size);
    return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
  }
};

void evaluate_own(const LossArguments& arguments, std::size_t n, const double* x, double* value, double* gradient,
                  double* curvature) {
  arguments.formula->evaluate(n, x, value, gradient, curvature);
}

// The values behind the last sample of a block are set to zero up to a group of eight.
HWY_INLINE void clear_rest(double* values, std::size_t here) {
  for (std::size_t j = here; j % own_partial_sums != 0; ++j) values[j] = 0;
}

void sum_along_own(const LossArguments& arguments, std::size_t n, std::size_t rows, const double* base,
                   const double* direction, std::size_t count, const double* s, double* out) {
  HWY_ALIGN double at[own_block], values[own_block];
  for (std::size_t k = 0; k < rows * count; ++k) {
    const double* from = base + k / count * n;
    const Pack step(s[k % count]);
    PartialSums sums;
    for (std::size_t i = 0; i < n; i += own_block) {
      const std::size_t here = HWY_MIN(own_block, n - i), whole = here / Pack::size * Pack::size;
      std::size_t j = 0;
      for (; j < whole; j += Pack::size) {
        (Pack::load(from + i + j) + step * Pack::load(direction + i + j)).store(at + j);
      }
      for (; j < here; ++j) at[j] = from[i + j] + s[k % count] * direction[i + j];
      arguments.formula->evaluate(here, at, values, nullptr, nullptr);
      clear_rest(values, here);
      for (j = 0; j < here; j += own_partial_sums) {
        for (std::size_t part = 0; part < PartialSums::packs; ++part) {
          sums.add(part, Pack::load(values + j + part * Pack::size));
        }
      }
    }
    out[k] = sums.total();
  }
}

template <bool residual, bool with_measures>
struct OwnFit {
  static constexpr std::size_t weights = residual ? 1 : 2;
  const FitSamples& samples;
  Pack theta[weights + 1];
  PartialSums slopes[weights + 1], value, given, clean;

  HWY_INLINE OwnFit(const FitSamples& all, const double* at) : samples(all) {
    for (std::size_t w = 0; w <= weights; ++w) theta[w] = Pack(at[w]);
  }

  // What the loss is asked for, from sample i on; all arrays can be read up to the next multiple of 8.
  HWY_INLINE void arguments(std::size_t i, std::size_t here, double* at) const {
    for (std::size_t j = 0; j < here; j += Pack::size) {
      Pack f = theta[0] * Pack::load(samples.features + i + j);
      for (std::size_t w = 1; w < weights; ++w)
        f = f + theta[w] * Pack::load(samples.features + w * samples.stride + i + j);
      f = f + theta[weights];
      const Pack y = Pack::load(samples.y + i + j);
      (residual ? y - f : y * f).store(at + j);
    }
  }

  HWY_INLINE void add(std::size_t i, std::size_t here, const double* at, const double* values,
                      const double* gradients) {
    alignas(64) static constexpr double numbers[8] = {0, 1, 2, 3, 4, 5, 6, 7};
    for (std::size_t j = 0; j < here; j += own_partial_sums) {
      const Pack rest = Pack(static_cast<double>(here - j));
      for (std::size_t part = 0; part < PartialSums::packs; ++part) {
        const std::size_t sample = i + j + part * Pack::size, local = j + part * Pack::size;
        const Mask counts = Pack::load(numbers + part * Pack::size) < rest;
        const Pack gradient = Pack::load(gradients + local);
        const Pack slope = where(counts, residual ? gradient : gradient * Pack::load(samples.y + sample));
        for (std::size_t w = 0; w < weights; ++w) {
          slopes[w].add(part, where(counts, slope * Pack::load(samples.features + w * samples.stride + sample)));
        }
        slopes[weights].add(part, slope);
        if constexpr (with_measures) {
          const Pack argument = Pack::load(at + local), known = Pack::load(samples.known + sample);
          value.add(part, where(counts, Pack::load(values + local)));
          if constexpr (residual) {
            const Pack square = where(counts, argument * argument);
            given.add(part, square);
            clean.add(part, where(known != Pack(0.0), square));
          } else {
            given.add(part, where(counts && !(argument > Pack(0.0)), Pack(1.0)));
            clean.add(part, where(counts && !(known * argument > Pack(0.0)), Pack(1.0)));
          }
        }
      }
    }
  }
};

template <bool residual, bool with_measures>
void fit_own(const LossArguments& arguments, const FitSamples& samples, const double* theta, FitSums& out) {
  HWY_ALIGN double at[own_block], values[own_block], gradients[own_block];
  OwnFit<residual, with_measures> pass(samples, theta);
  for (std::size_t i = 0; i < samples.n; i += own_block) {
    const std::size_t here = HWY_MIN(own_block, samples.n - i);
    pass.arguments(i, (here + 7) / 8 * 8, at);
    // What follows up to a group of eight is computed along with it, which is quicker than a rest.
    arguments.formula->evaluate((here + 7) / 8 * 8, at, with_measures ? values : nullptr, gradients, nullptr);
    pass.add(i, here, at, values, gradients);
  }
  for (std::size_t w = 0; w <= pass.weights; ++w) out.slopes[w] = pass.slopes[w].total();
  if (!with_measures) return;
  out.value = pass.value.total();
  out.given = pass.given.total();
  out.clean = pass.clean.total();
}

// Of residuals, of margins, and of what no model is fitted by.
std::span<const LossKernels> own_kernels_here() {
  static constexpr LossKernels kernels[] = {
      {&evaluate_own, &sum_along_own, &fit_own<true, false>, &fit_own<true, true>},
      {&evaluate_own, &sum_along_own, &fit_own<false, false>, &fit_own<false, true>},
      {&evaluate_own, &sum_along_own, nullptr, nullptr}};
  return kernels;
}

LOSSLAB_END_TARGET;

#if HWY_ONCE
namespace losslab {

HWY_EXPORT(own_kernels_here);

namespace {

template <std::size_t row>
const LossKernels& own_kernels() {
  return HWY_DYNAMIC_DISPATCH(own_kernels_here)()[row];
}

}  // namespace

LossEntry own_loss_entry(const LossInfo& info, std::span<const Parameter> parameters) {
  return {.info = &info,
          .parameters = parameters,
          .jet = [](const LossArguments& arguments, double x) { return arguments.formula->jet(x); },
          // Measured by Loss itself.
          .properties = [](const LossArguments&) { return Properties(); },
          // There may be more than a row has room for: Loss asks the formula itself.
          .kinks = [](const LossArguments&) { return Kinks(); },
          .objection = nullptr,
          .kernels = is_of_residual(info.family) ? &own_kernels<0>
                     : is_of_margin(info.family) ? &own_kernels<1>
                                                 : &own_kernels<2>};
}

}  // namespace losslab
#endif
