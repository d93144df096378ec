#include "app/core/distributions/logit_descent.h"

#include <algorithm>
#include <cmath>

namespace losslab {

LogitRun::LogitRun(LogitCompetitor who, std::span<const double> start)
    : who_(std::move(who)), expected_(who_.loss, who_.teacher), classes_(start.size()), gradient_(start.size()) {
  push(start);
}

void LogitRun::push(std::span<const double> logits) {
  losses_.push_back(evaluate(logits, gradient_));
  iterates_.insert(iterates_.end(), logits.begin(), logits.end());
}

void LogitRun::advance_to(long step) {
  const std::vector<unsigned char> penalised(classes_, 0);
  std::vector<double> theta(classes_);
  while (length() < step && !stopped_) {
    std::ranges::copy(std::span(iterates_).last(classes_), theta.begin());
    update(who_.optimizer, state_, theta, gradient_, penalised);
    if (!std::ranges::all_of(theta, [](double z) { return std::isfinite(z); })) {
      stopped_ = length() + 1;
      return;
    }
    push(theta);
    if (!std::isfinite(losses_.back())) {  // the last finite one stays
      stopped_ = length();
      losses_.pop_back();
      iterates_.resize(iterates_.size() - classes_);
    }
  }
}

std::span<const double> LogitRun::logits(long step) const {
  const auto at = static_cast<std::size_t>(std::clamp(step, 0L, length()));
  return std::span(iterates_).subspan(at * classes_, classes_);
}

double LogitRun::loss(long step) const { return losses_[static_cast<std::size_t>(std::clamp(step, 0L, length()))]; }

void LogitRun::change(LogitCompetitor who, long from) {
  from = std::clamp(from, 0L, length());
  who_ = std::move(who);
  expected_ = ExpectedLoss(who_.loss, who_.teacher);
  const std::vector<double> at(logits(from).begin(), logits(from).end());
  losses_.resize(static_cast<std::size_t>(from));
  iterates_.resize(static_cast<std::size_t>(from) * classes_);
  state_ = OptimizerState();  // slots of another method or loss mean nothing to this one
  state_.steps = from;
  stopped_.reset();
  push(at);
}

}  // namespace losslab
