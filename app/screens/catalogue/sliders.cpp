#include "app/core/lab/page/runners.h"
#include "app/core/shell/parameter_play.h"
#include "app/screens/shell/panels.h"

namespace losslab {
namespace {

// Whose shape parameters are edited: those of a loss, which are the same on every screen, or those of a further run.
struct Owner {
  std::string id;
  SeriesStyle style;
  std::function<void(Document&, const std::string& name, double value)> set;
};

SliderSpec spec_of(Panel& panel, const Owner& owner, const Loss& loss, const Parameter& parameter) {
  SliderSpec spec;
  spec.id = "parameter." + owner.id + "." + parameter.name;
  spec.label = std::string(loss.info().english) + " " + parameter.symbol;
  spec.role = parameter.role;
  spec.value = loss.parameter(parameter.name);
  spec.initial = parameter.initial;
  spec.min = parameter.slider_min;
  spec.max = parameter.slider_max;
  spec.scale = parameter.scale;
  spec.minus_infinity = parameter.minus_infinity;
  spec.playable = !is_further_run(owner.id);
  spec.swatch = owner.style;
  const std::optional<ParameterPlay>& play = panel.app.parameter_play();
  if (play && play->loss == owner.id && play->parameter == parameter.name) {
    spec.playing = static_cast<PlayMode>(play->mode);
  }
  return spec;
}

void parameter_slider(Panel& panel, const Owner& owner, const Loss& loss, const Parameter& parameter) {
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
    const std::string what = std::string(parameter.symbol) + " of " + loss.info().english;
    panel.actions.edit(
        what, [set = owner.set, name, value = *events.value](Document& document) { set(document, name, value); },
        events.held ? panel.drag_mark(spec.id) : std::string());
  }
}

void class_choice(Panel& panel, const Loss& loss, const Parameter& parameter) {
  const bool pair = loss.info().family == Family::other;  // of points that belong together, or do not
  const std::vector<std::string> choices{pair ? "same pair" : "true class y = +1",
                                         pair ? "different pair" : "true class y = −1"};
  const int current = loss.parameter(parameter.name) < 0 ? 1 : 0;
  const std::string id = std::string("class.") + loss.info().id;
  if (const auto clicked = segmented(id.c_str(), choices, current, panel)) {
    panel.actions.edit(
        std::string(pair ? "pair of " : "class of ") + loss.info().english,
        [loss_id = std::string(loss.id()), name = std::string(parameter.name),
         value = *clicked == 0 ? 1.0 : -1.0](Document& document) { document.loss(loss_id).set(name, value); });
  }
}

}  // namespace

SliderEvents checked_slider(Panel& panel, const SliderSpec& spec) {
  SliderEvents events = slider(spec, panel.ui);
  panel.ui.note(spec.id);
  if (events.rejected) {
    panel.actions.edit(spec.label, [sentence = spec.label + ": expected a number, found “" + *events.rejected +
                                               "”."](Document&) { throw InputError(sentence); });
  }
  return events;
}

namespace {

void sliders_of(Panel& panel, const Owner& owner, const Loss& loss, bool with_class) {
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

}  // namespace

void parameter_sliders(Panel& panel, const Loss& loss, bool with_class) {
  const std::string id(loss.id());
  const Owner owner{id, panel.style(id), [id](Document& document, const std::string& name, double value) {
                      document.loss(id).set_held(name, value);
                    }};
  sliders_of(panel, owner, loss, with_class);
}

void runner_sliders(Panel& panel, const std::string& runner) {
  const Loss loss = runner_loss(panel.document(), panel.page(), runner);
  if (!is_further_run(runner)) {
    parameter_sliders(panel, loss, false);
    return;
  }
  const auto set = [runner, screen = panel.screen()](Document& document, const std::string& name, double value) {
    LabPage& page = document.lab(screen);
    Loss changed = runner_loss(document, page, runner);
    changed.set_held(name, value);
    std::vector<double>& own = page.own.at(runner).parameters;
    for (std::size_t i = 0; i < own.size(); ++i) own[i] = changed.parameter(i);
  };
  sliders_of(panel, {runner, panel.runner_style(runner), set}, loss, false);
}

void edit_page(Panel& panel, std::string what, std::function<void(LabPage&)> change, std::string merge) {
  panel.actions.edit(
      std::move(what),
      [screen = panel.screen(), change = std::move(change)](Document& document) { change(document.lab(screen)); },
      std::move(merge));
}

void page_slider(Panel& panel, const SliderSpec& spec, std::function<void(LabPage&, double)> change) {
  const SliderEvents events = checked_slider(panel, spec);
  if (!events.value) return;
  edit_page(
      panel, spec.label, [change = std::move(change), value = *events.value](LabPage& page) { change(page, value); },
      events.held ? panel.drag_mark(spec.id) : std::string());
}

}  // namespace losslab
