#pragma once
#include <optional>
#include <string>

#include "losses/core/parameter.h"
#include "widgets/imgui/style.h"

namespace losslab {

enum class PlayMode : unsigned char { stopped, once, loop, oscillate };

struct SliderSpec {
  std::string id;     // unique in the window
  std::string label;  // "Huber δ", never a bare letter
  std::string role;   // "threshold", muted behind the label
  double value = 0, initial = 0, min = 0, max = 1;
  Scale scale = Scale::linear;
  bool integer = false;
  bool minus_infinity = false;  // a stop for −∞ left of min
  int decimals = -1;            // shown digits; −1: as many as the range calls for
  bool playable = false;
  PlayMode playing = PlayMode::stopped;
  std::optional<SeriesStyle> swatch;  // whose parameter it is
};

struct SliderEvents {
  std::optional<double> value;   // the new value, within the slider's range or as typed (hard bounds are the caller's)
  bool held = false;             // still dragged: edits of one drag are one undo step
  std::optional<PlayMode> play;  // asked for
  std::optional<std::string> rejected;  // typed text that is no number
};

// One row of label, role and value, a second with the track and its marks: drag, Ctrl+click or the pencil to type,
// arrow keys to step (Shift: a tenth as far, Ctrl: ten times), Home and End, Enter to type, double-click or the reset
// mark for the default, play mark where playable (click cycles once → loop → oscillate → stop, the mode shown).
SliderEvents slider(const SliderSpec& spec, Ui& ui);

// Where a played parameter stands after `seconds` of play, from the slider's range: a full pass takes 4 s. Ends at max
// in mode once (`done`).
struct PlayPosition {
  double value;
  bool done;
};
PlayPosition play_position(double min, double max, Scale scale, PlayMode mode, double seconds);

}  // namespace losslab
