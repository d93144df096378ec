#pragma once
#include "app/cli/fit/structured_start.h"

namespace losslab::cli {

// What the numbers of one structure stand for, as it is reported. The part `input` is what 'losslab eval --table'
// takes.

// Corners x1 y1 x2 y2 of the prediction and of the target: with their IoU.
std::vector<ResultPart> box_parts(std::span<const double> box, std::span<const double> target);
// Logits of a mask and the truth of its pixels: with p, and the Dice coefficient of the mask p ≥ ½, which is 1 where
// both are empty.
std::vector<ResultPart> mask_parts(std::span<const double> logits, std::span<const double> truth);
// Logits of a loss of sequences, which has the sizes: with what the most probable symbols of the frames read as.
std::vector<ResultPart> sequence_parts(std::span<const double> logits, const StructuredLoss& loss);

}  // namespace losslab::cli
