#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "losses/expression/expression.h"

namespace losslab {

enum class TokenKind : unsigned char {
  number,
  name,
  plus,
  minus,
  times,
  divide,
  power,
  raised,  // raised: a power written as "²"
  open,
  close,
  bar,
  comma,
  root,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  end
};

struct Token {
  TokenKind kind;
  TextRange where;
  double number = 0;   // of a number or a raised one
  std::string name;    // of a name, Greek letters spelled out
  bool greek = false;  // a name that was typed as a Greek letter
};

// The tokens of one line or of what stands between semicolons; the last one is an end. Lines of blanks alone are left
// out. Throws ExpressionError where a letter is none of the language, or where the text is too long.
std::vector<std::vector<Token>> tokens_of(std::string_view text);

}  // namespace losslab
