#pragma once
#include <span>
#include <vector>

#include "widgets/imgui/stops.h"

namespace losslab {

// The stops region by region, and within a region line by line from the left where it is read so. `orders` of the
// regions, by number.
std::vector<Stop> reading_order(std::span<const Stop> stops, std::span<const Stops::Order> orders);
// The nearest stop of the same group in the direction of an arrow, or null.
const Stop* nearest_in_group(std::span<const Stop> stops, const Stop& from, StopKey arrow);

}  // namespace losslab
