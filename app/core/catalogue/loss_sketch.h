#pragma once
#include <vector>

#include "losses/core/loss.h"
#include "losses/vectors/vector_loss.h"
#include "widgets/figure/geometry.h"

namespace losslab {

// The curve of a loss in a small picture: x and y from 0 to 1, y upwards. All losses of a family share one window, the
// one that the Losses screen opens with, so that their shapes compare. Where the curve leaves the window it is cut, and
// a point of NaN stands between its pieces.
std::vector<Point> loss_sketch(const Loss& loss);
// Where the loss is 0 in that picture.
double sketch_zero(Family family);
// Of a loss of logits in a picture of its own height: its course while the logit of the true class goes from −5 to 5
// and two others stay at 0 (a teacher's are 2, 0, 0).
std::vector<Point> loss_sketch(const VectorLoss& loss);

}  // namespace losslab
