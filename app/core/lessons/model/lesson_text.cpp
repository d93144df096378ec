#include "app/core/lessons/model/lesson_text.h"

#include <fmt/format.h>

#include <cmath>

#include "losses/core/error.h"

namespace losslab {
namespace {

// [+][,][.DIGITS] and one of f e g d %.
bool is_format(std::string_view format) {
  std::size_t i = 0;
  if (i < format.size() && format[i] == '+') ++i;
  if (i < format.size() && format[i] == '.') {
    const std::size_t digits = ++i;
    while (i < format.size() && format[i] >= '0' && format[i] <= '9') ++i;
    if (i == digits || i - digits > 2) return false;
  }
  return i + 1 == format.size() && std::string_view("fegd%").find(format[i]) != std::string_view::npos;
}

// The end of a measure that begins at `from`: the brace that closes it, outside of quotes; and the last colon before
// it.
struct Braced {
  std::size_t end = std::string_view::npos, colon = std::string_view::npos;
};
Braced braced(std::string_view text, std::size_t from) {
  Braced found;
  char quote = 0;
  for (std::size_t i = from; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == ':') {
      found.colon = i;
    } else if (c == '}') {
      found.end = i;
      return found;
    }
  }
  return found;
}

class TextReader {
 public:
  explicit TextReader(std::string_view text) : text_(text) {}

  TextPieces read() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool doubled = at_ + 1 < text_.size() && text_[at_ + 1] == c;
      if ((c == '{' || c == '}' || c == '$') && doubled) {
        plain_ += c;
        at_ += 2;
      } else if (c == '{') {
        value();
      } else if (c == '}') {
        throw InputError("a '}' closes nothing; a brace in the text is written twice.");
      } else if (c == '$') {
        formula();
      } else {
        plain_ += c;
        ++at_;
      }
    }
    end_plain();
    return std::move(pieces_);
  }

 private:
  void end_plain() {
    if (!plain_.empty()) pieces_.push_back({TextPiece::Kind::plain, std::move(plain_), {}});
    plain_.clear();
  }
  void value() {
    const Braced found = braced(text_, at_ + 1);
    if (found.end == std::string_view::npos) throw InputError("a '{' is not closed.");
    const std::size_t ends = std::min(found.end, found.colon);
    const std::string_view measure = text_.substr(at_ + 1, ends - at_ - 1);
    const std::string_view format =
        found.colon == std::string_view::npos ? "g" : text_.substr(found.colon + 1, found.end - found.colon - 1);
    if (!is_format(format)) {
      throw InputError(fmt::format("expected a format as .2f, .3g, d or .0%, found '{}'.", format.substr(0, 20)));
    }
    end_plain();
    pieces_.push_back({TextPiece::Kind::value, std::string(format), Measure(std::string(measure))});
    at_ = found.end + 1;
  }
  void formula() {
    const std::size_t end = text_.find('$', at_ + 1);
    if (end == std::string_view::npos) throw InputError("a '$' is not closed; a dollar in the text is written twice.");
    end_plain();
    pieces_.push_back({TextPiece::Kind::formula, std::string(text_.substr(at_ + 1, end - at_ - 1)), {}});
    at_ = end + 1;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string plain_;
  TextPieces pieces_;
};

}  // namespace

TextPieces parse_lesson_text(std::string_view text) { return TextReader(text).read(); }

std::string formatted(double value, std::string_view format) {
  std::string how(format);
  const bool share = how.back() == '%';
  if (share) {
    value *= 100;
    how.back() = 'f';
  }
  if (how.back() == 'd') {
    how.insert(how.size() - 1, ".0");
    how.back() = 'f';
  }
  std::string text = fmt::format(fmt::runtime("{:" + how + "}"), value);
  // What rounds to nothing has no sign.
  if (text.find_first_not_of("-0.") == std::string::npos && text.starts_with('-')) text.erase(0, 1);
  for (std::size_t at = 0; (at = text.find('-', at)) != std::string::npos;) text.replace(at, 1, "−");
  if (std::isinf(value)) text = value > 0 ? "∞" : "−∞";
  return share ? text + " %" : text;
}

void LessonText::add(std::string language, std::string text) {
  TextPieces pieces = parse_lesson_text(text);
  texts_[std::move(language)] = Held{std::move(text), std::move(pieces)};
}

const LessonText::Held* LessonText::find(std::string_view language) const {
  if (texts_.empty()) return nullptr;
  for (const std::string_view key : {language, std::string_view(), std::string_view("en")}) {
    if (const auto found = texts_.find(key); found != texts_.end()) return &found->second;
  }
  return &texts_.begin()->second;
}

bool LessonText::has(std::string_view language) const { return texts_.contains(language) || texts_.contains(""); }

TextPieces LessonText::in(std::string_view language) const {
  const Held* held = find(language);
  return held == nullptr ? TextPieces() : held->pieces;
}

std::string LessonText::source(std::string_view language) const {
  const Held* held = find(language);
  return held == nullptr ? std::string() : held->source;
}

std::string LessonText::plain(std::string_view language) const {
  std::string all;
  for (const TextPiece& piece : in(language)) all += piece.kind == TextPiece::Kind::value ? "…" : piece.text;
  return all;
}

std::vector<std::string> LessonText::languages() const {
  std::vector<std::string> all;
  for (const auto& [language, held] : texts_) all.push_back(language);
  return all;
}

}  // namespace losslab
