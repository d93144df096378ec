#include "losses/learn/data/table/csv_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "losses/core/error.h"

namespace losslab {
namespace {

constexpr std::size_t max_bytes = std::size_t{2} << 30;

}  // namespace

std::string csv_shown(std::string_view text) {
  if (text.empty()) return "nothing";
  std::string text_shown(text.substr(0, 40));
  for (char& c : text_shown) {
    if (static_cast<unsigned char>(c) < 32 || c == 127) c = '?';
  }
  return fmt::format("'{}{}'", text_shown, text.size() > 40 ? "..." : "");
}

std::optional<double> csv_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string ascii_lowered(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lowered;
}

void refuse_csv_field(const std::string& file, std::size_t line, std::size_t column, const std::string& column_name,
                      const std::string& reason) {
  throw InputError(fmt::format("{}, line {}, column {} ({}): {}.", file, line, column,
                               column_name.empty() ? "unnamed" : column_name, reason));
}

std::string read_csv_text(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    throw InputError(fmt::format("'{}' is a folder; expected a CSV file.", path));
  }
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) throw InputError(fmt::format("Cannot read '{}': {}.", path, std::strerror(errno)));
  // What is no plain file, as a pipe, has no size, and a file may have grown since: read until nothing comes.
  const std::uintmax_t told = std::filesystem::file_size(path, error);
  std::string text;
  std::size_t size = 0, block = error ? std::size_t{1} << 16 : std::min<std::uintmax_t>(told, max_bytes) + 1;
  while (size <= max_bytes) {
    text.resize(size + block);
    const std::size_t count = std::fread(text.data() + size, 1, block, file.get());
    size += count;
    if (count == 0) break;
    block = std::max<std::size_t>(std::size_t{1} << 16, size / 2);
  }
  if (std::ferror(file.get()) != 0) throw InputError(fmt::format("Cannot read '{}': {}.", path, std::strerror(errno)));
  if (size > max_bytes) throw InputError(fmt::format("'{}': expected at most 2 GiB of text.", path));
  text.resize(size);
  return text;
}

std::string csv_file_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

bool has_ending_of_a_table(const std::string& path) {
  static constexpr std::array<std::string_view, 5> endings{".csv", ".tsv", ".tab", ".txt", ".dat"};
  const std::string ending = ascii_lowered(std::filesystem::path(path).extension().string());
  return std::ranges::find(endings, ending) != endings.end();
}

}  // namespace losslab
