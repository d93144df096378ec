// Names and calls of functions in a formula.
#include <fmt/format.h>

#include <array>

#include "losses/expression/expression_error.h"
#include "losses/expression/parser.h"

namespace losslab {
namespace {

constexpr double e_constant = 2.71828182845904523536, pi_constant = 3.14159265358979323846;
constexpr FormulaFunction sigmoid_function{"sigmoid", Operation::sigmoid, 1, 1};

}  // namespace

// σ(m) is the sigmoid, unless σ is a parameter elsewhere.
const FormulaFunction* LineParser::called_function(const Token& token) const {
  if (tokens_[at_ + 1].kind != TokenKind::open) return nullptr;
  if (names_.values.contains(token.name) || token.name == names_.variable) return nullptr;
  if (const FormulaFunction* function = formula_function(token.name)) return function;
  const bool is_sigma = token.greek && token.name == "sigma";
  return is_sigma && !names_.plain.contains(token.name) ? &sigmoid_function : nullptr;
}

LineParser::Part LineParser::name() {
  const Token& token = next();
  if (const FormulaFunction* function = called_function(token)) return call(*function, token);
  const bool before_parenthesis = tokens_[at_ + 1].kind == TokenKind::open;
  ++at_;
  if (token.name == names_.variable) return {builder_.variable(token.where), token.where};
  if (const auto named = names_.values.find(token.name); named != names_.values.end())
    return {named->second, token.where};
  if (token.name == "pi") return {builder_.number(pi_constant, token.where), token.where};
  if (token.name == "e") return {builder_.number(e_constant, token.where), token.where};
  if (const FormulaFunction* function = formula_function(token.name)) {
    fail(token.where, fmt::format("{0} is a function and takes parentheses: {0}({1}).", function->name,
                                  function->operation == Operation::choose ? "condition, a, b"
                                  : function->least == 1                   ? "..."
                                  : function->least == 2                   ? "a, b"
                                                                           : "x, low, high"));
  }
  // A word before a parenthesis is a product only where it is known to be a number.
  const bool is_word = token.name.size() > 2 && !token.greek && greek_letter_named(token.name) == nullptr;
  if (before_parenthesis && is_word && !names_.plain.contains(token.name)) {
    const std::string_view nearest = nearest_function(token.name);
    if (!nearest.empty())
      fail(token.where, fmt::format("there is no function '{}': did you mean '{}'?", token.name, nearest));
    fail(token.where, fmt::format("there is no function '{0}'; a product is written {0}*(...).", token.name));
  }
  return {builder_.parameter(token.name, token.where), token.where};
}

LineParser::Part LineParser::call(const FormulaFunction& function, const Token& token) {
  at_ += 2;
  const Token& opening = tokens_[at_ - 1];
  const bool outer = inside_bars_;
  inside_bars_ = false;
  std::vector<Part> arguments;
  if (next().kind != TokenKind::close) {
    do {
      if (next().kind == TokenKind::close || next().kind == TokenKind::comma)
        fail(next().where, "an argument is missing here.");
      arguments.push_back(comparison());
    } while (accept(TokenKind::comma));
  }
  if (next().kind != TokenKind::close) {
    if (next().kind == TokenKind::end)
      fail(opening.where, fmt::format("the ')' that closes this '(' of {} is missing.", function.name));
    fail_at_end(arguments.empty() ? Part{-1, opening.where} : arguments.back());
  }
  const TextRange where{token.where.line, token.where.from, next().where.to};
  ++at_;
  inside_bars_ = outer;
  if (arguments.size() < function.least || (function.most > 0 && arguments.size() > function.most)) {
    const std::string wanted = function.most == 0   ? fmt::format("at least {} arguments", function.least)
                               : function.most == 1 ? std::string("one argument")
                                                    : fmt::format("{} arguments", function.most);
    const char* form = function.operation == Operation::choose ? ": if(condition, a, b)"
                       : function.operation == Operation::clip ? ": clip(x, low, high)"
                                                               : "";
    fail(where, fmt::format("{} takes {}{}, got {}.", function.name, wanted, form, arguments.size()));
  }
  return call_of(function, where, arguments);
}

LineParser::Part LineParser::call_of(const FormulaFunction& function, const TextRange& where,
                                     std::span<const Part> arguments) {
  using Form = FormulaFunction::Form;
  const Part& first = arguments[0];
  if (function.operation == Operation::choose) {
    if (!is_condition(builder_.node(first.node).operation)) {
      fail(first.where, "the first argument of if() is a comparison, as in if(r < 0, a, b).");
    }
    require_number(arguments[1]);
    require_number(arguments[2]);
    return {builder_.apply(Operation::choose, where, first.node, arguments[1].node, arguments[2].node), where};
  }
  for (const Part& argument : arguments) require_number(argument);
  const auto number = [&](double value) { return Part{builder_.number(value, where), where}; };
  switch (function.form) {
    case Form::plain:
      break;
    case Form::log_2:
      return apply(Operation::divide, where, apply(Operation::log, where, first),
                   apply(Operation::log, where, number(2)));
    case Form::log_10:
      return apply(Operation::divide, where, apply(Operation::log, where, first),
                   apply(Operation::log, where, number(10)));
    case Form::square:
      return apply(Operation::power, where, first, number(2));
    case Form::relu:
      return apply(Operation::max, where, number(0), first);
    case Form::power:
      return apply(Operation::power, where, first, arguments[1]);
  }
  if (function.operation == Operation::clip) {
    return {builder_.apply(Operation::clip, where, first.node, arguments[1].node, arguments[2].node), where};
  }
  if (function.least == 1) return apply(function.operation, where, first);
  Part all = first;
  for (const Part& argument : arguments.subspan(1)) all = apply(function.operation, where, all, argument);
  return all;
}

}  // namespace losslab
