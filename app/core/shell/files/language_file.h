#pragma once
#include <string>
#include <string_view>

#include "widgets/figure/language.h"

namespace losslab {

// The sentences of a TOML document, keys joined by dots: text under [transport] play is "transport.play". Throws
// InputError with file and line.
Language::Texts parse_texts(std::string_view toml, const std::string& file);

// English as it was compiled in, from assets/languages/en.toml.
Language english();

// assets/languages/NAME.toml over English; English alone where that file is not to be had or is damaged.
Language load_language(const std::string& asset_folder, const std::string& name);

}  // namespace losslab
