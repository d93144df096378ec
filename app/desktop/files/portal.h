#pragma once
#include <stop_token>

#include "app/screens/shell/files/native_files.h"

namespace losslab {

// Asks through the file chooser of the desktop's portal (xdg-desktop-portal, by libportal). Blocks until it has
// answered; a stop closes it. `nobody` where there is no session bus, no portal on it, or none that asks for files.
NativeFiles::Answer ask_portal(const NativeFiles::Question& question, const std::stop_token& stop);

}  // namespace losslab
