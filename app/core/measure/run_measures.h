#pragma once
#include <memory>

#include "app/core/measure/measure_value.h"
#include "losses/learn/race/race.h"

namespace losslab {

// One who has come somewhere: an iterate of a competitor of a race, or an exact fit.
struct MeasuredRun {
  std::shared_ptr<const Race> race;  // null: an exact fit
  std::size_t competitor = 0;        // in the race
  Setting setting;
  Competitor who;
  std::vector<double> theta;  // in the model's own parameters
  long step = 0;              // of an exact fit its iterations
};

// Its parameters by their names in the units of the data (w1, w2, ..., b; w is w1); objective, given_error, clean_error
// (see Measures), accuracy and clean_accuracy (1 − errors), rmse, mae and clean_mae, gradient_norm, weight_norm, cost,
// wrong_pull; step, diverged (1 or 0) and diverged_at; theta, parameters, residuals or margins, values, gradients,
// weights: lists, a number for each sample; predict(x) or predict(x1, x2) of two classes; boundary: the x1 at x2 = 0
// where a linear classifier is undecided; loss, the loss with its parameters; exact, the exact minimiser; at(step), an
// earlier iterate; steps_until('accuracy >= 0.9'): the first iterate of which that is true, inf where none is.
MeasureObjectPtr run_measures(MeasuredRun run);

// Points: n, x (x1), x2, y, outliers and wrong_labels (how many), outlier (0 or 1 each), true_label, slope and
// intercept of the true line.
MeasureObjectPtr data_measures(std::shared_ptr<const Dataset> data);

}  // namespace losslab
