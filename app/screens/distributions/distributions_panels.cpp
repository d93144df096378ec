#include "app/screens/distributions/distributions_panels.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/core/distributions/distributions_figure.h"
#include "app/screens/distributions/bell/bell_panels.h"
#include "app/screens/shell/pieces.h"
#include "widgets/imgui/menu.h"

namespace losslab {
namespace {

constexpr double least_plots = 760;  // width that the plots keep while there is a choice
constexpr int truth_handle = 1, present_handle = 2, logit_handle = 3, share_handle = 4, teacher_handle = 5;

// A pull beyond this many of the least probabilities would need logits that no slider has.
constexpr double least_share = 1e-6;

bool has_simplex(const Panel& panel) { return distributions_page(panel.document()).classes() > 2; }

std::array<int, 3> corners_of(const Panel& panel) {
  return simplex_corners(distributions_view(panel.view()), distributions_page(panel.document()).classes());
}

// The truth follows the pointer; classes that are no corners keep what they have.
void drag_truth(Panel& panel, Point to) {
  const std::array<double, 3> shares = shares_at(to);
  const std::array<int, 3> corners = corners_of(panel);
  edit_distributions(
      panel, panel.text("distributions.truth_edit"),
      [shares, corners](DistributionsPage& page) {
        double together = 0;
        for (const int k : corners) together += page.truth[static_cast<std::size_t>(k)];
        if (together <= 0) together = 1;
        for (std::size_t i = 0; i < 3; ++i) page.truth[static_cast<std::size_t>(corners[i])] = together * shares[i];
      },
      panel.drag_mark("truth"));
}

// The start of the descents is put where p is wanted.
void drag_present(Panel& panel, Point to) {
  std::array<double, 3> shares = shares_at(to);
  for (double& share : shares) share = std::max(share, least_share);
  const SimplexView simplex(corners_of(panel), distributions_page(panel.document()).logits);
  edit_distributions(
      panel, panel.text("distributions.logits_edit"),
      [z = simplex.logits(shares)](DistributionsPage& page) { page.logits = z; }, panel.drag_mark("logits"));
}

// The teacher is put where its probabilities are wanted.
void drag_teacher(Panel& panel, Point to) {
  std::array<double, 3> shares = shares_at(to);
  for (double& share : shares) share = std::max(share, least_share);
  const SimplexView simplex(corners_of(panel), distributions_page(panel.document()).teacher);
  edit_distributions(
      panel, panel.text("distributions.teacher_edit"),
      [u = simplex.logits(shares)](DistributionsPage& page) { page.teacher = u; }, panel.drag_mark("teacher"));
}

// The truth of the class that moves; the others share the rest.
void drag_share(Panel& panel, double to) {
  const auto which = static_cast<std::size_t>(distributions_view(panel.view()).logit);
  edit_distributions(
      panel, panel.text("distributions.truth_edit"),
      [which, to](DistributionsPage& page) { set_probability(page.truth, std::min(which, page.classes() - 1), to); },
      panel.drag_mark("share"));
}

void drag_logit(Panel& panel, double to) {
  const auto which = static_cast<std::size_t>(distributions_view(panel.view()).logit);
  edit_distributions(
      panel, panel.text("distributions.logits_edit"),
      [which, to, z = distributions_results(panel).logits_now()](DistributionsPage& page) {
        page.logits = z;
        if (which < z.size()) page.logits[which] = to;
      },
      panel.drag_mark("logit"));
}

bool is_about_humps(const Panel& panel) {
  return distributions_page(panel.document()).subject == DistributionSubject::humps;
}

void subject_choice(Panel& panel) {
  const std::vector<std::string> names{panel.text("distributions.subject.classes"),
                                       panel.text("distributions.subject.humps")};
  const int now = static_cast<int>(distributions_page(panel.document()).subject);
  const auto clicked = segmented("subject", names, now, panel);
  if (!clicked) return;
  edit_distributions(panel, panel.text("distributions.subject.edit"),
                     [to = *clicked](DistributionsPage& page) { page.subject = static_cast<DistributionSubject>(to); });
}

bool is_history(const std::string& plot) {
  return std::ranges::find(descent_quantity_names, plot) != descent_quantity_names.end();
}

void quantities(Panel& panel) {
  const DistributionsView& look = distributions_view(panel.view());
  for (std::size_t i = 0; i < descent_quantity_names.size(); ++i) {
    const auto to = static_cast<DescentQuantity>(i);
    if (menu_item(panel.text(descent_titles[i]), panel.ui, {}, look.history == to)) {
      look_at_distributions(panel, [to](DistributionsView& view) { view.history = to; });
    }
    panel.ui.note(std::string("title.") + descent_quantity_names[i]);
  }
}

void plots_of_place(Panel& panel, const std::string& plot) {
  const DistributionsView& look = distributions_view(panel.view());
  const bool upper = plot == distribution_plot_names[static_cast<std::size_t>(look.upper)];
  const DistributionPlot now = upper ? look.upper : look.lower, other = upper ? look.lower : look.upper;
  for (std::size_t i = 0; i < distribution_plot_names.size(); ++i) {
    const auto to = static_cast<DistributionPlot>(i);
    const bool taken = menu_item(panel.text(distribution_plot_titles[i]), panel.ui, {}, to == now);
    panel.ui.note(std::string("title.") + distribution_plot_names[i]);
    if (!taken) continue;
    // What stands in the other place changes places with it.
    look_at_distributions(panel, [upper, to, now, swap = to == other](DistributionsView& view) {
      (upper ? view.upper : view.lower) = to;
      if (swap) (upper ? view.lower : view.upper) = now;
    });
  }
}

// Where one plot has all of the page: each of them.
void every_plot(Panel& panel) {
  const std::string now = distributions_view(panel.view()).large;
  const auto item = [&](const char* name, const char* title, std::optional<DescentQuantity> quantity) {
    const bool taken = menu_item(panel.text(title), panel.ui, {}, now == name);
    panel.ui.note(std::string("title.") + name);
    if (!taken) return;
    look_at_distributions(panel, [name, quantity](DistributionsView& view) {
      view.large = name;
      if (quantity) view.history = *quantity;
    });
  };
  item("simplex", "distributions.simplex.title", std::nullopt);
  for (std::size_t i = 0; i < distribution_plot_names.size(); ++i) {
    item(distribution_plot_names[i], distribution_plot_titles[i], std::nullopt);
  }
  for (std::size_t i = 0; i < descent_quantity_names.size(); ++i) {
    item(descent_quantity_names[i], descent_titles[i], static_cast<DescentQuantity>(i));
  }
}

}  // namespace

const DistributionsResults& distributions_results(const Panel& panel) {
  return static_cast<const DistributionsResults&>(panel.app.results(distributions_id));
}

void edit_distributions(Panel& panel, const std::string& what, std::function<void(DistributionsPage&)> change,
                        const std::string& merge) {
  panel.actions.edit(
      what, [change = std::move(change)](Document& document) { change(distributions_page(document)); }, merge);
}

void look_at_distributions(Panel& panel, std::function<void(DistributionsView&)> change) {
  panel.actions.look([change = std::move(change)](View& view) { change(distributions_view(view)); });
}

BellPanel bell_panel(Panel& panel) {
  return {panel,
          distributions_page(panel.document()).bell,
          distributions_view(panel.view()).bell,
          distributions_results(panel).bell(),
          [&panel](const std::string& what, std::function<void(BellPage&)> change, const std::string& merge) {
            edit_distributions(
                panel, what, [change = std::move(change)](DistributionsPage& page) { change(page.bell); }, merge);
          },
          [&panel](std::function<void(BellView&)> change) {
            look_at_distributions(panel, [change = std::move(change)](DistributionsView& view) { change(view.bell); });
          }};
}

void DistributionsPanels::left(Panel& panel) const {
  subject_choice(panel);
  if (is_about_humps(panel)) return bell_left(bell_panel(panel));
  class_controls(panel);
  vector_loss_list(panel);
  logit_descent_controls(panel);
  distribution_show_controls(panel);
}

double DistributionsPanels::all_columns(double left, double right) const { return left + right + least_plots; }

std::string DistributionsPanels::nothing(const Panel& panel) const {
  const DistributionsPage& page = distributions_page(panel.document());
  if (is_about_humps(panel)) return page.bell.ticked.empty() ? panel.text("lab.nothing_runs") : std::string();
  return page.ticked.empty() ? panel.text("lab.nothing_runs") : std::string();
}

void DistributionsPanels::banner(Panel& panel) const {
  if (is_about_humps(panel)) bell_banner(bell_panel(panel));
}

void DistributionsPanels::handles(const Panel& panel, std::vector<Handle>& handles) const {
  if (is_about_humps(panel)) return bell_handles(distributions_page(panel.document()).bell, handles);
  const DistributionsPage& page = distributions_page(panel.document());
  const DistributionsView& look = distributions_view(panel.view());
  if (has_simplex(panel)) {
    const SimplexView simplex(corners_of(panel), distributions_results(panel).logits_now());
    handles.push_back(
        {present_handle, "simplex", on_simplex(simplex.shares(softmax(page.logits))), Handle::Shape::point, 9});
    const Point truth = on_simplex(simplex.shares(page.truth));
    handles.push_back({truth_handle, "simplex", truth, Handle::Shape::point, 9});
    handles.push_back({truth_handle, "map", truth, Handle::Shape::point, 9});
    if (has_teacher(page)) {
      const Point teacher = on_simplex(simplex.shares(softmax(page.teacher)));
      handles.push_back({teacher_handle, "simplex", teacher, Handle::Shape::point, 9});
    }
  }
  const std::vector<double> now = distributions_results(panel).logits_now();
  const auto which = std::min(static_cast<std::size_t>(look.logit), now.size() - 1);
  for (const char* plot : {"along", "slope"}) {
    handles.push_back({logit_handle, plot, {now[which], 0}, Handle::Shape::vertical_line, 6});
  }
  for (const char* plot : {"link", "link_logit"}) {
    handles.push_back({share_handle, plot, {page.truth[which], 0}, Handle::Shape::vertical_line, 6});
  }
}

void DistributionsPanels::gestures(Panel& panel, const FigureEvents& events) const {
  if (is_about_humps(panel)) return bell_gestures(bell_panel(panel), events);
  if (events.drag) {
    const FigureEvents::HandleDrag& drag = *events.drag;
    if (drag.id == truth_handle) drag_truth(panel, drag.to);
    if (drag.id == present_handle) drag_present(panel, drag.to);
    if (drag.id == logit_handle) drag_logit(panel, drag.to.x);
    if (drag.id == share_handle) drag_share(panel, drag.to.x);
    if (drag.id == teacher_handle) drag_teacher(panel, drag.to);
  }
  if (events.click && events.click->plot == "simplex" && has_simplex(panel)) drag_present(panel, events.click->at);
}

std::string DistributionsPanels::id_of_series(const Panel& panel, int series) const {
  if (is_about_humps(panel)) return bell_id_of_series(series);
  const auto all = vector_catalogue();
  if (series < 0 || static_cast<std::size_t>(series) >= all.size()) return {};
  return std::string(all[static_cast<std::size_t>(series)].info->id);
}

bool DistributionsPanels::can_log_x(const std::string&) const { return false; }

bool DistributionsPanels::can_log_y(const std::string& plot) const {
  if (plot == "heated_loss" || plot == "heated_gradient") return true;
  return plot == "loss" || plot == "divergence" || plot == "size" || bell_can_log_y(plot);
}

void DistributionsPanels::title_menu(Panel& panel) const {
  if (is_about_humps(panel)) return bell_title_menu(bell_panel(panel));
  const std::string& plot = panel.state.title_plot;
  const bool alone = !distributions_view(panel.view()).large.empty();
  if (alone) {
    every_plot(panel);
  } else if (is_history(plot)) {
    quantities(panel);
  } else if (plot != "simplex") {
    plots_of_place(panel, plot);
  }
  if (alone || plot != "simplex") ImGui::Separator();
  if (menu_item(panel.text(alone ? "distributions.four" : "distributions.alone"), panel.ui)) {
    look_at_distributions(panel, [plot, alone](DistributionsView& view) { view.large = alone ? std::string() : plot; });
  }
  panel.ui.note("title.alone");
}

}  // namespace losslab
