#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "losses/learn/models/features.h"
#include "losses/learn/models/kernels.h"
#include "losses/learn/models/models.h"

namespace losslab {
namespace {

// f = Σⱼ wⱼ·φⱼ(x) + b: constant, line, polynomial, bumps, linear and quadratic differ in their features φ alone.
class LinearModel final : public Model {
 public:
  LinearModel(const ModelSpec& spec, const Dataset& data, bool standardize)
      : seen_(spec, data, standardize),
        n_(data.size()),
        one_input_(spec.kind != ModelSpec::Kind::line || predictor_count(data) == 1),
        columns_(seen_.count() + 1),
        features_(seen_.of_data().begin(), seen_.of_data().end()) {
    features_.resize(n_ * columns_, 1);
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
    for (std::size_t j = 0; j + 1 < columns_; ++j) sum += std::abs(theta[j]) * seen_.largest(j);
    return sum + std::abs(theta.back());
  }

  void predict(std::span<const double> theta, std::span<const double> x1, std::span<const double> x2,
               std::span<double> f) const override {
    assert(one_input_);
    constexpr std::size_t block = 512;
    std::vector<double> part(std::min(block, x1.size()) * columns_);
    for (std::size_t from = 0; from < x1.size(); from += block) {
      const std::size_t count = std::min(block, x1.size() - from);
      const std::span<double> columns(part.data(), count * columns_);
      std::ranges::fill(columns, 1.0);
      seen_.at(x1.subspan(from, count), x2.empty() ? x2 : x2.subspan(from, count), columns, count);
      kernels::linear_outputs(part.data(), count, columns_, theta.data(), f.data() + from);
    }
  }

  std::vector<double> to_original(std::span<const double> theta) const override {
    std::vector<double> original(theta.begin(), theta.end());
    for (std::size_t j = 0; j + 1 < columns_; ++j) {
      original[j] = theta[j] / seen_.scaling(j).scale;
      original.back() -= original[j] * seen_.scaling(j).centre;
    }
    return original;
  }

  std::vector<double> from_original(std::span<const double> theta) const override {
    std::vector<double> own(theta.begin(), theta.end());
    for (std::size_t j = 0; j + 1 < columns_; ++j) {
      own[j] = theta[j] * seen_.scaling(j).scale;
      own.back() += theta[j] * seen_.scaling(j).centre;
    }
    return own;
  }

  std::span<const double> features() const override { return features_; }

 private:
  Features seen_;
  std::size_t n_;
  [[maybe_unused]] bool one_input_;
  std::size_t columns_;
  std::vector<double> features_;  // with the ones of the bias
  std::vector<unsigned char> penalised_;
};

}  // namespace

std::shared_ptr<const Model> make_linear_model(const ModelSpec& spec, const Dataset& data, bool standardize) {
  return std::make_shared<LinearModel>(spec, data, standardize);
}

}  // namespace losslab
