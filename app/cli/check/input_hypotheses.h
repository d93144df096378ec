#pragma once
#include <string>
#include <utility>
#include <vector>

#include "app/cli/check/hypothesis.h"

namespace losslab::cli {

// The lists that exact_hypotheses() of structured losses is made of, by what they compare. All rows are of one loss in
// those that take it; the others say nothing of rows of another kind.

// Thresholds, logits for probabilities, the background for the foreground, clamps.
std::vector<InputHypothesis> mask_hypotheses();
// The smoothing of a ratio of sums of pixels in the wrong place, and what else is put wrongly into one.
std::vector<InputHypothesis> region_hypotheses(const InputLoss& loss);
// Other readings of the four numbers of a box.
std::vector<InputHypothesis> box_reading_hypotheses();
// Parts of one loss of boxes.
std::vector<InputHypothesis> box_hypotheses(const InputLoss& loss);
// Squared distances, what is added to them, and the order of the points.
std::vector<InputHypothesis> embedding_hypotheses(const InputLoss& loss);
// The place of the blank, what logits are taken for, and what CTC is divided by.
std::vector<InputHypothesis> sequence_hypotheses();

using InputExpected = std::function<VectorNumbers(const InputRow&)>;
inline InputHypothesis input_hypothesis(std::string what, std::string why, InputExpected expected) {
  return {.what = std::move(what), .why = std::move(why), .expected = std::move(expected), .also = true};
}

}  // namespace losslab::cli
