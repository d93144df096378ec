// What can be taken hold of in the plots of a laboratory: its points, and the start in the landscape.
#include "app/core/lab/plots/lab_plots.h"
#include "app/screens/lab/lab_memory.h"
#include "app/screens/lab/lab_panels.h"

namespace losslab {
namespace {

// Beside the data points, which are numbered from 0.
constexpr int start_handle = 3'000'000;

void set_start(LabPanel& panel, Point at, const std::string& merge) {
  std::vector<double> start = panel.lab().start_at(panel.view(), at);
  if (start.empty()) return;
  panel.edit_page(
      panel.text("lab.start.edit"), [start = std::move(start)](LabPage& page) { page.start = start; }, merge);
}

void drag(LabPanel& panel, const FigureEvents::HandleDrag& drag) {
  if (drag.id >= start_handle) {
    set_start(panel, drag.to, panel.drag_mark("start"));
  } else if (drag.by_keys || panel.state.memory<LabMemory>().tool == PointTool::move) {
    if (drag.begun) choose_point(panel, drag.id);
    if (!panel.has_several_predictors()) move_point(panel, drag.id, drag.to);
  }
}

}  // namespace

std::vector<Point> point_places(const LabPanel& panel) {
  const Lab& lab = panel.lab();
  const Dataset& data = lab.data();
  if (panel.has_several_predictors()) {
    const int chosen = lab.competitor(panel.page().chosen);
    return chosen < 0 ? std::vector<Point>() : observed_places(lab, static_cast<std::size_t>(chosen));
  }
  const std::vector<double>& up = data.task == Task::regression ? data.y : data.x2;
  std::vector<Point> places(data.size());
  for (std::size_t i = 0; i < data.size(); ++i) places[i] = {data.x1[i], up[i]};
  return places;
}

void LabPanels::handles(const Panel& shown, std::vector<Handle>& handles) const {
  const LabPanel panel(shown, task_);
  const bool many = panel.lab().data().size() > most_handles;
  const std::vector<Point> places = many ? std::vector<Point>() : point_places(panel);
  handles.reserve(places.size() + 1);
  for (std::size_t i = 0; i < places.size(); ++i) {
    handles.push_back({static_cast<int>(i), "data", places[i], Handle::Shape::point, 7});
  }
  // The directions of a path turn with its start: there the start is set by a click alone.
  const bool still =
      spans_parameters(panel.look().plane, panel.lab()) || panel.lab().setting().model->parameter_count() <= 2;
  if (const std::optional<Point> start = panel.lab().start_place(panel.view()); start && still) {
    handles.push_back({start_handle, "landscape", *start, Handle::Shape::point, 8});
  }
}

std::optional<Brush> LabPanels::brush(const Panel& panel) const { return brush_of(LabPanel(panel, task_)); }

void LabPanels::gestures(Panel& shown, const FigureEvents& events) const {
  LabPanel panel(shown, task_);
  if (events.drag) drag(panel, *events.drag);
  if (events.clicked_handle && *events.clicked_handle < start_handle) choose_point(panel, *events.clicked_handle);
  if (events.marked_handle && *events.marked_handle < start_handle) mark_point(panel, *events.marked_handle);
  if (events.erased_handle && *events.erased_handle < start_handle) remove_points(panel, {*events.erased_handle});
  if (events.added && events.added->plot == "data" && panel.ready() && !panel.has_several_predictors()) {
    add_points(panel, {events.added->at}, added_label(panel));
  }
  apply_brush(panel, events.brush);
  if (events.click && events.click->plot == "landscape" && panel.ready()) set_start(panel, events.click->at, "");
  if (events.right_clicked_handle && *events.right_clicked_handle < start_handle) {
    panel.state.memory<LabMemory>().menu_point = *events.right_clicked_handle;
    ImGui::OpenPopup("point menu");
  }
}

}  // namespace losslab
