#include "widgets/figure/line_breaks.h"

namespace losslab {
namespace {

bool is_one_of(char32_t c, std::u32string_view all) { return all.find(c) != std::u32string_view::npos; }
bool closes(char32_t c) { return is_one_of(c, U"，。、；：？！）」』》】〉”’…％%,.;:?!)]}—·"); }
bool opens(char32_t c) { return is_one_of(c, U"（「『《【〈“‘([{"); }

}  // namespace

std::size_t character_length(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) ++end;
  return end - at;
}

char32_t character_at(std::string_view text, std::size_t at) {
  const std::size_t length = character_length(text, at);
  if (length == 1) return static_cast<unsigned char>(text[at]);
  char32_t code = static_cast<unsigned char>(text[at]) & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) code = code << 6U | (static_cast<unsigned char>(text[at + i]) & 0x3fU);
  return code;
}

bool is_ideograph(char32_t c) {
  return (c >= 0x2e80 && c < 0xa640) || (c >= 0xf900 && c < 0xfb00) || (c >= 0xff00 && c < 0xff61) || c >= 0x20000;
}

bool has_ideographs(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at += character_length(text, at)) {
    if (is_ideograph(character_at(text, at))) return true;
  }
  return false;
}

bool may_end_between(char32_t before, char32_t after) {
  if (!is_ideograph(before) && !is_ideograph(after)) return false;
  return before != U' ' && after != U' ' && !closes(after) && !opens(before);
}

std::vector<std::string_view> line_parts(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t from = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = at + character_length(text, at);
    if (next >= text.size()) break;
    const char32_t before = character_at(text, at), after = character_at(text, next);
    if ((before == U' ' && after != U' ' && !closes(after)) || may_end_between(before, after)) {
      parts.push_back(text.substr(from, next - from));
      from = next;
    }
    at = next;
  }
  if (from < text.size()) parts.push_back(text.substr(from));
  return parts;
}

}  // namespace losslab
