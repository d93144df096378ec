#include "losses/expression/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "losses/expression/expression_error.h"
#include "losses/expression/names.h"

namespace losslab {
namespace {

struct Sign {
  std::string_view text;
  TokenKind kind;
};
// Longer ones first.
constexpr std::array signs{
    Sign{"**", TokenKind::power}, Sign{"<=", TokenKind::less_equal}, Sign{">=", TokenKind::greater_equal},
    Sign{"==", TokenKind::equal}, Sign{"≤", TokenKind::less_equal},  Sign{"≥", TokenKind::greater_equal},
    Sign{"·", TokenKind::times},  Sign{"⋅", TokenKind::times},       Sign{"×", TokenKind::times},
    Sign{"∗", TokenKind::times},  Sign{"−", TokenKind::minus},       Sign{"–", TokenKind::minus},
    Sign{"÷", TokenKind::divide}, Sign{"∕", TokenKind::divide},      Sign{"√", TokenKind::root},
    Sign{"+", TokenKind::plus},   Sign{"-", TokenKind::minus},       Sign{"*", TokenKind::times},
    Sign{"/", TokenKind::divide}, Sign{"^", TokenKind::power},       Sign{"(", TokenKind::open},
    Sign{")", TokenKind::close},  Sign{"|", TokenKind::bar},         Sign{",", TokenKind::comma},
    Sign{"<", TokenKind::less},   Sign{">", TokenKind::greater},     Sign{"=", TokenKind::equal}};

constexpr std::array<std::string_view, 10> raised_digits{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
struct Lowered {
  std::string_view text, name;
};
constexpr std::array lowered{Lowered{"₀", "0"}, Lowered{"₁", "1"}, Lowered{"₂", "2"},     Lowered{"₃", "3"},
                             Lowered{"₄", "4"}, Lowered{"₅", "5"}, Lowered{"₆", "6"},     Lowered{"₇", "7"},
                             Lowered{"₈", "8"}, Lowered{"₉", "9"}, Lowered{"₊", "_plus"}, Lowered{"₋", "_minus"}};
// Blanks that editors put in.
constexpr std::array<std::string_view, 3> wide_blanks{"\u00a0", "\u2009", "\u202f"};

constexpr std::string_view script_l = "ℓ";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The bytes of the letter that the text begins with.
std::string_view first_letter(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && size < 4 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) ++size;
  return text.substr(0, size);
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<std::vector<Token>> all() {
    if (text_.size() > longest_formula) {
      throw ExpressionError(
          text_, {}, fmt::format("a formula has at most {} letters, this one has {}.", longest_formula, text_.size()));
    }
    while (at_ < text_.size()) read_next();
    end_line();
    return std::move(lines_);
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }
  TextRange range(std::size_t from) const { return {line_, from - line_start_, at_ - line_start_}; }
  Token& put(TokenKind kind, std::size_t from) { return tokens_.emplace_back(Token{kind, range(from), 0, {}, false}); }

  void end_line() {
    if (!tokens_.empty()) {
      const TextRange last = tokens_.back().where;
      tokens_.push_back({TokenKind::end, {last.line, last.to, last.to}, 0, {}, false});
      lines_.push_back(std::move(tokens_));
    }
    tokens_.clear();
  }

  void read_next() {
    const std::size_t from = at_;
    const char c = text_[at_];
    if (c == '\n' || c == ';') {
      end_line();
      ++at_;
      if (c == '\n') {
        ++line_;
        line_start_ = at_;
      }
    } else if (c == ' ' || c == '\t' || c == '\r') {
      ++at_;
    } else if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) {
      read_number();
    } else if (is_letter(c) || c == '_' || greek_letter_at(rest()) != nullptr || rest().starts_with(script_l)) {
      read_name();
    } else if (const auto sign = std::ranges::find_if(signs, [&](const Sign& s) { return rest().starts_with(s.text); });
               sign != signs.end()) {
      at_ += sign->text.size();
      put(sign->kind, from);
    } else if (!read_raised() && !skip_wide_blank()) {
      refuse();
    }
  }

  bool skip_wide_blank() {
    for (const std::string_view blank : wide_blanks) {
      if (!rest().starts_with(blank)) continue;
      at_ += blank.size();
      return true;
    }
    return false;
  }

  void read_number() {
    const std::size_t from = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    if (at_ < text_.size() && text_[at_] == '.') ++at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    // "2e" is 2 times e, but "2e3" a number.
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
      std::size_t digits = at_ + 1;
      if (digits < text_.size() && (text_[digits] == '-' || text_[digits] == '+')) ++digits;
      if (digits < text_.size() && is_digit(text_[digits])) {
        at_ = digits;
        while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
      }
    }
    double value = 0;
    const std::string_view digits = text_.substr(from, at_ - from);
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || stop != digits.data() + digits.size()) {
      throw ExpressionError(text_, range(from),
                            error == std::errc::result_out_of_range
                                ? fmt::format("'{}' is beyond the range of a double.", digits)
                                : fmt::format("'{}' is no number.", digits));
    }
    put(TokenKind::number, from).number = value;
  }

  // A Greek letter is a name of its own, so that "δr" is a product; digits and what is set low belong to it.
  void read_name() {
    const std::size_t from = at_;
    std::string name;
    const GreekLetter* greek = greek_letter_at(rest());
    if (greek != nullptr) {
      name = greek->name;
      at_ += greek->letter.size();
    } else if (rest().starts_with(script_l)) {
      name.push_back('l');
      at_ += script_l.size();
    }
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool of_word = greek == nullptr && is_letter(c);
      if (of_word || is_digit(c) || c == '_' || (is_letter(c) && text_[at_ - 1] == '_')) {
        name += c;
        ++at_;
        // "γ_pos"
        if (greek != nullptr && c == '_') {
          while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]))) name += text_[at_++];
        }
      } else if (const auto low =
                     std::ranges::find_if(lowered, [&](const Lowered& l) { return rest().starts_with(l.text); });
                 low != lowered.end()) {
        name += low->name;
        at_ += low->text.size();
      } else {
        break;
      }
    }
    Token& token = put(TokenKind::name, from);
    token.name = std::move(name);
    token.greek = greek != nullptr;
  }

  bool read_raised() {
    const std::size_t from = at_;
    double value = 0;
    std::size_t digits = 0;
    for (bool more = true; more && digits < 9;) {
      more = false;
      for (std::size_t d = 0; d < raised_digits.size() && !more; ++d) {
        if (!rest().starts_with(raised_digits[d])) continue;
        value = 10 * value + static_cast<double>(d);
        at_ += raised_digits[d].size();
        ++digits;
        more = true;
      }
    }
    if (digits == 0) return false;
    put(TokenKind::raised, from).number = value;
    return true;
  }

  [[noreturn]] void refuse() {
    const std::size_t from = at_;
    const std::string_view letter = first_letter(rest());
    at_ += letter.size();
    const unsigned char byte = static_cast<unsigned char>(letter[0]);
    if (byte < 0x20 || byte == 0x7f)
      throw ExpressionError(text_, range(from), "a control character is no part of a formula.");
    if (letter == "[" || letter == "{" || letter == "]" || letter == "}") {
      throw ExpressionError(text_, range(from),
                            fmt::format("'{}' is not used in formulas: parentheses are ( and ).", letter));
    }
    if (letter == "≠" || letter == "!") {
      throw ExpressionError(text_, range(from), "comparisons are <, <=, >, >= and ==: exchange the branches of if().");
    }
    if (letter == "&")
      throw ExpressionError(text_, range(from), "write a chain of comparisons, as 0 <= r < 1, in place of '&'.");
    if (letter == ".") throw ExpressionError(text_, range(from), "a '.' stands in numbers only, as 0.5.");
    const bool broken = byte >= 0x80 && (letter.size() == 1 || byte < 0xc0);
    throw ExpressionError(
        text_, range(from),
        broken ? std::string("this is not UTF-8.") : fmt::format("'{}' is not used in formulas.", letter));
  }

  std::string_view text_;
  std::size_t at_ = 0, line_ = 0, line_start_ = 0;
  std::vector<Token> tokens_;
  std::vector<std::vector<Token>> lines_;
};

}  // namespace

std::vector<std::vector<Token>> tokens_of(std::string_view text) { return Lexer(text).all(); }

}  // namespace losslab
