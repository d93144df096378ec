// One executable: the window and the command line.
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>

#include "app/cli/cli.h"
#ifdef LOSSLAB_DESKTOP
#include "app/desktop/desktop.h"
#endif

namespace {

// Where sessions, palettes and data are: beside the sources, or where the environment says.
std::string asset_folder() {
  const char* const chosen = std::getenv("LOSSLAB_ASSETS");
  return chosen != nullptr && *chosen != '\0' ? chosen : LOSSLAB_ASSETS;
}

}  // namespace

int main(int argc, char** argv) {
#ifdef SIGPIPE
  // A reader that goes away is then a write that fails, which is said and counted like a full disk.
  std::signal(SIGPIPE, SIG_IGN);
#endif
  const std::string assets = asset_folder();
#ifdef LOSSLAB_DESKTOP
  losslab::Desktop desktop;
  desktop.open = [&](const losslab::WindowRequest& request) { return losslab::open_window(request, assets); };
  desktop.shot = [&](const losslab::ShotRequest& request) { return losslab::take_shot(request, assets); };
  return losslab::run_command_line(argc, argv, assets, &desktop, std::cout, std::cerr);
#else
  return losslab::run_command_line(argc, argv, assets, nullptr, std::cout, std::cerr);
#endif
}
