#pragma once
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "app/core/shell/requests.h"

namespace losslab {

// The window's part, where the program was built with it.
struct Desktop {
  std::function<int(const WindowRequest&)> open;
  std::function<int(const ShotRequest&)> shot;
};

// Runs the command line and returns the exit status: 0 done, 1 the check failed or the run diverged, 2 bad usage or
// input. `desktop` is null where the program was built without the window.
int run_command_line(int argc, const char* const* argv, const std::string& asset_folder, const Desktop* desktop,
                     std::ostream& out, std::ostream& err);

}  // namespace losslab
