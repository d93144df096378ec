#pragma once
#include "app/core/lab/results/lab.h"
#include "widgets/figure/figure.h"

namespace losslab {
struct Document;
struct View;
}  // namespace losslab

namespace losslab::parts {

// The landscape of the chosen competitor with everybody's path and minimum, over the plane that the view asks for; with
// a single parameter its objective as a curve.
Plot landscape_plot(const Document& document, const View& view, const Lab& lab, const Theme& theme);

// Regression: how far everybody's exact fit is moved by the chosen point, against the place where that point is.
Plot influence_plot(const Document& document, const View& view, const Lab& lab, const Theme& theme);

// Classification: the share of the class +1 against the probability that everybody states, at the iterate shown.
Plot calibration_plot(const Document& document, const View& view, const Lab& lab, const Theme& theme);

}  // namespace losslab::parts
