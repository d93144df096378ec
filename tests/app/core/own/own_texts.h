#pragma once
#include "losses/expression/own_loss_text.h"

namespace losslab {

// Losses that somebody might have made.
inline OwnLossText linex_text() {
  OwnLossText text;
  text.id = "own_linex";
  text.name = "LINEX";
  text.formula = "exp(a r) - a r - 1";
  return text;
}

inline OwnLossText two_lines_text() {
  OwnLossText text;
  text.id = "own_cauchy";
  text.name = "My \"Cauchy\" \\ µ";
  text.formula = "c^2/2 * log(1 + z^2)\nz = r/c";
  text.parameters.push_back({.name = "c",
                             .symbol = "C",
                             .role = "scale",
                             .initial = 2.5,
                             .slider_min = 0.1,
                             .slider_max = 10,
                             .scale = Scale::logarithmic,
                             .lower = 0,
                             .open_lower = true});  // not the usual
  return text;
}

inline OwnLossText margin_text() {
  OwnLossText text;
  text.id = "own_soft";
  text.name = "Soft";
  text.family = Family::margin;
  text.formula = "log(1 + exp(-k m))/k";
  return text;
}

}  // namespace losslab
