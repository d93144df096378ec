#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "losses/core/threads/latest_worker.h"
#include "losses/structures/boxes/experiment/box_experiment.h"

namespace losslab {

// The experiment of Zheng et al. 2020 for several losses, one after the other, off the frame. Used from one thread.
class ExperimentService {
 public:
  using Made = std::pair<std::string, std::shared_ptr<const BoxExperimentResult>>;

  // `ready` is called from a worker thread when there is something to take().
  explicit ExperimentService(std::function<void()> ready) : ready_(std::move(ready)) {}

  // Those of the ids that can be compared so; what was made before goes.
  void run(const std::vector<std::string>& ids, const BoxExperiment& experiment);
  void cancel();  // what is done stays
  bool take();    // true if something new arrived
  bool running() const { return worker_ && running_; }
  double progress() const { return progress_; }  // of all, in [0, 1]
  void wait();                                   // until it is done, for files and for tests

  // Null where it was not made.
  const BoxExperimentResult* of(std::string_view id) const;
  bool empty() const { return made_.empty(); }

 private:
  struct Request {
    std::vector<std::string> ids;
    BoxExperiment experiment;
  };
  struct Result {
    double progress = 0;
    std::vector<Made> made;
  };
  using Worker = LatestWorker<Request, Result>;
  static void work(const Request& request, const Worker::Turn& turn);

  std::function<void()> ready_;
  bool running_ = false;
  double progress_ = 0;
  std::vector<Made> made_;
  std::unique_ptr<Worker> worker_;  // made when it is first needed, for it starts a thread
};

}  // namespace losslab
