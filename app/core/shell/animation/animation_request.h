#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/core/shell/state/view.h"

namespace losslab {

// What moves in an animation.
enum class AnimationSubject : unsigned char {
  run,        // from one iterate to another
  parameter,  // a shape parameter over a part of its range
  path        // from one view of the session to the next, each with its iterate
};

// What an animation shows, how large, how long and how often. Where it goes is asked apart.
struct AnimationRequest {
  AnimationSubject subject = AnimationSubject::run;

  long from = 0;
  std::optional<long> to;      // iterate; none: the last that the session has
  bool even_progress = false;  // frames are as far apart in what is seen, and not in steps

  std::string loss, parameter;      // ids
  std::optional<double> low, high;  // where it begins and ends; none: the ends of its slider
  bool there_and_back = true;

  std::vector<View> stops;  // two at least, of the same screen

  std::string plot;               // one plot alone; empty: the whole screen's figure
  int width = 800, height = 500;  // pixels
  double scale = 1;               // of text, lines and markers
  int frames_per_second = 25;
  double seconds = 10;  // without the hold
  double hold = 1;      // seconds that the last frame is shown longer
  int loops = 0;        // 0: for ever

  // At least 2: an animation has a beginning and an end.
  long frames() const;
};

// Bounds of what is asked for, for fields and options alike.
inline constexpr double least_seconds = 0.1, most_seconds = 600, most_hold = 60;
inline constexpr int most_loops = 1000;

}  // namespace losslab
