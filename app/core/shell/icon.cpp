#include "app/core/shell/icon.h"

#include <array>

#include "losses/core/loss.h"
#include "widgets/export/painters.h"
#include "widgets/figure/theme.h"

namespace losslab {
namespace {

constexpr double side = 128;  // page points

struct IconCurve {
  const char* loss;
  const char* parameter;
  double value;
  std::size_t series;
};
// Grows without limit, grows evenly, stops growing.
constexpr std::array curves{IconCurve{"half_squared_error", "", 0, 0}, IconCurve{"huber", "delta", 0.8, 1},
                            IconCurve{"tukey_biweight", "c", 2.4, 2}};

PolylineOp curve_of(const IconCurve& curve, const Theme& theme) {
  constexpr double widest = 2.6, highest = 3, margin = 20, base = 102;
  constexpr int steps = 160;
  Loss loss(curve.loss);
  if (*curve.parameter != '\0') loss.set(curve.parameter, curve.value);
  PolylineOp op;
  for (int i = -steps; i <= steps; ++i) {
    const double r = widest * i / steps, value = loss.at(r).value;
    if (value > highest) continue;
    op.points.push_back({0.5 * side + r / widest * (0.5 * side - margin), base - value / highest * (base - margin)});
  }
  op.stroke = {theme.series(curve.series).color, 7, Dash::solid};
  return op;
}

DisplayList icon() {
  const Theme& theme = light_theme();
  DisplayList list;
  list.size = {side, side};
  constexpr double rim = 4;
  RectOp page;
  page.rect = {rim, rim, side - 2 * rim, side - 2 * rim};
  page.fill = theme.background;
  page.outline = Stroke{theme.border, 2, Dash::solid};
  page.radius = 24;
  list.ops.emplace_back(page);
  list.ops.emplace_back(LineOp{{18, 108}, {side - 18, 108}, {theme.foreground, 3, Dash::solid}});
  for (const IconCurve& curve : curves) list.ops.emplace_back(curve_of(curve, theme));
  return list;
}

}  // namespace

std::string icon_svg() { return paint_svg(icon(), {}, SvgText::paths); }

std::string icon_png(int pixels) { return paint_png(icon(), {}, pixels, pixels, 0, {}); }

}  // namespace losslab
