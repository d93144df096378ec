// What the plots of a laboratory show: by the menus of their titles, and how, by controls at the left.
#include <algorithm>
#include <array>

#include "app/core/lab/plots/lab_plots.h"
#include "app/core/lab/results/parameter_titles.h"
#include "app/screens/lab/lab_panels.h"
#include "app/screens/shell/rows.h"
#include "widgets/imgui/menu.h"

namespace losslab {
namespace {

struct QuantityChoice {
  RunQuantity quantity;
  const char *regression, *classification;  // keys of its name; null: not for that task
  bool several_classes = false;             // for these alone
};
constexpr std::array quantity_choices{
    QuantityChoice{RunQuantity::error, "lab.show.clean_error", "lab.show.accuracy"},
    QuantityChoice{RunQuantity::given_error, "lab.show.given_error", "lab.show.given_accuracy"},
    QuantityChoice{RunQuantity::objective, "lab.show.objective", "lab.show.objective"},
    QuantityChoice{RunQuantity::gradient_norm, "lab.show.gradient_norm", "lab.show.gradient_norm"},
    QuantityChoice{RunQuantity::weight_norm, "lab.show.weight_norm", "lab.show.weight_norm"},
    QuantityChoice{RunQuantity::wrong_pull, nullptr, "lab.show.wrong_pull", true}};

template <class Choice>
const char* key_of(const Choice& choice, Task task) {
  return task == Task::regression ? choice.regression : choice.classification;
}

template <class Choice>
bool is_offered(const Choice& choice, const LabPanel& panel) {
  return key_of(choice, panel.task) != nullptr && (!choice.several_classes || panel.page().several_classes);
}

bool is_history(Task task, const std::string& plot) {
  return std::any_of(quantity_choices.begin(), quantity_choices.end(),
                     [&](const QuantityChoice& choice) { return plot_name(task, choice.quantity) == plot; });
}

void history_menu(LabPanel& panel) {
  const RunQuantity now = panel.look().history;
  for (const QuantityChoice& choice : quantity_choices) {
    if (!is_offered(choice, panel)) continue;
    if (menu_item(panel.text(key_of(choice, panel.task)), panel.ui, {}, choice.quantity == now)) {
      panel.look_anew([to = choice.quantity](LabView& view) { view.history = to; });
    }
    panel.ui.note(std::string("title.") + run_quantity_names[static_cast<std::size_t>(choice.quantity)]);
  }
  if (plot_name(panel.task, now) == "accuracy") return;
  ImGui::Separator();
  const std::string plot = plot_name(panel.task, now);
  const std::string& logarithmic = panel.text("lab.show.logarithmic");
  if (menu_item(logarithmic, panel.ui, {}, is_logarithmic(panel, plot))) toggle_logarithmic(panel, plot);
}

// A first sweep begins at once; what it varies is set in the controls.
void show_sweep(LabPanel& panel) {
  panel.state.unfolded.insert("sweep");
  const SweepJob& sweep = panel.sweep();
  if (!sweep.running() && !sweep.result())
    panel.ask([](LabResults& results, const Document& document) { results.start_sweep(document); });
}

void place_menu(LabPanel& panel, bool upper) {
  const LabView& look = panel.look();
  const LabPlot now = upper ? look.upper : look.lower, other = upper ? look.lower : look.upper;
  for (const parts::LabPlotChoice& choice : parts::lab_plot_choices) {
    if (!is_offered(choice, panel)) continue;
    const char* const key = key_of(choice, panel.task);
    if (menu_item(panel.text(key), panel.ui, {}, choice.plot == now)) {
      // What stands in the other place changes places with it.
      panel.look_anew([upper, to = choice.plot, now, swap = choice.plot == other](LabView& changed) {
        (upper ? changed.upper : changed.lower) = to;
        if (swap) (upper ? changed.lower : changed.upper) = now;
      });
      if (choice.plot == LabPlot::sweep) show_sweep(panel);
    }
    panel.ui.note(std::string("title.") + lab_plot_names[static_cast<std::size_t>(choice.plot)]);
  }
}

// What the residual plot is against: a list, for there may be many predictors.
void against_choice(LabPanel& panel) {
  if (!panel.look().shows(LabPlot::residual_plot) || !panel.ready()) return;
  const Dataset& data = panel.lab().data();
  std::vector<std::string> names{panel.text("lab.show.against_fitted")};
  for (std::size_t j = 0; j < predictor_count(data); ++j) names.push_back(predictor_name(data, j));
  const int now = parts::residuals_against(panel.view(), panel.lab()) + 1;
  if (const auto clicked = combo("against", panel.text("lab.show.against"), names, now, panel)) {
    panel.look_anew([to = *clicked - 1](LabView& view) { view.residuals_against = to; });
    fit_plot(panel, plot_name(panel.task, LabPlot::residual_plot));
  }
}

// Of several classes: whose reliability, and which labels.
void class_choices(LabPanel& panel) {
  if (!panel.page().several_classes || !panel.ready()) return;
  const LabView& look = panel.look();
  const Dataset& data = panel.lab().data();
  if (look.shows(LabPlot::calibration)) {
    std::vector<std::string> names{panel.text("lab.show.predicted_class")};
    names.insert(names.end(), data.class_names.begin(), data.class_names.end());
    const int now = look.reliability_of + 1 < static_cast<int>(names.size()) ? look.reliability_of + 1 : 0;
    if (const auto clicked = combo("reliability_of", panel.text("lab.show.reliability_of"), names, now, panel)) {
      panel.look_anew([to = *clicked - 1](LabView& view) { view.reliability_of = to; });
    }
  }
  if (look.shows(LabPlot::confusion) && !data.true_label.empty()) {
    muted_text(panel.text("lab.show.confusion_of"), panel.ui);
    const std::vector<std::string> names{panel.text("lab.show.true_labels"), panel.text("lab.show.given_labels")};
    if (const auto clicked = segmented("confusion_of", names, look.confusion_of_given ? 1 : 0, panel)) {
      panel.look_anew([given = *clicked == 1](LabView& view) { view.confusion_of_given = given; });
    }
  }
}

void residual_controls(LabPanel& panel) {
  muted_text(panel.text("lab.show.residuals"), panel.ui);
  const std::vector<std::string> names{panel.text("lab.show.none"), panel.text("lab.show.sticks"),
                                       panel.text("lab.show.squares")};
  const int now = static_cast<int>(panel.look().residuals);
  if (const auto clicked = segmented("residuals", names, now, panel)) {
    panel.look_anew([to = static_cast<ResidualMarks>(*clicked)](LabView& view) { view.residuals = to; });
  }
}

// Any two parameters span a plane; with two there is but one.
void plane_controls(LabPanel& panel) {
  const LabView& look = panel.look();
  if (!look.shows(LabPlot::landscape)) return;
  if (!panel.ready() || panel.lab().setting().model->parameter_count() <= 2) return;
  muted_text(panel.text("lab.show.plane"), panel.ui);
  const std::vector<std::string> names{panel.text("lab.show.path_plane"), panel.text("lab.show.parameter_plane")};
  const int now = spans_parameters(look.plane, panel.lab()) ? 1 : 0;
  if (const auto clicked = segmented("plane", names, now, panel)) {
    panel.look_anew([to = *clicked == 1 ? PlaneChoice::Kind::parameters : PlaneChoice::Kind::principal](LabView& view) {
      view.plane.kind = to;
    });
  }
  if (now == 0) return;
  const std::vector<std::string> parameters = parameter_titles(panel.lab(), panel.language());
  const int last = static_cast<int>(parameters.size()) - 1;
  if (const auto to =
          combo("plane_across", panel.text("lab.show.across"), parameters, std::min(look.plane.across, last), panel)) {
    panel.look_anew([to = *to](LabView& view) {
      PlaneChoice& plane = view.plane;
      if (plane.up == to) plane.up = plane.across;
      plane.across = to;
    });
  }
  if (const auto to =
          combo("plane_up", panel.text("lab.show.upwards"), parameters, std::min(look.plane.up, last), panel)) {
    panel.look_anew([to = *to](LabView& view) {
      PlaneChoice& plane = view.plane;
      if (plane.across == to) plane.across = plane.up;
      plane.up = to;
    });
  }
}

}  // namespace

void show_controls(LabPanel& panel) {
  section(panel.text("lab.show.title"), panel.ui);
  const bool regression = panel.task == Task::regression;
  if (regression) residual_controls(panel);
  if (regression) against_choice(panel);
  class_choices(panel);
  const bool weighed = panel.look().size_by_weight;
  const std::string& size = panel.text(regression ? "lab.show.size_by_weight" : "lab.show.size_by_pull");
  if (check_box("size_by_weight", size, weighed, panel)) {
    panel.look_anew([](LabView& view) { view.size_by_weight = !view.size_by_weight; });
  }
  const std::string plot = plot_name(panel.task, panel.look().history);
  if (plot != "accuracy" &&
      check_box("log_error", panel.text("lab.show.log_run"), is_logarithmic(panel, plot), panel)) {
    toggle_logarithmic(panel, plot);
  }
  plane_controls(panel);
  hint(panel.text("lab.show.hint"), panel);
}

void lab_title_menu(LabPanel& panel) {
  const std::string& plot = panel.state.title_plot;
  if (is_history(panel.task, plot)) {
    history_menu(panel);
  } else {
    place_menu(panel, plot == plot_name(panel.task, panel.look().upper));
  }
}

}  // namespace losslab
