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
    runners_ = std::move(runners);
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
      runs.back().change(one.who, position());
      others = true;
    }
    runs_ = std::move(runs);
    runners_ = std::move(runners);
    changed();
    if (others) {
      go_on_from_here();
      for (Run& run : runs_) {
        if (run.length() > length()) run.change(run.who(), length());
      }
    }
    if (off_frame_) aim(aimed_length(), aimed_position());
  }

 private:
  void forget() final {
    stop_making();
    runs_.clear();
    stride_ = 1;
    for (const Runner& one : runners_) runs_.emplace_back(one.who, start_);
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
      for (std::size_t i = 0; i < runs_.size(); ++i) runs_[i].append((*batch)[i], batch == batches.back());
    }
    thin_as_needed();
    long have = wanted;
    for (const Run& run : runs_) have = run.stopped() ? have : std::min(have, run.length());
    if (have < wanted && !worker_->asked()) {
      typename DescentWorker<Who>::Tips tips;
      for (const Run& run : runs_) tips.push_back(run.tip());
      worker_->ask(std::move(tips), wanted);
    }
    return have;
  }
  void stop_making() final {
    if (worker_) worker_->drop();
  }
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
  std::vector<Runner> runners_;
  std::vector<Run> runs_;
  long stride_ = 1;
  std::unique_ptr<DescentWorker<Who>> worker_;  // made when it is first needed, for it starts a thread
};

}  // namespace losslab
