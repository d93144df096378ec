#pragma once
#include "app/core/structures/boxes/boxes_figure.h"

namespace losslab {

// The errors of the experiment against the iteration, of every loss that it was made with.
Plot experiment_plot(const BoxesScene& scene);
// The error that is left of the chosen loss over the place where the prediction starts.
Plot surface_plot(const BoxesScene& scene);

}  // namespace losslab
