#include <algorithm>
#include <utility>

#include "app/core/shell/commands.h"
#include "app/screens/shell/frame.h"
#include "app/screens/shell/rows.h"
#include "app/screens/shell/screen_panels.h"
#include "widgets/imgui/menu.h"

namespace losslab {
namespace {

void log_item(Panel& panel, const std::string& label, bool Camera::*log, std::optional<Range> Camera::*range) {
  const std::string key = panel.view().camera_key(panel.document(), panel.state.menu_plot);
  const auto camera = panel.view().cameras.find(key);
  const bool on = camera != panel.view().cameras.end() && camera->second.*log;
  if (!menu_item(label, panel.ui, {}, on)) return;
  panel.actions.look([key, log, range](View& view) {
    Camera& changed = view.cameras[key];
    changed.*log = !(changed.*log);
    (changed.*range).reset();
  });
}

void ask_to_save(Panel& panel, Command command, const std::string& plot) {
  open_dialog(panel.state, command, panel.app);
  panel.state.dialog_plot = plot;
}

void copy_item(Panel& panel, std::string_view key, Command command, const std::string& plot) {
  const std::string shortcut = plot.empty() ? "" : info(command).shortcut;
  if (menu_item(panel.text(key), panel.ui, shortcut)) {
    panel.state.copied_plot = plot;
    panel.actions.commands.push_back(command);
  }
  panel.ui.note(std::string(key) + (plot.empty() ? "" : "." + plot));
}

void plot_menu(Panel& panel) {
  const std::string plot = panel.state.menu_plot;
  if (menu_item(panel.text("plot_menu.fit"), panel.ui, panel.text("plot_menu.fit_shortcut"))) {
    fit_plot(panel, plot);
  }
  const bool alone = is_enlarged(panel, plot);
  if (alone || panel.state.figure_view.figure().plots.size() > 1) {
    if (menu_item(panel.text("plot_menu.alone"), panel.ui, panel.text("plot_menu.alone_shortcut"), alone)) {
      toggle_enlarged(panel, plot);
    }
    panel.ui.note("plot_menu.alone");
  }
  if (panel.panels().can_log_y(plot)) log_item(panel, panel.text("plot_menu.log_y"), &Camera::log_y, &Camera::y);
  if (panel.panels().can_log_x(plot)) log_item(panel, panel.text("plot_menu.log_x"), &Camera::log_x, &Camera::x);
  ImGui::Separator();
  copy_item(panel, "plot_menu.copy_figure", Command::copy_figure, plot);
  if (panel.state.figure_view.figure().plots.size() > 1) {
    copy_item(panel, "plot_menu.copy_all", Command::copy_figure, "");
  }
  copy_item(panel, "plot_menu.copy_data", Command::copy_data, plot);
  ImGui::Separator();
  if (menu_item(panel.text("plot_menu.save_plot"), panel.ui)) ask_to_save(panel, Command::save_figure, plot);
  const std::string shortcut = info(Command::save_figure).shortcut;
  if (menu_item(panel.text("plot_menu.save_all"), panel.ui, shortcut)) ask_to_save(panel, Command::save_figure, "");
  if (menu_item(panel.text("plot_menu.save_animation"), panel.ui)) ask_to_save(panel, Command::save_animation, plot);
}

// A menu that is opened by keys stands at what it is of, and grows upwards in the lower half of the window.
void place_menu(const Panel& panel) {
  if (!panel.state.menu_place) return;
  const ImVec2 at(static_cast<float>(panel.state.menu_place->x), static_cast<float>(panel.state.menu_place->y));
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos(at, ImGuiCond_Appearing,
                          {at.x > 0.8f * screen.x ? 1.f : 0.f, at.y > 0.5f * screen.y ? 1.f : 0.f});
}

}  // namespace

void plot_menus(Panel& panel) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(panel.ui.px(10), panel.ui.px(8)));
  place_menu(panel);
  if (ImGui::BeginPopup("plot menu")) {
    plot_menu(panel);
    ImGui::EndPopup();
  }
  place_menu(panel);
  if (ImGui::BeginPopup("title menu")) {
    panel.panels().title_menu(panel);
    if (std::exchange(panel.state.close_title_menu, false)) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  place_menu(panel);
  panel.panels().popups(panel);
  ImGui::PopStyleVar();
}

}  // namespace losslab
