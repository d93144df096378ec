#include "app/core/descent/kept_playback.h"

#include <algorithm>

namespace losslab {
namespace {

// A descent of some numbers: beyond this nobody waits for it.
constexpr long most_steps = 1'000'000;
constexpr long slice = 128;  // steps of everybody between two questions

}  // namespace

bool KeptPlayback::finished() const {
  return position_ >= length_ && !behind() && (length_ >= most_steps || all_stopped());
}

// The last one is always there, whatever is left out between.
long KeptPlayback::kept(long position, long length) const {
  return position >= length ? length : position - position % stride();
}

void KeptPlayback::seek(long position) {
  position_ = kept(std::clamp(position, 0L, length_), length_);
  hold();
  ++version_;
}

void KeptPlayback::hold() {
  stop_making();
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
  aimed_position_ = kept(std::clamp(position, 0L, aimed_length_), aimed_length_);
  length_ = std::min(length_, aimed_length_);
  make_slice();
}

void KeptPlayback::advance(long steps) {
  const long to = std::max(position_ + steps, 0L);
  aim(std::max(aimed_length_, to), to);
}

void KeptPlayback::make_slice() { show(make_some(length_, aimed_length_)); }

void KeptPlayback::show(long length) {
  length_ = std::min(length, aimed_length_);
  aimed_position_ = kept(aimed_position_, aimed_length_);
  position_ = kept(std::min(aimed_position_, length_), length_);
  ++version_;
}

void KeptPlayback::make_at_once() {
  stop_making();
  const long to = std::min(aimed_length_, length_ + slice);
  make(to);
  show(to);
}

bool KeptPlayback::take() {
  if (!behind()) return false;
  const long length = length_, position = position_;
  const bool known = measured();
  make_slice();
  return length_ != length || position_ != position || measured() != known;
}

void KeptPlayback::wait() {
  while (behind()) make_at_once();
}

bool KeptPlayback::approach(const std::function<bool()>& enough) {
  while (behind() && !enough()) make_at_once();
  return !behind();
}

void KeptPlayback::go_on_from_here() {
  if (length_ > position_) branch_ = Branch{position_, length_};
  length_ = changed_at_ = position_;
  hold();
}

}  // namespace losslab
