#include "app/core/lab/results/landscape_picture.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/core/shell/field_tones.h"
#include "widgets/figure/layout.h"

namespace losslab {
namespace {

constexpr int contour_count = 10;

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
  const std::vector<float> tones = parts::toned(picture->of->values);
  float highest = 0;
  for (const float tone : tones) highest = std::isfinite(tone) ? std::max(highest, tone) : highest;
  const Range across{plane.across_min, plane.across_max}, up{plane.up_min, plane.up_max};
  const int columns = picture->of->columns, rows = picture->of->rows;
  picture->pixels = field_pixels(tones, columns, rows, {0, std::max(highest, 1e-6f)}, theme.sequential);
  const std::vector<float>& values = picture->of->values;
  picture->numbers =
      std::make_shared<const FieldNumbers>(FieldNumbers{columns, rows, across, up, {values.begin(), values.end()}});
  picture->contours = contour_lines(tones, columns, rows, across, up, even_levels(highest, contour_count));
  return picture;
}

}  // namespace losslab
