#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "losses/core/random.h"
#include "losses/learn/optimise/optimizer.h"
#include "losses/learn/optimise/problem.h"

namespace losslab {

// One who runs: a loss and a way to descend. `key` names it for its whole life, whatever else changes.
struct Competitor {
  int key = 0;
  Loss loss{"squared_error"};
  Optimizer optimizer;
  std::optional<ClassLoss> of_classes{};  // of data of several classes, in place of `loss`
  friend bool operator==(const Competitor&, const Competitor&) = default;
};

Objective objective_of(const Setting& setting, const Competitor& competitor);

// The state of one run, a value: stepping a copy leads to the same bits.
struct RunState {
  std::vector<double> theta;
  OptimizerState slots;
  Random random{1};
  long step = 0;
  friend bool operator==(const RunState&, const RunState&) = default;
};

struct Divergence {
  long step;          // the step that failed; the state before it is the last finite one
  std::string cause;  // "the parameters overflowed", "the loss is infinite", for the banner
};

// Steps one competitor. One object for each thread.
class Stepper {
 public:
  Stepper(const Setting& setting, const Competitor& competitor, std::uint64_t seed);
  RunState start(std::span<const double> theta) const;
  // One step in place. Where it would leave the finite numbers, the state stays as it was and the reason is returned.
  std::optional<Divergence> step(RunState& state);
  Measures measure(std::span<const double> theta);  // the gradient's norm too

 private:
  bool full_batch() const;
  std::span<const int> rows_of(long step);
  // The gradient for the step from there into gradient_. Returns the objective where that had to be computed.
  std::optional<double> find_gradient(const RunState& state);
  Divergence diverged(const RunState& state, double objective, double before) const;

  Objective objective_;
  Optimizer optimizer_;
  std::uint64_t seed_;
  std::vector<double> gradient_, over_all_;  // over_all_: the full gradient, where steps take that of a batch
  std::vector<double> theta_before_;         // what step() goes back to
  OptimizerState slots_before_;
  std::vector<int> order_;  // the shuffled samples of epoch_, where batches are used
  long epoch_ = -1;
  // The last full pass: where, what was measured there and, of a full-batch run, the gradient for the step from there.
  std::vector<double> known_theta_;
  Measures known_;
};

}  // namespace losslab
