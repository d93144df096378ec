#include <algorithm>

#include "app/screens/shell/pieces.h"
#include "app/screens/shell/rows.h"
#include "app/screens/shell/screen_panels.h"

namespace losslab {
namespace {

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

void toggle_hidden(Panel& panel, int series) {
  const std::string id = panel.panels().id_of_series(panel, series);
  if (id.empty()) return;
  panel.actions.look([id](View& view) {
    if (view.hidden.erase(id) == 0) view.hidden.insert(id);
  });
}

// Near a point or a grip that is about to be taken nothing fades, and neither does it for the sake of a hidden curve.
int highlighted(const Panel& panel, const FigureEvents& events) {
  const int series = events.hovered_series;
  if (events.hovered_handle >= 0 || events.drag || series < 0) return -1;
  const std::string id = panel.panels().id_of_series(panel, series);
  if (id.empty()) return panel.panels().highlights_others() ? series : -1;
  return panel.view().hidden.contains(id) ? -1 : series;
}

void open_title_menu(Panel& panel, const std::string& plot) {
  panel.state.title_plot = plot;
  ImGui::OpenPopup("title menu");
}

void apply_events(Panel& panel, const FigureEvents& events) {
  ScreenState& state = panel.state;
  // What is moved by keys while it is held is one undo step, as what is dragged by one press is.
  if (events.drag && events.drag->by_keys && events.drag->begun) ++state.presses;
  if (events.menu || events.title || events.right_clicked_handle) state.menu_place = events.menu_place;
  if (events.view) look_at(panel, *events.view);
  if (events.fit) fit_plot(panel, *events.fit);
  if (events.title) open_title_menu(panel, *events.title);
  panel.panels().gestures(panel, events);
  if (events.toggled_series) toggle_hidden(panel, *events.toggled_series);
  if (events.menu) {
    state.menu_plot = events.menu->plot;
    state.menu_at = events.menu->at;
    ImGui::OpenPopup("plot menu");
  }
  state.pointer = events.held ? events.held : events.hover;
  const int hovered = highlighted(panel, events);
  if (state.hovered_series != hovered) {
    state.hovered_series = hovered;
    panel.ui.animating = true;
  }
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
  const ScreenPanels& screen = panel.panels();
  screen.banner(panel);
  if (const std::string nothing = screen.nothing(panel); !nothing.empty()) hint(nothing, panel);
  if (!screen.ready(panel)) return;  // the status line says why
  const ImVec2 room = ImGui::GetContentRegionAvail();
  if (room.x < panel.ui.px(80) || room.y < panel.ui.px(80)) return;
  std::vector<Handle> handles;
  screen.handles(panel, handles);
  FigureStyle style;
  style.font_size = 13.6;  // larger than on paper: it is read from the last row
  style.highlight = panel.state.hovered_row >= 0 ? panel.state.hovered_row : panel.state.hovered_series;
  const FigureEvents events = panel.state.figure_view.show(
      "figure", room, panel.app.figure_version(), style, panel.ui, handles, [&panel] { return panel.app.figure(); },
      screen.brush(panel));
  panel.ui.note("figure");
  apply_events(panel, events);
  plot_menus(panel);
}

}  // namespace losslab
