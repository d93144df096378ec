#include "app/core/shell/field_tones.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace losslab::parts {

std::vector<float> toned(const std::vector<float>& values) {
  std::vector<float> finite;
  finite.reserve(values.size());
  std::ranges::copy_if(values, std::back_inserter(finite), [](float v) { return std::isfinite(v); });
  if (finite.empty()) return std::vector<float>(values.size(), std::nanf(""));
  const auto middle = finite.begin() + static_cast<std::ptrdiff_t>(finite.size() / 2);
  std::ranges::nth_element(finite, middle);
  const float least = *std::min_element(finite.begin(), middle + 1);
  const float scale = *middle > least ? 20 / (*middle - least) : 1;
  std::vector<float> tones(values.size());
  std::ranges::transform(values, tones.begin(), [&](float v) {
    return std::isfinite(v) ? std::log1p(scale * std::max(0.0f, v - least)) : std::nanf("");
  });
  return tones;
}

}  // namespace losslab::parts
