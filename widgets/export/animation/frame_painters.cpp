#include "widgets/export/animation/frame_painters.h"

#include <algorithm>

#include "losses/core/threads/background.h"

namespace losslab {

FramePainters::FramePainters(const FramePage& page, Pace pace) : page_(page) {
  constexpr unsigned most = 4;
  const unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1U, most);
  for (unsigned i = 0; i < threads; ++i) {
    threads_.emplace_back([this, pace](const std::stop_token& stop) { work(stop, pace); });
  }
}

FramePainters::~FramePainters() {
  for (std::jthread& thread : threads_) thread.request_stop();
  threads_.clear();
}

void FramePainters::put(Figure figure) {
  Task task{std::move(figure), {}};
  results_.push_back(task.result.get_future());
  {
    const std::scoped_lock lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  wake_.notify_one();
}

Pixels FramePainters::take() {
  std::future<Pixels> next = std::move(results_.front());
  results_.pop_front();
  return next.get();
}

void FramePainters::work(const std::stop_token& stop, Pace pace) {
  if (pace == Pace::giving_way) give_way();
  FramePainter painter(page_);
  std::unique_lock lock(mutex_);
  while (wake_.wait(lock, stop, [this] { return !tasks_.empty(); })) {
    if (stop.stop_requested()) return;
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    try {
      task.result.set_value(painter.paint(task.figure));
    } catch (...) {
      task.result.set_exception(std::current_exception());
    }
    lock.lock();
  }
}

}  // namespace losslab
