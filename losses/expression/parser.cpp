#include "losses/expression/parser.h"

#include <fmt/format.h>

#include "losses/expression/expression_error.h"

namespace losslab {
namespace {

TextRange from_to(const TextRange& first, const TextRange& last) { return {first.line, first.from, last.to}; }

std::string in_words(const Token& token, std::string_view text) {
  if (token.kind == TokenKind::end) return "the end";
  std::string_view line = text;
  for (std::size_t i = 0; i < token.where.line; ++i) line.remove_prefix(line.find('\n') + 1);
  return fmt::format("'{}'", line.substr(token.where.from, token.where.to - token.where.from));
}

bool is_comparison(TokenKind kind) { return kind >= TokenKind::less && kind <= TokenKind::equal; }

Operation comparison_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::less:
      return Operation::less;
    case TokenKind::less_equal:
      return Operation::less_equal;
    case TokenKind::greater:
      return Operation::greater;
    case TokenKind::greater_equal:
      return Operation::greater_equal;
    default:
      return Operation::equal;
  }
}

}  // namespace

// Counts how deep the parts are within each other.
class LineParser::Deeper {
 public:
  explicit Deeper(LineParser& parser) : parser_(parser) {
    if (++parser_.depth_ > deepest_formula) {
      --parser_.depth_;
      parser_.fail(parser_.next().where,
                   fmt::format("parentheses, functions, signs and powers are at most {} deep within each other.",
                               deepest_formula));
    }
  }
  ~Deeper() { --parser_.depth_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

 private:
  LineParser& parser_;
};

bool LineParser::accept(TokenKind kind) {
  if (next().kind != kind) return false;
  ++at_;
  return true;
}

void LineParser::fail(const TextRange& where, const std::string& sentence) const {
  throw ExpressionError(text_, where, sentence);
}

void LineParser::require_number(const Part& part) const {
  if (!is_condition(builder_.node(part.node).operation)) return;
  fail(part.where, "a comparison is not a number: write if(condition, a, b), as if(r < 0, -r, r).");
}

LineParser::Part LineParser::apply(Operation operation, const TextRange& where, const Part& a) {
  require_number(a);
  return {builder_.apply(operation, where, a.node), where};
}

LineParser::Part LineParser::apply(Operation operation, const TextRange& where, const Part& a, const Part& b) {
  require_number(a);
  require_number(b);
  return {builder_.apply(operation, where, a.node, b.node), where};
}

int LineParser::read() {
  const Part value = comparison();
  if (next().kind != TokenKind::end) fail_at_end(value);
  require_number(value);
  return value.node;
}

void LineParser::fail_at_end(const Part& before) const {
  const Token& token = next();
  if (token.kind == TokenKind::close) fail(token.where, "this ')' closes nothing: a '(' is missing before it.");
  if (token.kind == TokenKind::comma) {
    fail(token.where,
         "a comma stands between the arguments of a function only; the decimal sign is a point, as in 0.5.");
  }
  if (token.kind == TokenKind::number) {
    fail(token.where, fmt::format("an operator is missing before {}.", in_words(token, text_)));
  }
  fail(token.where,
       fmt::format("an operator was expected behind column {}, found {}.", before.where.to, in_words(token, text_)));
}

// 0 <= r < 1 is (0 <= r) and (r < 1).
LineParser::Part LineParser::comparison() {
  const Deeper deeper(*this);
  Part left = sum();
  if (!is_comparison(next().kind)) return left;
  Part all{-1, left.where};
  while (is_comparison(next().kind)) {
    const Token& sign = next();
    ++at_;
    const Part right = sum();
    const Part one = apply(comparison_of(sign.kind), from_to(left.where, right.where), left, right);
    const TextRange where = from_to(all.where, right.where);
    all = {all.node < 0 ? one.node : builder_.apply(Operation::both, where, all.node, one.node), where};
    left = right;
  }
  return all;
}

LineParser::Part LineParser::sum() {
  Part left = product();
  for (;;) {
    const Operation operation = next().kind == TokenKind::plus ? Operation::add : Operation::subtract;
    if (next().kind != TokenKind::plus && next().kind != TokenKind::minus) return left;
    ++at_;
    const Part right = product();
    left = apply(operation, from_to(left.where, right.where), left, right);
  }
}

bool LineParser::begins_factor() const {
  const TokenKind kind = next().kind;
  return kind == TokenKind::name || kind == TokenKind::open || kind == TokenKind::root ||
         (kind == TokenKind::bar && !inside_bars_);
}

LineParser::Part LineParser::product() {
  Part left = signed_factor();
  for (;;) {
    Operation operation = Operation::multiply;
    if (next().kind == TokenKind::divide) {
      operation = Operation::divide;
      ++at_;
    } else if (next().kind == TokenKind::times) {
      ++at_;
    } else if (!begins_factor()) {
      return left;
    } else {
      const Part right = power();  // 2r
      left = apply(operation, from_to(left.where, right.where), left, right);
      continue;
    }
    const Part right = signed_factor();
    left = apply(operation, from_to(left.where, right.where), left, right);
  }
}

// −r^2 is −(r^2).
LineParser::Part LineParser::signed_factor() {
  const Token& sign = next();
  if (sign.kind != TokenKind::minus && sign.kind != TokenKind::plus) return power();
  const Deeper deeper(*this);
  ++at_;
  const Part value = signed_factor();
  const TextRange where = from_to(sign.where, value.where);
  if (sign.kind == TokenKind::minus) return apply(Operation::negate, where, value);
  require_number(value);
  return {value.node, where};
}

LineParser::Part LineParser::power() {
  Part base = primary();
  while (next().kind == TokenKind::raised) {
    const Token& raised = next();
    ++at_;
    base = apply(Operation::power, from_to(base.where, raised.where), base,
                 {builder_.number(raised.number, raised.where), raised.where});
  }
  if (!accept(TokenKind::power)) return base;
  const Part by = exponent();
  return apply(Operation::power, from_to(base.where, by.where), base, by);
}

// a^b^c is a^(b^c), and a^-b is allowed.
LineParser::Part LineParser::exponent() {
  const Deeper deeper(*this);
  const Token& sign = next();
  if (sign.kind != TokenKind::minus && sign.kind != TokenKind::plus) return power();
  ++at_;
  const Part value = exponent();
  const TextRange where = from_to(sign.where, value.where);
  if (sign.kind == TokenKind::minus) return apply(Operation::negate, where, value);
  return {value.node, where};
}

LineParser::Part LineParser::primary() {
  const Token& token = next();
  switch (token.kind) {
    case TokenKind::number:
      ++at_;
      return {builder_.number(token.number, token.where), token.where};
    case TokenKind::name:
      return name();
    case TokenKind::open:
      return enclosed(TokenKind::close, token);
    case TokenKind::bar:  // where a value is expected it opens, also within bars
      return enclosed(TokenKind::bar, token);
    case TokenKind::root: {
      const Deeper deeper(*this);
      ++at_;
      const Part under = primary();
      return apply(Operation::sqrt, from_to(token.where, under.where), under);
    }
    default:
      break;
  }
  if (token.kind == TokenKind::equal)
    fail(token.where, "a name is expected before '=', as in z = r/c, or a number in a condition.");
  fail(token.where, fmt::format("a number, a name or '(' was expected, found {}.", in_words(token, text_)));
}

// What stands in parentheses or bars; a bar within parentheses within bars opens anew.
LineParser::Part LineParser::enclosed(TokenKind close, const Token& opening) {
  ++at_;
  const bool outer = inside_bars_;
  inside_bars_ = close == TokenKind::bar;
  if (close == TokenKind::close && next().kind == TokenKind::close)
    fail(next().where, "there is nothing between these parentheses.");
  const Part value = comparison();
  if (next().kind != close) {
    if (next().kind == TokenKind::end || close == TokenKind::bar) {
      fail(opening.where, close == TokenKind::bar ? "the second '|' that closes this one is missing."
                                                  : "the ')' that closes this '(' is missing.");
    }
    fail_at_end(value);
  }
  const TextRange where = from_to(opening.where, next().where);
  ++at_;
  inside_bars_ = outer;
  if (close == TokenKind::bar) return apply(Operation::abs, where, value);
  return {value.node, where};
}

}  // namespace losslab
