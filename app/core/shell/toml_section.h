#pragma once
// The parser states as assertions what a damaged file does not keep to, and then reports it as the error that it is
// (seen in toml++ 3.3 at "[ !"). So its assertions are neither checked nor, where NDEBUG is set, given to the optimiser
// as facts.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace losslab {

// Reads a TOML document. Throws InputError with the line of what is wrong.
toml::table parse_toml(std::string_view text, const std::string& file);

// A table of a TOML document, read strictly: every access names a key that is known, and finish() refuses all others.
// Each error says the file, the line and the key. Throws InputError throughout.
class TomlSection {
 public:
  // `path` is the table's name as it is written: "view.probe_at"; empty for the document itself.
  TomlSection(const toml::table& table, std::string path, std::string_view file)
      : table_(table), path_(std::move(path)), file_(file) {}

  bool has(std::string_view key) const { return table_.contains(key); }
  // Each leaves `out` alone where the key is absent, and returns whether it is there.
  bool flag(std::string_view key, bool& out);
  bool text(std::string_view key, std::string& out);
  bool texts(std::string_view key, std::vector<std::string>& out);
  bool integer(std::string_view key, std::int64_t& out, std::int64_t least, std::int64_t most);
  // Finite, within the bounds; `expected` says them in words.
  bool number(std::string_view key, double& out, std::string_view expected = "a finite number",
              double least = -std::numeric_limits<double>::max(), double most = std::numeric_limits<double>::max());
  bool any_number(std::string_view key, double& out);  // infinities too
  bool numbers(std::string_view key, std::vector<double>& out);
  bool seed(std::string_view key, std::uint64_t& out);
  // One of few words: its index.
  std::optional<std::size_t> word(std::string_view key, std::span<const char* const> words);
  std::optional<TomlSection> section(std::string_view key);
  // The same for tables whose keys are not known beforehand.
  std::vector<std::string> keys() const;
  // Refuses keys that were not asked for.
  void finish() const;

  // An InputError at a key (at the table where there is no such key).
  [[noreturn]] void refuse(std::string_view key, std::string_view what) const;
  // Runs what may throw InputError and puts the place before its sentence.
  template <class Work>
  void at(std::string_view key, Work&& work) const;

 private:
  const toml::node* find(std::string_view key);
  std::string full(std::string_view key) const;
  std::size_t line(std::string_view key) const;
  std::vector<const toml::node*> elements(std::string_view key, std::string_view expected);

  const toml::table& table_;
  std::string path_;
  std::string_view file_;
  std::vector<std::string> known_;
};

}  // namespace losslab

#include <fmt/format.h>

#include "losses/core/error.h"

template <class Work>
void losslab::TomlSection::at(std::string_view key, Work&& work) const {
  try {
    work();
  } catch (const InputError& error) {
    throw InputError(fmt::format("{}, line {}: {}: {}", file_, line(key), full(key), error.what()));
  }
}
