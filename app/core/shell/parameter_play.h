#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "losses/core/loss.h"

namespace losslab {

struct Document;

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

// Plays one parameter at a time.
class ParameterPlayer {
 public:
  const std::optional<ParameterPlay>& now() const { return play_; }
  // Goes on from the value that the parameter has; a pass that would end at once begins anew. False, and nothing is
  // played, where there is no such parameter.
  bool start(const Document& document, ParameterPlay play, double now);
  // The first parameter of a loss, there and back; stops where there is none.
  bool start(const Document& document, std::string_view loss, double now);
  void stop() { play_.reset(); }
  // The value that is due, and the edit that it makes; none while nothing is played. The last one of a pass is `done`.
  struct Step {
    std::string loss, parameter;
    std::string symbol;  // "δ"
    PlayedValue played;
  };
  std::optional<Step> step(const Document& document, double now) const;

 private:
  std::optional<ParameterPlay> play_;
};

}  // namespace losslab
