#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/measure/measure.h"

namespace losslab {

// A piece of a lesson's text.
struct TextPiece {
  enum class Kind : unsigned char { plain, formula, value } kind = Kind::plain;
  std::string text;  // plain; a formula without its dollars; of a value how it is written: ".2f"
  Measure measure;   // of a value
};

// A text of a lesson as it was read.
using TextPieces = std::vector<TextPiece>;

// Takes a text apart. Throws InputError for a brace or a dollar that is not closed, a measure that is none, and a
// format that is none.
TextPieces parse_lesson_text(std::string_view text);
// "2002" of 2002 and ".0f", with a minus sign as one sets it.
std::string formatted(double value, std::string_view format);

// The same text in several languages, by their ids; under "" one that serves all.
class LessonText {
 public:
  void add(std::string language, std::string text);  // throws InputError as parse_lesson_text() does

  bool empty() const { return texts_.empty(); }
  bool has(std::string_view language) const;
  // In that language, else in English, else in any; nothing where there is none.
  TextPieces in(std::string_view language) const;
  // As it is written in the file.
  std::string source(std::string_view language) const;

  // One line without what only a state can fill in, for lists: formulas as they are written, values as "…".
  std::string plain(std::string_view language) const;

  std::string place;  // of its key
  std::vector<std::string> languages() const;

 private:
  struct Held {
    std::string source;
    TextPieces pieces;
  };
  // Null where there is no text at all.
  const Held* find(std::string_view language) const;
  std::map<std::string, Held, std::less<>> texts_;
};

}  // namespace losslab
