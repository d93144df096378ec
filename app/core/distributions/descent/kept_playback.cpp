#include "app/core/distributions/descent/kept_playback.h"

#include <algorithm>

namespace losslab {
namespace {

// A descent of some numbers: beyond this nobody waits for it.
constexpr long most_steps = 1'000'000;
constexpr long slice = 128;  // steps of everybody in one frame

}  // namespace

bool KeptPlayback::finished() const {
  return position_ >= length_ && !behind() && (length_ >= most_steps || all_stopped());
}

void KeptPlayback::seek(long position) {
  position_ = std::clamp(position, 0L, length_);
  hold();
  ++version_;
}

void KeptPlayback::hold() {
  aimed_position_ = position_;
  aimed_length_ = length_;
}

void KeptPlayback::restart() {
  forget();
  position_ = length_ = 0;
  changed_at_ = -1;
  branch_.reset();
  hold();
  ++version_;
}

void KeptPlayback::aim(long length, long position) {
  aimed_length_ = std::clamp(length, 0L, most_steps);
  aimed_position_ = std::clamp(position, 0L, aimed_length_);
  length_ = std::min(length_, aimed_length_);
  make_slice();
}

void KeptPlayback::advance(long steps) {
  const long to = std::max(position_ + steps, 0L);
  aim(std::max(aimed_length_, to), to);
}

void KeptPlayback::make_slice() {
  length_ = std::min(aimed_length_, length_ + slice);
  make(length_);
  position_ = std::min(aimed_position_, length_);
  ++version_;
}

bool KeptPlayback::take() {
  if (!behind()) return false;
  make_slice();
  return true;
}

void KeptPlayback::wait() {
  while (take()) continue;
}

bool KeptPlayback::approach(const std::function<bool()>& enough) {
  while (behind() && !enough()) make_slice();
  return !behind();
}

void KeptPlayback::go_on_from_here() {
  if (length_ > position_) branch_ = Branch{position_, length_};
  length_ = changed_at_ = position_;
  hold();
}

}  // namespace losslab
