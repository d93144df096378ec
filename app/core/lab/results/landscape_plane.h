#pragma once
#include <optional>
#include <vector>

#include "app/core/lab/results/lab.h"

namespace losslab {

// The plane of a landscape along the directions of the frame, wide enough for the start, every path so far, the truth
// and the exact minima, or as it is looked at.
Plane landscape_plane(const Document& document, const View& view, const Lab& lab, const LandscapeFrame& frame);

// The true line in the parameters of the model, where it is one of the model's.
std::optional<std::vector<double>> true_parameters(const Lab& lab);

}  // namespace losslab
