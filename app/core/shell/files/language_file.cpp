#include "app/core/shell/files/language_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/core/shell/files/toml_section.h"
#include "english_texts.h"
#include "losses/core/error.h"
#include "losses/core/loss.h"
#include "losses/humps/bell_divergence.h"
#include "losses/structures/structured_loss.h"
#include "losses/vectors/vector_loss.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

constexpr const char* chinese = "zh";

void collect(TomlSection in, const std::string& prefix, Language::Texts& texts) {
  for (const std::string& key : in.keys()) {
    if (in.is_section(key)) {
      collect(*in.section(key), prefix + key + ".", texts);
      continue;
    }
    std::string text;
    in.text(key, text);
    texts[prefix + key] = std::move(text);
  }
}

// Empty where it is not to be had.
std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  return text.str();
}

fs::path folder_of(const std::string& asset_folder) { return fs::path(asset_folder) / "languages"; }

// The table's own names come first.
void add_chinese_names(Language::Texts& texts) {
  const auto add = [&](const auto& info) { texts.emplace(fmt::format("loss.{}.name", info.id), info.chinese); };
  for (const Loss& loss : Loss::all()) add(loss.info());
  for (const VectorEntry& entry : vector_catalogue()) add(*entry.info);
  for (const StructuredEntry& entry : structured_catalogue()) add(*entry.info);
  for (const BellDivergenceInfo& info : bell_divergences()) add(info);
}

// The two names stand in the first section; the rest is not read for them.
std::optional<KnownLanguage> names_of(const fs::path& path) {
  std::string text = read(path);
  const std::size_t first = text.find("\n["), second = text.find("\n[", first + 1);
  try {
    const Language::Texts texts = parse_texts(text.substr(0, second), path.filename().string());
    const auto name = texts.find("language.name"), in_english = texts.find("language.in_english");
    if (name == texts.end() || in_english == texts.end()) return std::nullopt;
    return KnownLanguage{path.stem().string(), name->second, in_english->second};
  } catch (const InputError&) {
    return std::nullopt;
  }
}

// "zh" of "zh_CN.UTF-8".
std::string language_part(std::string_view locale) {
  return std::string(locale.substr(0, locale.find_first_of("_.@")));
}

}  // namespace

Language::Texts parse_texts(std::string_view toml, const std::string& file) {
  const TomlDocument document(toml, file, "texts");
  Language::Texts texts;
  collect(document.root(), "", texts);
  return texts;
}

Language english() { return Language(parse_texts(english_texts, "en.toml")); }

Language load_language(const std::string& asset_folder, const std::string& code) {
  const fs::path path = folder_of(asset_folder) / (code + ".toml");
  const std::string text = read(path);
  if (text.empty() || text == english_texts) return english();  // read once, not twice
  try {
    Language::Texts texts = parse_texts(text, path.filename().string());
    if (code == chinese) add_chinese_names(texts);
    return Language(std::move(texts), english().texts());
  } catch (const InputError&) {
    return english();  // a damaged table must not keep anybody from working
  }
}

std::vector<KnownLanguage> known_languages(const std::string& asset_folder) {
  std::vector<KnownLanguage> all;
  std::error_code error;
  for (fs::directory_iterator at(folder_of(asset_folder), error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() != ".toml" || at->path().stem() == "en") continue;
    if (std::optional<KnownLanguage> one = names_of(at->path())) all.push_back(std::move(*one));
  }
  std::ranges::sort(all, {}, &KnownLanguage::code);
  all.insert(all.begin(), {"en", "English", "English"});
  return all;
}

std::string language_of_locale(const std::vector<KnownLanguage>& known) {
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* const value = std::getenv(variable);
    if (value == nullptr || *value == '\0') continue;
    const std::string code = language_part(value);
    const auto at = std::ranges::find(known, code, &KnownLanguage::code);
    return at != known.end() ? at->code : "en";
  }
  return "en";
}

std::string expect_language(const std::vector<KnownLanguage>& known, const std::string& code) {
  const auto at = std::ranges::find(known, language_part(code), &KnownLanguage::code);
  if (at != known.end()) return at->code;
  std::string codes;
  for (const KnownLanguage& one : known) codes += (codes.empty() ? "" : ", ") + one.code;
  throw InputError(fmt::format("There is no language '{}'; there are {}.", code, codes));
}

}  // namespace losslab
