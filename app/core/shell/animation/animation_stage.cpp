#include "app/core/shell/animation/animation_stage.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/core/shell/figure_table.h"
#include "app/core/shell/parameter_play.h"
#include "app/core/shell/state/playback.h"
#include "app/core/shell/state/results.h"
#include "app/core/shell/state/screen.h"
#include "losses/core/error.h"
#include "losses/core/info.h"

namespace losslab {
namespace {

constexpr int shown_digits = 4;  // of a played parameter, as in the window

const Parameter* find_parameter(const Loss& loss, std::string_view name) {
  const auto all = loss.parameters();
  const auto at = std::ranges::find_if(all, [&](const Parameter& one) { return name == one.name; });
  return at == all.end() ? nullptr : &*at;
}

// The share of its range that a played parameter has gone.
double played_share(double share, bool there_and_back) {
  if (!there_and_back) return share;
  return share <= 0.5 ? 2 * share : 2 - 2 * share;
}

}  // namespace

long AnimationRequest::frames() const { return std::max(2L, std::lround(seconds * frames_per_second)); }

AnimationStage::AnimationStage(Session session, AnimationRequest request, const std::string& asset_folder,
                               const Language& language, const std::function<bool()>& enough)
    : session_(std::move(session)), request_(std::move(request)), language_(language) {
  results_ = screen_named(session_.view.screen).results({asset_folder, [] {}, language_});
  results_->follow(session_.document);
  switch (request_.subject) {
    case AnimationSubject::run:
      ready_run(enough);
      break;
    case AnimationSubject::parameter:
      ready_parameter();
      break;
    case AnimationSubject::path:
      ready_path(enough);
      break;
  }
  if (!enough()) require_plot();
}

AnimationStage::~AnimationStage() = default;

Playback& AnimationStage::playback() const {
  Playback* const found = results_->playback();
  if (found != nullptr) return *found;
  throw InputError(
      language_("animation.error.no_run", {{"screen", language_(screen_named(session_.view.screen).title())}}));
}

void AnimationStage::ready_run(const std::function<bool()>& enough) {
  Playback& run = playback();
  const RunPlace place = session_.view.runs.find(session_.view.screen)->second;
  const long to = request_.to.value_or(place.length);
  if (request_.from >= to) {
    throw InputError(language_(request_.to ? "animation.error.backwards" : "animation.error.no_more_steps",
                               {{"from", fmt::format("{}", request_.from)}, {"to", fmt::format("{}", to)}}));
  }
  run.aim(to, to);
  run.approach(enough);
  if (enough()) return;
  // Where everybody has stopped there are no further iterates.
  request_.to = std::min(to, run.length());
  if (request_.from >= *request_.to) {
    throw InputError(language_("animation.error.ends_before",
                               {{"from", fmt::format("{}", request_.from)}, {"to", fmt::format("{}", *request_.to)}}));
  }
  if (!request_.even_progress) return;
  const auto figure_at = [&](long step) {
    run.seek(step);
    return shown(session_.view, false);
  };
  progress_.emplace(request_.from, *request_.to, figure_at, enough);
}

void AnimationStage::ready_parameter() {
  const Loss& loss = session_.document.loss(request_.loss);  // throws for one that there is not
  const Parameter* const parameter = find_parameter(loss, request_.parameter);
  if (parameter == nullptr) {
    std::vector<std::string> names;
    for (const Parameter& one : loss.parameters()) names.emplace_back(one.name);
    throw InputError(language_(names.empty() ? "animation.error.no_parameters" : "animation.error.other_parameter",
                               {{"loss", loss.info().english},
                                {"parameter", request_.parameter},
                                {"all", fmt::format("{}", fmt::join(names, ", "))}}));
  }
  if (!request_.low) request_.low = parameter->slider_min;
  if (!request_.high) request_.high = parameter->slider_max;
  for (const double end : {*request_.low, *request_.high}) Loss(loss).set_held(request_.parameter, end);  // throws
}

void AnimationStage::ready_path(const std::function<bool()>& enough) {
  if (request_.stops.size() < 2) throw InputError(language_("animation.error.two_views"));
  long furthest = 0;
  for (const View& stop : request_.stops) {
    if (stop.screen != session_.view.screen) throw InputError(language_("animation.error.one_screen"));
    const auto place = stop.runs.find(stop.screen);
    if (place != stop.runs.end()) furthest = std::max(furthest, place->second.position);
  }
  if (Playback* const run = results_->playback()) {
    run->aim(furthest, furthest);
    run->approach(enough);
    if (enough()) return;
  }
  path_.emplace(session_.document, request_.stops, [&](const View& view) {
    go_to({view, 0, view.runs.contains(view.screen) ? view.runs.at(view.screen).position : 0});
    return shown(view, true);
  });
}

AnimationStage::Moment AnimationStage::moment(long frame) const {
  const double share = static_cast<double>(frame) / static_cast<double>(frames() - 1);
  Moment moment{session_.view, 0, 0};
  switch (request_.subject) {
    case AnimationSubject::run: {
      const double steps = static_cast<double>(*request_.to - request_.from);
      moment.position = progress_ ? progress_->at(share) : request_.from + std::lround(share * steps);
      break;
    }
    case AnimationSubject::parameter: {
      const Parameter& parameter = *find_parameter(session_.document.loss(request_.loss), request_.parameter);
      const double low = slider_fraction(parameter, *request_.low), high = slider_fraction(parameter, *request_.high);
      const double played = played_share(share, request_.there_and_back);
      // The ends as they were given, also where the slider does not reach.
      moment.value = played <= 0 ? *request_.low
                     : played >= 1
                         ? *request_.high
                         : tidy(parameter, value_at_fraction(parameter, low + played * (high - low)), shown_digits);
      moment.position =
          session_.view.runs.contains(moment.view.screen) ? moment.view.runs.at(moment.view.screen).position : 0;
      break;
    }
    case AnimationSubject::path:
      moment.view = path_->at(share);
      moment.position =
          moment.view.runs.contains(moment.view.screen) ? moment.view.runs.at(moment.view.screen).position : 0;
      break;
  }
  return moment;
}

// A run with another value of a parameter is made anew from its start.
void AnimationStage::go_to(const Moment& moment) {
  Playback* run = results_->playback();
  if (request_.subject == AnimationSubject::parameter) {
    session_.document.loss(request_.loss).set_held(request_.parameter, moment.value);
    results_->follow(session_.document);
    run = results_->playback();
    if (run == nullptr) return;
    run->restart();
    run->aim(moment.position, moment.position);
    run->approach([] { return false; });
  } else if (run != nullptr) {
    run->seek(moment.position);
  }
}

Figure AnimationStage::shown(const View& view, bool whole) {
  const Theme& theme = theme_named(view.theme);
  if (whole) results_->finish(session_.document, view, theme);
  if (const auto message = results_->message(); message && message->error) throw InputError(message->text);
  const Figure figure = results_->figure(session_.document, view, theme);
  return request_.plot.empty() ? figure : single_plot(figure, request_.plot);
}

Figure AnimationStage::figure(long frame) {
  const Moment now = moment(frame);
  go_to(now);
  last_ = now;
  return shown(now.view, true);
}

std::optional<Figure> AnimationStage::next(long frame) {
  if (last_ && *last_ == moment(frame)) return std::nullopt;
  return figure(frame);
}

void AnimationStage::require_plot() {
  if (request_.plot.empty()) return;
  const std::string plot = std::exchange(request_.plot, {});
  const Figure whole = figure(0);
  last_.reset();
  std::vector<std::string> names;
  for (const Plot& one : whole.plots) names.push_back(one.name);
  if (std::ranges::find(names, plot) == names.end()) {
    throw InputError(
        language_("animation.error.no_plot", {{"plot", plot}, {"all", fmt::format("{}", fmt::join(names, ", "))}}));
  }
  request_.plot = plot;
}

}  // namespace losslab
