#include "app/core/structures/sequence/sequence_entry.h"

#include <fmt/format.h>

#include "losses/core/error.h"

namespace losslab {
namespace {

constexpr std::string_view dash = "–";

// The first character of a text, which may be of several bytes.
std::string first_of(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return std::string(text.substr(0, end));
}

[[noreturn]] void refuse_letter(std::string_view rest, const SequencePage& page, const Language& text) {
  throw InputError(text("sequence.entry.no_letter", {{"letter", first_of(rest)},
                                                     {"symbols", fmt::format("{}", page.symbols)},
                                                     {"last", std::string(1, last_letter(page))}}));
}

// The letters of what was typed, and blanks where they may stand.
std::string read_letters(std::string_view typed, bool blanks, const SequencePage& page, const Language& text) {
  std::string letters;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    char letter = typed[i];
    if (letter == ' ' || letter == '\t') continue;
    if (blanks && typed.substr(i).starts_with(dash)) {
      letters += blank_letter;
      i += dash.size() - 1;
      continue;
    }
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    if ((letter == blank_letter && !blanks) || !symbol_of(page, letter)) refuse_letter(typed.substr(i), page, text);
    letters += letter;
  }
  return letters;
}

}  // namespace

std::string typed_label(std::string_view typed, const SequencePage& page, const Language& text) {
  std::string label = read_letters(typed, false, page, text);
  if (label.size() > longest_label) {
    throw InputError(text("sequence.entry.too_long",
                          {{"count", fmt::format("{}", label.size())}, {"most", fmt::format("{}", longest_label)}}));
  }
  return label;
}

std::string typed_alignment(std::string_view typed, const SequencePage& page, const Language& text) {
  std::string alignment = read_letters(typed, true, page, text);
  if (!alignment.empty() && alignment.size() != page.frames) {
    throw InputError(text("sequence.entry.alignment_length", {{"count", fmt::format("{}", alignment.size())},
                                                              {"frames", fmt::format("{}", page.frames)}}));
  }
  return alignment;
}

std::string shown_label(std::string_view letters) { return letters.empty() ? "ε" : std::string(letters); }

std::string shown_symbol(const SequencePage& page, std::size_t symbol) {
  return symbol == page.blank ? std::string(dash) : std::string(1, letter_of(page, symbol));
}

}  // namespace losslab
