#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "losses/learn/optimizer.h"
#include "losses/learn/problem.h"
#include "losses/learn/random.h"

namespace losslab {

// One who runs: a loss and a way to descend. `key` names it for its whole life, whatever else changes.
struct Competitor {
  int key = 0;
  Loss loss{"squared_error"};
  Optimizer optimizer;
  friend bool operator==(const Competitor&, const Competitor&) = default;
};

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
  Measures measure(std::span<const double> theta);

 private:
  bool full_batch() const;
  std::span<const int> rows_of(long step);
  // The gradient for the step from there into gradient_. Returns the objective where that had to be computed.
  std::optional<double> find_gradient(const RunState& state);
  Divergence diverged(const RunState& state, double objective, double before) const;

  Objective objective_;
  Optimizer optimizer_;
  std::uint64_t seed_;
  std::vector<double> gradient_;
  std::vector<double> theta_before_;  // what step() goes back to
  OptimizerState slots_before_;
  std::vector<int> order_;  // the shuffled samples of epoch_, where batches are used
  long epoch_ = -1;
  // The last full pass: where, what was measured there and, of a full-batch run, the gradient for the step from there.
  std::vector<double> known_theta_;
  Measures known_;
};

// Everybody on the same data from the same start, every iterate kept: theta(i, 0) is the start and
// theta(i, length()) the newest. A competitor that diverged keeps its last finite iterate.
class Race {
 public:
  Race() = default;
  // `start` in the model's own (standardised) parameters.
  Race(Setting setting, std::vector<double> start, std::uint64_t seed, std::vector<Competitor> competitors);

  const Setting& setting() const { return setting_; }
  const std::vector<Competitor>& competitors() const { return competitors_; }
  std::span<const double> start() const { return start_; }

  // Iterates after the start that everybody has.
  long length() const { return length_; }
  // Where memory for iterates ends (256 MiB in all, at least 1000 steps): length() never passes it.
  long capacity() const;
  bool finished() const;  // at capacity, or all have diverged
  // Steps everybody until `length` is reached or `enough()` says so (asked between steps, and where these take long
  // between those of two competitors). True if it was reached.
  bool advance_to(long length, const std::function<bool()>& enough);

  // Changed competitors go on from their state at `step` with their new settings; the iterates after `step` go, for
  // all. New ones (by key) begin at the start and are brought to `step`; those that are gone are dropped.
  void change_competitors(std::vector<Competitor> competitors, long step);
  // The same for λ and λ₁.
  void change_penalties(double l2, double l1, long step);

  // 0 ≤ step; beyond a competitor's last finite iterate it is that one.
  std::span<const double> theta(std::size_t competitor, long step) const;
  const Measures& measures(std::size_t competitor, long step) const;
  std::span<const Measures> history(std::size_t competitor) const;  // from the start on
  const std::optional<Divergence>& divergence(std::size_t competitor) const;

 private:
  struct Track;
  std::shared_ptr<Track> make_track(const Competitor& competitor) const;
  RunState state_at(const Track& track, long step) const;
  // The track for writing: a copy of its own where another race shares it.
  Track& own(std::size_t competitor);
  void find_length();
  Setting setting_;
  std::vector<double> start_;
  std::uint64_t seed_ = 1;
  std::vector<Competitor> competitors_;
  std::vector<std::shared_ptr<Track>> tracks_;
  long length_ = 0;
};

}  // namespace losslab
