#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace losslab {

// Writes TOML line by line; what TomlSection reads.
class TomlWriter {
 public:
  void section(std::string_view name) { text_.append("\n[").append(name).append("]\n"); }
  // One more table of a list.
  void item(std::string_view list) { text_.append("\n[[").append(list).append("]]\n"); }
  void line(std::string_view key, std::string_view value) {
    text_.append(key).append(" = ").append(value).append("\n");
  }
  void plain(std::string_view text) { text_ += text; }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

// Values as TOML.
namespace toml_text {
// The shortest digits that read back to the same double, as a float.
std::string number(double value);
std::string whole(std::int64_t value);
std::string numbers(std::span<const double> values);
std::string in_quotes(std::string_view text);
// The same for a text of several lines, one below the other.
std::string in_lines(std::string_view text);
std::string texts(const std::vector<std::string>& values);
std::string flag(bool value);
// TOML's integers end at 2^63 − 1: a larger seed is written as text.
std::string seed(std::uint64_t seed);
// "{ residual = 1.5, margin = 0.0 }"
std::string table(std::span<const char* const> names, std::span<const double> values);
}  // namespace toml_text

}  // namespace losslab
