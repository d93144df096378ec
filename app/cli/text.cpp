#include "app/cli/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <ostream>

#include "losses/core/edit_distance.h"
#include "losses/core/error.h"

namespace losslab::cli {
namespace {

constexpr std::size_t longest_path = 400, longest_sentence = 600;

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// Cuts after at most `bytes`, never inside a UTF-8 character.
std::string_view cut(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

std::string one_line(std::string_view sentence) {
  std::string line(cut(sentence, longest_sentence));
  if (line.size() < sentence.size()) line += "...";
  while (!line.empty() && is_control(line.back())) line.pop_back();
  std::ranges::replace_if(line, is_control, '?');
  return line;
}

std::string in_quotes(std::string_view text, std::size_t longest) {
  const std::string_view shown = cut(text, longest);
  return fmt::format("'{}{}'", one_line(shown), shown.size() < text.size() ? "..." : "");
}

std::string path_in_quotes(std::string_view path) { return in_quotes(path, longest_path); }

std::optional<double> read_number(std::string_view text) {
  std::string_view digits = trimmed(text);
  if (digits.size() > 1 && digits[0] == '+' && digits[1] != '-' && digits[1] != '+') digits.remove_prefix(1);
  double value = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (stop != digits.data() + digits.size() || digits.empty() || error == std::errc::invalid_argument) return {};
  if (error == std::errc()) return value;
  // Out of the range of a double: the well-formed text is either huge, which is no number here, or rounds to zero.
  value = std::strtod(std::string(digits).c_str(), nullptr);
  if (std::isinf(value)) return {};
  return value;
}

double number_argument(std::string_view what, std::string_view text) {
  const std::optional<double> value = read_number(text);
  if (!value || std::isnan(*value))
    throw InputError(fmt::format("{} must be a number, got {}.", what, in_quotes(text)));
  return *value;
}

double finite_argument(std::string_view what, std::string_view text) {
  const std::optional<double> value = read_number(text);
  if (!value || !std::isfinite(*value)) {
    throw InputError(fmt::format("{} must be a finite number, got {}.", what, in_quotes(text)));
  }
  return *value;
}

long long whole_argument(std::string_view what, std::string_view text, long long lowest, long long highest) {
  const std::string_view digits = trimmed(text);
  long long value = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || stop != digits.data() + digits.size() || value < lowest || value > highest) {
    throw InputError(
        fmt::format("{} must be a whole number from {} to {}, got {}.", what, lowest, highest, in_quotes(text)));
  }
  return value;
}

void append_number(fmt::memory_buffer& to, double value) {
  if (!std::isnan(value)) fmt::format_to(fmt::appender(to), "{:.17g}", value);
}

std::string number_text(double value) {
  fmt::memory_buffer text;
  append_number(text, value);
  return fmt::to_string(text);
}

std::string short_number(double value) { return fmt::format("{:.6g}", value); }

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string padded(std::string_view text, std::size_t columns) {
  const std::size_t present = columns_of(text);
  return std::string(text) + std::string(columns > present ? columns - present : 0, ' ');
}

std::string aligned(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns_of(row[i]));
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) line += padded(row[i], widths[i]) + "  ";
    text.append(line, 0, line.find_last_not_of(' ') + 1);
    text += '\n';
  }
  return text;
}

std::string nearest_name(std::string_view name, const std::vector<std::string>& known) {
  const std::string* nearest = nullptr;
  std::size_t least = 3;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(name.substr(0, 200), candidate);
    if (distance < least) {
      least = distance;
      nearest = &candidate;
    }
  }
  return nearest == nullptr ? std::string() : *nearest;
}

void write_all(std::ostream& out, std::string_view text) {
  if (!out.write(text.data(), static_cast<std::streamsize>(text.size())).flush()) {
    throw InputError("Cannot write to the standard output: it is full or closed.");
  }
}

}  // namespace losslab::cli
