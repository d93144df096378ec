#include "app/desktop/paths.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "losses/core/error.h"

namespace losslab {

std::string free_path(const std::string& stem, const std::string& ending) {
  const char* home = std::getenv("HOME");
  const std::filesystem::path folder = home != nullptr && *home != '\0' ? home : ".";
  for (int number = 1; number < 100000; ++number) {
    std::filesystem::path path = folder / fmt::format("{}-{}{}", stem, number, ending);
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return path.string();
  }
  throw InputError("No free file name was found in " + folder.string() + ".");
}

}  // namespace losslab
