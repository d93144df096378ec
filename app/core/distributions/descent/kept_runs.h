#pragma once
#include <algorithm>
#include <utility>
#include <vector>

#include "app/core/distributions/descent/kept_descent.h"
#include "app/core/distributions/descent/kept_playback.h"

namespace losslab {

// Several descents from one start, each told apart by an id; `Who` as KeptDescent has it, and comparable.
template <class Id, class Who>
class KeptRuns : public KeptPlayback {
 public:
  using Run = KeptDescent<Who>;
  struct Runner {
    Id id;
    Who who;
  };
  const std::vector<Run>& runs() const { return runs_; }  // in the order in which they were given

 protected:
  void begin_again(std::vector<double> start, std::vector<Runner> runners) {
    start_ = std::move(start);
    runners_ = std::move(runners);
    restart();
  }
  // Who has changed goes on from the iterate shown; newcomers come from the start.
  void follow_runners(std::vector<Runner> runners) {
    std::vector<Run> runs;
    bool others = false;
    for (const Runner& one : runners) {
      const auto before = std::ranges::find(runners_, one.id, &Runner::id);
      if (before == runners_.end()) {
        runs.emplace_back(one.who, start_);
        runs.back().advance_to(length());
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
    if (!others) return;
    go_on_from_here();
    for (Run& run : runs_) {
      if (run.length() > length()) run.change(run.who(), length());
    }
  }

 private:
  void forget() final {
    runs_.clear();
    for (const Runner& one : runners_) runs_.emplace_back(one.who, start_);
  }
  void make(long length) final {
    for (Run& run : runs_) run.advance_to(length);
  }
  bool all_stopped() const final {
    return std::ranges::all_of(runs_, [](const Run& run) { return run.stopped().has_value(); });
  }

  std::vector<double> start_;
  std::vector<Runner> runners_;
  std::vector<Run> runs_;
};

}  // namespace losslab
