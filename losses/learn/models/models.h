#pragma once
#include <memory>

#include "losses/learn/models/model.h"

namespace losslab {

// The models behind Model::make, one function for each way to compute.
std::shared_ptr<const Model> make_linear_model(const ModelSpec& spec, const Dataset& data, bool standardize);
std::shared_ptr<const Model> make_network(const ModelSpec& spec, const Dataset& data, bool standardize);

// Mean and standard deviation of a column; the deviation is 1 where all values are equal.
struct Scaling {
  double centre = 0, scale = 1;
};
Scaling scaling_of(std::span<const double> column);

}  // namespace losslab
