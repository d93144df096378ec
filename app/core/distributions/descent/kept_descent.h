#pragma once
#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "losses/learn/optimise/optimizer.h"

namespace losslab {

// A descent on a few numbers, every iterate kept. `Who` says how: its member `optimizer`, and
// `double evaluate(std::span<const double> theta, std::span<double> gradient) const`, the loss.
template <class Who>
class KeptDescent {
 public:
  KeptDescent(Who who, std::span<const double> start)
      : who_(std::move(who)), count_(start.size()), gradient_(start.size()) {
    push(start);
  }

  const Who& who() const { return who_; }
  long length() const { return static_cast<long>(losses_.size()) - 1; }
  // The iterate, or the last one before the run stopped.
  std::span<const double> iterate(long step) const { return std::span(iterates_).subspan(at(step) * count_, count_); }
  double loss(long step) const { return losses_[at(step)]; }
  // The step that left the finite numbers; the iterates stay at the one before it.
  std::optional<long> stopped() const { return stopped_; }

  // Makes iterates up to that one, as far as they are finite.
  void advance_to(long step) {
    const std::vector<unsigned char> penalised(count_, 0);
    std::vector<double> theta(count_);
    while (length() < step && !stopped_) {
      std::ranges::copy(std::span(iterates_).last(count_), theta.begin());
      update(who_.optimizer, state_, theta, gradient_, penalised);
      if (!std::ranges::all_of(theta, [](double one) { return std::isfinite(one); })) {
        stopped_ = length() + 1;
        return;
      }
      push(theta);
      if (!std::isfinite(losses_.back())) {  // the last finite one stays
        stopped_ = length();
        losses_.pop_back();
        iterates_.resize(iterates_.size() - count_);
      }
    }
  }
  // Goes on from an iterate as somebody else.
  void change(Who who, long from) {
    const std::vector<double> here(iterate(from).begin(), iterate(from).end());
    const std::size_t kept = at(from);
    who_ = std::move(who);
    losses_.resize(kept);
    iterates_.resize(kept * count_);
    state_ = OptimizerState();  // slots of another method or loss mean nothing to this one
    state_.steps = static_cast<long>(kept);
    stopped_.reset();
    push(here);
  }

 private:
  std::size_t at(long step) const { return static_cast<std::size_t>(std::clamp(step, 0L, length())); }
  void push(std::span<const double> theta) {
    losses_.push_back(who_.evaluate(theta, gradient_));
    iterates_.insert(iterates_.end(), theta.begin(), theta.end());
  }

  Who who_;
  std::size_t count_;
  std::vector<double> iterates_;  // count_ each
  std::vector<double> losses_;
  std::vector<double> gradient_;  // at the last one made
  OptimizerState state_;
  std::optional<long> stopped_;
};

}  // namespace losslab
