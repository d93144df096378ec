#pragma once
#include <limits>
#include <memory>
#include <vector>

#include "losses/learn/data/dataset.h"
#include "losses/learn/models/model.h"

namespace losslab {

// Everything but the loss and the optimiser: what the competitors of a race share.
struct Setting {
  std::shared_ptr<const Dataset> data;
  std::shared_ptr<const Model> model;
  double l2 = 0;  // λ ≥ 0 of (λ/2)‖w‖², biases left out
  double l1 = 0;  // λ₁ ≥ 0 of λ₁·Σ|w|, biases left out
  // Of several classes: the transition matrix that losses are corrected by; empty: as counted, where the truth is
  // known.
  std::vector<double> transition{};
};

// Where a model stands at some parameters.
struct Measures {
  double objective = 0;    // mean loss + (λ/2)‖w‖² + λ₁·Σ|w|
  double given_error = 0;  // regression: RMSE over all points; classification: share of given labels missed
  // regression: RMSE over the points that are not outliers; classification: share of true labels missed; NaN where the
  // truth is not known
  double clean_error = std::numeric_limits<double>::quiet_NaN();
  double gradient_norm = 0;  // ‖∂J/∂θ‖ over all samples, penalties included; NaN where no gradient was asked for
  double weight_norm = 0;    // ‖w‖ over the weights that penalties cover
  double cost = std::numeric_limits<double>::quiet_NaN();  // see mean_cost(); NaN where the truth is no quantile
  // Several classes: which share of Σᵢ‖∂ℓᵢ/∂z‖ is that of samples whose label is known to be wrong; NaN otherwise.
  double wrong_pull = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace losslab
