#pragma once
#include "widgets/export/animation/animation.h"

namespace losslab {

// When frames are shown, in units of which there are `units_per_second`: rounded so that errors do not add up.
class FrameClock {
 public:
  FrameClock(const AnimationShape& shape, int units_per_second) : shape_(shape), units_per_second_(units_per_second) {}

  // From the start to the frame with that number.
  long begins(long frame) const {
    const long twice = 2 * frame * units_per_second_ + shape_.frames_per_second;
    return twice / (2 * shape_.frames_per_second);
  }
  // How long the last frame is held beyond its own time.
  long hold() const { return static_cast<long>(shape_.hold_seconds * units_per_second_ + 0.5); }

 private:
  AnimationShape shape_;
  int units_per_second_;
};

}  // namespace losslab
