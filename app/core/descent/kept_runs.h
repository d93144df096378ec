#pragma once
#include <algorithm>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "app/core/descent/descent_worker.h"
#include "app/core/descent/kept_descent.h"
#include "app/core/descent/kept_playback.h"

namespace losslab {

// Several descents from one start, each told apart by an id; `Who` as KeptDescent has it, and comparable.
template <class Id, class Who>
class KeptRuns : public KeptPlayback {
 public:
  static constexpr std::size_t memory_budget = std::size_t{256} << 20;  // bytes, of all iterates
  using Run = KeptDescent<Who>;
  struct Runner {
    Id id;
    Who who;
  };

  // Steps are made on the caller's thread.
  KeptRuns() = default;
  // Steps that take long are made on a thread of their own, which calls `wake` when some have arrived.
  explicit KeptRuns(std::function<void()> wake) : wake_(std::move(wake)), off_frame_(true) {}

  const std::vector<Run>& runs() const { return runs_; }  // in the order in which they were given
  long stride() const final { return stride_; }

 protected:
  void begin_again(std::vector<double> start, std::vector<Runner> runners) {
    start_ = std::move(start);
    before_ = std::exchange(runners_, std::move(runners));
    restart();
  }
  // Who has changed goes on from the iterate shown; newcomers come from the start.
  void follow_runners(std::vector<Runner> runners) {
    stop_making();
    std::vector<Run> runs;
    bool others = false;
    for (const Runner& one : runners) {
      const auto before = std::ranges::find(runners_, one.id, &Runner::id);
      if (before == runners_.end()) {
        runs.emplace_back(one.who, start_);
        while (runs.back().stride() < stride_) runs.back().thin();
        if (!off_frame_) runs.back().advance_to(length());
        continue;
      }
      runs.push_back(std::move(runs_[static_cast<std::size_t>(before - runners_.begin())]));
      if (runs.back().who() == one.who) continue;
      runs.back().change(one.who, position(), off_frame_);
      others = true;
    }
    runs_ = std::move(runs);
    runners_ = std::move(runners);
    ++era_;
    changed();
    if (others) {
      go_on_from_here();
      for (Run& run : runs_) {
        if (run.length() > length()) run.change(run.who(), length(), off_frame_);
      }
    }
    if (off_frame_) aim(aimed_length(), aimed_position());
  }

 private:
  // Off the frame the start is measured there, too: of many points by many losses that takes longer than a frame has.
  // Meanwhile it is taken for the one before.
  void forget() final {
    const std::vector<Run> before = std::move(runs_);
    const std::vector<Runner>& runners = before_.empty() ? runners_ : before_;
    runs_.clear();
    stride_ = 1;
    for (const Runner& one : runners_) {
      const auto at = std::ranges::find(runners, one.id, &Runner::id);
      const auto index = static_cast<std::size_t>(at - runners.begin());
      if (off_frame_ && at != runners.end() && index < before.size()) {
        runs_.emplace_back(one.who, start_, before[index].measure_at(0));
      } else {
        runs_.emplace_back(one.who, start_);
      }
    }
    before_.clear();
    ++era_;
  }
  void make(long length) final {
    for (Run& run : runs_) run.advance_to(length);
    thin_as_needed();
  }
  long make_some(long now, long wanted) final {
    if (!off_frame_) {
      constexpr long slice = 128;  // steps of everybody in one frame
      const long to = std::min(wanted, now + slice);
      make(to);
      return to;
    }
    if (!worker_) worker_ = std::make_unique<DescentWorker<Who>>(wake_);
    const auto batches = worker_->take();
    for (const auto& batch : batches) {
      if (measuring_) {
        take_measures(*batch);
      } else {
        for (std::size_t i = 0; i < runs_.size(); ++i) runs_[i].append((*batch)[i], batch == batches.back());
      }
    }
    thin_as_needed();
    long have = wanted;
    for (const Run& run : runs_) have = run.stopped() ? have : std::min(have, run.length());
    if ((have < wanted || !measured()) && !worker_->asked()) ask(wanted);
    return have;
  }
  // What is measured off the frame is asked for alone, so that it arrives soon.
  void ask(long wanted) {
    measuring_ = !measured();
    asked_era_ = era_;
    asked_ids_.clear();
    typename DescentWorker<Who>::Tips tips;
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      asked_ids_.push_back(runners_[i].id);
      tips.push_back(runs_[i].tip());
    }
    worker_->ask(std::move(tips), measuring_ ? 0 : wanted);
  }
  // Also of runs that are others by now: while something is dragged there are always newer ones, and what is shown
  // follows them.
  void take_measures(const typename DescentWorker<Who>::Batch& batch) {
    measuring_ = false;
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      if (runs_[i].measured()) continue;
      const auto at = std::ranges::find(asked_ids_, runners_[i].id);
      if (at == asked_ids_.end()) continue;
      const DescentPiece<Who>& piece = batch[static_cast<std::size_t>(at - asked_ids_.begin())];
      if (asked_era_ == era_) {
        runs_[i].append(piece);
      } else if (piece.begun) {
        runs_[i].take_for(*piece.begun);
      }
    }
  }
  // What is being measured arrives all the same.
  void stop_making() final {
    if (worker_ && !measuring_) worker_->drop();
  }
  bool measured() const final { return std::ranges::all_of(runs_, &Run::measured); }
  bool all_stopped() const final {
    return std::ranges::all_of(runs_, [](const Run& run) { return run.stopped().has_value(); });
  }
  void thin_as_needed() {
    std::size_t bytes = 0;
    for (const Run& run : runs_) bytes += run.bytes();
    while (bytes > memory_budget) {
      for (Run& run : runs_) run.thin();
      stride_ *= 2;
      bytes /= 2;
    }
  }

  std::function<void()> wake_;
  bool off_frame_ = false;
  std::vector<double> start_;
  std::vector<Runner> runners_, before_;  // those who run, and those before while they begin again
  std::vector<Run> runs_;
  long stride_ = 1;
  std::unique_ptr<DescentWorker<Who>> worker_;  // made when it is first needed, for it starts a thread
  long era_ = 0;                                // counts how often the runs became others
  // Of what the worker was asked for last.
  bool measuring_ = false;
  long asked_era_ = 0;
  std::vector<Id> asked_ids_;
};

}  // namespace losslab
