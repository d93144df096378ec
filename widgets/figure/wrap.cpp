// Texts in lines that fit.
#include <algorithm>
#include <optional>

#include "widgets/figure/line_breaks.h"
#include "widgets/figure/plan.h"

namespace losslab {
namespace {

// Where a line may end. Formulas and what stands in parentheses are kept together while that is possible.
enum class Breaks : unsigned char { between_phrases, between_words, anywhere };

bool is_operator(std::string_view word) {
  constexpr std::string_view operators[] = {"=", "+", "−", "-", "·", "×", "/", "<", ">", "≤", "≥", "≈"};
  return std::find(std::begin(operators), std::end(operators), word) != std::end(operators);
}

// The parts between which lines may end, each with the blanks behind it.
std::vector<std::string_view> parts_of(std::string_view text, Breaks breaks) {
  std::vector<std::string_view> parts;
  std::size_t from = 0, word = 0;
  int depth = 0;
  bool after_operator = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = at + character_length(text, at);
    const char32_t c = character_at(text, at);
    const char32_t following = next < text.size() ? character_at(text, next) : U' ';
    if (c == U'(') ++depth;
    if (c == U')') --depth;
    bool end = breaks == Breaks::anywhere && following != U' ';
    end = end || may_end_between(c, following);
    if (c == U' ' && following != U' ') {
      const std::size_t word_end = text.find(' ', next);
      const bool before_operator = is_operator(text.substr(next, std::min(word_end, text.size()) - next));
      after_operator = is_operator(text.substr(word, at - word));
      end = breaks != Breaks::between_phrases || (depth <= 0 && !before_operator && !after_operator);
      word = next;
    }
    if (end && next < text.size()) {
      parts.push_back(text.substr(from, next - from));
      from = next;
    }
    at = next;
  }
  if (from < text.size()) parts.push_back(text.substr(from));
  return parts;
}

std::string_view without_blanks(std::string_view line) {
  while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
  return line;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Lines as full as they can be; nothing where a part is too wide or there would be more than `most`.
std::optional<Lines> filled(const Page& page, std::string_view text, Breaks breaks, double room, double size,
                            FontStyle font, int most) {
  Lines result{{}, size, 0, breaks == Breaks::anywhere};
  // A word that had to be broken shows it.
  const auto line_of = [&](std::size_t from, std::size_t end) {
    const bool broken = end < text.size() && is_letter(text[end - 1]) && is_letter(text[end]);
    return std::string(without_blanks(text.substr(from, end - from))) + (broken ? "-" : "");
  };
  const auto finish = [&](std::size_t from, std::size_t end) {
    result.lines.push_back(line_of(from, end));
    result.width = std::max(result.width, page.width_of(result.lines.back(), size, font));
    return result.width <= room && result.count() <= most;
  };
  std::size_t from = 0, end = 0;
  for (const std::string_view part : parts_of(text, breaks)) {
    const std::size_t longer = end + part.size();
    if (end > from && page.width_of(line_of(from, longer), size, font) > room) {
      if (!finish(from, end)) return std::nullopt;
      from = end;
    }
    end = longer;
  }
  return finish(from, text.size()) ? std::optional(result) : std::nullopt;
}

// As filled(), in as few lines but these about as long as each other.
std::optional<Lines> wrapped(const Page& page, std::string_view text, Breaks breaks, double room, double size,
                             FontStyle font, int most) {
  std::optional<Lines> best = filled(page, text, breaks, room, size, font, most);
  while (best && best->count() > 1) {
    std::optional<Lines> narrower = filled(page, text, breaks, 0.97 * best->width, size, font, best->count());
    if (!narrower) break;
    best = std::move(narrower);
  }
  return best;
}

// The text itself where it fits, else its beginning with an ellipsis.
std::string shortened(const Page& page, std::string_view string, double room, double size, FontStyle font) {
  std::string_view rest = string;
  while (!rest.empty()) {
    // One character of UTF-8 from the end, and the space before it.
    do rest.remove_suffix(1);
    while (!rest.empty() && (static_cast<unsigned char>(string[rest.size()]) & 0xc0U) == 0x80U);
    rest = without_blanks(rest);
    std::string candidate = std::string(rest) + "…";
    if (!rest.empty() && page.width_of(candidate, size, font) <= room) return candidate;
  }
  return {};
}

}  // namespace

Lines Page::fitted(std::string_view string, double room, double font_size, FontStyle font, int most) const {
  if (string.empty()) return {};
  if (const double width = width_of(string, font_size, font); width <= room)
    return {{std::string(string)}, font_size, width, false};
  if (!style.whole_texts) {
    std::string beginning = shortened(*this, string, room, font_size, font);
    if (beginning.empty()) return {};
    const double width = width_of(beginning, font_size, font);
    return {{std::move(beginning)}, font_size, width, false};
  }
  for (const auto& [breaks, least] :
       {std::pair{Breaks::between_phrases, 0.9}, {Breaks::between_words, 0.7}, {Breaks::anywhere, 0.4}}) {
    for (double factor = 1; factor >= least; factor -= 0.05) {
      std::optional<Lines> lines = wrapped(*this, string, breaks, room, factor * font_size, font, std::max(most, 1));
      if (!lines) continue;
      lines->cramped = lines->cramped || factor < 0.8;
      return std::move(*lines);
    }
  }
  return {{}, font_size, 0, true};
}

}  // namespace losslab
