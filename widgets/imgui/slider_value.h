#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "losses/core/parameter.h"

namespace losslab {

// How a slider's value is shown, read and placed. No drawing.

struct ValueScale {
  double min = 0, max = 1;
  Scale scale = Scale::linear;
  bool integer = false;
  int decimals = -1;  // −1: as many as the range calls for

  double fraction(double value) const;  // 0 at min, 1 at max, clamped; NaN counts as min
  double value(double fraction) const;  // exact inverse, unrounded
  double rounded(double value) const;   // to what a drag can hit: as many digits as are shown
  double stepped(double value, int direction, double factor) const;  // one arrow key: 1/100 of the range
  // As short as shows the value truly, at least the digits that the range calls for; "-inf" as "−∞".
  std::string text(double value) const;

 private:
  int digits(double near) const;
};

// A number as people type it: point or comma, exponents, "inf", "-inf", "∞", a true minus sign, blanks around it.
std::optional<double> parse_typed_number(std::string_view text);

}  // namespace losslab
