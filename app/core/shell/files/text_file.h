#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace losslab {

// The content of a file that is expected to be `what` ("a session") of at most so many bytes. Throws InputError with
// the reason where it cannot be read, is a folder or is larger.
std::string read_text_file(const std::filesystem::path& path, std::string_view what, std::uintmax_t largest);

}  // namespace losslab
