#pragma once
#include <condition_variable>
#include <deque>
#include <exception>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

#include "widgets/export/animation/frame_painter.h"

namespace losslab {

// Whether the work may take what it gets, or leaves the cores to whoever else wants them, as a window's frames.
enum class Pace : unsigned char { full, giving_way };

// Paints frames on several threads and gives them back in the order in which they were put. Used from one thread.
class FramePainters {
 public:
  // On as many threads as there are cores, up to 4.
  FramePainters(const FramePage& page, Pace pace);
  ~FramePainters();  // what was not taken is dropped
  FramePainters(const FramePainters&) = delete;
  FramePainters& operator=(const FramePainters&) = delete;

  void put(Figure figure);
  std::size_t waiting() const { return results_.size(); }  // frames that were put and not taken
  bool full() const { return waiting() >= 2 * threads_.size(); }
  Pixels take();  // the next one; waits for it. Throws what painting it threw

 private:
  struct Task {
    Figure figure;
    std::promise<Pixels> result;
  };
  void work(const std::stop_token& stop, Pace pace);

  FramePage page_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Task> tasks_;
  std::deque<std::future<Pixels>> results_;
  std::vector<std::jthread> threads_;
};

}  // namespace losslab
