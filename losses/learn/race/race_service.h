#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "losses/learn/race/race.h"

namespace losslab {

// Steps a race on a thread of its own. Who asks keeps the race that was last taken; nobody waits for the other.
class RaceService {
 public:
  // `ready` is called from the worker's thread when there is something new to take(), and when the work is done.
  explicit RaceService(std::function<void()> ready);
  ~RaceService();
  RaceService(const RaceService&) = delete;
  RaceService& operator=(const RaceService&) = delete;

  // From now on another race (a changed one is another): what was made of the one before is dropped.
  void set(const Race& race);
  // The race of set() is to reach that length, newcomers included. Asked again, the worker goes on from where it is;
  // what was asked before ends after the step under way.
  void ask(long length);
  // Stops after the step under way; ask() goes on. What is there already can still be taken.
  void cancel();
  // The race as far as it has come, about every 8 ms of work and when the length is reached; nothing twice.
  std::optional<Race> take();
  // Whether all that was asked for has been made.
  bool idle() const;
  // Blocks until idle().
  void wait() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace losslab
