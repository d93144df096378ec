#pragma once
#include <string>

namespace losslab {

// How the learning rate changes with the number t = 0, 1, ... of the updates done before:
// constant; step: halved every `length` updates; cosine: half a cosine from the full rate to 0 at t = length, 0 from
// there on (Loshchilov and Hutter 2017, without restarts); inverse: 1/(1 + t/length) of it.
// Text form: "constant", "step:100", "cosine:1000", "inverse:50"; "1/t:50" is read as inverse.
struct Schedule {
  enum class Kind { constant, step, cosine, inverse };
  Kind kind = Kind::constant;
  int length = 100;  // 1..1 000 000 updates; of no meaning where constant
  friend bool operator==(const Schedule&, const Schedule&) = default;
};
// Throws InputError naming the known ones.
Schedule parse_schedule(const std::string& text);
std::string to_text(const Schedule& schedule);

// What the rate is multiplied by, 0..1. By plain arithmetic alone: the same bits everywhere.
double rate_factor(const Schedule& schedule, long updates);

}  // namespace losslab
