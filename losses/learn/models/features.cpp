#include "losses/learn/models/features.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "losses/core/binary_exponent.h"
#include "losses/core/error.h"

namespace losslab {

using Kind = ModelSpec::Kind;

Scaling scaling_of(std::span<const double> column) {
  double largest = 0;
  for (double value : column) largest = std::max(largest, std::abs(value));
  // Brought near 1 by a power of two, so that no square overflows and no digit changes.
  const int exponent = binary_exponent(largest);
  double sum = 0, squares = 0;
  for (double value : column) sum += std::ldexp(value, -exponent);
  const double centre = sum / static_cast<double>(column.size());
  for (double value : column) {
    const double off = std::ldexp(value, -exponent) - centre;
    squares += off * off;
  }
  const double scale = std::ldexp(std::sqrt(squares / static_cast<double>(column.size())), exponent);
  return {std::ldexp(centre, exponent), scale > 0 && std::isfinite(scale) ? scale : 1};
}

namespace {

std::vector<std::span<const double>> inputs_of(const ModelSpec& spec, const Dataset& data) {
  std::vector<std::span<const double>> inputs{data.x1};
  if (data.task == Task::classification) inputs.emplace_back(data.x2);
  if (takes_several_predictors(spec, data.task)) {
    for (const Predictor& one : data.more) inputs.emplace_back(one.values);
  }
  return inputs;
}

}  // namespace

Features::Features(const ModelSpec& spec, const Dataset& data, bool standardize) : spec_(spec) {
  if (spec.kind == Kind::rbf) bumps_ = Bumps(spec.bumps, data);
  const std::vector<std::span<const double>> inputs = inputs_of(spec, data);
  inputs_ = inputs.size();
  const std::size_t n = data.size();
  switch (spec.kind) {
    case Kind::constant:
      break;
    case Kind::poly:
      count_ = static_cast<std::size_t>(spec.degree);
      break;
    case Kind::rbf:
      count_ = bumps_.count();
      break;
    case Kind::quadratic:
      count_ = inputs_ + inputs_ * (inputs_ + 1) / 2;
      break;
    default:
      count_ = inputs_;
  }
  for (std::size_t j = 2; j < inputs_; ++j) tilts_.push_back(tilt_of(inputs[0], inputs[1], inputs[j]));
  of_data_.resize(n * count_);
  raw(inputs, n, of_data_.data(), n);
  if (!std::ranges::all_of(of_data_, [](double x) { return std::isfinite(x); })) {
    throw InputError(
        fmt::format("The model {} takes powers of the inputs of {} that are beyond the range of a double: bring them "
                    "nearer to 1.",
                    to_text(spec), data.name));
  }
  scaling_.assign(count_, Scaling());
  for (std::size_t j = 0; standardize && j < count_; ++j) {
    scaling_[j] = scaling_of(std::span(of_data_).subspan(j * n, n));
  }
  scale(of_data_.data(), n, n);
  largest_.assign(count_, 0);
  for (std::size_t i = 0; i < of_data_.size(); ++i) {
    largest_[i / n] = std::max(largest_[i / n], std::abs(of_data_[i]));
  }
}

Features::Tilt Features::tilt_of(std::span<const double> x1, std::span<const double> x2,
                                 std::span<const double> input) {
  const Scaling one = scaling_of(x1), two = scaling_of(x2), three = scaling_of(input);
  double together = 0, with1 = 0, with2 = 0;  // correlations
  for (std::size_t i = 0; i < input.size(); ++i) {
    const double a = (x1[i] - one.centre) / one.scale, b = (x2[i] - two.centre) / two.scale;
    const double c = (input[i] - three.centre) / three.scale, share = 1 / static_cast<double>(input.size());
    together += a * b * share;
    with1 += a * c * share;
    with2 += b * c * share;
  }
  Tilt tilt{one.centre, two.centre, three.centre, 0, 0};
  const double rest = 1 - together * together;
  if (rest > 1e-9) {
    tilt.along1 = (with1 - together * with2) / rest * three.scale / one.scale;
    tilt.along2 = (with2 - together * with1) / rest * three.scale / two.scale;
  } else {  // the second says nothing that the first does not
    tilt.along1 = with1 * three.scale / one.scale;
  }
  return tilt;
}

void Features::at(std::span<const double> x1, std::span<const double> x2, std::span<double> out,
                  std::size_t stride) const {
  std::vector<std::span<const double>> inputs(inputs_);
  inputs[0] = x1;
  if (inputs_ > 1) inputs[1] = x2;
  raw(inputs, x1.size(), out.data(), stride);
  scale(out.data(), x1.size(), stride);
}

void Features::raw(std::span<const std::span<const double>> inputs, std::size_t n, double* out,
                   std::size_t stride) const {
  if (spec_.kind == Kind::rbf) {
    bumps_.evaluate(inputs[0], inputs.size() > 1 ? inputs[1] : std::span<const double>(), {out, count_ * stride},
                    stride);
    return;
  }
  if (spec_.kind == Kind::constant) return;
  if (spec_.kind == Kind::poly) {
    for (std::size_t i = 0; i < n; ++i) {
      double power = inputs[0][i];
      for (std::size_t j = 0; j < count_; ++j, power *= inputs[0][i]) out[j * stride + i] = power;
    }
    return;
  }
  for (std::size_t j = 0; j < inputs_; ++j) {
    if (inputs[j].empty() && j >= 2) {
      for (std::size_t i = 0; i < n; ++i) out[j * stride + i] = tilts_[j - 2].at(inputs[0][i], inputs[1][i]);
    } else {
      std::ranges::copy(inputs[j].first(n), out + j * stride);
    }
  }
  if (spec_.kind != Kind::quadratic) return;
  double* to = out + inputs_ * stride;
  for (std::size_t j = 0; j < inputs_; ++j) {
    for (std::size_t k = j; k < inputs_; ++k, to += stride) {
      for (std::size_t i = 0; i < n; ++i) to[i] = out[j * stride + i] * out[k * stride + i];
    }
  }
}

void Features::scale(double* columns, std::size_t n, std::size_t stride) const {
  for (std::size_t j = 0; j < count_; ++j) {
    const auto [centre, width] = scaling_[j];
    for (std::size_t i = 0; i < n; ++i) columns[j * stride + i] = (columns[j * stride + i] - centre) / width;
  }
}

}  // namespace losslab
