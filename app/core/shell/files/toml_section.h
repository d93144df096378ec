#pragma once
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "losses/core/error.h"

namespace losslab {

class TomlSection;

// A TOML document that was read. It lives longer than the sections of it.
class TomlDocument {
 public:
  // `what`: what the file is expected to be. Throws InputError with the line of what is wrong.
  TomlDocument(std::string_view text, std::string file, std::string_view what = "a session");
  ~TomlDocument();
  TomlDocument(const TomlDocument&) = delete;
  TomlDocument& operator=(const TomlDocument&) = delete;
  TomlSection root() const;

 private:
  struct Parsed;
  std::unique_ptr<const Parsed> parsed_;
};

// A table of a TOML document, read strictly: every access names a key that is known, and finish() refuses all others.
// Each error says the file, the line and the key. Throws InputError throughout.
// Several tables may lie over each other: a key is then that of the uppermost that has it, and tables under one key lie
// over each other in turn.
class TomlSection {
 public:
  bool has(std::string_view key) const;
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
  // A list of tables, as [[key]] writes it; each is called "key[1]", "key[2]", ... None where the key is absent.
  std::vector<TomlSection> sections(std::string_view key);
  // This table over another one, of the same document.
  TomlSection over(const TomlSection& below) const;
  // The same for tables whose keys are not known beforehand.
  std::vector<std::string> keys() const;
  bool is_section(std::string_view key) const;
  // "FILE, line 12: KEY", for what is said of it later.
  std::string place(std::string_view key) const;
  // Refuses keys that were not asked for.
  void finish() const;

  // An InputError at a key (at the table where there is no such key).
  [[noreturn]] void refuse(std::string_view key, std::string_view what) const;
  // Runs what may throw InputError and puts the place before its sentence.
  template <class Work>
  void at(std::string_view key, Work&& work) const;

 private:
  friend class TomlDocument;
  // `tables` are the parser's, which is no business of whoever reads. `path` is its name as it is written:
  // "view.probe_at"; empty for the document itself.
  TomlSection(std::vector<const void*> tables, std::string path, std::string_view file)
      : tables_(std::move(tables)), path_(std::move(path)), file_(file) {}
  const void* find(std::string_view key);  // a node of the parser, or null
  std::string full(std::string_view key) const;
  std::size_t line(std::string_view key) const;
  // The sentence of an error at a key, with its place.
  std::string placed(std::string_view key, std::string_view sentence) const;

  std::vector<const void*> tables_;  // at least one, the uppermost first
  std::string path_;
  std::string_view file_;
  std::vector<std::string> known_;
};

template <class Work>
void TomlSection::at(std::string_view key, Work&& work) const {
  try {
    work();
  } catch (const InputError& error) {
    throw InputError(placed(key, error.what()));
  }
}

}  // namespace losslab
