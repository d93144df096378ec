#pragma once
#include <string>

#include "app/core/shell/requests.h"

namespace losslab {

// Opens the window and runs it until it is closed. Returns the exit status. Throws InputError for a missing display
// or an unusable file.
int open_window(const WindowRequest& request, const std::string& asset_folder);

// Renders a session in the real window, off the screen, and saves what it shows as a PNG. The same.
int take_shot(const ShotRequest& request, const std::string& asset_folder);

}  // namespace losslab
