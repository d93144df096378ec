#pragma once
#include <string>
#include <vector>

#include "losses/core/loss.h"
#include "widgets/figure/display_list.h"
#include "widgets/imgui/wrapped.h"

namespace losslab {

// What the reading panel says of a loss, laid out once for a width: drawing it measures nothing.
struct LossSheet {
  // What it was laid out for.
  std::string id, language, formula_text;
  Properties known;
  float width = 0, scale = 0;
  const void* theme = nullptr;  // the formula carries its colour

  struct Piece {
    ImVec2 at;  // pixels from the upper left corner
    bool muted = false;
    WrappedText text;
  };
  std::vector<Piece> pieces;
  DisplayList formula;
  float formula_y = 0;
  float button_y = -1;  // where the button for 95 % efficiency stands; −1: there is none
  float height = 0;
};

}  // namespace losslab
