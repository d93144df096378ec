#pragma once
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "losses/expression/expression_builder.h"
#include "losses/expression/lexer.h"
#include "losses/expression/names.h"

namespace losslab {

// Reads one line of a formula: by recursive descent that is never deeper than deepest_formula.
class LineParser {
 public:
  // What the names in it mean.
  struct Names {
    std::string_view variable;
    std::map<std::string, int, std::less<>> values;  // the intermediate values, by name
    // What occurs somewhere without parentheses behind it: then c(r + 1) is a product.
    std::set<std::string, std::less<>> plain;
  };

  // `tokens` ends with an end.
  LineParser(std::string_view text, std::span<const Token> tokens, const Names& names, ExpressionBuilder& builder)
      : text_(text), tokens_(tokens), names_(names), builder_(builder) {}
  // The node of its value.
  int read();

 private:
  // A value that was read, and from where to where.
  struct Part {
    int node;
    TextRange where;
  };
  class Deeper;

  const Token& next() const { return tokens_[at_]; }
  bool accept(TokenKind kind);
  [[noreturn]] void fail(const TextRange& where, const std::string& sentence) const;
  [[noreturn]] void fail_at_end(const Part& before) const;

  Part comparison();
  Part sum();
  Part product();
  Part signed_factor();
  Part power();
  Part exponent();
  Part primary();
  Part enclosed(TokenKind close, const Token& opening);
  Part name();
  Part call(const FormulaFunction& function, const Token& token);
  Part call_of(const FormulaFunction& function, const TextRange& where, std::span<const Part> arguments);
  const FormulaFunction* called_function(const Token& token) const;
  bool begins_factor() const;

  Part apply(Operation operation, const TextRange& where, const Part& a);
  Part apply(Operation operation, const TextRange& where, const Part& a, const Part& b);
  // Throws where it is a condition.
  void require_number(const Part& part) const;

  std::string_view text_;
  std::span<const Token> tokens_;
  const Names& names_;
  ExpressionBuilder& builder_;
  std::size_t at_ = 0, depth_ = 0;
  bool inside_bars_ = false;   // the next bar then closes
  const Token* if_ = nullptr;  // whose condition is being read
};

}  // namespace losslab
