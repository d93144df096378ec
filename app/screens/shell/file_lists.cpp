#include "app/screens/shell/file_lists.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "losses/learn/data/real_data.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

std::string title_of(const std::string& name) {
  const RealData* known = find_real_data(name);
  return known != nullptr ? known->title : name;
}

std::vector<fs::path> files_in(const fs::path& folder, const char* ending) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == ending) found.push_back(it->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

void FileLists::make(const std::string& asset_folder) {
  if (made) return;
  *this = {.data = {}, .sessions = {}, .made = true};
  const fs::path assets = asset_folder;
  for (const fs::path& path : files_in(assets / "data", ".csv")) {
    const std::string name = path.filename().string();
    data.push_back({path.string(), name, title_of(name)});
  }
  for (const fs::path& path : files_in(assets / "sessions", ".toml")) {
    sessions.push_back({path.string(), path.filename().string(), path.stem().string()});
  }
}

}  // namespace losslab
