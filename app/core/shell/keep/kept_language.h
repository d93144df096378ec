#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace losslab {

// The language that somebody has chosen in the window, by its code, kept in the file `language` of a folder. An empty
// folder keeps nothing.
std::optional<std::string> kept_language(const std::filesystem::path& folder);
// What cannot be kept is forgotten.
void keep_language(const std::filesystem::path& folder, const std::string& code);

}  // namespace losslab
