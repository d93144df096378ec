#include "app/core/shell/keep/recent_files.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/files/toml_writer.h"
#include "widgets/export/export.h"

namespace losslab {

namespace fs = std::filesystem;

RecentFiles::RecentFiles(const fs::path& folder) : file_(folder / "files.toml") { read(); }

void RecentFiles::read() {
  std::ostringstream text;
  const std::ifstream file(file_, std::ios::binary);
  if (!file) return;
  text << file.rdbuf();
  try {
    const TomlDocument toml(text.str(), file_.string(), "a list of files");
    TomlSection in = toml.root();
    std::vector<std::string> files;
    std::string folder;
    in.texts("files", files);
    in.text("folder", folder);
    files_ = std::move(files);
    folder_ = std::move(folder);
  } catch (const InputError&) {
    files_.clear();
  }
}

void RecentFiles::note(const std::string& path) {
  std::error_code error;
  const fs::path full = fs::absolute(path, error).lexically_normal();
  if (error || !full.has_filename()) return;
  if (!file_.empty()) read();
  folder_ = full.parent_path().string();
  std::erase(files_, full.string());
  files_.insert(files_.begin(), full.string());
  if (files_.size() > most) files_.resize(most);
  if (file_.empty()) return;
  TomlWriter out;
  out.line("folder", toml_text::in_quotes(folder_));
  out.line("files", toml_text::texts(files_));
  const std::string text = out.take();
  try {
    // A name that is no UTF-8 would take all others with it.
    const TomlDocument readable(text, file_.string());
    fs::create_directories(file_.parent_path(), error);
    write_file_atomically(file_, text);
  } catch (const InputError&) {
    return;
  }
}

}  // namespace losslab
