#pragma once
#include "app/core/shell/state/playback.h"

namespace losslab {

// Plays a playback: a play button's two directions and its speed, one frame after the other.
class Player {
 public:
  static constexpr int slowest = -4, fastest = 10;  // powers of two: 1/16 to 1024 steps a frame

  bool playing() const { return playing_; }  // in either direction
  bool backwards() const { return playing_ && backwards_; }
  void stop() { playing_ = false; }

  // Forwards or pause; at the end it begins again.
  void play_pause(Playback& playback);
  void play_back(Playback& playback);  // backwards or pause
  void step(Playback& playback, int direction);
  void reset(Playback& playback);
  // One frame: the next steps, at 2^speed_power of them. Stops at either end.
  void advance(Playback& playback, int speed_power);

 private:
  // A pause shows what was shown last, whatever is under way.
  void play(Playback& playback, bool on, bool backwards);

  bool playing_ = false, backwards_ = false;
  double carry_ = 0;  // fractions of a step at slow speeds
};

}  // namespace losslab
