#pragma once
#include <optional>
#include <string>

#include "losses/core/loss.h"

namespace losslab {

// A shape parameter that is played: it runs through its slider's range, a pass in four seconds.
struct ParameterPlay {
  std::string loss, parameter;
  int mode = 0;        // PlayMode of the slider widget: 1 once, 2 loop, 3 oscillate
  double started = 0;  // seconds
  double from = 0;     // where in the pass it began, 0..1
};

// Where a value stands in its slider's range, 0..1; out of it, the nearer end.
double slider_fraction(const Parameter& parameter, double value);

// The value there, the inverse.
double value_at_fraction(const Parameter& parameter, double fraction);
// The value with that many decimal digits and no more, within its range.
double tidy(const Parameter& parameter, double value, int digits);

// A played parameter's value at a moment, with four digits, and whether its one pass is over.
struct PlayedValue {
  double value;
  bool done;
};
PlayedValue play_value(const Parameter& parameter, const ParameterPlay& play, double now);

}  // namespace losslab
