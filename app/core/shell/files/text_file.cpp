#include "app/core/shell/files/text_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "losses/core/error.h"

namespace losslab {

std::string read_text_file(const std::filesystem::path& path, std::string_view what, std::uintmax_t largest) {
  const std::string name = path.string();
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    throw InputError(fmt::format("'{}' is a folder; expected {} file.", name, what));
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) throw InputError(fmt::format("Cannot read '{}': {}.", name, std::strerror(errno)));
  if (std::filesystem::file_size(path, error) > largest && !error) {
    throw InputError(fmt::format("{}: expected {} of at most {} MiB.", name, what, largest >> 20U));
  }
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace losslab
