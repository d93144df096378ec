#include <algorithm>
#include <cmath>

#include "app/screens/lab/lab_memory.h"
#include "app/screens/lab/lab_panels.h"
#include "widgets/imgui/gestures.h"

namespace losslab {
namespace {

constexpr double spray_spacing = 14;  // page points between the points that a stroke adds

// Where a stroke puts points since the frame before: the first under the press, the others evenly along its way.
std::vector<Point> sprayed(const PlotLayout& plot, const FigureEvents::BrushStroke& stroke, double& to_next) {
  std::vector<Point> points;
  if (stroke.begun) {
    points.push_back(stroke.from);
    to_next = spray_spacing;
  }
  const Point a = plot.to_page(stroke.from), b = plot.to_page(stroke.to);
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  for (; to_next <= length; to_next += spray_spacing) {
    const double t = to_next / length;
    points.push_back(plot.to_data({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}));
  }
  to_next -= length;
  return points;
}

std::vector<int> touched(const LabPanel& panel, const PlotLayout& plot, const FigureEvents::BrushStroke& stroke) {
  return under_brush(plot, point_places(panel), stroke.from, stroke.to, brush_of(panel)->radius);
}

// While a stroke changes the data the plot stays where it is, or the points would slip away from under the brush.
void hold_camera(LabPanel& panel, const PlotLayout& plot) {
  const View& view = panel.view();
  PointStroke& held = panel.state.memory<LabMemory>().stroke;
  const std::string x_key = view.x_camera_key(panel.document(), plot.name);
  const std::string y_key = view.camera_key(panel.document(), plot.name);
  const auto free = [&view](const std::string& key, std::optional<Range> Camera::*range) {
    const auto camera = view.cameras.find(key);
    return camera == view.cameras.end() || !(camera->second.*range);
  };
  if (free(x_key, &Camera::x)) held.held_x = x_key;
  if (free(y_key, &Camera::y)) held.held_y = y_key;
  panel.actions.look([x = held.held_x, y = held.held_y, to_x = plot.x, to_y = plot.y](View& changed) {
    if (x) changed.cameras[*x].x = to_x;
    if (y) changed.cameras[*y].y = to_y;
  });
}

void paint_points(LabPanel& panel, const PlotLayout& plot, const FigureEvents::BrushStroke& stroke) {
  PointStroke& state = panel.state.memory<LabMemory>().stroke;
  const std::string mark = panel.drag_mark("brush");
  switch (panel.state.memory<LabMemory>().tool) {
    case PointTool::move:
      return;
    case PointTool::add:
    case PointTool::add_other:
      add_points(panel, sprayed(plot, stroke, state.to_next), added_label(panel), mark);
      return;
    case PointTool::remove:
      remove_points(panel, touched(panel, plot, stroke), mark);
      return;
    case PointTool::mark:
      break;
  }
  std::vector<int> points = touched(panel, plot, stroke);
  if (panel.task == Task::regression) {
    mark_points(panel, std::move(points), !ImGui::GetIO().KeyShift, mark);
    return;
  }
  // A label is flipped once by a stroke, however often it passes.
  std::erase_if(points, [&state](int point) { return !state.flipped.insert(point).second; });
  flip_points(panel, std::move(points), mark);
}

}  // namespace

std::optional<Brush> brush_of(const LabPanel& panel) {
  switch (panel.state.memory<LabMemory>().tool) {
    case PointTool::move:
      return std::nullopt;
    case PointTool::add:
    case PointTool::add_other:
      if (panel.has_several_predictors()) return std::nullopt;
      return Brush{"data", 5};
    case PointTool::remove:
    case PointTool::mark:
      break;
  }
  return Brush{"data", 9};
}

void apply_brush(LabPanel& panel, const std::optional<FigureEvents::BrushStroke>& stroke) {
  PointStroke& state = panel.state.memory<LabMemory>().stroke;
  const PlotLayout* plot = stroke ? panel.state.figure_view.layout().find(stroke->plot) : nullptr;
  if (plot && panel.ready()) {
    if (stroke->begun) {
      state = {};
      hold_camera(panel, *plot);
    }
    paint_points(panel, *plot, *stroke);
  }
  if ((stroke && !stroke->ended) || (!state.held_x && !state.held_y)) return;
  panel.actions.look([x = state.held_x, y = state.held_y](View& view) {
    if (x) view.cameras[*x].x.reset();
    if (y) view.cameras[*y].y.reset();
  });
  state = {};
}

}  // namespace losslab
