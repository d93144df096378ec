#include <fmt/format.h>

#include <algorithm>

#include "app/screens/shell/panels.h"

namespace losslab {
namespace {

// Handles beside the data points, which are numbered from 0.
constexpr int probe_handle = 1'000'000, knee_handle = 2'000'000, start_handle = 3'000'000, eta_handle = 4'000'000;

// The true probability can be dragged wherever it is drawn.
void risk_handles(const Panel& panel, std::vector<Handle>& handles) {
  const LossesPage& page = panel.document().losses_page;
  const Point at{page.compare.eta, 0};
  handles.push_back({eta_handle, "link", at, Handle::Shape::vertical_line, 6});
  if (page.axis != LossAxis::probability) return;
  handles.push_back({eta_handle + 1, "risk", at, Handle::Shape::vertical_line, 6});
}

void losses_handles(const Panel& panel, std::vector<Handle>& handles) {
  if (panel.document().losses_page.shows_risk()) {
    risk_handles(panel, handles);
    return;
  }
  const View& view = panel.view();
  const double at = view.probe_at[static_cast<std::size_t>(panel.document().losses_page.axis)];
  int number = 0;
  for (const Plot& plot : panel.state.figure_view.figure().plots) {
    if (!view.probe) break;
    handles.push_back({probe_handle + number++, plot.name, {at, 0}, Handle::Shape::vertical_line, 6});
  }
  const std::optional<Knee> found = knee(panel.document());
  const std::vector<std::string>& ticked = panel.document().losses_page.ticked();
  if (found && std::find(ticked.begin(), ticked.end(), found->loss) != ticked.end()) {
    handles.push_back({knee_handle, "loss", found->at, Handle::Shape::point, 9});
  }
}

void lab_handles(const Panel& panel, std::vector<Handle>& handles) {
  const Dataset& data = panel.lab().data();
  const std::vector<double>& up = data.task == Task::regression ? data.y : data.x2;
  handles.reserve(data.size() + 1);
  for (std::size_t i = 0; i < data.size(); ++i) {
    handles.push_back({static_cast<int>(i), "data", {data.x1[i], up[i]}, Handle::Shape::point, 7});
  }
  // The directions of a path turn with its start: there the start is set by a click alone.
  const bool still = panel.view().lab().plane.kind == PlaneChoice::Kind::parameters ||
                     panel.lab().setting().model->parameter_count() <= 2;
  if (const std::optional<Point> start = panel.lab().start_place(panel.view()); start && still) {
    handles.push_back({start_handle, "landscape", *start, Handle::Shape::point, 8});
  }
}

void set_start(Panel& panel, Point at, const std::string& merge) {
  std::vector<double> start = panel.lab().start_at(panel.view(), at);
  if (start.empty()) return;
  edit_page(
      panel, "start", [start = std::move(start)](LabPage& page) { page.start = start; }, merge);
}

void drag_knee(Panel& panel, const FigureEvents::HandleDrag& drag) {
  const std::optional<Knee> found = knee(panel.document());
  if (!found) return;
  const double value = knee_value(panel.document(), *found, drag.to.x);
  panel.actions.edit(
      found->parameter + " of " + panel.loss(found->loss).info().english,
      [id = found->loss, name = found->parameter, value](Document& document) {
        document.loss(id).set_held(name, value);
      },
      panel.drag_mark("knee"));
}

void drag_probe(Panel& panel, double to) {
  const LossAxis axis = panel.document().losses_page.axis;
  const bool probability = axis == LossAxis::probability || axis == LossAxis::score;
  const double at = probability ? std::clamp(to, 0.001, 0.999) : to;
  panel.actions.look([which = static_cast<std::size_t>(axis), at](View& view) { view.probe_at[which] = at; });
}

void drag_eta(Panel& panel, double to) {
  panel.actions.edit(
      "true probability",
      [eta = std::clamp(to, least_eta, largest_eta)](Document& document) { document.losses_page.compare.eta = eta; },
      panel.drag_mark("eta"));
}

void drag(Panel& panel, const FigureEvents::HandleDrag& drag) {
  if (drag.id >= eta_handle) {
    drag_eta(panel, drag.to.x);
  } else if (drag.id >= start_handle) {
    set_start(panel, drag.to, panel.drag_mark("start"));
  } else if (drag.id >= knee_handle) {
    drag_knee(panel, drag);
  } else if (drag.id >= probe_handle) {
    drag_probe(panel, drag.to.x);
  } else if (panel.state.tool == PointTool::move) {
    if (drag.begun) choose_point(panel, drag.id);
    move_point(panel, drag.id, drag.to);
  }
}

void click_plot(Panel& panel, const FigureEvents::At& click) {
  if (!panel.in_lab() || !panel.lab_ready()) return;
  if (click.plot == "landscape") set_start(panel, click.at, "");
}

std::string x_camera(const Panel& panel, const std::string& plot) {
  return panel.view().x_camera_key(panel.document(), plot);
}

// A range that a gesture has left as it was stays whatever it is: fitted, where nobody has chosen one.
void look_at(Panel& panel, const FigureEvents::View& to) {
  const PlotLayout* now = panel.state.figure_view.layout().find(to.plot);
  const bool x = now == nullptr || !(now->x == to.x), y = now == nullptr || !(now->y == to.y);
  panel.actions.look([to, x, y, x_key = x_camera(panel, to.plot),
                      y_key = panel.view().camera_key(panel.document(), to.plot)](View& view) {
    if (x) view.cameras[x_key].x = to.x;
    if (y) view.cameras[y_key].y = to.y;
  });
}

// The loss or runner with that number among the styles; empty where there is none (a member of a family).
std::string id_of_series(const Panel& panel, int series) {
  if (panel.in_lab()) return runner_with(panel.document(), panel.page(), series);
  const std::vector<Loss>& losses = panel.document().losses;
  if (series < 0 || static_cast<std::size_t>(series) >= losses.size()) return {};
  return std::string(losses[static_cast<std::size_t>(series)].id());
}

void toggle_hidden(Panel& panel, int series) {
  const std::string id = id_of_series(panel, series);
  if (id.empty()) return;
  panel.actions.look([id](View& view) {
    if (view.hidden.erase(id) == 0) view.hidden.insert(id);
  });
}

// Near a point or a grip that is about to be taken nothing fades, and neither does it for the sake of a hidden curve.
int highlighted(const Panel& panel, const FigureEvents& events) {
  const int series = events.hovered_series;
  if (events.hovered_handle >= 0 || events.drag || series < 0) return -1;
  const std::string id = id_of_series(panel, series);
  if (id.empty()) return panel.in_lab() ? -1 : series;  // a member of a family
  return panel.view().hidden.contains(id) ? -1 : series;
}

void apply_events(Panel& panel, const FigureEvents& events) {
  ScreenState& state = panel.state;
  if (events.view) look_at(panel, *events.view);
  if (events.fit) fit_plot(panel, *events.fit);
  if (events.title) open_title_menu(panel, *events.title);
  if (events.drag) drag(panel, *events.drag);
  if (events.clicked_handle) {
    const int id = *events.clicked_handle;
    if (id < probe_handle && panel.in_lab()) choose_point(panel, id);
  }
  apply_brush(panel, events.brush);
  if (events.click) click_plot(panel, *events.click);
  if (events.toggled_series) toggle_hidden(panel, *events.toggled_series);
  if (events.right_clicked_handle && *events.right_clicked_handle < probe_handle) {
    state.menu_point = *events.right_clicked_handle;
    ImGui::OpenPopup("point menu");
  } else if (events.menu) {
    state.menu_plot = events.menu->plot;
    state.menu_at = events.menu->at;
    ImGui::OpenPopup("plot menu");
  }
  state.pointer = events.hover;
  const int hovered = highlighted(panel, events);
  if (state.hovered_series != hovered) {
    state.hovered_series = hovered;
    panel.ui.animating = true;
  }
}

bool nothing_to_show(const Panel& panel) {
  return panel.in_lab() ? panel.page().ticked.empty() : panel.document().losses_page.ticked().empty();
}

}  // namespace

void fit_plot(Panel& panel, const std::string& plot) {
  panel.actions.look(
      [x_key = x_camera(panel, plot), y_key = panel.view().camera_key(panel.document(), plot)](View& view) {
        view.cameras[x_key].x.reset();
        view.cameras[y_key].y.reset();
      });
}

void figure_area(Panel& panel) {
  divergence_banner(panel);
  if (nothing_to_show(panel)) {
    hint(panel.in_lab() ? "No loss runs yet: add one at the left." : "No loss is ticked yet: tick one at the left.",
         panel);
  }
  if (panel.in_lab() && !panel.lab_ready()) return;  // the status line says why
  const ImVec2 room = ImGui::GetContentRegionAvail();
  if (room.x < panel.ui.px(80) || room.y < panel.ui.px(80)) return;
  std::vector<Handle> handles;
  if (panel.in_lab() && panel.lab_ready()) {
    lab_handles(panel, handles);
  } else if (!panel.in_lab()) {
    losses_handles(panel, handles);
  }
  FigureStyle style;
  style.font_size = 13.6;  // larger than on paper: it is read from the last row
  style.highlight = panel.state.hovered_row >= 0 ? panel.state.hovered_row : panel.state.hovered_series;
  const FigureEvents events = panel.state.figure_view.show(
      "figure", room, panel.app.figure_version(), style, panel.ui, handles, [&panel] { return panel.app.figure(); },
      brush_of(panel));
  panel.ui.note("figure");
  apply_events(panel, events);
  plot_menus(panel);
}

}  // namespace losslab
