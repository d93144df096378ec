#include "app/core/lab/results/landscape_plane.h"

#include <algorithm>
#include <utility>

#include "app/core/shell/figure_parts.h"

namespace losslab {

std::optional<std::vector<double>> true_parameters(const Lab& lab) {
  const ModelSpec::Kind kind = lab.page().model.kind;
  const bool has_slope = kind == ModelSpec::Kind::line || kind == ModelSpec::Kind::poly;
  if (!lab.data().true_line || lab.task() != Task::regression || !has_slope) return std::nullopt;
  std::vector<double> line(lab.setting().model->parameter_count(), 0.0);
  line.front() = lab.data().true_line->slope;
  line.back() = lab.data().true_line->intercept;
  return lab.setting().model->from_original(line);
}

namespace {

// Where the start, the truth and the minima are, and the paths as far as they do not lead far away before they diverge:
// these widen the picture to at most twice what the rest needs.
std::pair<Range, Range> usual_ranges(const Lab& lab, const LandscapeFrame& frame) {
  Range across = parts::nothing, up = parts::nothing;
  const auto reach = [&](Plane::Place at) {
    parts::include(across, at.a);
    parts::include(up, at.b);
  };
  reach(frame.plane.project(lab.race().start()));
  if (const auto truth = true_parameters(lab)) reach(frame.plane.project(*truth));
  if (frame.kind == LandscapeFrame::Kind::principal) {
    reach({0, 0});  // of its own path: minima may lie a hundred times as far away
  } else {
    for (const LandscapeFit& fit : lab.landscape().fits(lab)) reach(frame.plane.project(fit.theta));
  }
  Range widest_across = across, widest_up = up;
  const auto widen = [](Range& range) {
    const double room = 0.5 * std::max(range.span(), 1e-3);
    range = {range.min - room, range.max + room};
  };
  widen(widest_across);
  widen(widest_up);
  // Along its own directions a path is what is shown, whole.
  const int own = frame.kind == LandscapeFrame::Kind::principal ? lab.competitor(frame.runner) : -1;
  for (std::size_t i = 0; i < lab.race().competitors().size(); ++i) {
    for (const Point at : lab.landscape().path(lab, frame.plane, i, lab.race().length())) {
      if (static_cast<int>(i) == own) {
        reach({at.x, at.y});
      } else {
        reach({std::clamp(at.x, widest_across.min, widest_across.max), std::clamp(at.y, widest_up.min, widest_up.max)});
      }
    }
  }
  const auto margin = [](Range range) {
    const double room = 0.08 * std::max(range.span(), 1e-3);
    return parts::rounded({range.min - room, range.max + room});
  };
  return {margin(across), margin(up)};
}

}  // namespace

Plane landscape_plane(const Document& document, const View& view, const Lab& lab, const LandscapeFrame& frame) {
  const auto [across, up] = usual_ranges(lab, frame);
  const Camera looked = parts::camera(document, view, "landscape");
  Plane plane = frame.plane;
  const Range shown_across = looked.x.value_or(across), shown_up = looked.y.value_or(up);
  plane.across_min = shown_across.min;
  plane.across_max = shown_across.max;
  if (!plane.is_line()) {
    plane.up_min = shown_up.min;
    plane.up_max = shown_up.max;
  }
  return plane;
}

}  // namespace losslab
