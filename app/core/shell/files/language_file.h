#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "widgets/figure/language.h"

namespace losslab {

// The sentences of a TOML document, keys joined by dots: text under [transport] play is "transport.play". Throws
// InputError with file and line.
Language::Texts parse_texts(std::string_view toml, const std::string& file);

// English as it was compiled in, from assets/languages/en.toml.
Language english();

// assets/languages/CODE.toml over English; English alone where that file is not to be had or is damaged. A Chinese
// table has the names of the losses from their headers.
Language load_language(const std::string& asset_folder, const std::string& code);

// A language that the program speaks: one file of assets/languages.
struct KnownLanguage {
  std::string code;        // "zh", the name of the file
  std::string name;        // in itself, "中文"
  std::string in_english;  // "Chinese"
};
// English first, the others by their codes. A file begins with its section "language", which says the two names.
std::vector<KnownLanguage> known_languages(const std::string& asset_folder);

// Of the known ones that which the locale asks for (LC_ALL, LC_MESSAGES or LANG, the first that is set, as
// "zh_CN.UTF-8"); "en" where it asks for none of them.
std::string language_of_locale(const std::vector<KnownLanguage>& known);
// That of `code`, as somebody typed it. Throws InputError where there is no such language.
std::string expect_language(const std::vector<KnownLanguage>& known, const std::string& code);

}  // namespace losslab
