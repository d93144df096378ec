#pragma once
#include <optional>
#include <string>

#include "losses/learn/race/race.h"

namespace losslab {

// What is wrong with a run, by its name, and what helps.
struct Finding {
  enum class Kind {
    divergence,        // the iterates left the finite numbers
    runaway,           // they are on their way there: the objective is far above what it was, and grows
    saturation,        // a loss of two classes is so flat where samples are badly fitted that hardly anything moves
    oscillation,       // each step undoes the one before: the rate is at the edge of what the curvature bears
    kink_oscillation,  // the same across a kink, where no rate that stays the same comes to rest
    stuck              // a redescending fit has forgotten most of the samples
  };
  Kind kind;
  long since;                // the step from where it holds, among those that are kept
  std::string what, advice;  // one sentence each
};

// The finding for a competitor at a kept step, if there is one. Looks at all samples a few times, and where something
// is found once more for each halving of the run: to be kept by (race, competitor, step) where n is large. A tanh
// network whose units are saturated is found by its loss alone. Oscillations are looked for in full-batch runs of which
// every iterate is kept: the noise of batches is none.
std::optional<Finding> diagnose(const Race& race, std::size_t competitor, long step);

}  // namespace losslab
