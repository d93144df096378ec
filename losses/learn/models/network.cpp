#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "losses/core/random.h"
#include "losses/learn/models/kernels.h"
#include "losses/learn/models/models.h"

namespace losslab {
namespace {

// A fully connected network with tanh or ReLU in its hidden layers and one linear output. Values of a layer are stored
// unit by unit with the samples side by side, padded with zero samples to a multiple of 8, so that vectors run over
// samples.
class Network final : public Model {
 public:
  Network(const ModelSpec& spec, const Dataset& data, bool standardize)
      : n_(data.size()),
        inputs_(data.task == Task::classification ? 2 : 1),
        phi_(spec.activation == ModelSpec::Activation::relu ? kernels::Phi::relu : kernels::Phi::tanh) {
    std::size_t before = inputs_;
    for (int width : spec.widths) before = add_layer(before, static_cast<std::size_t>(width));
    add_layer(before, 1);
    if (standardize) {
      scaling_[0] = scaling_of(data.x1);
      if (inputs_ == 2) scaling_[1] = scaling_of(data.x2);
    }
    points_.assign(inputs_ * kernels::padded(n_), 0.0);
    place_inputs(data.x1, data.x2, points_);
  }

  std::size_t parameter_count() const override { return penalised_.size(); }
  std::vector<std::string> parameter_names() const override {
    std::vector<std::string> names;
    for (std::size_t l = 0; l < layers_.size(); ++l) {
      for (std::size_t o = 0; o < layers_[l].outputs; ++o) {
        for (std::size_t i = 0; i < layers_[l].inputs; ++i)
          names.push_back(fmt::format("layer{}.w[{}][{}]", l + 1, o, i));
      }
      for (std::size_t o = 0; o < layers_[l].outputs; ++o) names.push_back(fmt::format("layer{}.b[{}]", l + 1, o));
    }
    return names;
  }
  bool linear_in_parameters() const override { return false; }
  std::span<const unsigned char> penalised() const override { return penalised_; }

  std::vector<double> initial(std::uint64_t seed) const override {
    Random random(seed);
    std::vector<double> theta(parameter_count(), 0.0);
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
    if (rows.empty()) {
      forward(theta, points_.data(), n_, f, work.a);
    } else {
      gather(rows, work.c);
      forward(theta, work.c.data(), rows.size(), f, work.a);
    }
  }

  void pull_back(std::span<const double> theta, std::span<const int> rows, std::span<const double> slope,
                 std::span<double> gradient, ModelWorkspace& work) const override {
    const std::size_t count = rows.empty() ? n_ : rows.size();
    const std::size_t stride = kernels::padded(count);
    const double* points = rows.empty() ? points_.data() : work.c.data();
    double* delta = work.b.data();
    double* delta_before = work.b.data() + widest_ * stride;
    std::copy_n(slope.data(), count, delta);
    std::fill(delta + count, delta + stride, 0.0);
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
    if (phi_ != kernels::Phi::tanh) return Model::largest_output(theta);
    double sum = 0;  // the last hidden layer's values are within ±1
    for (double value : theta.subspan(layers_.back().weights)) sum += std::abs(value);
    return sum;
  }

  void predict(std::span<const double> theta, std::span<const double> x1, std::span<const double> x2,
               std::span<double> f) const override {
    constexpr std::size_t block = 256;
    std::vector<double> points(inputs_ * block), values(units_ * block);
    for (std::size_t from = 0; from < x1.size(); from += block) {
      const std::size_t count = std::min(block, x1.size() - from);
      std::ranges::fill(points, 0.0);
      place_inputs(x1.subspan(from, count), x2.empty() ? x2 : x2.subspan(from, count), points);
      forward(theta, points.data(), count, f.subspan(from, count), values);
    }
  }

  std::vector<double> to_original(std::span<const double> theta) const override { return {theta.begin(), theta.end()}; }
  std::vector<double> from_original(std::span<const double> theta) const override {
    return {theta.begin(), theta.end()};
  }
  std::span<const double> features() const override { return {}; }

 private:
  struct Layer {
    std::size_t inputs, outputs;
    std::size_t weights, biases;  // where they begin in θ; weights output by output
    std::size_t values;           // units of the layers before, which is where its values begin (times the stride)
  };

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

  void place_inputs(std::span<const double> x1, std::span<const double> x2, std::span<double> to) const {
    const std::size_t stride = kernels::padded(x1.size());
    for (std::size_t i = 0; i < x1.size(); ++i) {
      to[i] = (x1[i] - scaling_[0].centre) / scaling_[0].scale;
      if (inputs_ == 2) to[stride + i] = (x2[i] - scaling_[1].centre) / scaling_[1].scale;
    }
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

  void forward(std::span<const double> theta, const double* points, std::size_t count, std::span<double> f,
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
    std::copy_n(in, count, f.data());
  }

  std::size_t n_, inputs_;
  kernels::Phi phi_;  // of the hidden layers
  std::size_t units_ = 0, widest_ = 0;
  std::vector<Layer> layers_;
  std::vector<unsigned char> penalised_;
  Scaling scaling_[2];
  std::vector<double> points_;  // the scaled inputs of the data
};

}  // namespace

std::shared_ptr<const Model> make_network(const ModelSpec& spec, const Dataset& data, bool standardize) {
  return std::make_shared<Network>(spec, data, standardize);
}

}  // namespace losslab
