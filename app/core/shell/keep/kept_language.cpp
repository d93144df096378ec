#include "app/core/shell/keep/kept_language.h"

#include <fstream>

#include "losses/core/error.h"
#include "widgets/export/export.h"

namespace losslab {

std::optional<std::string> kept_language(const std::filesystem::path& folder) {
  std::string code;
  if (folder.empty() || !(std::ifstream(folder / "language") >> code)) return std::nullopt;
  return code;
}

void keep_language(const std::filesystem::path& folder, const std::string& code) {
  if (folder.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  try {
    write_file_atomically(folder / "language", code + "\n");
  } catch (const InputError&) {
    return;
  }
}

}  // namespace losslab
