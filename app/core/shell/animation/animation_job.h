#pragma once
#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "app/core/shell/animation/animation_request.h"
#include "app/core/shell/files/session.h"
#include "widgets/figure/language.h"

namespace losslab {

// What is to be made of a session, and where it goes. A path for paper (see is_for_paper()) gets a figure of so many
// moments on each other, and others a film.
struct AnimationOrder {
  AnimationRequest request;
  std::string path;
  int moments = 8;
};
// Throws the InputError that making it would, as far as that can be known at once: a format that this machine does not
// have, numbers out of bounds, a path that cannot be written.
void check_order(const AnimationOrder& order, const Language& text);

// Makes one animation at a time on a thread of its own, which gives way to the frames of a window. Used from one
// thread.
class AnimationJob {
 public:
  // How it went, once.
  struct End {
    std::string path;
    std::size_t bytes = 0;
    std::string error;       // a whole sentence; empty: it is there
    bool cancelled = false;  // then nothing was written
  };

  // `wake` is called from the thread whenever there is something new to be shown.
  explicit AnimationJob(std::function<void()> wake) : wake_(std::move(wake)) {}

  // Throws InputError as check_order() does, and where one is under way.
  void start(Session session, AnimationOrder order, std::string asset_folder, const Language& language);
  void cancel() { thread_.request_stop(); }
  bool running() const { return running_; }
  int percent() const { return percent_; }
  const std::string& path() const { return path_; }
  std::optional<End> take();

 private:
  void make(const std::stop_token& stop, Session session, const AnimationOrder& order, const std::string& asset_folder,
            const Language& language);
  End made(const std::stop_token& stop, Session session, const AnimationOrder& order, const std::string& asset_folder,
           const Language& language);

  std::function<void()> wake_;
  bool running_ = false;
  std::string path_;
  std::atomic<int> percent_ = 0;
  std::mutex mutex_;
  std::optional<End> end_;
  std::jthread thread_;  // the last: it ends before what it uses
};

}  // namespace losslab
