#pragma once
#include <filesystem>
#include <optional>

#include "app/core/shell/state/view.h"

namespace losslab {

// Where in the program somebody was when it ended: the screen, how that was looked at, theme and size of text. Kept in
// `place.toml` of a folder, without any work. Nothing here throws: a file that is missing or damaged is as none.
std::optional<View> read_last_place(const std::filesystem::path& folder);
void keep_last_place(const std::filesystem::path& folder, const View& view);

}  // namespace losslab
