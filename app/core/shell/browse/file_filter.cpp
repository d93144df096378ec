#include "app/core/shell/browse/file_filter.h"

#include <algorithm>

#include "app/core/shell/state/opening.h"

namespace losslab {
namespace {

bool ends_like(std::string_view name, std::string_view ending) {
  if (name.size() < ending.size()) return false;
  return std::ranges::equal(name.substr(name.size() - ending.size()), ending, [](unsigned char c, unsigned char small) {
    return (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) == small;
  });
}

}  // namespace

bool matches(const FileFilter& filter, std::string_view name) {
  return filter.endings.empty() ||
         std::ranges::any_of(filter.endings, [&](const std::string& ending) { return ends_like(name, ending); });
}

std::vector<FileFilter> filters_for_opening() {
  FileFilter known{"files.known", {".toml"}}, tables{"files.tables", {}};
  for (const FileKind& kind : file_kinds()) tables.endings.push_back(kind.ending);
  known.endings.insert(known.endings.end(), tables.endings.begin(), tables.endings.end());
  known.endings.push_back(".png");
  return {known, {"files.sessions", {".toml"}}, tables, {"files.pictures", {".png"}}, {"files.all", {}}};
}

}  // namespace losslab
