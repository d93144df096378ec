#pragma once
#include <memory>

#include "losses/learn/models/model.h"

namespace losslab {

// The models behind Model::make, one function for each way to compute: one output that is linear in its parameters, and
// layers, with one output for each of several classes; without hidden ones these are linear in the features.
std::shared_ptr<const Model> make_linear_model(const ModelSpec& spec, const Dataset& data, bool standardize);
std::shared_ptr<const Model> make_network(const ModelSpec& spec, const Dataset& data, bool standardize);

}  // namespace losslab
