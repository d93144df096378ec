#pragma once
#include <algorithm>
#include <limits>
#include <optional>

namespace losslab {

// When unsaved work is to be kept: a few seconds after the last edit, and while edits go on at times nevertheless.
class UnsavedClock {
 public:
  static constexpr double rest = 3, longest = 20;  // seconds

  void edited(double now) {
    if (!first_) first_ = now;
    last_ = now;
  }
  void kept() { first_.reset(); }  // or saved
  // Seconds from `now` until it is due; infinite where there is nothing to be kept.
  double until_due(double now) const {
    if (!first_) return std::numeric_limits<double>::infinity();
    return std::max(0.0, std::min(last_ + rest, *first_ + longest) - now);
  }

 private:
  std::optional<double> first_;  // edit that is not kept yet
  double last_ = 0;
};

}  // namespace losslab
