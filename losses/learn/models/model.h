#pragma once
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "losses/learn/data/dataset.h"

namespace losslab {

// Which function of the inputs is fitted.
// Regression: constant, line, poly:K (K 1..9), rbf:K (K 1..40 bumps), mlp:8,8 (tanh), mlp:8,8,relu. On several
// predictors the line is linear in each of them, and only that and the constant can be had.
// Classification: linear, quadratic, rbf:K (K × K bumps, K 1..10), mlp as above; of several classes each has an output
// of its own, and all but the bumps take any number of inputs.
struct ModelSpec {
  enum class Kind { constant, line, poly, linear, quadratic, mlp, rbf };
  enum class Activation { tanh, relu };
  Kind kind = Kind::line;
  int degree = 3;                            // poly
  std::vector<int> widths{8, 8};             // mlp: 1..4 hidden layers of 1..64
  int bumps = 8;                             // rbf
  Activation activation = Activation::tanh;  // mlp, of the hidden layers
  friend bool operator==(const ModelSpec&, const ModelSpec&) = default;
};
// Throws InputError for an unknown model or one that does not suit the task.
ModelSpec parse_model(const std::string& text, Task task);
std::string to_text(const ModelSpec& spec);
// Whether it can be fitted on several predictors, or on more than two inputs.
bool takes_several_predictors(const ModelSpec& spec, Task task);

// Scratch memory of one caller; a model itself is const and shared between threads.
struct ModelWorkspace {
  std::vector<double> a, b, c;
};

// A model bound to the inputs of one data set. Parameters are one flat vector; for models linear in them they are
// w1, w2, ..., b with the bias last.
class Model {
 public:
  // With `standardize` the descent sees centred and scaled inputs, and to_original()/from_original() translate the
  // parameters of models linear in them; without it nothing is scaled.
  static std::shared_ptr<const Model> make(const ModelSpec& spec, const Dataset& data, bool standardize);
  virtual ~Model() = default;

  // 1, or one for each of several classes (see Dataset::class_names): its logit.
  virtual std::size_t output_count() const { return 1; }
  virtual std::size_t parameter_count() const = 0;
  virtual std::vector<std::string> parameter_names() const = 0;  // "w1", "w2", "b"
  // And has one output: what the exact fits are for.
  virtual bool linear_in_parameters() const = 0;
  // Which parameters are weights that (λ/2)‖w‖² covers: not the biases.
  virtual std::span<const unsigned char> penalised() const = 0;
  // Zeros for models linear in their parameters; for a network uniform weights after Glorot and Bengio 2010, before
  // ReLU after He et al. 2015.
  virtual std::vector<double> initial(std::uint64_t seed) const = 0;

  // f(xᵢ; θ) for the samples that the model is bound to; `rows` picks some of them, empty: all. f has that size; of
  // several outputs each has it, padded with anything to a multiple of 8: f[output·stride + i].
  virtual void outputs(std::span<const double> theta, std::span<const int> rows, std::span<double> f,
                       ModelWorkspace& work) const = 0;
  // Σᵢ slope[i]·∂f(xᵢ)/∂θ into gradient, after outputs() for the same θ and rows with the same workspace; of several
  // outputs summed over them, the slopes laid out as f.
  virtual void pull_back(std::span<const double> theta, std::span<const int> rows, std::span<const double> slope,
                         std::span<double> gradient, ModelWorkspace& work) const = 0;
  // A bound on |f| over the samples for those θ, from the parameters alone; +∞ or NaN where there is none.
  virtual double largest_output(std::span<const double>) const { return std::numeric_limits<double>::infinity(); }
  // f at other points; x2 is empty for regression, and further inputs of several classes are as they go with the
  // first two, see Features. Of several
  // outputs f[output·x1.size() + i]. Not of a line on several predictors.
  virtual void predict(std::span<const double> theta, std::span<const double> x1, std::span<const double> x2,
                       std::span<double> f) const = 0;

  // Parameters in the units of the data, for reports. The identity without standardisation and for hidden layers.
  virtual std::vector<double> to_original(std::span<const double> theta) const = 0;
  virtual std::vector<double> from_original(std::span<const double> theta) const = 0;

  // The feature matrix, column by column, last column ones for the bias; only where linear_in_parameters().
  virtual std::span<const double> features() const = 0;
};

}  // namespace losslab
