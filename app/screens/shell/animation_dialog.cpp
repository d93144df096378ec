// What is to move in an animation, how large and how long it is.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "app/core/shell/animation/animation_job.h"
#include "app/core/shell/animation/onion.h"
#include "app/core/shell/state/loss_id.h"
#include "app/core/shell/state/playback.h"
#include "app/screens/shell/dialogs.h"
#include "app/screens/shell/number_field.h"
#include "app/screens/shell/page_fields.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/shell/screen_panels.h"
#include "widgets/export/animation/animation.h"

namespace losslab {
namespace {

struct PlayedParameter {
  std::string loss, parameter, label;
  double low, high;  // of its slider
};

// What the dialog remembers.
struct AnimationChoices {
  AnimationSubject subject = AnimationSubject::run;
  std::string screen;  // on which it was opened last
  int from = 0, to = 0;
  bool even_progress = false;
  int parameter = 0;
  double low = 0, high = 1;
  bool there_and_back = true;
  std::vector<View> stops;
  int size = 0;
  int frames_per_second = 25, moments = usual_moments;
  double seconds = 10, hold = 1;
  bool again = true;
  int format = 0;  // of animation_formats(), and then SVG
};

struct FrameSize {
  const char* name;  // a key
  int width, height;
  double scale;  // of text and lines
};
constexpr std::array sizes{
    FrameSize{"animation.size.page", 800, 500, 1}, FrameSize{"animation.size.slide", 1280, 720, 1.5},
    FrameSize{"animation.size.full", 1920, 1080, 2.2}, FrameSize{"animation.size.small", 480, 300, 0.75}};

AnimationChoices& choices_of(Panel& panel) { return panel.state.memory<AnimationChoices>(); }

bool for_paper(const AnimationChoices& choices) {
  return choices.format == static_cast<int>(animation_formats().size());
}

std::string ending_of(const AnimationChoices& choices) {
  return for_paper(choices) ? ".svg" : animation_formats()[static_cast<std::size_t>(choices.format)].ending;
}

// Of the losses whose curves are shown, in the order of the catalogue.
std::vector<PlayedParameter> parameters_shown(const Panel& panel) {
  std::set<std::string, std::less<>> shown;
  for (const Plot& plot : panel.state.figure_view.figure().plots) {
    for (const Item& item : plot.items) {
      const int series = series_of(item);
      if (series >= 0) shown.emplace(loss_of(panel.panels().id_of_series(panel, series)));
    }
  }
  std::vector<PlayedParameter> all;
  for (const Loss& loss : panel.document().losses) {
    if (!shown.contains(loss.id())) continue;
    for (const Parameter& parameter : loss.parameters()) {
      if (parameter.is_class) continue;
      const std::string label =
          panel.text("animation.parameter_of",
                     {{"loss", loss.info().english}, {"parameter", parameter.symbol}, {"role", parameter.role}});
      all.push_back({std::string(loss.id()), parameter.name, label, parameter.slider_min, parameter.slider_max});
    }
  }
  return all;
}

void take_range(AnimationChoices& choices, const std::vector<PlayedParameter>& parameters) {
  choices.parameter = std::clamp(choices.parameter, 0, std::max(0, static_cast<int>(parameters.size()) - 1));
  if (parameters.empty()) return;
  const PlayedParameter& chosen = parameters[static_cast<std::size_t>(choices.parameter)];
  choices.low = chosen.low;
  choices.high = chosen.high;
}

// On another screen than before everything that is particular to one begins anew.
void begin(Panel& panel, AnimationChoices& choices, const std::vector<PlayedParameter>& parameters) {
  const Playback* const run = panel.app.playback();
  if (choices.screen != panel.screen()) {
    choices.screen = panel.screen();
    choices.stops.clear();
    choices.parameter = 0;
    choices.subject = run != nullptr ? AnimationSubject::run : AnimationSubject::parameter;
    take_range(choices, parameters);
  }
  const int length = run != nullptr ? static_cast<int>(run->length()) : 0;
  if (choices.from >= length) choices.from = 0;
  choices.to = length;
}

void subject_choice(Panel& panel, AnimationChoices& choices, const std::vector<PlayedParameter>& parameters) {
  std::vector<std::string> names;
  std::vector<AnimationSubject> subjects;
  const auto offer = [&](AnimationSubject subject, const char* name) {
    subjects.push_back(subject);
    names.push_back(panel.text(name));
  };
  if (panel.app.playback() != nullptr) offer(AnimationSubject::run, "animation.run");
  if (!parameters.empty()) offer(AnimationSubject::parameter, "animation.parameter");
  offer(AnimationSubject::path, "animation.path");
  const auto at = std::ranges::find(subjects, choices.subject);
  if (at == subjects.end()) choices.subject = subjects.front();
  const int current = at == subjects.end() ? 0 : static_cast<int>(at - subjects.begin());
  if (const auto clicked = segmented("animation_subject", names, current, panel)) {
    choices.subject = subjects[static_cast<std::size_t>(*clicked)];
  }
}

void run_fields(Panel& panel, AnimationChoices& choices) {
  constexpr int furthest = 1'000'000;
  number_row("steps", panel, NumberField{"##animation_from", "animation.from", choices.from, 0, furthest},
             NumberField{"##animation_to", "animation.to", choices.to, 1, furthest});
  if (check_box("animation_progress", panel.text("animation.even_progress"), choices.even_progress, panel)) {
    choices.even_progress = !choices.even_progress;
  }
  if (panel.app.playback()->changed_at() > 0) hint(panel.text("animation.made_anew"), panel);
}

void parameter_fields(Panel& panel, AnimationChoices& choices, const std::vector<PlayedParameter>& parameters) {
  std::vector<std::string> names;
  for (const PlayedParameter& one : parameters) names.push_back(one.label);
  if (const auto clicked =
          combo("animation_parameter", panel.text("animation.what"), names, choices.parameter, panel)) {
    choices.parameter = *clicked;
    take_range(choices, parameters);
  }
  constexpr double any = 1e12;
  number_row("values", panel, RealField{"##animation_low", "animation.low", choices.low, -any, any},
             RealField{"##animation_high", "animation.high", choices.high, -any, any});
  if (check_box("animation_back", panel.text("animation.there_and_back"), choices.there_and_back, panel)) {
    choices.there_and_back = !choices.there_and_back;
  }
}

void path_fields(Panel& panel, AnimationChoices& choices) {
  hint(panel.text("animation.path_hint"), panel);
  std::size_t number = 0;
  for (const View& stop : choices.stops) {
    const auto place = stop.runs.find(stop.screen);
    const std::string step = place == stop.runs.end() ? "" : fmt::format("{}", place->second.position);
    hint(panel.text(step.empty() ? "animation.stop" : "animation.stop_at_step",
                    {{"number", fmt::format("{}", ++number)}, {"step", step}}),
         panel);
  }
  if (button("animation_add", panel.text("animation.add_stop"), panel)) choices.stops.push_back(panel.view());
  ImGui::SameLine();
  ImGui::BeginDisabled(choices.stops.empty());
  if (button("animation_remove", panel.text("animation.remove_stop"), panel)) choices.stops.pop_back();
  ImGui::EndDisabled();
}

void format_fields(Panel& panel, AnimationChoices& choices) {
  std::vector<std::string> names;
  for (const AnimationFormat& format : animation_formats()) names.emplace_back(format.name);
  names.push_back(panel.text("animation.for_paper"));
  if (const auto clicked = segmented("animation_format", names, choices.format, panel)) choices.format = *clicked;
  ImGui::Dummy({0, panel.ui.px(2)});
  std::vector<std::string> size_names;
  for (const FrameSize& size : sizes) {
    size_names.push_back(
        panel.text(size.name, {{"width", fmt::format("{}", size.width)}, {"height", fmt::format("{}", size.height)}}));
  }
  if (const auto clicked =
          combo("animation_size", panel.text("animation.size.title"), size_names, choices.size, panel)) {
    choices.size = *clicked;
  }
  if (for_paper(choices)) {
    number_row("moments", panel,
               NumberField{"##animation_moments", "animation.moments", choices.moments, least_moments, most_moments});
    return;
  }
  const AnimationFormat& format = animation_formats()[static_cast<std::size_t>(choices.format)];
  number_row("times", panel,
             NumberField{"##animation_fps", "animation.fps", choices.frames_per_second, 1, format.fastest},
             RealField{"##animation_seconds", "animation.seconds", choices.seconds, least_seconds, most_seconds},
             RealField{"##animation_hold", "animation.hold", choices.hold, 0, most_hold});
  choices.frames_per_second = std::min(choices.frames_per_second, format.fastest);
  if (format.says_loops && check_box("animation_again", panel.text("animation.again"), choices.again, panel)) {
    choices.again = !choices.again;
  }
}

AnimationOrder order_of(const Panel& panel, const AnimationChoices& choices,
                        const std::vector<PlayedParameter>& parameters) {
  AnimationOrder order;
  AnimationRequest& request = order.request;
  request.subject = choices.subject;
  request.from = choices.from;
  request.to = choices.to;
  request.even_progress = choices.even_progress;
  if (choices.subject == AnimationSubject::parameter) {
    const PlayedParameter& played = parameters[static_cast<std::size_t>(choices.parameter)];
    request.loss = played.loss;
    request.parameter = played.parameter;
    request.low = choices.low;
    request.high = choices.high;
  }
  request.there_and_back = choices.there_and_back;
  if (choices.subject == AnimationSubject::path) request.stops = choices.stops;
  request.plot = panel.state.dialog_plot;
  const FrameSize& size = sizes[static_cast<std::size_t>(choices.size)];
  request.width = size.width;
  request.height = size.height;
  request.scale = size.scale;
  request.frames_per_second = choices.frames_per_second;
  request.seconds = choices.seconds;
  request.hold = choices.hold;
  request.loops = choices.again ? 0 : 1;
  order.moments = choices.moments;
  return order;
}

// Why it cannot be saved as it is; empty: it can.
std::string obstacle(Panel& panel, const AnimationChoices& choices) {
  if (panel.app.animation().running()) return panel.text("animation.under_way");
  if (choices.subject == AnimationSubject::path && choices.stops.size() < 2) return panel.text("animation.two_stops");
  if (choices.subject == AnimationSubject::run && choices.from >= choices.to) return panel.text("animation.no_steps");
  if (for_paper(choices)) return {};
  return animation_formats()[static_cast<std::size_t>(choices.format)].missing();
}

void ask_where(Panel& panel, AnimationOrder order, const std::string& ending) {
  FileQuestion question{true, "animation.title", {}, panel.screen() + ending, {ending}, {}};
  if (ending == ".svg") question.endings.emplace_back(".pdf");
  question.filters = {{"files.of_this_form", question.endings}, {"files.all", {}}};
  question.chosen = [order = std::move(order)](Panel& to, const std::string& path) {
    to.actions.save_animation = std::make_shared<AnimationOrder>(order);
    to.actions.save_animation->path = path;
    return true;
  };
  ask_for_file(panel.state, panel.app, std::move(question));
}

void save_animation(Panel& panel, double) {
  AnimationChoices& choices = choices_of(panel);
  const std::vector<PlayedParameter> parameters = parameters_shown(panel);
  if (panel.state.dialog_just_opened) begin(panel, choices, parameters);
  subject_choice(panel, choices, parameters);
  ImGui::Dummy({0, panel.ui.px(2)});
  switch (choices.subject) {
    case AnimationSubject::run:
      run_fields(panel, choices);
      break;
    case AnimationSubject::parameter:
      parameter_fields(panel, choices, parameters);
      break;
    case AnimationSubject::path:
      path_fields(panel, choices);
      break;
  }
  ImGui::Dummy({0, panel.ui.px(4)});
  plot_choice(panel);
  format_fields(panel, choices);
  const std::string why_not = obstacle(panel, choices);
  const AnimationOrder order = why_not.empty() ? order_of(panel, choices, parameters) : AnimationOrder{};
  if (!why_not.empty()) {
    hint(why_not, panel);
  } else if (!for_paper(choices)) {
    hint(panel.text("animation.frames", {{"count", fmt::format("{}", order.request.frames())}}), panel);
  }
  ImGui::BeginDisabled(!why_not.empty());
  const bool agreed = dialog_buttons(panel, "dialog_save", panel.text("dialog.choose_file"));
  ImGui::EndDisabled();
  if (agreed && why_not.empty()) ask_where(panel, order, ending_of(choices));
}

}  // namespace

const Dialog save_animation_dialog{"animation.title", 480, save_animation};

void animation_progress(Panel& panel) {
  const AnimationJob& job = panel.app.animation();
  const std::string name = std::filesystem::path(job.path()).filename().string();
  const std::string text =
      panel.text("animation.progress", {{"name", name}, {"percent", fmt::format("{}", job.percent())}});
  constexpr double all = 100;
  if (progress_row("animation_progress", job.percent() / all, text, panel.ui)) panel.actions.cancel_animation = true;
}

}  // namespace losslab
