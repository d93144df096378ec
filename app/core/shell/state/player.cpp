#include "app/core/shell/state/player.h"

#include <algorithm>
#include <cmath>

namespace losslab {

void Player::play(Playback& playback, bool on, bool backwards) {
  playing_ = on;
  backwards_ = backwards;
  carry_ = 0;
  if (!on) playback.hold();
}

void Player::play_pause(Playback& playback) {
  if (!playing_ && playback.finished()) playback.seek(0);
  play(playback, !playing_, false);
}

void Player::play_back(Playback& playback) { play(playback, !backwards(), true); }

void Player::step(Playback& playback, int direction) {
  if (playing_) play(playback, false, false);
  if (direction < 0) {
    playback.seek(playback.position() - 1);
  } else {
    const long next = playback.aimed_position() + 1;
    playback.aim(std::max(playback.aimed_length(), next), next);
  }
}

void Player::reset(Playback& playback) {
  stop();
  playback.restart();
}

void Player::advance(Playback& playback, int speed_power) {
  if (!playing_) return;
  carry_ += std::exp2(speed_power);
  const long steps = static_cast<long>(carry_);
  carry_ -= static_cast<double>(steps);
  if (steps > 0) playback.advance(backwards_ ? -steps : steps);
  if (backwards_ ? playback.position() == 0 : playback.finished()) playing_ = false;
}

}  // namespace losslab
