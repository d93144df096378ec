#include "app/core/shell/browse/folder_list.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "losses/core/error.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool same_letter(char a, char b) { return small(a) == small(b); }

// The digits at the beginning, without zeros in front, taken from the text.
std::string_view take_number(std::string_view& text) {
  while (!text.empty() && text[0] == '0') text.remove_prefix(1);
  const auto end = std::ranges::find_if_not(text, is_digit);
  const std::string_view number = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(number.size());
  return number;
}

bool before(std::string_view a, std::string_view b) {
  const std::string_view whole_a = a, whole_b = b;
  while (!a.empty() && !b.empty()) {
    if (is_digit(a[0]) && is_digit(b[0])) {
      const std::string_view m = take_number(a), n = take_number(b);
      if (m.size() != n.size()) return m.size() < n.size();
      if (m != n) return m < n;
      continue;
    }
    const auto x = static_cast<unsigned char>(small(a[0])), y = static_cast<unsigned char>(small(b[0]));
    if (x != y) return x < y;
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  return a.empty() != b.empty() ? a.empty() : whole_a < whole_b;
}

bool entry_before(const FolderEntry& a, const FolderEntry& b) {
  return a.folder != b.folder ? a.folder : before(a.name, b.name);
}

bool begins_like(std::string_view name, std::string_view text) {
  return name.size() >= text.size() && std::ranges::equal(name.substr(0, text.size()), text, same_letter);
}

// Those that begin as typed; where capitals tell some of them from the others, these.
std::vector<FolderEntry> that_begin(std::vector<FolderEntry> entries, std::string_view text) {
  std::erase_if(entries, [&](const FolderEntry& entry) { return !begins_like(entry.name, text); });
  const auto exact = [&](const FolderEntry& entry) { return entry.name.starts_with(text); };
  if (std::ranges::any_of(entries, exact)) std::erase_if(entries, [&](const FolderEntry& e) { return !exact(e); });
  return entries;
}

// Where a UTF-8 character is cut in two, its first bytes go.
void drop_half_character(std::string& text, const std::string& whole) {
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  while (text.size() < whole.size() && !text.empty() && continues(whole[text.size()])) text.pop_back();
}

std::string common_beginning(const std::vector<FolderEntry>& entries) {
  std::string common = entries.front().name;
  for (const FolderEntry& entry : entries) {
    const auto [end, other] = std::ranges::mismatch(common, entry.name, same_letter);
    common.erase(end, common.end());
  }
  drop_half_character(common, entries.front().name);
  return common;
}

}  // namespace

std::vector<FolderEntry> list_folder(const fs::path& folder, const FileFilter& filter, bool hidden) {
  std::vector<FolderEntry> entries;
  std::error_code error;
  fs::directory_iterator it(folder, error);
  for (const fs::directory_iterator end; !error && it != end; it.increment(error)) {
    FolderEntry entry{it->path().filename().string(), false};
    if (!hidden && entry.name.starts_with('.')) continue;
    std::error_code gone;
    entry.folder = it->is_directory(gone);
    if (entry.folder || matches(filter, entry.name)) entries.push_back(std::move(entry));
  }
  if (error) throw InputError(error.message());
  std::ranges::sort(entries, entry_before);
  return entries;
}

fs::path typed_path(const std::string& text, const fs::path& folder) {
  if (text == "~" || text.starts_with("~/")) {
    const fs::path home = home_folder();
    if (!home.empty()) return (home / fs::path(text.substr(std::min<std::size_t>(2, text.size())))).lexically_normal();
  }
  return (folder / text).lexically_normal();
}

std::optional<std::string> completed(const std::string& text, const fs::path& folder, const FileFilter& filter) {
  const std::size_t slash = text.rfind('/');
  const std::string above = slash == std::string::npos ? "" : text.substr(0, slash + 1);
  const std::string name = text.substr(above.size());
  std::vector<FolderEntry> entries;
  try {
    entries = list_folder(above.empty() ? folder : typed_path(above, folder), filter, name.starts_with('.'));
  } catch (const InputError&) {
    return std::nullopt;
  }
  entries = that_begin(std::move(entries), name);
  if (entries.empty()) return std::nullopt;
  std::string result = common_beginning(entries);
  if (result.size() < name.size()) return text;
  if (entries.size() == 1 && entries.front().folder) result += '/';
  return above + result;
}

fs::path folder_above(const fs::path& folder) {
  // "a/" is "a" for whoever goes up.
  const fs::path plain = folder.has_filename() ? folder : folder.parent_path();
  return plain.has_relative_path() ? plain.parent_path() : plain;
}

fs::path first_folder(const std::vector<fs::path>& wished) {
  std::error_code error;
  for (const fs::path& folder : wished) {
    if (!folder.empty() && fs::is_directory(folder, error)) return folder;
  }
  return "/";
}

fs::path home_folder() {
  const char* const home = std::getenv("HOME");
  const fs::path path = home != nullptr ? home : "";
  return path.is_absolute() ? path : fs::path();
}

}  // namespace losslab
