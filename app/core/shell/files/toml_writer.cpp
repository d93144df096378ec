#include "app/core/shell/files/toml_writer.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace losslab::toml_text {
namespace {

template <class Values, class Print>
std::string list(const Values& values, Print&& print) {
  std::string text = "[";
  for (const auto& value : values) text.append(text.size() == 1 ? "" : ", ").append(print(value));
  return text + "]";
}

std::string escaped(std::string_view text, bool with_lines) {
  std::string result;
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if ((static_cast<unsigned char>(c) < 0x20 && !(with_lines && c == '\n')) || c == 0x7f) {
      result += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      result += c;
    }
  }
  return result;
}

}  // namespace

std::string number(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string whole(std::int64_t value) { return fmt::format("{}", value); }

std::string numbers(std::span<const double> values) { return list(values, number); }

std::string in_quotes(std::string_view text) { return '"' + escaped(text, false) + '"'; }

std::string in_lines(std::string_view text) {
  if (text.find('\n') == std::string_view::npos) return in_quotes(text);
  return "\"\"\"\n" + escaped(text, true) + "\"\"\"";
}

std::string texts(const std::vector<std::string>& values) {
  return list(values, [](const std::string& text) { return in_quotes(text); });
}

std::string flag(bool value) { return value ? "true" : "false"; }

std::string seed(std::uint64_t seed) {
  const bool fits = seed <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  return fits ? fmt::format("{}", seed) : fmt::format("\"{}\"", seed);
}

std::string table(std::span<const char* const> names, std::span<const double> values) {
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    text += fmt::format("{}{} = {}", text.empty() ? "{ " : ", ", names[i], number(values[i]));
  }
  return text + " }";
}

}  // namespace losslab::toml_text
