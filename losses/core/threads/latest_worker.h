#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

#include "losses/core/threads/background.h"

namespace losslab {

// One thread that works on the newest request: a new one cancels the one under way. It gives way to the frames; the
// mutex is held for moments only, so that neither side ever waits for the other's work.
template <class Request, class Result>
class LatestWorker {
 public:
  struct Turn {
    std::stop_token superseded;  // a newer request came, or cancel(); also when closing
    std::stop_token closing;     // nobody is interested any more
    // Hands a result over; a request may have several, each in place of the one before. Who takes them has to tell from
    // the result itself which request it belongs to: one published after a newer request came is handed over as well.
    std::function<void(Result)> publish;
  };
  // `work` runs on the worker's thread and must not throw. `ready` is called from there after each result.
  using Work = std::function<void(const Request&, const Turn&)>;

  LatestWorker(Work work, std::function<void()> ready) : work_(std::move(work)), ready_(std::move(ready)) {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }
  ~LatestWorker() {
    closing_.request_stop();
    cancel();
    thread_.request_stop();
    thread_.join();
  }
  LatestWorker(const LatestWorker&) = delete;
  LatestWorker& operator=(const LatestWorker&) = delete;

  void request(Request request) {
    {
      const std::scoped_lock lock(mutex_);
      current_.request_stop();
      pending_ = std::move(request);
    }
    wake_.notify_one();
  }
  void cancel() {
    const std::scoped_lock lock(mutex_);
    current_.request_stop();
    pending_.reset();
  }
  // The newest result that was not taken yet.
  std::optional<Result> take() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(newest_, std::nullopt);
  }
  // Whether the last request is done; its results may still be there to take.
  bool idle() const {
    const std::scoped_lock lock(mutex_);
    return !busy_ && !pending_;
  }

 private:
  void run(const std::stop_token& stop) {
    give_way();
    std::unique_lock lock(mutex_);
    while (wake_.wait(lock, stop, [this] { return pending_.has_value(); })) {
      const Request request = std::move(*pending_);
      pending_.reset();
      busy_ = true;
      current_ = std::stop_source();
      Turn turn{current_.get_token(), closing_.get_token(), [this](Result result) { publish(std::move(result)); }};
      lock.unlock();
      work_(request, turn);
      lock.lock();
      busy_ = false;
      lock.unlock();
      if (ready_) ready_();  // for those who wait for idle()
      lock.lock();
    }
  }
  void publish(Result result) {
    {
      const std::scoped_lock lock(mutex_);
      newest_ = std::move(result);
    }
    if (ready_) ready_();
  }

  Work work_;
  std::function<void()> ready_;
  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  std::optional<Request> pending_;
  std::optional<Result> newest_;
  std::stop_source current_, closing_;
  bool busy_ = false;
  std::jthread thread_;
};

}  // namespace losslab
