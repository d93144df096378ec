#include "app/core/lab/results/landscape_picture.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/figure/layout.h"

namespace losslab {
namespace {

constexpr int contour_count = 10;

// log(1 + 20 (J − min) / (median − min)): the bottom of the valley and the slopes far from it both keep their shades.
std::vector<float> toned(const Landscape& landscape) {
  std::vector<float> finite;
  finite.reserve(landscape.values.size());
  std::ranges::copy_if(landscape.values, std::back_inserter(finite), [](float v) { return std::isfinite(v); });
  if (finite.empty()) return std::vector<float>(landscape.values.size(), std::nanf(""));
  const auto middle = finite.begin() + static_cast<std::ptrdiff_t>(finite.size() / 2);
  std::ranges::nth_element(finite, middle);
  const float least = *std::min_element(finite.begin(), middle + 1);
  const float scale = *middle > least ? 20 / (*middle - least) : 1;
  std::vector<float> tones(landscape.values.size());
  std::ranges::transform(landscape.values, tones.begin(), [&](float v) {
    return std::isfinite(v) ? std::log1p(scale * std::max(0.0f, v - least)) : std::nanf("");
  });
  return tones;
}

}  // namespace

std::shared_ptr<const LandscapePicture> draw_landscape(std::shared_ptr<const Landscape> landscape,
                                                       std::shared_ptr<const LandscapeFrame> frame,
                                                       const Theme& theme) {
  auto picture = std::make_shared<LandscapePicture>();
  picture->of = std::move(landscape);
  picture->frame = std::move(frame);
  picture->theme = &theme;
  const Plane& plane = picture->of->plane;
  if (plane.is_line()) return picture;
  const std::vector<float> tones = toned(*picture->of);
  float highest = 0;
  for (const float tone : tones) highest = std::isfinite(tone) ? std::max(highest, tone) : highest;
  const Range across{plane.across_min, plane.across_max}, up{plane.up_min, plane.up_max};
  const int columns = picture->of->columns, rows = picture->of->rows;
  picture->pixels = field_pixels(tones, columns, rows, {0, std::max(highest, 1e-6f)}, theme.sequential);
  for (int k = 1; k <= contour_count; ++k) {
    const double level = highest * (k - 0.5) / contour_count;
    auto lines = contour_lines(tones, columns, rows, across, up, level);
    std::ranges::move(lines, std::back_inserter(picture->contours));
  }
  return picture;
}

}  // namespace losslab
