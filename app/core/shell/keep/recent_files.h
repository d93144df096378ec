#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace losslab {

// The files that were opened and saved last, and the folder of the last one. Kept in `files.toml` of a folder; a file
// that is missing or damaged is as none. Nothing here throws: what cannot be kept is forgotten.
class RecentFiles {
 public:
  static constexpr std::size_t most = 12;
  RecentFiles() = default;  // remembers for this run alone
  explicit RecentFiles(const std::filesystem::path& folder);

  const std::vector<std::string>& files() const { return files_; }  // full paths, the newest first
  const std::string& folder() const { return folder_; }             // empty: none yet
  // A file was opened or saved. What another running program has noted in the meantime stays.
  void note(const std::string& path);

 private:
  void read();

  std::filesystem::path file_;  // empty: kept nowhere
  std::vector<std::string> files_;
  std::string folder_;
};

}  // namespace losslab
