#include <cmath>

#include "app/screens/panels.h"

namespace losslab {
namespace {

void wrapped(std::string_view text) {
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopTextWrapPos();
}

void fact(Panel& panel, const char* label, std::string_view value) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::PushStyleColor(ImGuiCol_Text, to_im4(panel.theme().muted));
  wrapped(label);
  ImGui::PopStyleColor();
  ImGui::TableNextColumn();
  wrapped(value);
}

void fact(Panel& panel, const char* label, bool value) { fact(panel, label, std::string_view(value ? "yes" : "no")); }

void fact(Panel& panel, const char* label, Fact value) {
  if (value != Fact::not_applicable) fact(panel, label, value == Fact::yes);
}

// The properties that say something about a loss of its family.
void property_table(Panel& panel, const Loss& loss) {
  const Properties known = loss.properties();
  const bool residual = loss.info().family == Family::residual;
  if (!ImGui::BeginTable("properties", 2, ImGuiTableFlags_SizingStretchProp)) return;
  ImGui::TableSetupColumn("property", ImGuiTableColumnFlags_WidthStretch, 1.5f);
  ImGui::TableSetupColumn("value", ImGuiTableColumnFlags_WidthStretch, 1.f);
  fact(panel, "Convex", known.strongly_convex ? std::string_view("yes, strongly") : known.convex ? "yes" : "no");
  fact(panel, "Bounded", known.bounded);
  fact(panel, "Bounded gradient", known.bounded_gradient);
  if (residual) fact(panel, "Redescending (far points are forgotten)", known.redescending);
  if (!residual) fact(panel, "Symmetric (ℓ(m) + ℓ(−m) constant)", known.symmetric);
  fact(panel, "Calibrated (right class in the limit)", known.calibrated);
  fact(panel, "Proper (gives probabilities)", known.proper);
  fact(panel, "Steepest change of the gradient (Lipschitz)",
       std::isfinite(known.lipschitz) ? brief(known.lipschitz) : std::string("no limit"));
  ImGui::EndTable();
}

void passage(Panel& panel, const char* title, std::string_view text) {
  if (text.empty()) return;
  hint(title, panel);
  wrapped(text);
  ImGui::Dummy({0, panel.ui.px(2)});
}

}  // namespace

void describe_loss(Panel& panel, const Loss& loss) {
  const LossInfo& info = loss.info();
  section(info.english, panel.ui);
  series_swatch(panel.style(loss.id()), 34, panel.ui);
  if (std::string_view(info.chinese) != info.english) {
    ImGui::SameLine();
    hint(info.chinese, panel);
  }
  ImGui::Dummy({0, panel.ui.px(2)});
  formula(info.formula, 16, panel.ui);
  ImGui::Dummy({0, panel.ui.px(4)});
  wrapped(info.remark);
  ImGui::Dummy({0, panel.ui.px(4)});
  property_table(panel, loss);
  ImGui::Dummy({0, panel.ui.px(4)});
  passage(panel, "A constant fitted with it estimates", info.estimates);
  passage(panel, "Noise for which it is the best choice", info.noise);
  passage(panel, "Source", info.source);
}

void reading_panel(Panel& panel) {
  if (panel.in_lab()) {
    lab_reading(panel);
  } else {
    losses_reading(panel);
  }
}

void left_panel(Panel& panel) {
  switch (panel.screen()) {
    case Screen::losses:
      losses_controls(panel);
      break;
    case Screen::regression:
      regression_controls(panel);
      break;
    case Screen::classification:
      classification_controls(panel);
      break;
  }
}

}  // namespace losslab
