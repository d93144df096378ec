#pragma once
#include <filesystem>

namespace losslab {

// Where the program keeps what it remembers from one run to the next: XDG_STATE_HOME/losslab, or
// ~/.local/state/losslab. Empty where there is no home: then nothing is remembered.
std::filesystem::path state_folder();
// Where one's own losses are kept: XDG_DATA_HOME/losslab/losses, or ~/.local/share/losslab/losses. Empty as above.
std::filesystem::path losses_folder();

}  // namespace losslab
