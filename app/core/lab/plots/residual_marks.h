#pragma once
#include <utility>
#include <vector>

#include "app/core/lab/plots/lab_plots.h"

namespace losslab::parts {

// The residuals of a competitor as sticks or squares, as the view has it.
void add_residual_marks(Plot& plot, const LabScene& scene, const Shown& who,
                        std::vector<std::pair<Point, Point>> segments);

// Of so many points every so-manieth has a residual: thousands of sticks would be one grey mass.
std::size_t marked_each(std::size_t points);

// The numbers of those points that stand out the most, from 1, beside them: those whose `size` is beyond `least`, five
// at most.
void add_numbers(Plot& plot, const LabScene& scene, std::span<const Point> at, std::span<const double> size,
                 double least);

}  // namespace losslab::parts
