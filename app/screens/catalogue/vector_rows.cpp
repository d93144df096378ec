// What lists of losses of logits share: a row with a sketch, and sliders.
#include "app/screens/catalogue/vector_rows.h"
#include "app/core/catalogue/loss_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/catalogue/loss_sketch.h"
#include "app/screens/shell/pieces.h"
#include "losses/vectors/vector_names.h"
#include "widgets/imgui/search_field.h"

namespace losslab {
namespace {

std::size_t series_of(const VectorLoss& loss) {
  std::size_t index = 0;
  while (vector_catalogue()[index].info != &loss.info()) ++index;
  return index;
}

std::string small_letters(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

}  // namespace

void vector_search_field(Panel& panel, const char* id, std::string& query) {
  search_field(id, query, panel.text("loss_search.of_margin").c_str(), panel.state.search_wanted, panel.ui);
  panel.ui.note(id);
  if (panel.state.search_wanted && !ImGui::IsItemVisible()) ImGui::SetScrollHereY(0);
  panel.state.search_wanted = false;
}

bool is_found(const VectorInfo& info, const std::string& query) {
  return is_found(fmt::format("{} {} {} {} {}", info.id, info.english, info.chinese, info.also, info.used_for), query);
}

bool is_found(const std::string& all, const std::string& query) {
  const std::string words = small_letters(all);
  const std::string wanted = small_letters(query);
  for (std::size_t from = wanted.find_first_not_of(' '); from != std::string::npos;) {
    const std::size_t end = std::min(wanted.find(' ', from), wanted.size());
    if (words.find(wanted.substr(from, end - from)) == std::string::npos) return false;
    from = wanted.find_first_not_of(' ', end);
  }
  return true;
}

SketchRow vector_row_of(Panel& panel, const VectorLoss& loss) {
  std::vector<double> parameters;
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) parameters.push_back(loss.parameter(i));
  VectorRows::Row& row = panel.state.memory<VectorRows>().rows[std::string(loss.id())];
  if (row.curve.empty() || row.parameters != parameters) row = {parameters, loss_sketch(loss)};
  SketchRow shown;
  shown.name = name_text(panel.language(), loss.info());
  shown.curve = row.curve;
  shown.style = panel.theme().series(series_of(loss));
  return shown;
}

void shape_sliders(Panel& panel, const ShapeSliders& shape,
                   const std::function<void(const std::string& what, const std::string& name, double value,
                                            const std::string& merge)>& edit) {
  const float indent = panel.ui.px(24);
  ImGui::Indent(indent);
  for (std::size_t i = 0; i < shape.parameters.size(); ++i) {
    const Parameter& parameter = shape.parameters[i];
    SliderSpec spec;
    spec.id = fmt::format("{}.{}", shape.id, parameter.name);
    spec.label =
        panel.text("loss_parameter.label", {{"loss", shape.short_name}, {"parameter", std::string(parameter.symbol)}});
    spec.role = role_text(panel.language(), parameter);
    spec.value = shape.values[i];
    spec.initial = parameter.initial;
    spec.min = parameter.slider_min;
    spec.max = parameter.slider_max;
    spec.scale = parameter.scale;
    spec.swatch = shape.style;
    const SliderEvents events = checked_slider(panel, spec);
    if (!events.value) continue;
    edit(panel.text("loss_parameter.changed", {{"parameter", std::string(parameter.symbol)}, {"loss", shape.english}}),
         parameter.name, *events.value, events.held ? panel.drag_mark(spec.id) : std::string());
  }
  ImGui::Unindent(indent);
}

void parameter_sliders(Panel& panel, const ParameterOwner& owner, const VectorLoss& loss) {
  ShapeSliders shape{"vector." + owner.id,
                     name_text(panel.language(), loss.info()),
                     short_name(panel.language(), loss.info()),
                     owner.style,
                     loss.parameters(),
                     {}};
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) shape.values.push_back(loss.parameter(i));
  shape_sliders(panel, shape,
                [&](const std::string& what, const std::string& name, double value, const std::string& merge) {
                  panel.actions.edit(
                      what, [set = owner.set, name, value](Document& document) { set(document, name, value); }, merge);
                });
}

void describe_loss(Panel& panel, const VectorLoss& loss) {
  const VectorInfo& info = loss.info();
  section(name_text(panel.language(), info), panel.ui);
  series_swatch(panel.theme().series(series_of(loss)), 34, panel.ui);
  ImGui::SameLine();
  hint(second_name(panel.language(), info), panel);
  formula(info.formula, 15, panel.ui);
  muted_text(loss_text(panel.language(), info.id, "remark", info.remark), panel.ui);
  muted_text(panel.text("loss_sheet.published", {{"source", info.source}}), panel.ui);
}

}  // namespace losslab
