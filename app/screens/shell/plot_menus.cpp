#include <algorithm>

#include "app/core/shell/commands.h"
#include "app/screens/shell/panels.h"

namespace losslab {
namespace {

bool one_of(const std::string& name, std::initializer_list<const char*> names) {
  return std::any_of(names.begin(), names.end(), [&](const char* other) { return name == other; });
}

void log_item(Panel& panel, const char* label, bool Camera::*log, std::optional<Range> Camera::*range) {
  const std::string key = panel.view().camera_key(panel.document(), panel.state.menu_plot);
  const auto camera = panel.view().cameras.find(key);
  const bool on = camera != panel.view().cameras.end() && camera->second.*log;
  if (!ImGui::MenuItem(label, nullptr, on)) return;
  panel.actions.look([key, log, range](View& view) {
    Camera& changed = view.cameras[key];
    changed.*log = !(changed.*log);
    (changed.*range).reset();
  });
}

void ask_to_save(Panel& panel, const std::string& plot) {
  open_dialog(panel.state, Command::save_figure, panel.app);
  panel.state.dialog_plot = plot;
}

void plot_menu(Panel& panel) {
  const std::string plot = panel.state.menu_plot;
  if (ImGui::MenuItem("Fit: show everything", "Double-click")) fit_plot(panel, plot);
  if (one_of(plot, {"loss", "weight", "error", "given_error", "objective", "gradient_norm", "weight_norm"}))
    log_item(panel, "Logarithmic y-axis", &Camera::log_y, &Camera::y);
  if (one_of(plot, {"error", "accuracy", "given_error", "objective", "gradient_norm", "weight_norm"}))
    log_item(panel, "Logarithmic x-axis", &Camera::log_x, &Camera::x);
  ImGui::Separator();
  if (ImGui::MenuItem("Copy the data as CSV")) {
    ImGui::SetClipboardText(figure_csv(panel.app.figure(), plot).c_str());
  }
  if (ImGui::MenuItem("Save this plot…")) ask_to_save(panel, plot);
  if (ImGui::MenuItem("Save all plots…", info(Command::save_figure).shortcut)) ask_to_save(panel, "");
}

void point_menu(Panel& panel) {
  const int point = panel.state.menu_point;
  const Dataset& data = panel.lab().data();
  if (point < 0 || static_cast<std::size_t>(point) >= data.size()) {
    ImGui::CloseCurrentPopup();
    return;
  }
  const bool regression = panel.screen() == Screen::regression;
  const auto i = static_cast<std::size_t>(point);
  const bool outlier = i < data.outlier.size() && data.outlier[i] != 0;
  const char* mark = !regression ? "Flip its label" : outlier ? "Not an outlier" : "Mark as an outlier";
  if (ImGui::MenuItem(mark)) mark_point(panel, point);
  if (ImGui::MenuItem("Delete the point")) remove_points(panel, {point});
}

}  // namespace

void plot_menus(Panel& panel) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(panel.ui.px(10), panel.ui.px(8)));
  if (ImGui::BeginPopup("plot menu")) {
    plot_menu(panel);
    ImGui::EndPopup();
  }
  if (ImGui::BeginPopup("point menu")) {
    if (panel.in_lab()) point_menu(panel);
    ImGui::EndPopup();
  }
  title_menu(panel);
  ImGui::PopStyleVar();
}

}  // namespace losslab
