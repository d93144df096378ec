#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "losses/core/binary_exponent.h"
#include "losses/core/error.h"
#include "losses/learn/models/bumps.h"
#include "losses/learn/models/kernels.h"
#include "losses/learn/models/models.h"

namespace losslab {

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

using Kind = ModelSpec::Kind;

// f = Σⱼ wⱼ·φⱼ(x) + b: constant, line, polynomial, bumps, linear and quadratic differ in their features φ alone.
class LinearModel final : public Model {
 public:
  LinearModel(const ModelSpec& spec, const Dataset& data, bool standardize) : spec_(spec), n_(data.size()) {
    if (spec.kind == Kind::rbf) bumps_ = Bumps(spec.bumps, data);
    inputs_ = spec.kind == Kind::line ? predictor_count(data) : 1;
    columns_ = feature_count(spec) + 1;
    features_.assign(n_ * columns_, 1);
    if (inputs_ > 1) {
      for (std::size_t j = 0; j < inputs_; ++j) std::ranges::copy(predictor(data, j), features_.begin() + j * n_);
    } else {
      raw_features(data.x1, data.x2, features_);
    }
    if (!std::ranges::all_of(features_, [](double x) { return std::isfinite(x); })) {
      throw InputError(
          fmt::format("The model {} takes powers of the inputs of {} that are beyond the range of a double: bring them "
                      "nearer to 1.",
                      to_text(spec), data.name));
    }
    scaling_.assign(columns_ - 1, Scaling());
    for (std::size_t j = 0; standardize && j + 1 < columns_; ++j) {
      scaling_[j] = scaling_of(std::span(features_).subspan(j * n_, n_));
    }
    scale(features_, n_);
    largest_.assign(columns_, 0);
    for (std::size_t i = 0; i < features_.size(); ++i) {
      largest_[i / n_] = std::max(largest_[i / n_], std::abs(features_[i]));
    }
    penalised_.assign(columns_, 1);
    penalised_.back() = 0;
  }

  std::size_t parameter_count() const override { return columns_; }
  std::vector<std::string> parameter_names() const override {
    std::vector<std::string> names;
    for (std::size_t j = 1; j < columns_; ++j) names.push_back(fmt::format("w{}", j));
    names.emplace_back("b");
    return names;
  }
  bool linear_in_parameters() const override { return true; }
  std::span<const unsigned char> penalised() const override { return penalised_; }
  std::vector<double> initial(std::uint64_t) const override { return std::vector<double>(columns_, 0.0); }

  void outputs(std::span<const double> theta, std::span<const int> rows, std::span<double> f,
               ModelWorkspace& work) const override {
    if (rows.empty()) {
      kernels::linear_outputs(features_.data(), n_, columns_, theta.data(), f.data());
      return;
    }
    if (work.a.size() < n_ * columns_) work.a.resize(n_ * columns_);
    for (std::size_t j = 0; j < columns_; ++j) {
      const double* column = features_.data() + j * n_;
      double* picked = work.a.data() + j * rows.size();
      for (std::size_t k = 0; k < rows.size(); ++k) picked[k] = column[rows[k]];
    }
    kernels::linear_outputs(work.a.data(), rows.size(), columns_, theta.data(), f.data());
  }

  void pull_back(std::span<const double>, std::span<const int> rows, std::span<const double> slope,
                 std::span<double> gradient, ModelWorkspace& work) const override {
    const double* columns = rows.empty() ? features_.data() : work.a.data();
    kernels::linear_pull_back(columns, rows.empty() ? n_ : rows.size(), columns_, slope.data(), gradient.data());
  }

  double largest_output(std::span<const double> theta) const override {
    double sum = 0;
    for (std::size_t j = 0; j < columns_; ++j) sum += std::abs(theta[j]) * largest_[j];
    return sum;
  }

  void predict(std::span<const double> theta, std::span<const double> x1, std::span<const double> x2,
               std::span<double> f) const override {
    assert(inputs_ == 1);
    constexpr std::size_t block = 512;
    std::vector<double> part(std::min(block, x1.size()) * columns_);
    for (std::size_t from = 0; from < x1.size(); from += block) {
      const std::size_t count = std::min(block, x1.size() - from);
      const std::span<double> columns(part.data(), count * columns_);
      std::ranges::fill(columns, 1.0);
      raw_features(x1.subspan(from, count), x2.empty() ? x2 : x2.subspan(from, count), columns);
      scale(columns, count);
      kernels::linear_outputs(part.data(), count, columns_, theta.data(), f.data() + from);
    }
  }

  std::vector<double> to_original(std::span<const double> theta) const override {
    std::vector<double> original(theta.begin(), theta.end());
    for (std::size_t j = 0; j + 1 < columns_; ++j) {
      original[j] = theta[j] / scaling_[j].scale;
      original.back() -= original[j] * scaling_[j].centre;
    }
    return original;
  }

  std::vector<double> from_original(std::span<const double> theta) const override {
    std::vector<double> own(theta.begin(), theta.end());
    for (std::size_t j = 0; j + 1 < columns_; ++j) {
      own[j] = theta[j] * scaling_[j].scale;
      own.back() += theta[j] * scaling_[j].centre;
    }
    return own;
  }

  std::span<const double> features() const override { return features_; }

 private:
  std::size_t feature_count(const ModelSpec& spec) const {
    switch (spec.kind) {
      case Kind::constant:
        return 0;
      case Kind::line:
        return inputs_;
      case Kind::poly:
        return static_cast<std::size_t>(spec.degree);
      case Kind::linear:
        return 2;
      case Kind::rbf:
        return bumps_.count();
      default:
        return 5;
    }
  }

  // The features of some points, unscaled, column by column; the last column is left alone.
  void raw_features(std::span<const double> x1, std::span<const double> x2, std::span<double> out) const {
    const std::size_t n = x1.size();
    if (spec_.kind == Kind::rbf) {
      bumps_.evaluate(x1, x2, out);
      return;
    }
    for (std::size_t i = 0; i < n; ++i) {
      double* to = out.data() + i;
      switch (spec_.kind) {
        case Kind::constant:
          break;
        case Kind::line:
        case Kind::poly: {
          double power = x1[i];
          for (std::size_t j = 0; j + 1 < columns_; ++j, power *= x1[i]) to[j * n] = power;
          break;
        }
        default:
          to[0] = x1[i];
          to[n] = x2[i];
          if (spec_.kind == Kind::linear) break;
          to[2 * n] = x1[i] * x1[i];
          to[3 * n] = x1[i] * x2[i];
          to[4 * n] = x2[i] * x2[i];
      }
    }
  }

  void scale(std::span<double> columns, std::size_t n) const {
    for (std::size_t j = 0; j + 1 < columns_; ++j) {
      const auto [centre, width] = scaling_[j];
      for (std::size_t i = 0; i < n; ++i) columns[j * n + i] = (columns[j * n + i] - centre) / width;
    }
  }

  ModelSpec spec_;
  Bumps bumps_;  // rbf
  std::size_t n_ = 0, inputs_ = 1, columns_ = 1;
  std::vector<double> features_;
  std::vector<double> largest_;  // |feature| of each column
  std::vector<Scaling> scaling_;
  std::vector<unsigned char> penalised_;
};

}  // namespace

std::shared_ptr<const Model> make_linear_model(const ModelSpec& spec, const Dataset& data, bool standardize) {
  return std::make_shared<LinearModel>(spec, data, standardize);
}

}  // namespace losslab
