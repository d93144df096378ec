// One executable: the window and the command line.
#include <csignal>
#include <iostream>
#include <string>

#include "app/cli/cli.h"
#include "app/core/shell/files/asset_folder.h"
#ifdef LOSSLAB_DESKTOP
#include "app/desktop/desktop.h"
#endif

int main(int argc, char** argv) {
#ifdef SIGPIPE
  // A reader that goes away is then a write that fails, which is said and counted like a full disk.
  std::signal(SIGPIPE, SIG_IGN);
#endif
  const std::string assets =
      losslab::find_asset_folder(losslab::program_file(argc > 0 ? argv[0] : nullptr), LOSSLAB_ASSETS);
#ifdef LOSSLAB_DESKTOP
  losslab::Desktop desktop;
  desktop.open = [&](const losslab::WindowRequest& request) { return losslab::open_window(request, assets); };
  desktop.shot = [&](const losslab::ShotRequest& request) { return losslab::take_shot(request, assets); };
  return losslab::run_command_line(argc, argv, assets, &desktop, std::cout, std::cerr);
#else
  return losslab::run_command_line(argc, argv, assets, nullptr, std::cout, std::cerr);
#endif
}
