#include "app/core/shell/files/asset_folder.h"

#include <cstdlib>
#include <sstream>
#include <system_error>
#include <vector>

namespace losslab {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name, const std::string& otherwise = {}) {
  const char* const value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : otherwise;
}

bool has_assets(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_regular_file(folder / "languages" / "en.toml", ignored);
}

// The person's own before those of the machine, as the desktop looks for everything.
std::vector<fs::path> data_folders() {
  std::vector<fs::path> folders;
  const std::string home = environment("HOME");
  const std::string own = environment("XDG_DATA_HOME", home.empty() ? "" : home + "/.local/share");
  if (!own.empty()) folders.emplace_back(own);
  std::istringstream shared(environment("XDG_DATA_DIRS", "/usr/local/share:/usr/share"));
  for (std::string folder; std::getline(shared, folder, ':');) {
    if (!folder.empty()) folders.emplace_back(folder);
  }
  return folders;
}

}  // namespace

std::string find_asset_folder(const fs::path& program, const std::string& built_from) {
  if (const std::string chosen = environment("LOSSLAB_ASSETS"); !chosen.empty()) return chosen;
  if (program.has_parent_path()) {
    const fs::path beside = (program.parent_path().parent_path() / "share" / "losslab").lexically_normal();
    if (has_assets(beside)) return beside.string();
  }
  if (has_assets(built_from)) return built_from;
  for (const fs::path& folder : data_folders()) {
    if (has_assets(folder / "losslab")) return (folder / "losslab").string();
  }
  return built_from;
}

fs::path program_file(const char* called) {
  std::error_code failed;
  const fs::path file = fs::read_symlink("/proc/self/exe", failed);
  if (!failed) return file;
  return fs::weakly_canonical(called != nullptr ? called : "", failed);
}

}  // namespace losslab
