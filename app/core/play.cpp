#include "app/core/play.h"

#include <algorithm>
#include <cmath>

namespace losslab {
namespace {

constexpr double seconds_of_a_pass = 4;
constexpr int once = 1, loop = 2;

bool logarithmic(const Parameter& parameter) {
  return parameter.scale == Scale::logarithmic && parameter.slider_min > 0;
}

double at_fraction(const Parameter& parameter, double fraction) {
  if (fraction <= 0) return parameter.slider_min;
  if (fraction >= 1) return parameter.slider_max;
  if (!logarithmic(parameter)) {
    return parameter.slider_min + fraction * (parameter.slider_max - parameter.slider_min);
  }
  return parameter.slider_min * std::pow(parameter.slider_max / parameter.slider_min, fraction);
}

}  // namespace

double slider_fraction(const Parameter& parameter, double value) {
  if (value <= parameter.slider_min) return 0;
  if (value >= parameter.slider_max) return 1;
  if (!logarithmic(parameter)) {
    return (value - parameter.slider_min) / (parameter.slider_max - parameter.slider_min);
  }
  return std::log(value / parameter.slider_min) / std::log(parameter.slider_max / parameter.slider_min);
}

PlayedValue play_value(const Parameter& parameter, const ParameterPlay& play, double now) {
  const double passed = std::max(0.0, play.from + (now - play.started) / seconds_of_a_pass);
  if (play.mode == once) return {at_fraction(parameter, passed), passed >= 1};
  if (play.mode == loop) return {at_fraction(parameter, passed - std::floor(passed)), false};
  const double there_and_back = std::fmod(passed, 2.0);
  return {at_fraction(parameter, there_and_back <= 1 ? there_and_back : 2 - there_and_back), false};
}

}  // namespace losslab
