#include "widgets/figure/language.h"

#include <algorithm>
#include <utility>

#include "widgets/figure/line_breaks.h"

namespace losslab {

Language::Language(Texts texts, const Texts& fallback) : texts_(std::move(texts)) {
  texts_.insert(fallback.begin(), fallback.end());  // which leaves those that are there
  constexpr std::string_view of_code = "english.";
  for (auto at = texts_.lower_bound(of_code); at != texts_.end() && at->first.starts_with(of_code); ++at) {
    sentences_.add(std::string_view(at->first).substr(of_code.size()), at->second);
  }
}

const std::string& Language::operator()(std::string_view key) const {
  const auto found = texts_.find(key);
  return found != texts_.end() ? found->second : unknown_.emplace(key, key).first->second;
}

namespace {

bool is_word(char32_t c) { return c < 0x2000 && c > U' ' && c != U':' && c != U',' && c != U'.' && c != U')'; }
bool is_character(char32_t c) { return c >= 0x4e00 && c < 0xa000; }

char32_t last_character(std::string_view text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U) --at;
  return character_at(text, at);
}

// Adds a piece of a sentence. Between Chinese and a word of another script stands a blank.
void append(std::string& text, std::string_view piece) {
  if (piece.empty()) return;
  if (!text.empty()) {
    const char32_t before = last_character(text), after = character_at(piece, 0);
    if ((is_character(before) && is_word(after)) || (is_word(before) && is_character(after))) text += ' ';
  }
  text += piece;
}

}  // namespace

std::string Language::operator()(std::string_view key, std::initializer_list<Argument> arguments) const {
  std::string_view rest = (*this)(key);
  std::string result;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{'), close = open == rest.npos ? rest.npos : rest.find('}', open);
    if (close == rest.npos) break;
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    const auto argument = std::ranges::find(arguments, name, &Argument::name);
    append(result, rest.substr(0, open));
    append(result,
           argument != arguments.end() ? std::string_view(argument->value) : rest.substr(open, close - open + 1));
    rest.remove_prefix(close + 1);
  }
  append(result, rest);
  return result;
}

std::string_view Language::or_else(std::string_view key, std::string_view other) const {
  const auto found = texts_.find(key);
  return found != texts_.end() ? std::string_view(found->second) : other;
}

}  // namespace losslab
