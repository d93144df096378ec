#include "app/screens/lab/lab_panels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>

#include "app/screens/lab/lab_memory.h"
#include "widgets/imgui/menu.h"

namespace losslab {
namespace {

constexpr double all_columns_width = 1500;  // points

bool one_of(const std::string& name, std::initializer_list<const char*> names) {
  return std::ranges::any_of(names, [&](const char* other) { return name == other; });
}

void point_menu(LabPanel& panel) {
  const int point = panel.state.memory<LabMemory>().menu_point;
  const Dataset& data = panel.lab().data();
  if (point < 0 || static_cast<std::size_t>(point) >= data.size()) {
    ImGui::CloseCurrentPopup();
    return;
  }
  const bool regression = panel.task == Task::regression;
  const auto i = static_cast<std::size_t>(point);
  const bool outlier = i < data.outlier.size() && data.outlier[i] != 0;
  const std::string& mark = panel.text(!regression ? "lab.points.flip"
                                       : outlier   ? "lab.points.not_outlier"
                                                   : "lab.points.outlier");
  if (menu_item(mark, panel.ui)) mark_point(panel, point);
  if (menu_item(panel.text("lab.points.delete"), panel.ui)) remove_points(panel, {point});
}

}  // namespace

void data_controls(LabPanel& panel) {
  section(panel.text("lab.data.title"), panel.ui);
  source_choice(panel);
  if (!is_generator(panel.page().data.kind)) {
    if (!panel.ready()) return;
    const std::string count = fmt::format("{}", panel.lab().data().size());
    const std::string predictors = fmt::format("{}", predictor_count(panel.lab().data()));
    hint(panel.has_several_predictors()
             ? panel.text("lab.data.several_hint", {{"count", count}, {"predictors", predictors}})
             : panel.text(panel.lab().data().size() > most_handles ? "lab.data.many_hint" : "lab.data.own_hint",
                          {{"count", count}}),
         panel);
  } else if (panel.task == Task::regression) {
    regression_generator(panel);
  } else {
    classification_generator(panel);
  }
}

void LabPanels::left(Panel& shown) const {
  LabPanel panel(shown, task_);
  competitor_list(panel);
  data_controls(panel);
  descent_controls(panel);
  model_controls(panel);
  show_controls(panel);
  sweep_controls(panel);
}

void LabPanels::offered(Panel& shown, std::span<const std::string> controls) const {
  LabPanel panel(shown, task_);
  const auto asks_for = [controls](std::initializer_list<const char*> names) {
    return std::ranges::any_of(controls, [&](const std::string& control) { return one_of(control, names); });
  };
  if (asks_for({"points"})) tool_choice(panel);
  if (asks_for({"losses", "parameters", "compare"})) competitor_list(panel);
  if (asks_for({"data", "outliers", "labels"})) data_controls(panel);
  if (asks_for({"optimizer", "rate", "start", "penalty"})) descent_controls(panel);
  if (asks_for({"model"})) model_controls(panel);
  if (asks_for({"plots", "truth"})) show_controls(panel);
  if (asks_for({"sweep"})) sweep_controls(panel);
}

void LabPanels::reading(Panel& panel) const {
  LabPanel lab(panel, task_);
  lab_reading(lab);
}

double LabPanels::all_columns(double, double) const { return all_columns_width; }

double LabPanels::tools_width() const { return task_ == Task::regression ? 300 : 400; }

void LabPanels::tools(Panel& panel) const {
  LabPanel lab(panel, task_);
  tool_choice(lab);
}

bool LabPanels::ready(const Panel& panel) const { return LabPanel(panel, task_).ready(); }

std::string LabPanels::nothing(const Panel& panel) const {
  return LabPanel(panel, task_).page().ticked.empty() ? panel.text("lab.nothing_runs") : "";
}

void LabPanels::banner(Panel& panel) const {
  LabPanel lab(panel, task_);
  divergence_banner(lab);
}

bool LabPanels::status(Panel& panel, float room) const {
  LabPanel lab(panel, task_);
  return finding_line(lab, room);
}

std::string LabPanels::id_of_series(const Panel& panel, int series) const {
  return runner_with(panel.document(), lab_page(panel.document(), task_), series);
}

bool LabPanels::can_log_x(const std::string& plot) const {
  return one_of(plot, {"error", "accuracy", "given_error", "objective", "gradient_norm", "weight_norm", "wrong_pull"});
}

bool LabPanels::can_log_y(const std::string& plot) const {
  return one_of(plot, {"error", "given_error", "objective", "gradient_norm", "weight_norm"});
}

void LabPanels::title_menu(Panel& panel) const {
  LabPanel lab(panel, task_);
  lab_title_menu(lab);
}

void LabPanels::popups(Panel& panel) const {
  if (!ImGui::BeginPopup("point menu")) return;
  LabPanel lab(panel, task_);
  point_menu(lab);
  ImGui::EndPopup();
}

// The offer of a table is the laboratory's, whichever its task: one of them follows it.
void LabPanels::follow(Panel& panel) const {
  if (task_ == Task::regression) follow_offer(panel);
}

}  // namespace losslab
