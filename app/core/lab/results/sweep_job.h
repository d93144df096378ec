#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/core/lab/page/lab_page.h"
#include "losses/core/threads/latest_worker.h"
#include "losses/learn/sweep/sweep.h"
#include "widgets/figure/language.h"

namespace losslab {

// A sweep of a laboratory with what a plot of it needs: complete in itself, for the page may change meanwhile.
struct SweepResult {
  struct Runner {
    std::string id, label;  // see runners.h
    int series;             // its number among the styles
  };
  SweepSpec spec;
  Task task = Task::regression;
  std::string label;            // of what is varied: "share of outliers"
  std::vector<Runner> runners;  // one for each loss of the specification
  std::vector<SweepRow> rows;   // empty until it was carried out
};

// What the page's sweep settings ask for, without rows.
SweepResult sweep_order(const Document& document, Task task, const Language& text);

// The sweep of one laboratory: carried out off the frame on all cores, can be cancelled. Used from one thread.
class SweepJob {
 public:
  // `wake` is called from other threads where take() would have something, some ten times a second at most.
  SweepJob(std::string asset_folder, std::function<void()> wake);

  // Begins a sweep, in place of one that is under way; the last result stays until the new one is there. Where the
  // specification cannot be carried out nothing begins, and error() says why.
  void start(SweepResult order);
  // The same at once, for files.
  void run(SweepResult order);
  // What was computed so far is thrown away; the last result stays.
  void cancel();
  // Cancels and forgets everything.
  void forget();
  // Takes what has arrived; true if there was anything.
  bool take();

  bool running() const { return running_; }
  // Data sets done, of how many; 0 of 0 until the first is known.
  std::size_t done() const { return done_; }
  std::size_t total() const { return total_; }
  double share() const { return total_ == 0 ? 0 : static_cast<double>(done_) / static_cast<double>(total_); }
  bool cancelled() const { return cancelled_; }  // the last one was
  // Why the last one came to nothing, a sentence; empty where it did not.
  const std::string& error() const { return error_; }
  const std::shared_ptr<const SweepResult>& result() const { return result_; }  // null: none yet
  // Its result with the names of another order of the same sweep.
  void rename(SweepResult named);

 private:
  struct Request {
    std::uint64_t number;
    SweepResult order;
  };
  // Of the request with that number: how far it is, what it came to, or why it failed.
  struct Report {
    std::uint64_t number = 0;
    std::size_t done = 0, total = 0;
    std::shared_ptr<const SweepResult> result;
    std::string error;
  };
  using Worker = LatestWorker<Request, Report>;
  static void work(const Request& request, const Worker::Turn& turn, const std::string& asset_folder);
  // Nothing under way, no word of the last one.
  void clear();

  std::string asset_folder_;
  std::function<void()> wake_;
  bool running_ = false, cancelled_ = false;
  std::uint64_t number_ = 0;  // of the newest request; reports of others are late
  std::size_t done_ = 0, total_ = 0;
  std::string error_;
  std::shared_ptr<const SweepResult> result_;
  std::unique_ptr<Worker> worker_;  // made when it is first needed, for it starts a thread
};

}  // namespace losslab
