// What is taken hold of in the plane: points are dragged, added, relabelled and deleted.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/core/structures/embedding/embedding_figure.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/shell/pinned_axes.h"
#include "app/screens/structures/embedding/embedding_panels.h"
#include "losses/core/error.h"
#include "widgets/imgui/menu.h"

namespace losslab {
namespace {

constexpr int path_handle = 1000;  // beside the points, which are numbered from 0

struct EmbeddingHold {
  EmbeddingSamples before;  // the points as they were when one was taken
  int menu_point = -1;      // whose menu is open
};

// Where the chosen loss has the points now is the new start, and so the picture goes back to it.
void rewind(Panel& panel) {
  if (embedding_results(panel).position() > 0) panel.actions.seek = 0;
}

void drag_point(Panel& panel, const FigureEvents::HandleDrag& drag, std::size_t point, const std::string& plot,
                const std::function<Point(Point before)>& to) {
  EmbeddingHold& hold = panel.state.memory<EmbeddingHold>();
  if (drag.begun) {
    hold.before = embedding_results(panel).now();
    pin_axes(panel, plot);
    rewind(panel);
    look_at_embedding(panel, [point](EmbeddingView& view) { view.point = static_cast<int>(point); });
  }
  if (point >= hold.before.size()) return;
  // The picture is at the start from the next frame on.
  if (!drag.begun || drag.ended || drag.by_keys) {
    EmbeddingSamples samples = hold.before;
    const Point at = to({samples.x[2 * point], samples.x[2 * point + 1]});
    samples.x[2 * point] = at.x;
    samples.x[2 * point + 1] = at.y;
    edit_points(panel, panel.text("embedding.points.move_edit"), std::move(samples), panel.drag_mark("embedded"));
  }
  if (drag.ended) free_axes(panel);
}

void add_point(Panel& panel, Point at) {
  EmbeddingSamples samples = embedding_results(panel).now();
  if (samples.size() >= most_embedded) {
    panel.actions.edit(panel.text("embedding.points.add_edit"),
                       [&wrong = panel.text("embedding.points.many_wrong")](Document&) { throw InputError(wrong); });
    return;
  }
  const int most = std::min(embedding_page(panel.document()).spec.classes, most_embedding_classes - 1);
  const int label = std::clamp(embedding_view(panel.view()).added_class, 0, most);
  samples.x.insert(samples.x.end(), {at.x, at.y});
  samples.labels.push_back(label);
  samples.truth.push_back(label);
  rewind(panel);
  look_at_embedding(panel, [last = samples.size() - 1](EmbeddingView& view) { view.point = static_cast<int>(last); });
  edit_points(panel, panel.text("embedding.points.add_edit"), std::move(samples));
}

void point_menu(Panel& panel, std::size_t point) {
  const EmbeddingSamples& samples = embedding_results(panel).start();
  if (point >= samples.size()) return;
  const int classes = embedding_page(panel.document()).spec.classes;
  for (int label = 0; label < classes; ++label) {
    const std::string name =
        panel.text("embedding.points.label_as", {{"class", embedding_class_name(panel.language(), label)}});
    if (menu_item(name, panel.ui, {}, samples.labels[point] == label)) relabel_point(panel, point, label);
    panel.ui.note("label_as." + std::to_string(label + 1));
  }
  ImGui::Separator();
  const bool wrong = samples.labels[point] != samples.truth[point];
  if (menu_item(panel.text("embedding.points.accept"), panel.ui, {}, false, wrong)) accept_label(panel, point);
  panel.ui.note("accept_label");
  if (menu_item(panel.text("embedding.points.delete"), panel.ui)) delete_point(panel, point);
  panel.ui.note("delete_point");
}

}  // namespace

bool embedding_is_dragged(const Panel& panel) { return has_pinned_axes(panel); }

void edit_points(Panel& panel, const std::string& what, EmbeddingSamples samples, const std::string& merge) {
  edit_embedding(
      panel, what,
      [samples = std::move(samples)](EmbeddingPage& page) {
        page.spec.kind = EmbeddingStart::own;
        page.own = samples;
      },
      merge);
}

// The start stays, so that the run goes on from where it is with the other label.
void relabel_point(Panel& panel, std::size_t point, int label) {
  EmbeddingSamples samples = embedding_results(panel).start();
  if (point >= samples.size()) return;
  samples.labels[point] = label;
  edit_points(panel, panel.text("embedding.points.label_edit"), std::move(samples));
}

void accept_label(Panel& panel, std::size_t point) {
  EmbeddingSamples samples = embedding_results(panel).start();
  if (point >= samples.size()) return;
  samples.truth[point] = samples.labels[point];
  edit_points(panel, panel.text("embedding.points.label_edit"), std::move(samples));
}

void delete_point(Panel& panel, std::size_t point) {
  EmbeddingSamples samples = embedding_results(panel).now();
  if (point >= samples.size()) return;
  if (samples.size() <= least_embedded) {
    panel.actions.edit(panel.text("embedding.points.delete_edit"),
                       [&wrong = panel.text("embedding.points.few_wrong")](Document&) { throw InputError(wrong); });
    return;
  }
  const auto at = static_cast<std::ptrdiff_t>(point);
  samples.x.erase(samples.x.begin() + 2 * at, samples.x.begin() + 2 * at + 2);
  samples.labels.erase(samples.labels.begin() + at);
  samples.truth.erase(samples.truth.begin() + at);
  rewind(panel);
  edit_points(panel, panel.text("embedding.points.delete_edit"), std::move(samples));
}

void EmbeddingPanels::handles(const Panel& panel, std::vector<Handle>& handles) const {
  const EmbeddingResults& results = embedding_results(panel);
  if (!results.followed()) return;
  const EmbeddingSamples now = results.now();
  for (std::size_t i = 0; i < now.size(); ++i) {
    handles.push_back(
        {static_cast<int>(i), embedding_plane_name, {now.x[2 * i], now.x[2 * i + 1]}, Handle::Shape::point, 7});
  }
  const EmbeddingView& look = embedding_view(panel.view());
  const double present = now.x[2 * looked_point(look, now.size()) + (look.path == EmbeddingPath::x ? 0 : 1)];
  for (const EmbeddingPlot plot : {EmbeddingPlot::along, EmbeddingPlot::slope}) {
    handles.push_back({path_handle + static_cast<int>(plot),
                       embedding_plot_names[static_cast<std::size_t>(plot)],
                       {present, 0},
                       Handle::Shape::vertical_line,
                       6});
  }
}

void EmbeddingPanels::gestures(Panel& panel, const FigureEvents& events) const {
  if (events.drag) {
    const FigureEvents::HandleDrag& drag = *events.drag;
    if (drag.id < path_handle) {
      drag_point(panel, drag, static_cast<std::size_t>(drag.id), embedding_plane_name,
                 [to = drag.to](Point) { return to; });
    } else {
      const EmbeddingView& look = embedding_view(panel.view());
      const auto plot = static_cast<std::size_t>(drag.id - path_handle);
      drag_point(panel, drag, looked_point(look, embedding_results(panel).start().size()), embedding_plot_names[plot],
                 [along = drag.to.x, x = look.path == EmbeddingPath::x](Point before) {
                   return x ? Point{along, before.y} : Point{before.x, along};
                 });
    }
  }
  if (events.click && events.click->plot == embedding_plane_name) add_point(panel, events.click->at);
  if (events.added && events.added->plot == embedding_plane_name) add_point(panel, events.added->at);
  const auto is_point = [](const std::optional<int>& handle) { return handle && *handle < path_handle; };
  if (is_point(events.clicked_handle)) {
    look_at_embedding(panel, [point = *events.clicked_handle](EmbeddingView& view) { view.point = point; });
  }
  if (is_point(events.marked_handle)) {
    const auto point = static_cast<std::size_t>(*events.marked_handle);
    const EmbeddingSamples& samples = embedding_results(panel).start();
    const int classes = embedding_page(panel.document()).spec.classes;
    if (point < samples.size()) relabel_point(panel, point, (samples.labels[point] + 1) % classes);
  }
  if (is_point(events.erased_handle)) delete_point(panel, static_cast<std::size_t>(*events.erased_handle));
  if (is_point(events.right_clicked_handle)) {
    panel.state.memory<EmbeddingHold>().menu_point = *events.right_clicked_handle;
    ImGui::OpenPopup("point menu");
  }
}

void EmbeddingPanels::popups(Panel& panel) const {
  if (!ImGui::BeginPopup("point menu")) return;
  point_menu(panel, static_cast<std::size_t>(panel.state.memory<EmbeddingHold>().menu_point));
  ImGui::EndPopup();
}

}  // namespace losslab
