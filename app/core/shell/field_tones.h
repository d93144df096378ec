#pragma once
#include <vector>

namespace losslab::parts {

// The shades of a field of a loss: log(1 + 20 (v − least)/(median − least)), so that the bottom of the valley and the
// slopes far from it both keep theirs. NaN where the field is not finite.
std::vector<float> toned(const std::vector<float>& values);

}  // namespace losslab::parts
