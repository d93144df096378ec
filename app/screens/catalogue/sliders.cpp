#include "app/core/catalogue/loss_text.h"
#include "app/core/shell/parameter_play.h"
#include "app/core/shell/state/document.h"
#include "app/screens/catalogue/loss_panels.h"
#include "app/screens/shell/pieces.h"

namespace losslab {
namespace {

SliderSpec spec_of(Panel& panel, const ParameterOwner& owner, const Loss& loss, const Parameter& parameter) {
  SliderSpec spec;
  spec.id = "parameter." + owner.id + "." + parameter.name;
  spec.label = panel.text("loss_parameter.label",
                          {{"loss", name_text(panel.language(), loss.info())}, {"parameter", parameter.symbol}});
  spec.role = role_text(panel.language(), parameter);
  spec.value = loss.parameter(parameter.name);
  spec.initial = parameter.initial;
  spec.min = parameter.slider_min;
  spec.max = parameter.slider_max;
  spec.scale = parameter.scale;
  spec.minus_infinity = parameter.minus_infinity;
  spec.playable = owner.playable;
  spec.swatch = owner.style;
  const std::optional<ParameterPlay>& play = panel.app.parameter_play();
  if (play && play->loss == owner.id && play->parameter == parameter.name) {
    spec.playing = static_cast<PlayMode>(play->mode);
  }
  return spec;
}

void parameter_slider(Panel& panel, const ParameterOwner& owner, const Loss& loss, const Parameter& parameter) {
  const SliderSpec spec = spec_of(panel, owner, loss, parameter);
  const SliderEvents events = checked_slider(panel, spec);
  const std::string id(loss.id()), name(parameter.name);
  if (events.play) {
    if (*events.play == PlayMode::stopped) {
      panel.actions.stop_parameter = true;
    } else {
      panel.actions.play_parameter = ParameterPlay{id, name, static_cast<int>(*events.play), panel.ui.time,
                                                   slider_fraction(parameter, spec.value)};
    }
  }
  if (events.value) {
    if (spec.playing != PlayMode::stopped) panel.actions.stop_parameter = true;
    const std::string what = panel.text("loss_parameter.changed", {{"parameter", parameter.symbol},
                                                                   {"loss", name_text(panel.language(), loss.info())}});
    panel.actions.edit(
        what, [set = owner.set, name, value = *events.value](Document& document) { set(document, name, value); },
        events.held ? panel.drag_mark(spec.id) : std::string());
  }
}

void class_choice(Panel& panel, const Loss& loss, const Parameter& parameter) {
  const bool pair = loss.info().family == Family::other;  // of points that belong together, or do not
  const std::vector<std::string> choices{
      panel.text(pair ? "loss_parameter.same_pair" : "loss_parameter.positive_class"),
      panel.text(pair ? "loss_parameter.different_pair" : "loss_parameter.negative_class")};
  const int current = loss.parameter(parameter.name) < 0 ? 1 : 0;
  const std::string id = std::string("class.") + loss.info().id;
  if (const auto clicked = segmented(id.c_str(), choices, current, panel)) {
    const char* const key = pair ? "loss_parameter.pair_changed" : "loss_parameter.class_changed";
    panel.actions.edit(
        panel.text(key, {{"loss", name_text(panel.language(), loss.info())}}),
        [loss_id = std::string(loss.id()), name = std::string(parameter.name),
         value = *clicked == 0 ? 1.0 : -1.0](Document& document) { document.loss(loss_id).set(name, value); });
  }
}

}  // namespace

void parameter_sliders(Panel& panel, const ParameterOwner& owner, const Loss& loss, bool with_class) {
  if (loss.parameters().empty()) return;
  const float indent = panel.ui.px(24);
  ImGui::Indent(indent);
  for (const Parameter& parameter : loss.parameters()) {
    if (!parameter.is_class) {
      parameter_slider(panel, owner, loss, parameter);
    } else if (with_class) {
      class_choice(panel, loss, parameter);
    }
  }
  ImGui::Unindent(indent);
}

void parameter_sliders(Panel& panel, const Loss& loss, bool with_class) {
  const std::string id(loss.id());
  const ParameterOwner owner{
      id, panel.style(id), true,
      [id](Document& document, const std::string& name, double value) { document.loss(id).set_held(name, value); }};
  parameter_sliders(panel, owner, loss, with_class);
}

}  // namespace losslab
