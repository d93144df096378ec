#include <algorithm>
#include <functional>
#include <utility>

#include "app/core/shell/figure_table.h"
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

bool is_enlarged(const Panel& panel, const std::string& plot) {
  return panel.state.enlarged == plot && panel.state.enlarged_on == panel.screen();
}

void toggle_enlarged(Panel& panel, const std::string& plot) {
  panel.state.enlarged = is_enlarged(panel, plot) ? std::string() : plot;
  panel.state.enlarged_on = panel.screen();
  panel.ui.animating = true;
}

namespace {

// A plot stands alone after a double click on its title, and with the others again after the next.
std::optional<std::string> double_clicked_title(const Panel& panel) {
  // Four quick clicks are two double clicks.
  const int clicks = ImGui::GetMouseClickedCount(0);
  if (clicks == 0 || clicks % 2 != 0 || panel.state.dialog != nullptr) return std::nullopt;
  const FigureView& view = panel.state.figure_view;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const auto scale = static_cast<double>(panel.ui.scale);
  const Point page{(mouse.x - view.origin().x) / scale, (mouse.y - view.origin().y) / scale};
  for (const PlotLayout& plot : view.layout().plots) {
    if (plot.title.contains(page)) return plot.name;
  }
  return std::nullopt;
}

void follow_enlarging(Panel& panel) {
  const std::optional<std::string> plot = double_clicked_title(panel);
  if (!plot) return;
  toggle_enlarged(panel, *plot);
  panel.state.close_title_menu = ImGui::IsPopupOpen("title menu");
}

// The enlarged plot of a figure, if it is there; else all of them.
Figure enlarged_of(Figure figure, const std::string& plot, const Language& text) {
  const auto is_it = [&plot](const Plot& one) { return one.name == plot; };
  if (figure.plots.size() < 2 || std::ranges::none_of(figure.plots, is_it)) return figure;
  Figure alone = single_plot(figure, plot);
  alone.plots.front().note = text("plot_menu.enlarged");
  return alone;
}

}  // namespace

void figure_area(Panel& panel) {
  PlotSource source;
  source.version = panel.app.figure_version();
  source.figure = [&panel] { return panel.app.figure(); };
  show_plots(panel, source);
}

FigureEvents show_plots(Panel& panel, const PlotSource& source) {
  const ScreenPanels& screen = panel.panels();
  screen.banner(panel);
  if (const std::string nothing = screen.nothing(panel); !nothing.empty()) hint(nothing, panel);
  if (!screen.ready(panel)) return {};  // the status line says why
  const ImVec2 room = ImGui::GetContentRegionAvail();
  if (room.x < panel.ui.px(80) || room.y < panel.ui.px(80)) return {};
  std::vector<Handle> handles = source.handles;
  screen.handles(panel, handles);
  FigureStyle style;
  style.font_size = 13.6;  // larger than on paper: it is read from the last row
  style.highlight = panel.state.hovered_row >= 0 ? panel.state.hovered_row : panel.state.hovered_series;
  const bool alone = panel.state.enlarged_on == panel.screen() && !panel.state.enlarged.empty();
  const std::string enlarged = alone ? panel.state.enlarged : std::string();
  const FigureEvents events = panel.state.figure_view.show(
      "figure", room, source.version ^ (alone ? std::hash<std::string>()(enlarged) : 0), style, panel.ui, handles,
      [&] { return enlarged_of(source.figure(), enlarged, panel.language()); },
      source.brush ? source.brush : screen.brush(panel));
  panel.ui.note("figure");
  FigureEvents of_screen = events, of_source;
  if (source.brush) of_source.brush = std::exchange(of_screen.brush, std::nullopt);
  of_source.click = events.click;
  const auto is_of_source = [&source](int id) {
    return std::ranges::any_of(source.handles, [id](const Handle& handle) { return handle.id == id; });
  };
  if (events.drag && is_of_source(events.drag->id)) of_source.drag = std::exchange(of_screen.drag, std::nullopt);
  apply_events(panel, of_screen);
  follow_enlarging(panel);
  plot_menus(panel);
  return of_source;
}

}  // namespace losslab
