#pragma once
#include <string>

#include "losses/core/loss.h"
#include "losses/vectors/vector_loss.h"
#include "widgets/figure/figure.h"
#include "widgets/figure/language.h"

// Pieces of figures that show losses. Used inside of app/core alone.
namespace losslab::parts {

// "Huber (δ = 1.345)": a loss's label with numbers short enough to read while they are played.
std::string legend_label(const Language& language, const Loss& loss);
std::string legend_label(const Language& language, const VectorLoss& loss);

// The chosen loss over `range` as a curve, exact at its kinks and broken at its jumps.
CurveItem loss_curve(const Loss& loss, Range range, const Stroke& stroke);
CurveItem slope_curve(const Loss& loss, Range range, const Stroke& stroke);  // its gradient

}  // namespace losslab::parts
