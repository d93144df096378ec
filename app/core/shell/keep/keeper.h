#pragma once
#include <filesystem>
#include <optional>

#include "app/core/shell/keep/loss_keeper.h"
#include "app/core/shell/keep/recent_files.h"
#include "app/core/shell/keep/recovery.h"
#include "app/core/shell/keep/unsaved_clock.h"

namespace losslab {

// What an application keeps beyond its own life; without a folder there is no recovery.
class Keeper {
 public:
  std::filesystem::path folder;  // empty: nothing outlives the program
  RecentFiles files;
  std::optional<Recovery> recovery;
  UnsavedClock clock;
  LossKeeper losses;
};

}  // namespace losslab
