#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "losses/core/threads/latest_worker.h"
#include "losses/learn/race/diagnosis.h"
#include "widgets/figure/language.h"

namespace losslab {

class Lab;

// "diverged", "stuck": a finding in one or two words, to stand beside a curve.
const std::string& short_name(Finding::Kind kind, const Language& text);

// What is wrong with the runs of a laboratory at the iterate shown, found off the frame. Used from one thread.
class LabFindings {
 public:
  // `ready` is called from a worker thread when there is something to take().
  explicit LabFindings(std::function<void()> ready) : ready_(std::move(ready)) {}

  // Asks for the findings of the iterate shown, no sooner than those asked for before are there: while a run plays they
  // follow it as fast as they can.
  void want(const Lab& lab);
  bool take();  // true if what is found has changed
  bool pending() const { return worker_ && !worker_->idle(); }
  void wait(const Lab& lab);  // the same at once, for files
  // By competitor; empty where nothing is known yet of those who run now.
  std::vector<std::optional<Finding>> all(const Lab& lab) const;

 private:
  struct Request {
    Race race;
    long step = 0;
  };
  struct Result {
    std::vector<Competitor> competitors;
    std::shared_ptr<const Dataset> data;
    std::shared_ptr<const Model> model;
    std::vector<std::optional<Finding>> findings;
  };
  using Worker = LatestWorker<Request, std::shared_ptr<const Result>>;
  static void examine(const Request& request, const Worker::Turn& turn);

  std::function<void()> ready_;
  struct Asked {
    std::vector<Competitor> competitors;
    std::shared_ptr<const Dataset> data;
    std::shared_ptr<const Model> model;
    double l2 = 0, l1 = 0;
    long step = -1, length = -1;
    friend bool operator==(const Asked&, const Asked&) = default;
  };
  static Asked what_is(const Lab& lab);
  std::optional<Asked> asked_;
  std::shared_ptr<const Result> result_;
  std::unique_ptr<Worker> worker_;  // made when it is first needed, for it starts a thread
};

}  // namespace losslab
