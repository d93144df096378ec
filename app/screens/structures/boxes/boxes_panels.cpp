// What is taken hold of in the plane of the boxes, and what the titles of the plots offer.
#include "app/screens/structures/boxes/boxes_panels.h"

#include <algorithm>
#include <cmath>

#include "app/core/structures/boxes/boxes_figure.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/structures/structures_panels.h"
#include "widgets/imgui/menu.h"

namespace losslab {
namespace {

constexpr double least_plots = 760;       // width that the plots keep while there is a choice
constexpr int in_field = 1, of_box = 10;  // ids of handles; from of_box on, ten for each box, the prediction first

// Which edges a handle moves, x1 y1 x2 y2; the last one is the body.
constexpr std::array<std::array<bool, 4>, 9> moved{{{true, true, false, false},
                                                    {false, true, true, false},
                                                    {false, false, true, true},
                                                    {true, false, false, true},
                                                    {true, false, false, false},
                                                    {false, true, false, false},
                                                    {false, false, true, false},
                                                    {false, false, false, true},
                                                    {true, true, true, true}}};

Point handle_of(const Box& box, std::size_t part) {
  const auto centre = centre_of(box);
  const std::array<bool, 4>& edges = moved[part];
  if (part == moved.size() - 1) return {centre[0], centre[1]};
  return {edges[0] ? box[0] : edges[2] ? box[2] : centre[0], edges[1] ? box[1] : edges[3] ? box[3] : centre[1]};
}

// What the mouse drags comes to rest at hundredths, so that its number can be read and typed.
double resting(double value, bool exact) { return exact ? value : std::round(100 * value) / 100; }

Box dragged(const Box& before, std::size_t part, Point to, bool exact) {
  const Point from = handle_of(before, part);
  const std::array<double, 2> by{to.x - from.x, to.y - from.y};
  Box box = before;
  for (std::size_t edge = 0; edge < 4; ++edge) {
    if (moved[part][edge]) box[edge] = resting(before[edge] + by[edge % 2], exact);
  }
  // An edge stops at the other one; the body keeps its size.
  for (std::size_t low = 0; low < 2 && part < moved.size() - 1; ++low) {
    if (box[low + 2] - box[low] >= least_side) continue;
    (moved[part][low] ? box[low] : box[low + 2]) = moved[part][low] ? box[low + 2] - least_side : box[low] + least_side;
  }
  return box;
}

Box& box_numbered(BoxesPage& page, std::size_t number) {
  return number == 0 ? page.prediction : page.targets[number - 1];
}

void drag_box(Panel& panel, const FigureEvents::HandleDrag& drag) {
  const auto number = static_cast<std::size_t>((drag.id - of_box) / 10);
  const auto part = static_cast<std::size_t>((drag.id - of_box) % 10);
  edit_boxes(
      panel, panel.text(number == 0 ? "boxes.prediction_edit" : "boxes.target_edit"),
      [number, part, to = drag.to, exact = drag.by_keys](BoxesPage& page) {
        if (number > page.targets.size()) return;
        Box& box = box_numbered(page, number);
        box = dragged(box, part, to, exact);
      },
      panel.drag_mark("box"));
}

// The start is put where the chosen one's box is wanted.
void put_start(Panel& panel, Point to, bool exact) {
  const BoxesField over = boxes_view(panel.view()).field;
  edit_boxes(
      panel, panel.text("boxes.prediction_edit"),
      [over, to, exact](BoxesPage& page) {
        const Point at{resting(to.x, exact), resting(to.y, exact)};
        if (over == BoxesField::size && !(at.x >= least_side && at.y >= least_side)) return;
        page.prediction = box_in_field(page.prediction, over, at);
      },
      panel.drag_mark("box_start"));
}

void quantities(Panel& panel) {
  const auto now = static_cast<std::size_t>(boxes_view(panel.view()).history);
  if (const auto taken = plot_choice(panel, boxes_quantity_names, boxes_quantity_titles, now)) {
    look_at_boxes(panel, [to = static_cast<BoxesQuantity>(*taken)](BoxesView& view) { view.history = to; });
  }
}

}  // namespace

const BoxesResults& boxes_results(const Panel& panel) {
  return static_cast<const BoxesResults&>(structure_results(panel, boxes_id));
}

void edit_boxes(Panel& panel, const std::string& what, std::function<void(BoxesPage&)> change,
                const std::string& merge) {
  panel.actions.edit(
      what, [change = std::move(change)](Document& document) { change(boxes_page(document)); }, merge);
}

void look_at_boxes(Panel& panel, std::function<void(BoxesView&)> change) {
  panel.actions.look([change = std::move(change)](View& view) { change(boxes_view(view)); });
}

double BoxesPanels::all_columns(double left, double right) const { return left + right + least_plots; }

std::string BoxesPanels::nothing(const Panel& panel) const {
  return boxes_page(panel.document()).ticked.empty() ? panel.text("lab.nothing_runs") : std::string();
}

void BoxesPanels::handles(const Panel& panel, std::vector<Handle>& handles) const {
  const BoxesPage& page = boxes_page(panel.document());
  const PlotLayout* const plane = panel.state.figure_view.layout().find(boxes_plane_name);
  const auto add = [&](int number, const Box& box) {
    for (std::size_t part = 0; part < moved.size(); ++part) {
      double reach = 7;
      if (part == moved.size() - 1 && plane != nullptr) {
        // The body can be taken wherever it is; what lies nearer to an edge or a corner is that one's.
        const double unit = plane->frame.width / plane->x.span();
        reach = std::max(5.0, 0.5 * unit * std::min(width_of(box), height_of(box)) - 4);
      }
      handles.push_back({of_box + 10 * number + static_cast<int>(part), boxes_plane_name, handle_of(box, part),
                         Handle::Shape::point, reach});
    }
  };
  add(0, page.prediction);
  for (std::size_t i = 0; i < page.targets.size(); ++i) add(static_cast<int>(i) + 1, page.targets[i]);
  const char* const field = boxes_plot_names[static_cast<std::size_t>(BoxesPlot::field)];
  handles.push_back(
      {in_field, field, place_in_field(page.prediction, boxes_view(panel.view()).field), Handle::Shape::point, 9});
}

void BoxesPanels::gestures(Panel& panel, const FigureEvents& events) const {
  if (events.drag) {
    if (events.drag->id == in_field) {
      put_start(panel, events.drag->to, events.drag->by_keys);
    } else {
      drag_box(panel, *events.drag);
    }
  }
  const char* const field = boxes_plot_names[static_cast<std::size_t>(BoxesPlot::field)];
  if (events.click && events.click->plot == field) put_start(panel, events.click->at, false);
}

std::string BoxesPanels::id_of_series(const Panel&, int series) const {
  const RunningKind kind = box_losses();
  if (series < 0 || static_cast<std::size_t>(series) >= kind.ids.size()) return {};
  return kind.ids[static_cast<std::size_t>(series)];
}

bool BoxesPanels::can_log_y(const std::string& plot) const {
  return plot == "boxes_loss" || plot == "boxes_gradient" || plot == "boxes_error" || plot == "boxes_experiment";
}

void BoxesPanels::title_menu(Panel& panel) const {
  const std::string& plot = panel.state.title_plot;
  if (std::ranges::find(boxes_quantity_names, plot) != boxes_quantity_names.end()) return quantities(panel);
  choose_plot(panel, boxes_plot_names, boxes_plot_titles, boxes_view(panel.view()), plot, &look_at_boxes);
}

}  // namespace losslab
