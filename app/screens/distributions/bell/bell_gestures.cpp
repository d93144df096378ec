// What is taken hold of in the plots of the bell, and what their titles offer.
#include <algorithm>
#include <cmath>

#include "app/core/distributions/bell/bell_figure.h"
#include "app/screens/distributions/bell/bell_panels.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/shell/pinned_axes.h"
#include "widgets/imgui/menu.h"

namespace losslab {
namespace {

constexpr int start_place = 1, start_top = 2, start_shoulder = 3, first_top = 10, first_shoulder = 30;

// What the mouse drags comes to rest at hundredths, so that its number can be read and typed; by keys it goes as finely
// as they do.
class Resting {
 public:
  explicit Resting(bool exact) : exact_(exact) {}
  double number(double value) const { return exact_ ? value : std::round(100 * value) / 100; }
  double width(double value) const { return std::clamp(number(value), least_width, greatest_width); }
  double mean(double value) const { return std::clamp(number(value), -farthest_mean, farthest_mean); }

 private:
  bool exact_;
};

Hump start_as_hump(const BellPage& page) { return {1, page.mean, page.width}; }

void edit_start(const BellPanel& bell, std::function<void(BellPage&)> change) {
  bell.edit(bell.text("bell.start_edit"), std::move(change), bell.panel.drag_mark("bell_start"));
}

void edit_hump(const BellPanel& bell, std::function<void(BellPage&)> change) {
  bell.edit(bell.text("bell.humps_edit"), std::move(change), bell.panel.drag_mark("hump"));
}

void put_start(const BellPanel& bell, Point to, Resting at) {
  edit_start(bell, [to, at](BellPage& page) {
    page.mean = at.mean(to.x);
    page.width = at.width(std::exp(to.y));
  });
}

void drag(const BellPanel& bell, int id, Point to, Resting at) {
  const std::size_t count = bell.page.humps.size();
  const auto is_of = [&](int first) { return id >= first && static_cast<std::size_t>(id - first) < count; };
  if (id == start_place) put_start(bell, to, at);
  if (id == start_top) edit_start(bell, [x = to.x, at](BellPage& page) { page.mean = at.mean(x); });
  if (id == start_shoulder) edit_start(bell, [x = to.x, at](BellPage& page) { page.width = at.width(x - page.mean); });
  if (is_of(first_top)) {
    edit_hump(bell, [which = static_cast<std::size_t>(id - first_top), to, at](BellPage& page) {
      page.humps[which].mean = at.mean(to.x);
      set_hump_weight(page, which, at.number(weight_of_height(page.humps[which], to.y)));
    });
  }
  if (is_of(first_shoulder)) {
    edit_hump(bell, [which = static_cast<std::size_t>(id - first_shoulder), x = to.x, at](BellPage& page) {
      page.humps[which].width = at.width(x - page.humps[which].mean);
    });
  }
}

}  // namespace

bool bell_is_dragged(const BellPanel& bell) { return has_pinned_axes(bell.panel); }

void bell_left(const BellPanel& bell) {
  divergence_list(bell);
  hump_controls(bell);
  bell_descent_controls(bell);
}

void bell_handles(const BellPage& page, std::vector<Handle>& handles) {
  const auto add = [&](int id, const char* plot, Point at) {
    handles.push_back({id, plot, at, Handle::Shape::point, 8});
  };
  const Hump start = start_as_hump(page);
  add(start_top, densities_name, hump_top(start));
  add(start_shoulder, densities_name, hump_shoulder(start));
  for (std::size_t i = 0; i < page.humps.size(); ++i) {
    add(first_top + static_cast<int>(i), densities_name, hump_top(page.humps[i]));
    add(first_shoulder + static_cast<int>(i), densities_name, hump_shoulder(page.humps[i]));
  }
  add(start_place, bell_landscape_name, {page.mean, std::log(page.width)});
}

void bell_gestures(const BellPanel& bell, const FigureEvents& events) {
  if (events.drag) {
    if (events.drag->begun) pin_axes(bell.panel, events.drag->id == start_place ? bell_landscape_name : densities_name);
    drag(bell, events.drag->id, events.drag->to, Resting(events.drag->by_keys));
    if (events.drag->ended) free_axes(bell.panel);
  }
  if (events.click && events.click->plot == bell_landscape_name) put_start(bell, events.click->at, Resting(false));
}

std::string bell_id_of_series(int series) {
  const auto all = bell_divergences();
  return series >= 0 && static_cast<std::size_t>(series) < all.size() ? all[static_cast<std::size_t>(series)].id : "";
}

bool bell_can_log_y(const std::string& plot) {
  return plot == bell_quantity_names[static_cast<std::size_t>(BellQuantity::value)] ||
         plot == bell_quantity_names[static_cast<std::size_t>(BellQuantity::width)];
}

void bell_title_menu(const BellPanel& bell) {
  const bool left = bell.panel.state.title_plot == bell_quantity_names[static_cast<std::size_t>(bell.look.left)];
  const BellQuantity now = left ? bell.look.left : bell.look.right, other = left ? bell.look.right : bell.look.left;
  for (std::size_t i = 0; i < bell_quantity_names.size(); ++i) {
    const auto to = static_cast<BellQuantity>(i);
    const bool taken = menu_item(bell.text(bell_quantity_titles[i]), bell.panel.ui, {}, to == now);
    bell.panel.ui.note(std::string("title.") + bell_quantity_names[i]);
    if (!taken) continue;
    // What stands in the other place changes places with it.
    bell.look_at([left, to, now, swap = to == other](BellView& view) {
      (left ? view.left : view.right) = to;
      if (swap) (left ? view.right : view.left) = now;
    });
  }
}

}  // namespace losslab
