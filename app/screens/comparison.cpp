#include <array>

#include "app/screens/panels.h"

namespace losslab {
namespace {

void axis_choice(Panel& panel) {
  const std::vector<std::string> names{"Residual", "Margin", "Probability"};
  constexpr std::array explanations{"r = y − ŷ: how far the prediction ŷ is from the truth y.",
                                    "m = y·f: how far on the right side the score f is; y is −1 or +1.",
                                    "p: the probability that the model gives to the true class."};
  const int current = static_cast<int>(panel.document().losses_page.axis);
  if (const auto clicked = segmented("axis", names, current, panel)) {
    panel.actions.edit("axis of the losses", [axis = static_cast<LossAxis>(*clicked)](Document& document) {
      document.losses_page.axis = axis;
    });
  }
  hint(explanations[static_cast<std::size_t>(current)], panel);
}

void view_switch(Panel& panel, const char* id, const char* label, bool View::*flag) {
  if (check_box(id, label, panel.view().*flag, panel)) {
    panel.actions.look([flag](View& view) { view.*flag = !(view.*flag); });
  }
}

void log_switch(Panel& panel) {
  const std::string key = panel.view().camera_key(panel.document(), "loss");
  const auto camera = panel.view().cameras.find(key);
  const bool log = camera != panel.view().cameras.end() && camera->second.log_y;
  if (check_box("log_loss", "Logarithmic loss", log, panel)) {
    panel.actions.look([key](View& view) {
      Camera& changed = view.cameras[key];
      changed.log_y = !changed.log_y;
      changed.y.reset();
    });
  }
}

}  // namespace

void comparison_controls(Panel& panel) {
  axis_choice(panel);
  section("Show", panel.ui);
  if (!ImGui::BeginTable("options", 2)) return;
  ImGui::TableNextColumn();
  view_switch(panel, "curvature", "Curvature", &View::show_curvature);
  ImGui::TableNextColumn();
  view_switch(panel, "probe", "Probe line", &View::probe);
  ImGui::TableNextColumn();
  if (panel.document().losses_page.axis == LossAxis::residual) {
    view_switch(panel, "weight", "Weight", &View::show_weight);
    ImGui::TableNextColumn();
  }
  log_switch(panel);
  ImGui::EndTable();
}

}  // namespace losslab
