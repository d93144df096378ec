#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/core/distributions/expected_loss.h"
#include "losses/learn/optimise/optimizer.h"
#include "losses/vectors/vector_loss.h"

namespace losslab {

// One loss that descends on the logits themselves.
struct LogitCompetitor {
  VectorLoss loss;
  Optimizer optimizer;
  std::vector<double> truth;
  std::vector<double> teacher{};  // its logits, for a loss that compares with one
  friend bool operator==(const LogitCompetitor&, const LogitCompetitor&) = default;
};

// The run of one competitor, every iterate kept: K numbers each.
class LogitRun {
 public:
  LogitRun(LogitCompetitor who, std::span<const double> start);

  const LogitCompetitor& who() const { return who_; }
  // Makes iterates up to that one, as far as they are finite.
  void advance_to(long step);
  long length() const { return static_cast<long>(losses_.size()) - 1; }
  double value(std::span<const double> z) const { return expected_.value(z, who_.truth); }
  double evaluate(std::span<const double> z, std::span<double> gradient) const {
    return expected_.evaluate(z, who_.truth, gradient);
  }
  // The step that left the finite numbers; the iterates stay at the one before it.
  std::optional<long> stopped() const { return stopped_; }
  // The iterate, or the last one before the run stopped.
  std::span<const double> logits(long step) const;
  double loss(long step) const;
  // Goes on from an iterate as somebody else.
  void change(LogitCompetitor who, long from);

 private:
  void push(std::span<const double> logits);

  LogitCompetitor who_;
  ExpectedLoss expected_;
  std::size_t classes_;
  std::vector<double> iterates_;  // K each
  std::vector<double> losses_;
  std::vector<double> gradient_;
  OptimizerState state_;
  std::optional<long> stopped_;
};

}  // namespace losslab
