// What is painted and taken hold of in the picture, and what the titles of the plots offer.
#include "app/screens/structures/masks/masks_panels.h"

#include <algorithm>
#include <cmath>

#include "app/core/structures/masks/masks_figure.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/structures/structures_panels.h"
#include "widgets/imgui/menu.h"

namespace losslab {
namespace {

constexpr double least_plots = 760;  // width that the plots keep while there is a choice
constexpr int disc_centre = 1, disc_rim = 2;

bool has_disc(const Panel& panel) { return masks_page(panel.document()).model == MaskModel::disc; }

// What the mouse drags comes to rest at thousandths of the side, so that its number can be read and typed.
double resting(double value, bool exact) { return exact ? value : std::round(1000 * value) / 1000; }

void put_centre(Panel& panel, Point to, bool exact) {
  edit_masks(
      panel, panel.text("masks.start.edit"),
      [to, exact](MasksPage& page) {
        page.disc.x = resting(to.x / page.side, exact);
        page.disc.y = resting(to.y / page.side, exact);
      },
      panel.drag_mark("mask_disc"));
}

void put_rim(Panel& panel, Point to, bool exact) {
  edit_masks(
      panel, panel.text("masks.start.edit"),
      [to, exact](MasksPage& page) {
        const double away = std::hypot(to.x / page.side - page.disc.x, to.y / page.side - page.disc.y);
        page.disc.radius = resting(away, exact);
      },
      panel.drag_mark("mask_disc"));
}

void apply_brush(Panel& panel, const FigureEvents::BrushStroke& stroke) {
  const MaskTools& tools = panel.state.memory<MaskTools>();
  const bool start = tools.on_start && !has_disc(panel), foreground = tools.tool == MaskTool::paint;
  edit_masks(
      panel, panel.text(start ? "masks.start.edit" : "masks.truth.edit"),
      [start, foreground, from = stroke.from, to = stroke.to, radius = tools.radius](MasksPage& page) {
        (start ? paint_start : paint_truth)(page, from, to, radius, foreground);
      },
      panel.drag_mark("mask_brush"));
}

void quantities(Panel& panel) {
  const auto now = static_cast<std::size_t>(masks_view(panel.view()).history);
  if (const auto taken = plot_choice(panel, masks_quantity_names, masks_quantity_titles, now)) {
    look_at_masks(panel, [to = static_cast<MasksQuantity>(*taken)](MasksView& view) { view.history = to; });
  }
}

}  // namespace

const MasksResults& masks_results(const Panel& panel) {
  return static_cast<const MasksResults&>(structure_results(panel, masks_id));
}

void edit_masks(Panel& panel, const std::string& what, std::function<void(MasksPage&)> change,
                const std::string& merge) {
  panel.actions.edit(
      what, [change = std::move(change)](Document& document) { change(masks_page(document)); }, merge);
}

void look_at_masks(Panel& panel, std::function<void(MasksView&)> change) {
  panel.actions.look([change = std::move(change)](View& view) { change(masks_view(view)); });
}

double MasksPanels::all_columns(double left, double right) const { return left + right + least_plots; }

std::string MasksPanels::nothing(const Panel& panel) const {
  return masks_page(panel.document()).ticked.empty() ? panel.text("lab.nothing_runs") : std::string();
}

void MasksPanels::banner(Panel& panel) const {
  const std::vector<Failure> failures = masks_results(panel).descents().failures();
  if (failures.empty() || ImGui::IsMouseDown(ImGuiMouseButton_Left)) return;
  const std::string& sentence = failures.front().sentence;
  const std::string text = failures.size() == 1
                               ? panel.text("lab.findings.diverged", {{"sentence", sentence}})
                               : panel.text("lab.findings.diverged_and_more",
                                            {{"sentence", sentence}, {"count", std::to_string(failures.size() - 1)}});
  // No rate helps a loss that has no value of this truth.
  const auto& runs = masks_results(panel).descents().runs();
  const auto who = std::ranges::find(masks_page(panel.document()).ticked, failures.front().who);
  const auto index = static_cast<std::size_t>(who - masks_page(panel.document()).ticked.begin());
  const bool hopeless = index < runs.size() && !runs[index].who().objection().empty();
  const std::string& action = panel.text(hopeless ? "masks.untick" : "lab.findings.halve");
  if (!losslab::banner("mask_failure", text, action, panel.ui)) return;
  edit_masks(panel, action, [hopeless, id = failures.front().who](MasksPage& page) {
    if (hopeless) {
      std::erase(page.ticked, id);
    } else {
      page.optimizer.rate /= 2;
    }
  });
}

void MasksPanels::handles(const Panel& panel, std::vector<Handle>& handles) const {
  if (!has_disc(panel)) return;
  const MasksPage& page = masks_page(panel.document());
  const double side = page.side;
  const Point centre{side * page.disc.x, side * page.disc.y};
  handles.push_back({disc_centre, masks_picture_name, centre, Handle::Shape::point, 9});
  handles.push_back(
      {disc_rim, masks_picture_name, {centre.x + side * page.disc.radius, centre.y}, Handle::Shape::point, 9});
}

std::optional<Brush> MasksPanels::brush(const Panel& panel) const {
  const MaskTools& tools = panel.state.memory<MaskTools>();
  const PlotLayout* const plot = panel.state.figure_view.layout().find(masks_picture_name);
  if (tools.tool == MaskTool::move || plot == nullptr) return std::nullopt;
  return Brush{masks_picture_name, std::max(2.0, tools.radius * plot->frame.width / plot->x.span())};
}

void MasksPanels::gestures(Panel& panel, const FigureEvents& events) const {
  if (events.drag && events.drag->id == disc_centre) put_centre(panel, events.drag->to, events.drag->by_keys);
  if (events.drag && events.drag->id == disc_rim) put_rim(panel, events.drag->to, events.drag->by_keys);
  if (events.brush) apply_brush(panel, *events.brush);
  if (events.click && events.click->plot == masks_picture_name && has_disc(panel)) {
    put_centre(panel, events.click->at, false);
  }
}

std::string MasksPanels::id_of_series(const Panel&, int series) const {
  const RunningKind kind = mask_losses();
  if (series < 0 || static_cast<std::size_t>(series) >= kind.ids.size()) return {};
  return kind.ids[static_cast<std::size_t>(series)];
}

bool MasksPanels::can_log_y(const std::string& plot) const {
  return plot == "masks_loss" || plot == "masks_gradient" || plot == "masks_share" || plot == "masks_slope" ||
         plot == "masks_share_slope";
}

void MasksPanels::title_menu(Panel& panel) const {
  const std::string& plot = panel.state.title_plot;
  if (std::ranges::find(masks_quantity_names, plot) != masks_quantity_names.end()) return quantities(panel);
  choose_plot(panel, masks_plot_names, masks_plot_titles, masks_view(panel.view()), plot, &look_at_masks);
}

}  // namespace losslab
