#pragma once
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
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
    taken_ = 0;
    asked_ = true;
    worker_.request({++generation_, std::move(tips), length});
  }
  void drop() {
    ++generation_;
    asked_ = false;
    worker_.cancel();
  }
  // What has been made since the last call, in order.
  std::vector<std::shared_ptr<const Batch>> take() {
    const bool done = worker_.idle();
    std::vector<std::shared_ptr<const Batch>> fresh;
    if (const std::optional<Result> result = worker_.take(); result && result->generation == generation_) {
      fresh.assign(result->batches.begin() + static_cast<std::ptrdiff_t>(taken_), result->batches.end());
      taken_ = result->batches.size();
    }
    if (done) asked_ = false;
    return fresh;
  }
  bool asked() const { return asked_; }  // and not all of it taken

 private:
  struct Request {
    std::uint64_t generation = 0;
    Tips tips;
    long length = 0;
  };
  struct Result {
    std::uint64_t generation = 0;
    std::vector<std::shared_ptr<const Batch>> batches;  // all of this request
  };
  using Worker = LatestWorker<Request, Result>;

  static void work(const Request& request, const typename Worker::Turn& turn) {
    constexpr auto often = std::chrono::milliseconds(8);
    Result result{request.generation, {}};
    Tips tips = request.tips;
    const auto there = [&](const DescentTip<Who>& tip) { return tip.stopped || tip.step >= request.length; };
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
      result.batches.push_back(std::make_shared<const Batch>(std::move(batch)));
      turn.publish(result);
    }
  }

  std::uint64_t generation_ = 0;
  std::size_t taken_ = 0;
  bool asked_ = false;
  Worker worker_;
};

}  // namespace losslab
