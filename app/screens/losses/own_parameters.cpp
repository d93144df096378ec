// The parameters of one's own loss: found in its formula, each with a slider whose range is the person's.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "app/screens/catalogue/loss_panels.h"
#include "app/screens/losses/own_editor.h"
#include "app/screens/shell/pieces.h"
#include "losses/core/error.h"
#include "losses/expression/own_loss_text.h"
#include "widgets/imgui/slider_value.h"

namespace losslab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// What is said of the parameter, to be changed; or the usual.
OwnParameter& described(OwnLossText& text, const Parameter& parameter) {
  const auto at = std::ranges::find(text.parameters, std::string(parameter.name), &OwnParameter::name);
  if (at != text.parameters.end()) return *at;
  text.parameters.push_back(usual_parameter(parameter.name));
  return text.parameters.back();
}

template <class Change>
void change_parameter(Panel& panel, const Loss& loss, const Parameter& parameter, Change&& change) {
  OwnLossText text = *loss.own_text();
  change(described(text, parameter));
  change_own(panel, loss, text);
}

// One number of a parameter in a column of its own; nothing stands for `absent`.
struct NumberCell {
  const char* label;  // a key
  const char* id;
  double OwnParameter::*member;
  double now, absent;
};

void number_cell(Panel& panel, const Loss& loss, const Parameter& parameter, const NumberCell& cell) {
  ImGui::TableNextColumn();
  const std::string id = fmt::format("own.{}.{}", parameter.name, cell.id);
  const std::string now = cell.now == cell.absent ? std::string() : fmt::format("{}", cell.now);
  const auto typed = typed_field(("##" + id).c_str(), now, -1, own_memory(panel).fields[id], panel.ui);
  panel.ui.note(id);
  if (!typed) return;
  const std::optional<double> value =
      typed->find_first_not_of(' ') == std::string::npos ? cell.absent : parse_typed_number(*typed);
  if (!value || std::isnan(*value)) {
    const std::string sentence = panel.text("slider.no_number", {{"label", panel.text(cell.label)}, {"text", *typed}});
    panel.actions.edit(sentence, [sentence](Document&) { throw InputError(sentence); });
    return;
  }
  change_parameter(panel, loss, parameter, [&](OwnParameter& one) { one.*cell.member = *value; });
}

// The labels stand in a line of their own, or they would not stand at one height.
void number_row(Panel& panel, const Loss& loss, const Parameter& parameter, std::span<const NumberCell> cells) {
  ImGui::TableNextRow();
  for (const NumberCell& cell : cells) {
    ImGui::TableNextColumn();
    hint(panel.text(cell.label), panel);
  }
  ImGui::TableNextRow();
  for (const NumberCell& cell : cells) number_cell(panel, loss, parameter, cell);
}

void role_field(Panel& panel, const Loss& loss, const Parameter& parameter) {
  const std::string id = fmt::format("own.{}.role", parameter.name);
  hint(panel.text("own.role", {{"parameter", parameter.symbol}}), panel);
  const auto typed = typed_field(("##" + id).c_str(), parameter.role, -1, own_memory(panel).fields[id], panel.ui);
  if (typed) change_parameter(panel, loss, parameter, [&](OwnParameter& one) { one.role = *typed; });
}

void settings(Panel& panel, const Loss& loss, const Parameter& parameter) {
  role_field(panel, loss, parameter);
  const float width = ImGui::GetContentRegionAvail().x;
  constexpr double none = std::numeric_limits<double>::quiet_NaN();  // always there
  if (ImGui::BeginTable(parameter.name, 3, ImGuiTableFlags_SizingStretchSame | ImGuiTableFlags_NoPadOuterX,
                        {width, 0})) {
    const std::array range{NumberCell{"own.from", "from", &OwnParameter::slider_min, parameter.slider_min, none},
                           NumberCell{"own.to", "to", &OwnParameter::slider_max, parameter.slider_max, none},
                           NumberCell{"own.initial", "initial", &OwnParameter::initial, parameter.initial, none}};
    const std::array bounds{NumberCell{"own.least", "least", &OwnParameter::lower, parameter.lower, -infinity},
                            NumberCell{"own.most", "most", &OwnParameter::upper, parameter.upper, infinity}};
    number_row(panel, loss, parameter, range);
    number_row(panel, loss, parameter, bounds);
    ImGui::EndTable();
  }
  const bool logarithmic = parameter.scale == Scale::logarithmic;
  const std::string id = fmt::format("own.{}.log", parameter.name);
  if (check_box(id.c_str(), panel.text("own.logarithmic"), logarithmic, panel)) {
    change_parameter(panel, loss, parameter,
                     [&](OwnParameter& one) { one.scale = logarithmic ? Scale::linear : Scale::logarithmic; });
  }
  ImGui::Dummy({0, panel.ui.px(4)});
}

}  // namespace

void own_parameters(Panel& panel, const Loss& loss) {
  if (loss.parameters().empty()) return;
  ImGui::Dummy({0, panel.ui.px(4)});
  parameter_sliders(panel, loss, true);
  const bool one = loss.parameters().size() == 1;
  const std::string title =
      one ? panel.text("own.settings_of", {{"parameter", loss.parameters()[0].symbol}}) : panel.text("own.settings");
  if (!fold("own_settings", title, panel)) return;
  for (const Parameter& parameter : loss.parameters()) settings(panel, loss, parameter);
}

}  // namespace losslab
