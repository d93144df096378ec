#include "app/core/shell/files/language_file.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/core/shell/files/toml_section.h"
#include "english_texts.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

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

}  // namespace

Language::Texts parse_texts(std::string_view toml, const std::string& file) {
  const TomlDocument document(toml, file, "texts");
  Language::Texts texts;
  collect(document.root(), "", texts);
  return texts;
}

Language english() { return Language(parse_texts(english_texts, "en.toml")); }

Language load_language(const std::string& asset_folder, const std::string& name) {
  const std::filesystem::path path = std::filesystem::path(asset_folder) / "languages" / (name + ".toml");
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file || text.view() == english_texts) return english();  // read once, not twice
  try {
    return Language(parse_texts(text.str(), path.filename().string()), english().texts());
  } catch (const InputError&) {
    return english();  // a damaged table must not keep anybody from working
  }
}

}  // namespace losslab
