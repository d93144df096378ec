#pragma once
#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "app/core/descent/kept_descent.h"
#include "losses/core/threads/latest_worker.h"

namespace losslab {

// Makes the iterates of several descents on a thread of its own. Used from one thread.
template <class Who>
class DescentWorker {
 public:
  using Tips = std::vector<DescentTip<Who>>;
  // One piece for each descent.
  using Batch = std::vector<DescentPiece<Who>>;

  // `ready` is called from the worker's thread when there is something to take().
  explicit DescentWorker(std::function<void()> ready) : worker_(work, std::move(ready)) {}

  // From these tips, until all have that length or have stopped; what was asked for before is dropped.
  void ask(Tips tips, long length) {
    asked_ = true;
    inbox_ = std::make_shared<Inbox>();
    worker_.request({inbox_, std::move(tips), length});
  }
  void drop() {
    inbox_.reset();
    asked_ = false;
    worker_.cancel();
  }
  // What has been made since the last call, in order.
  std::vector<std::shared_ptr<const Batch>> take() {
    const bool done = worker_.idle();
    worker_.take();  // says no more than that there is something
    std::vector<std::shared_ptr<const Batch>> fresh;
    if (inbox_) {
      const std::scoped_lock lock(inbox_->mutex);
      fresh.swap(inbox_->batches);
    }
    if (done) asked_ = false;
    return fresh;
  }
  bool asked() const { return asked_; }  // and not all of it taken

 private:
  // What was made of one request and not taken yet. Iterates may be large: whoever takes them is the last to have them.
  struct Inbox {
    std::mutex mutex;
    std::vector<std::shared_ptr<const Batch>> batches;
  };
  struct Request {
    std::shared_ptr<Inbox> inbox;
    Tips tips;
    long length = 0;
  };
  struct Arrival {};
  using Worker = LatestWorker<Request, Arrival>;

  static void work(const Request& request, const typename Worker::Turn& turn) {
    constexpr auto often = std::chrono::milliseconds(8);
    Tips tips = request.tips;
    const auto there = [&](const DescentTip<Who>& tip) {
      return tip.measured && (tip.stopped || tip.step >= request.length);
    };
    while (!std::ranges::all_of(tips, there)) {
      Batch batch(std::make_move_iterator(tips.begin()), std::make_move_iterator(tips.end()));
      const auto begun = std::chrono::steady_clock::now();
      do {
        if (turn.superseded.stop_requested()) return;
        for (DescentPiece<Who>& piece : batch) {
          if (!there(piece.tip)) piece.advance();
        }
      } while (std::chrono::steady_clock::now() - begun < often &&
               !std::ranges::all_of(batch, there, &DescentPiece<Who>::tip));
      tips.clear();
      for (const DescentPiece<Who>& piece : batch) tips.push_back(piece.tip);
      auto made = std::make_shared<const Batch>(std::move(batch));
      {
        const std::scoped_lock lock(request.inbox->mutex);
        request.inbox->batches.push_back(std::move(made));
      }
      turn.publish({});
    }
  }

  std::shared_ptr<Inbox> inbox_;  // of the last request
  bool asked_ = false;
  Worker worker_;
};

}  // namespace losslab
