#include "app/core/shell/parameter_play.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "app/core/shell/state/document.h"

namespace losslab {
namespace {

constexpr double seconds_of_a_pass = 4;
constexpr int once = 1, loop = 2;
constexpr int played_digits = 4;  // more would only flicker

bool logarithmic(const Parameter& parameter) {
  return parameter.scale == Scale::logarithmic && parameter.slider_min > 0;
}

}  // namespace

double tidy(const Parameter& parameter, double value, int digits) {
  if (value == 0 || !std::isfinite(value)) return value;
  // By way of the decimal text, so that the result is the double nearest to what is shown. On a linear scale the digits
  // are those of the whole range: a value near 0 has fewer.
  if (logarithmic(parameter)) return std::stod(fmt::format("{:.{}e}", value, digits - 1));
  const double span = parameter.slider_max - parameter.slider_min;
  const int decimals = std::max(0, digits - 1 - static_cast<int>(std::floor(std::log10(span))));
  return std::stod(fmt::format("{:.{}f}", value, decimals));
}

double value_at_fraction(const Parameter& parameter, double fraction) {
  if (fraction <= 0) return parameter.slider_min;
  if (fraction >= 1) return parameter.slider_max;
  if (!logarithmic(parameter)) {
    return parameter.slider_min + fraction * (parameter.slider_max - parameter.slider_min);
  }
  return parameter.slider_min * std::pow(parameter.slider_max / parameter.slider_min, fraction);
}

double slider_fraction(const Parameter& parameter, double value) {
  if (value <= parameter.slider_min) return 0;
  if (value >= parameter.slider_max) return 1;
  if (!logarithmic(parameter)) {
    return (value - parameter.slider_min) / (parameter.slider_max - parameter.slider_min);
  }
  return std::log(value / parameter.slider_min) / std::log(parameter.slider_max / parameter.slider_min);
}

PlayedValue play_value(const Parameter& parameter, const ParameterPlay& play, double now) {
  const auto at = [&](double fraction) {
    return tidy(parameter, value_at_fraction(parameter, fraction), played_digits);
  };
  const double passed = std::max(0.0, play.from + (now - play.started) / seconds_of_a_pass);
  if (play.mode == once) return {at(passed), passed >= 1};
  if (play.mode == loop) return {at(passed - std::floor(passed)), false};
  const double there_and_back = std::fmod(passed, 2.0);
  return {at(there_and_back <= 1 ? there_and_back : 2 - there_and_back), false};
}

namespace {

const Parameter* find_parameter(const Loss& loss, std::string_view name) {
  const auto all = loss.parameters();
  const auto at = std::ranges::find_if(all, [&](const Parameter& one) { return name == one.name; });
  return at == all.end() ? nullptr : &*at;
}

}  // namespace

bool ParameterPlayer::start(const Document& document, ParameterPlay play, double now) {
  const auto loss = std::ranges::find(document.losses, play.loss, &Loss::id);
  if (loss == document.losses.end()) return false;
  const Parameter* parameter = find_parameter(*loss, play.parameter);
  if (parameter == nullptr || play.mode < 1 || play.mode > 3) {
    stop();
    return false;
  }
  play.started = now;
  play.from = slider_fraction(*parameter, loss->parameter(play.parameter));
  if (play.mode == once && play.from > 0.99) play.from = 0;
  play_ = std::move(play);
  return true;
}

bool ParameterPlayer::start(const Document& document, std::string_view loss, double now) {
  constexpr int there_and_back = 3;
  for (const Parameter& parameter : document.loss(loss).parameters()) {
    if (!parameter.is_class) return start(document, {std::string(loss), parameter.name, there_and_back, 0, 0}, now);
  }
  return false;
}

std::optional<ParameterPlayer::Step> ParameterPlayer::step(const Document& document, double now) const {
  if (!play_) return std::nullopt;
  // A loss of one's own may have been removed, or lost its parameter.
  const auto found = std::ranges::find(document.losses, play_->loss, &Loss::id);
  const Parameter* const known = found != document.losses.end() ? find_parameter(*found, play_->parameter) : nullptr;
  if (known == nullptr) return std::nullopt;
  return Step{play_->loss, play_->parameter, known->symbol, play_value(*known, *play_, now)};
}

}  // namespace losslab
