#pragma once
#include <optional>
#include <string>

#include "widgets/imgui/style.h"

namespace losslab {

struct TransportState {
  long position = 0;  // iterate shown
  long length = 0;    // newest stored
  bool playing = false;
  int speed_power = 0;             // 2^power steps a frame, −4..10
  std::string status;              // right-aligned, muted: "step 120 of 480"
  bool playing_backwards = false;  // the play button pauses this, too
  // A change cut off iterates after this step: the bar is marked there, and as far as the run went before it stays to
  // be seen as a faint line (`ghost_length`, 0: none).
  std::optional<long> branch = std::nullopt;
  long ghost_length = 0;
};
struct TransportEvents {
  bool toggle_play = false, toggle_backwards = false, rewind = false, step_back = false, step_forward = false,
       reset = false;
  std::optional<long> seek;
  std::optional<int> speed_power;
};
// Buttons as a video player has them (rewind, step back, play backwards, play/pause, step forward), the scrub bar over
// all stored iterates, the speed. One row, as wide as the window's content region.
TransportEvents transport(const TransportState& state, Ui& ui);

}  // namespace losslab
