#pragma once
#include <stop_token>
#include <string>
#include <vector>

#include "app/screens/shell/files/native_files.h"

namespace losslab {

// Asks through zenity or kdialog, whichever is on the PATH (in KDE kdialog first), started without a shell. Blocks
// until it has ended; a stop ends it. `nobody` where neither is installed or can show itself.
NativeFiles::Answer ask_program(const NativeFiles::Question& question, const std::stop_token& stop);

// What they are started with.
std::vector<std::string> zenity_words(const NativeFiles::Question& question);
std::vector<std::string> kdialog_words(const NativeFiles::Question& question);

}  // namespace losslab
