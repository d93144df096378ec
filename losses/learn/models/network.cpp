#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "losses/core/random.h"
#include "losses/learn/models/features.h"
#include "losses/learn/models/kernels.h"
#include "losses/learn/models/models.h"

namespace losslab {
namespace {

// Fully connected layers with tanh or ReLU in the hidden ones, if any, and linear outputs: one, or one for each class.
// Values of a layer are stored unit by unit with the samples side by side, padded with zero samples to a multiple of 8,
// so that vectors run over samples.
class Network final : public Model {
 public:
  Network(const ModelSpec& spec, const Dataset& data, bool standardize)
      : seen_(spec, data, standardize),
        n_(data.size()),
        inputs_(seen_.count()),
        phi_(spec.activation == ModelSpec::Activation::relu ? kernels::Phi::relu : kernels::Phi::tanh) {
    std::size_t before = inputs_;
    if (spec.kind == ModelSpec::Kind::mlp) {
      for (int width : spec.widths) before = add_layer(before, static_cast<std::size_t>(width));
    }
    add_layer(before, std::max<std::size_t>(1, data.class_names.size()));
    const std::size_t stride = kernels::padded(n_);
    points_.assign(inputs_ * stride, 0.0);
    for (std::size_t j = 0; j < inputs_; ++j) {
      std::ranges::copy(seen_.of_data().subspan(j * n_, n_), points_.begin() + static_cast<std::ptrdiff_t>(j * stride));
      largest_ = std::max(largest_, seen_.largest(j));
    }
  }

  std::size_t output_count() const override { return layers_.back().outputs; }
  std::size_t parameter_count() const override { return penalised_.size(); }
  std::vector<std::string> parameter_names() const override {
    std::vector<std::string> names;
    for (std::size_t l = 0; l < layers_.size(); ++l) {
      for (std::size_t o = 0; o < layers_[l].outputs; ++o) {
        for (std::size_t i = 0; i < layers_[l].inputs; ++i) {
          names.push_back(hidden() ? fmt::format("layer{}.w[{}][{}]", l + 1, o, i) : fmt::format("w{}[{}]", i + 1, o));
        }
      }
      for (std::size_t o = 0; o < layers_[l].outputs; ++o) {
        names.push_back(hidden() ? fmt::format("layer{}.b[{}]", l + 1, o) : fmt::format("b[{}]", o));
      }
    }
    return names;
  }
  bool linear_in_parameters() const override { return false; }
  std::span<const unsigned char> penalised() const override { return penalised_; }

  std::vector<double> initial(std::uint64_t seed) const override {
    std::vector<double> theta(parameter_count(), 0.0);
    if (!hidden()) return theta;
    Random random(seed);
    for (const Layer& layer : layers_) {
      const bool before_relu = phi_ == kernels::Phi::relu && &layer != &layers_.back();
      const double limit = std::sqrt(6.0 / static_cast<double>(layer.inputs + (before_relu ? 0 : layer.outputs)));
      for (std::size_t k = 0; k < layer.inputs * layer.outputs; ++k) {
        theta[layer.weights + k] = limit * (2 * random.uniform() - 1);
      }
    }
    return theta;
  }

  void outputs(std::span<const double> theta, std::span<const int> rows, std::span<double> f,
               ModelWorkspace& work) const override {
    reserve(work);
    const std::size_t count = rows.empty() ? n_ : rows.size();
    if (!rows.empty()) gather(rows, work.c);
    const double* const out = forward(theta, rows.empty() ? points_.data() : work.c.data(), count, work.a);
    std::copy_n(out, output_count() == 1 ? count : output_count() * kernels::padded(count), f.data());
  }

  void pull_back(std::span<const double> theta, std::span<const int> rows, std::span<const double> slope,
                 std::span<double> gradient, ModelWorkspace& work) const override {
    const std::size_t count = rows.empty() ? n_ : rows.size();
    const std::size_t stride = kernels::padded(count);
    const double* points = rows.empty() ? points_.data() : work.c.data();
    double* delta = work.b.data();
    double* delta_before = work.b.data() + widest_ * stride;
    for (std::size_t o = 0; o < output_count(); ++o) {  // the slopes of one output are not padded
      std::copy_n(slope.data() + o * stride, count, delta + o * stride);
      std::fill(delta + o * stride + count, delta + (o + 1) * stride, 0.0);
    }
    for (std::size_t l = layers_.size(); l-- > 0;) {
      const Layer& layer = layers_[l];
      const double* in = l == 0 ? points : work.a.data() + layers_[l - 1].values * stride;
      kernels::layer_gradient(in, layer.inputs, delta, layer.outputs, stride, gradient.data() + layer.weights,
                              gradient.data() + layer.biases);
      if (l == 0) break;
      kernels::layer_backward(in, layer.inputs, theta.data() + layer.weights, delta, layer.outputs, stride, phi_,
                              delta_before);
      std::swap(delta, delta_before);
    }
  }

  double largest_output(std::span<const double> theta) const override {
    if (hidden() && phi_ != kernels::Phi::tanh) return Model::largest_output(theta);
    double sum = 0;
    if (!hidden()) {
      for (double value : theta) sum += std::abs(value) * std::max(1.0, largest_);
      return sum;
    }
    // The last hidden layer's values are within ±1.
    for (double value : theta.subspan(layers_.back().weights)) sum += std::abs(value);
    return sum;
  }

  void predict(std::span<const double> theta, std::span<const double> x1, std::span<const double> x2,
               std::span<double> f) const override {
    constexpr std::size_t block = 256;
    std::vector<double> points(inputs_ * block), values(units_ * block);
    for (std::size_t from = 0; from < x1.size(); from += block) {
      const std::size_t count = std::min(block, x1.size() - from), stride = kernels::padded(count);
      std::ranges::fill(points, 0.0);
      seen_.at(x1.subspan(from, count), x2.empty() ? x2 : x2.subspan(from, count), points, stride);
      const double* const out = forward(theta, points.data(), count, values);
      for (std::size_t o = 0; o < output_count(); ++o) {
        std::copy_n(out + o * stride, count, f.data() + o * x1.size() + from);
      }
    }
  }

  std::vector<double> to_original(std::span<const double> theta) const override {
    std::vector<double> original(theta.begin(), theta.end());
    const Layer& layer = layers_.back();
    for (std::size_t k = 0; !hidden() && k < layer.biases; ++k) {
      const Scaling& scaling = seen_.scaling(k % inputs_);
      original[k] = theta[k] / scaling.scale;
      original[layer.biases + k / inputs_] -= original[k] * scaling.centre;
    }
    return original;
  }
  std::vector<double> from_original(std::span<const double> theta) const override {
    std::vector<double> own(theta.begin(), theta.end());
    const Layer& layer = layers_.back();
    for (std::size_t k = 0; !hidden() && k < layer.biases; ++k) {
      const Scaling& scaling = seen_.scaling(k % inputs_);
      own[k] = theta[k] * scaling.scale;
      own[layer.biases + k / inputs_] += theta[k] * scaling.centre;
    }
    return own;
  }
  std::span<const double> features() const override { return {}; }

 private:
  struct Layer {
    std::size_t inputs, outputs;
    std::size_t weights, biases;  // where they begin in θ; weights output by output
    std::size_t values;           // units of the layers before, which is where its values begin (times the stride)
  };

  bool hidden() const { return layers_.size() > 1; }

  std::size_t add_layer(std::size_t inputs, std::size_t outputs) {
    const std::size_t first = penalised_.size();
    layers_.push_back({inputs, outputs, first, first + inputs * outputs, units_});
    penalised_.insert(penalised_.end(), inputs * outputs, 1);
    penalised_.insert(penalised_.end(), outputs, 0);
    units_ += outputs;
    widest_ = std::max(widest_, outputs);
    return outputs;
  }

  void reserve(ModelWorkspace& work) const {
    const std::size_t stride = kernels::padded(n_);
    if (work.a.size() < units_ * stride) work.a.resize(units_ * stride);
    if (work.b.size() < 2 * widest_ * stride) work.b.resize(2 * widest_ * stride);
    if (work.c.size() < inputs_ * stride) work.c.resize(inputs_ * stride);
  }

  void gather(std::span<const int> rows, std::vector<double>& to) const {
    const std::size_t stride = kernels::padded(rows.size());
    for (std::size_t j = 0; j < inputs_; ++j) {
      const double* column = points_.data() + j * kernels::padded(n_);
      double* picked = to.data() + j * stride;
      for (std::size_t k = 0; k < rows.size(); ++k) picked[k] = column[rows[k]];
      std::fill(picked + rows.size(), picked + stride, 0.0);
    }
  }

  // Where the outputs are.
  const double* forward(std::span<const double> theta, const double* points, std::size_t count,
                        std::vector<double>& values) const {
    const std::size_t stride = kernels::padded(count);
    const double* in = points;
    for (const Layer& layer : layers_) {
      double* out = values.data() + layer.values * stride;
      const bool hidden = &layer != &layers_.back();
      kernels::layer_forward(in, layer.inputs, theta.data() + layer.weights, theta.data() + layer.biases, out,
                             layer.outputs, stride, hidden ? phi_ : kernels::Phi::identity);
      in = out;
    }
    return in;
  }

  Features seen_;
  std::size_t n_, inputs_;
  kernels::Phi phi_;  // of the hidden layers
  std::size_t units_ = 0, widest_ = 0;
  std::vector<Layer> layers_;
  std::vector<unsigned char> penalised_;
  double largest_ = 0;          // |feature|
  std::vector<double> points_;  // the features of the data
};

}  // namespace

std::shared_ptr<const Model> make_network(const ModelSpec& spec, const Dataset& data, bool standardize) {
  return std::make_shared<Network>(spec, data, standardize);
}

}  // namespace losslab
