#include "app/core/play.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

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

}  // namespace losslab
