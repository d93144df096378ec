#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "losses/learn/data/dataset.h"
#include "losses/learn/models/bumps.h"
#include "losses/learn/models/model.h"

namespace losslab {

// Mean and standard deviation of a column; the deviation is 1 where all values are equal.
struct Scaling {
  double centre = 0, scale = 1;
};
Scaling scaling_of(std::span<const double> column);

// What a model sees of the inputs of a data set. constant: nothing. line: each predictor. poly: the powers of x. linear
// and networks: the inputs themselves. quadratic: these and the product of each two, x1² x1·x2 x2² of two. rbf: bumps.
class Features {
 public:
  // Throws InputError where they leave the finite numbers. With `standardize` each is centred and scaled by its values
  // in the data.
  Features(const ModelSpec& spec, const Dataset& data, bool standardize);

  std::size_t count() const { return count_; }
  // The features of the data, column by column, count()·n numbers.
  std::span<const double> of_data() const { return of_data_; }
  const Scaling& scaling(std::size_t j) const { return scaling_[j]; }
  double largest(std::size_t j) const { return largest_[j]; }  // |feature| of the data
  // Those of other points, x1.size() numbers each, `stride` apart; x2 is empty where the model has one input. Inputs
  // after these two are as they go with them in the data: on the plane of least squares.
  void at(std::span<const double> x1, std::span<const double> x2, std::span<double> out, std::size_t stride) const;

 private:
  // Unscaled, of n points; an input that is empty goes with the first two.
  void raw(std::span<const std::span<const double>> inputs, std::size_t n, double* out, std::size_t stride) const;
  void scale(double* columns, std::size_t n, std::size_t stride) const;

  ModelSpec spec_;
  Bumps bumps_;  // rbf
  std::size_t inputs_ = 1, count_ = 0;
  struct Tilt {
    double centre1 = 0, centre2 = 0, level = 0, along1 = 0, along2 = 0;
    double at(double x1, double x2) const { return level + along1 * (x1 - centre1) + along2 * (x2 - centre2); }
  };
  static Tilt tilt_of(std::span<const double> x1, std::span<const double> x2, std::span<const double> input);
  std::vector<Tilt> tilts_;  // of the inputs after the first two
  std::vector<double> of_data_, largest_;
  std::vector<Scaling> scaling_;
};

}  // namespace losslab
