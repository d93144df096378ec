#include "app/core/structures/structure_scene.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/catalogue/loss_text.h"
#include "app/core/shell/figure_parts.h"
#include "app/core/shell/state/view.h"

namespace losslab {

Stroke ShownLoss::stroke() const {
  return {style.color, chosen ? parts::chosen_width : parts::curve_width, style.dash};
}

std::vector<ShownLoss> shown_losses(const RunningLosses& running, const RunningKind& kind, const View& view,
                                    const Theme& theme, const Language& text) {
  std::vector<ShownLoss> shown;
  for (const std::string& id : running.ticked) {
    const StructuredLoss loss = running_loss<StructuredLoss>(running, id);
    const int series = kind.series(id);
    shown.push_back({shown.size(), loss, series, label_text(text, loss), theme.series(static_cast<std::size_t>(series)),
                     id == running.chosen, view.hidden.contains(id)});
  }
  return shown;
}

const ShownLoss* chosen_of(std::span<const ShownLoss> shown) {
  const auto at = std::ranges::find_if(shown, &ShownLoss::chosen);
  return at == shown.end() ? nullptr : &*at;
}

Camera page_camera(const View& view, std::string_view page, std::string_view plot) {
  const auto at = view.cameras.find(fmt::format("{}.{}", page, plot));
  return at == view.cameras.end() ? Camera{} : at->second;
}

Plot path_plot(const PathLook& look, std::span<const ShownLoss> shown,
               const std::function<double(const ShownLoss&, double along)>& value, const Theme& theme) {
  Plot plot;
  plot.name = look.name;
  plot.title = look.title;
  plot.note = look.note;
  plot.legend = false;
  plot.x = parts::axis(look.x_label, look.usual, look.camera.x);
  Range seen = look.from_zero ? Range{0, 0} : parts::nothing;
  for (const ShownLoss& who : shown) {
    if (who.hidden) continue;
    CurveItem curve;
    constexpr int count = 321;
    for (int i = 0; i < count; ++i) {
      const double along = plot.x.range.min + plot.x.range.span() * i / (count - 1);
      curve.points.push_back({along, value(who, along)});
      parts::include(seen, curve.points.back().y);
    }
    curve.stroke = who.stroke();
    curve.marker = who.style.marker;
    curve.legend = who.label;
    curve.series = who.series;
    plot.items.emplace_back(std::move(curve));
  }
  if (!(seen.min <= seen.max)) seen = {0, 1};
  plot.y = parts::axis(look.y_label, parts::rounded({seen.min, seen.max + 0.06 * std::max(seen.span(), 1e-9)}),
                       look.camera.y, look.camera.log_y);
  LineItem present;
  present.direction = LineItem::Direction::vertical;
  present.at = look.present;
  present.stroke = {theme.accent, 1.2, Dash::solid};
  plot.items.emplace_back(std::move(present));
  return plot;
}

PointsItem mark_at(Point at, Marker marker, double radius, Color fill, Color outline, std::string legend) {
  PointsItem item;
  item.points = {at};
  item.marker = marker;
  item.radius = {radius};
  item.fill = {fill};
  item.outline = Stroke{outline, 1.4, Dash::solid};
  item.legend = std::move(legend);
  return item;
}

SegmentsItem arrows(std::span<const std::pair<Point, Point>> shafts, double head, const Stroke& stroke) {
  SegmentsItem item;
  item.stroke = stroke;
  for (const auto& [from, to] : shafts) {
    const double dx = to.x - from.x, dy = to.y - from.y, length = std::hypot(dx, dy);
    if (!(length > 0)) continue;
    const double size = std::min(head, 0.5 * length), ux = dx / length, uy = dy / length;
    item.segments.emplace_back(from, to);
    for (const double side : {-0.5, 0.5}) {
      item.segments.push_back({to, {to.x - size * (ux - side * uy), to.y - size * (uy + side * ux)}});
    }
  }
  return item;
}

}  // namespace losslab
