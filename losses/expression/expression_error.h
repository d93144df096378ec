#pragma once
#include <string>
#include <string_view>

#include "losses/core/error.h"
#include "losses/expression/expression.h"

namespace losslab {

// A formula that cannot be read: what() says where, in lines and columns from 1 as people count letters, and what is
// wrong; sentence() is the same without the place, for who underlines it.
class ExpressionError : public InputError {
 public:
  // `text` is the formula that `where` is a part of.
  ExpressionError(std::string_view text, const TextRange& where, const std::string& sentence);
  const TextRange& where() const { return where_; }
  const std::string& sentence() const { return sentence_; }

 private:
  TextRange where_;
  std::string sentence_;
};

}  // namespace losslab
