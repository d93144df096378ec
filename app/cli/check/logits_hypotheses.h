#pragma once
#include <vector>

#include "app/cli/check/hypothesis.h"

namespace losslab::cli {

// The lists that exact_hypotheses() of losses of logits is made of. All rows are of one loss.

// What logits, targets and gradients are taken for: probabilities, another class, slopes in p.
std::vector<LogitsHypothesis> argument_hypotheses();
// Logarithms of probabilities that are clamped or moved, or no logarithms at all.
std::vector<LogitsHypothesis> logarithm_hypotheses(const VectorLoss& loss);
// What belongs to one loss: its smoothed labels, its T², its weights, its margin.
std::vector<LogitsHypothesis> own_hypotheses(const VectorLoss& loss, RowsOf<LogitsRow> rows);

}  // namespace losslab::cli
