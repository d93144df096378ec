#include "app/core/shell/files/toml_section.h"

// The parser states as assertions what a damaged file does not keep to, and then reports it as the error that it is
// (seen in toml++ 3.3 at "[ !"). So its assertions are neither checked nor, where NDEBUG is set, given to the optimiser
// as facts.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace losslab {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all.append(all.empty() ? "" : ", ").append(word);
  return all;
}

std::optional<double> as_number(const toml::node& node) {
  if (const auto* integer = node.as_integer()) return static_cast<double>(integer->get());
  if (const auto* number = node.as_floating_point()) return number->get();
  return std::nullopt;
}

std::string found(const toml::node& node) {
  if (const auto number = as_number(node)) return fmt::format("{}", *number);
  if (const auto* text = node.as_string()) return fmt::format("\"{}\"", text->get().substr(0, 60));
  if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  if (node.is_array()) return "a list";
  return node.is_table() ? "a table" : "a date or time";
}

// The line of the first character beyond ASCII that is neither in a string nor in a comment, or 0. TOML has none there,
// and the parser (toml++ 3.3) takes some of them for what cannot happen.
std::size_t stray_character(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  std::size_t line = 1;
  std::string_view closing;  // of the string or comment that we are in: a quote, three quotes or the end of the line
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool ends = !closing.empty() && text.substr(i, closing.size()) == closing;
    if (ends) {
      i += closing.size() - 1;
      closing = {};
    } else if (closing.starts_with('"') && c == '\\') {
      ++i;
    } else if (c == '\n' && closing.size() == 1) {
      closing = {};  // a string that is not closed on its line: the parser will say so
    } else if (closing.empty()) {
      if (static_cast<unsigned char>(c) >= 0x80) return line;
      if (c == '#') closing = "\n";
      if (c == '"') closing = text.substr(i, 3) == R"(""")" ? R"(""")" : "\"";
      if (c == '\'') closing = text.substr(i, 3) == "'''" ? "'''" : "'";
      if (closing.size() == 3) i += 2;
    }
    if (i < text.size() && text[i] == '\n') ++line;
  }
  return 0;
}

std::string wrong(std::string_view expected, const toml::node& node) {
  return fmt::format("expected {}, found {}", expected, found(node));
}

const toml::table& table_of(const void* table) { return *static_cast<const toml::table*>(table); }
const toml::node& node_of(const void* node) { return *static_cast<const toml::node*>(node); }

// The node of the uppermost table that has the key, or null.
const toml::node* node_in(std::span<const void* const> tables, std::string_view key) {
  for (const void* table : tables) {
    if (const toml::node* node = table_of(table).get(key)) return node;
  }
  return nullptr;
}

// The elements of a list; null where it is none.
std::optional<std::vector<const toml::node*>> elements(const toml::node& node) {
  const toml::array* array = node.as_array();
  if (array == nullptr) return std::nullopt;
  std::vector<const toml::node*> all;
  for (const toml::node& element : *array) all.push_back(&element);
  return all;
}

}  // namespace

struct TomlDocument::Parsed {
  std::string file;
  toml::table table;
};

TomlDocument::TomlDocument(std::string_view text, std::string file, std::string_view what) {
  const auto refuse = [&](std::size_t line, std::string_view why) {
    throw InputError(fmt::format("{}, line {}: expected {} in TOML: {}.", file, line, what, why));
  };
  if (const std::size_t line = stray_character(text))
    refuse(line, "a character that is not ASCII stands outside of quotes");
  try {
    toml::table table = toml::parse(text, file);
    parsed_ = std::make_unique<const Parsed>(Parsed{std::move(file), std::move(table)});
  } catch (const toml::parse_error& error) {
    refuse(error.source().begin.line, error.description());
  }
}

TomlDocument::~TomlDocument() = default;

TomlSection TomlDocument::root() const { return {{&parsed_->table}, "", parsed_->file}; }

std::string TomlSection::full(std::string_view key) const {
  if (path_.empty() || key.empty()) return path_ + std::string(key);
  return fmt::format("{}.{}", path_, key);
}

std::size_t TomlSection::line(std::string_view key) const {
  const toml::node* node = node_in(tables_, key);
  if (node == nullptr) node = &table_of(tables_.front());
  std::size_t at = node->source().begin.line;
  // A table that dotted keys made has no place of its own: its first entry has.
  while (at == 0 && node->is_table() && !node->as_table()->empty()) {
    node = &node->as_table()->begin()->second;
    at = node->source().begin.line;
  }
  return at;
}

std::string TomlSection::place(std::string_view key) const {
  return fmt::format("{}, line {}: {}", file_, line(key), full(key));
}

std::string TomlSection::placed(std::string_view key, std::string_view sentence) const {
  return fmt::format("{}: {}", place(key), sentence);
}

void TomlSection::refuse(std::string_view key, std::string_view what) const {
  throw InputError(placed(key, std::string(what) + "."));
}

bool TomlSection::has(std::string_view key) const { return node_in(tables_, key) != nullptr; }

bool TomlSection::is_section(std::string_view key) const {
  const toml::node* node = node_in(tables_, key);
  return node != nullptr && node->is_table();
}

// The parser's nodes are handed through the header as what they are to it: addresses.
const void* TomlSection::find(std::string_view key) {
  known_.emplace_back(key);
  return node_in(tables_, key);
}

bool TomlSection::flag(std::string_view key, bool& out) {
  const void* const found_at = find(key);
  if (found_at == nullptr) return false;
  const toml::node* node = &node_of(found_at);
  if (!node->is_boolean()) refuse(key, wrong("true or false", *node));
  out = node->as_boolean()->get();
  return true;
}

bool TomlSection::text(std::string_view key, std::string& out) {
  const void* const found_at = find(key);
  if (found_at == nullptr) return false;
  const toml::node* node = &node_of(found_at);
  if (!node->is_string()) refuse(key, wrong("a text in quotes", *node));
  out = node->as_string()->get();
  return true;
}

bool TomlSection::texts(std::string_view key, std::vector<std::string>& out) {
  const void* const found_at = find(key);
  if (found_at == nullptr) return false;
  const auto list = elements(node_of(found_at));
  if (!list) refuse(key, wrong("a list of texts", node_of(found_at)));
  std::vector<std::string> all;
  for (const toml::node* element : *list) {
    if (!element->is_string()) refuse(key, wrong("a list of texts", *element));
    all.push_back(element->as_string()->get());
  }
  out = std::move(all);
  return true;
}

bool TomlSection::integer(std::string_view key, std::int64_t& out, std::int64_t least, std::int64_t most) {
  const void* const found_at = find(key);
  if (found_at == nullptr) return false;
  const toml::node* node = &node_of(found_at);
  const bool fits = node->is_integer() && node->as_integer()->get() >= least && node->as_integer()->get() <= most;
  if (!fits) refuse(key, wrong(fmt::format("a whole number from {} to {}", least, most), *node));
  out = node->as_integer()->get();
  return true;
}

bool TomlSection::number(std::string_view key, double& out, std::string_view expected, double least, double most) {
  const void* const found_at = find(key);
  if (found_at == nullptr) return false;
  const toml::node* node = &node_of(found_at);
  const auto value = as_number(*node);
  if (!value || !(*value >= least && *value <= most)) refuse(key, wrong(expected, *node));
  out = *value;
  return true;
}

bool TomlSection::any_number(std::string_view key, double& out) {
  const void* const found_at = find(key);
  if (found_at == nullptr) return false;
  const toml::node* node = &node_of(found_at);
  const auto value = as_number(*node);
  if (!value || std::isnan(*value)) refuse(key, wrong("a number", *node));
  out = *value;
  return true;
}

bool TomlSection::numbers(std::string_view key, std::vector<double>& out) {
  const void* const found_at = find(key);
  if (found_at == nullptr) return false;
  const auto list = elements(node_of(found_at));
  if (!list) refuse(key, wrong("a list of finite numbers", node_of(found_at)));
  std::vector<double> all;
  for (const toml::node* element : *list) {
    const auto value = as_number(*element);
    if (!value || !std::isfinite(*value)) refuse(key, wrong("a list of finite numbers", *element));
    all.push_back(*value);
  }
  out = std::move(all);
  return true;
}

bool TomlSection::seed(std::string_view key, std::uint64_t& out) {
  const void* const found_at = find(key);
  if (found_at == nullptr) return false;
  const toml::node* node = &node_of(found_at);
  if (node->is_integer() && node->as_integer()->get() >= 0) {
    out = static_cast<std::uint64_t>(node->as_integer()->get());
    return true;
  }
  if (node->is_string()) {
    const std::string& text = node->as_string()->get();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error == std::errc() && end == text.data() + text.size()) return true;
  }
  refuse(key, wrong("a whole number from 0 to 2^64 - 1", *node));
}

std::optional<std::size_t> TomlSection::word(std::string_view key, std::span<const char* const> words) {
  std::string text;
  if (!this->text(key, text)) return std::nullopt;
  const auto at = std::ranges::find(words, text);
  if (at != words.end()) return static_cast<std::size_t>(at - words.begin());
  std::string expected;
  for (const char* one : words) expected.append(expected.empty() ? "" : " or ").append(one);
  refuse(key, wrong(expected, *node_in(tables_, key)));
}

std::optional<TomlSection> TomlSection::section(std::string_view key) {
  const void* const found_at = find(key);
  if (found_at == nullptr) return std::nullopt;
  if (!node_of(found_at).is_table()) refuse(key, wrong("a table", node_of(found_at)));
  std::vector<const void*> tables;
  for (const void* table : tables_) {
    const toml::node* node = table_of(table).get(key);
    if (node == nullptr) continue;
    if (!node->is_table()) break;  // it is covered by the tables above
    tables.push_back(node->as_table());
  }
  return TomlSection(std::move(tables), full(key), file_);
}

std::vector<TomlSection> TomlSection::sections(std::string_view key) {
  std::vector<TomlSection> all;
  const void* const found_at = find(key);
  if (found_at == nullptr) return all;
  const auto list = elements(node_of(found_at));
  if (!list) refuse(key, wrong("a list of tables", node_of(found_at)));
  for (const toml::node* element : *list) {
    if (!element->is_table()) refuse(key, wrong("a list of tables", *element));
    all.push_back(TomlSection({element->as_table()}, fmt::format("{}[{}]", full(key), all.size() + 1), file_));
  }
  return all;
}

TomlSection TomlSection::over(const TomlSection& below) const {
  TomlSection both = *this;
  both.tables_.insert(both.tables_.end(), below.tables_.begin(), below.tables_.end());
  return both;
}

std::vector<std::string> TomlSection::keys() const {
  std::vector<std::string> all;
  for (const void* table : tables_) {
    for (const auto& [key, node] : table_of(table)) {
      if (std::ranges::find(all, key.str()) == all.end()) all.emplace_back(key.str());
    }
  }
  return all;
}

void TomlSection::finish() const {
  for (const std::string& key : keys()) {
    if (std::ranges::find(known_, key) != known_.end()) continue;
    std::vector<std::string> known = known_;
    std::ranges::sort(known);
    refuse(key, fmt::format("unknown key; expected {}", joined(known)));
  }
}

}  // namespace losslab
