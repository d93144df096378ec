#include "app/core/shell/animation/view_path.h"

#include <algorithm>
#include <cmath>

#include "app/core/shell/state/document.h"

namespace losslab {
namespace {

Camera camera_of(const View& view, const std::string& key) {
  const auto at = view.cameras.find(key);
  return at == view.cameras.end() ? Camera{} : at->second;
}

// Slow at both ends.
double eased(double share) { return share * share * (3 - 2 * share); }

Range between(const Range& from, const Range& to, bool log, double share) {
  const auto mixed = [&](double a, double b) {
    if (log && a > 0 && b > 0) return a * std::pow(b / a, share);
    return a + share * (b - a);
  };
  return {mixed(from.min, to.min), mixed(from.max, to.max)};
}

}  // namespace

ViewPath::ViewPath(const Document& document, std::vector<View> stops,
                   const std::function<Figure(const View&)>& figure_at) {
  std::vector<Figure> figures;
  for (const View& stop : stops) figures.push_back(figure_at(stop));
  for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
    Leg leg{stops[i], stops[i + 1], {}};
    for (const Plot& plot : figures[i].plots) {
      const auto next = std::ranges::find(figures[i + 1].plots, plot.name, &Plot::name);
      if (next == figures[i + 1].plots.end()) continue;
      const auto glide = [&](const std::string& key, bool of_x, const Axis& from, const Axis& to, auto range) {
        const bool chosen = camera_of(leg.from, key).*range || camera_of(leg.to, key).*range;
        const bool differ = !(camera_of(leg.from, key).*range == camera_of(leg.to, key).*range);
        if (chosen && differ && from.log == to.log) leg.glides.push_back({key, of_x, from.range, to.range, to.log});
      };
      glide(leg.from.x_camera_key(document, plot.name), true, plot.x, next->x, &Camera::x);
      glide(leg.from.camera_key(document, plot.name), false, plot.y, next->y, &Camera::y);
    }
    legs_.push_back(std::move(leg));
  }
}

View ViewPath::at(double share) const {
  const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(legs_.size());
  const auto number = std::min(static_cast<std::size_t>(place), legs_.size() - 1);
  const Leg& leg = legs_[number];
  const double part = place - static_cast<double>(number);
  if (part >= 1) return leg.to;
  View view = leg.from;
  for (const Glide& glide : leg.glides) {
    if (part == 0) break;
    Camera& camera = view.cameras[glide.key];
    (glide.of_x ? camera.x : camera.y) = between(glide.from, glide.to, glide.log, eased(part));
  }
  const auto from = leg.from.runs.find(view.screen), to = leg.to.runs.find(view.screen);
  if (from != leg.from.runs.end() && to != leg.to.runs.end()) {
    const double steps = static_cast<double>(to->second.position - from->second.position);
    view.runs[view.screen].position = from->second.position + std::lround(part * steps);
  }
  return view;
}

}  // namespace losslab
