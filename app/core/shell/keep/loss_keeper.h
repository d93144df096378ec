#pragma once
#include <filesystem>
#include <future>
#include <optional>
#include <string>
#include <vector>

#include "app/core/shell/keep/loss_collection.h"
#include "app/core/shell/keep/unsaved_clock.h"

namespace losslab {

// Brings the collection up to the losses of the window without ever making it wait: a moment after the last change, in
// a thread of its own.
class LossKeeper {
 public:
  LossKeeper() = default;
  explicit LossKeeper(std::filesystem::path folder) : collection_(std::move(folder)) {}
  ~LossKeeper() { wait(); }
  LossKeeper(const LossKeeper&) = delete;
  LossKeeper& operator=(const LossKeeper&) = delete;
  // For the one moment in which the folder becomes known; nothing is under way then.
  void open(std::filesystem::path folder) { collection_ = LossCollection(std::move(folder)); }

  // What is kept, and what was wrong when it was read; blocks until what is being written is there.
  std::vector<OwnLossText> losses();
  const std::vector<std::string>& problems() const { return collection_.problems(); }
  // See LossCollection::watch().
  void watch(std::vector<OwnLossText> losses);
  // Something has changed.
  void note() { noted_ = collection_.keeps(); }
  void see(double now);  // with the time of what was noted
  double until_due(double now) const { return clock_.until_due(now); }
  bool pending() const { return noted_ || clock_.until_due(0) < 1e300; }
  // Begins to write what is due.
  void follow(std::vector<OwnLossText> losses);
  void wait();
  // What was wrong with the last writing; told once.
  std::optional<std::string> problem();

 private:
  LossCollection collection_;
  UnsavedClock clock_;
  bool noted_ = false;
  std::future<std::string> writing_;
  std::string problem_;
};

}  // namespace losslab
