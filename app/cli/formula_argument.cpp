#include "app/cli/formula_argument.h"

#include <algorithm>
#include <array>

#include "app/cli/arguments.h"
#include "app/cli/text.h"
#include "losses/expression/expression.h"
#include "losses/expression/names.h"
#include "losses/expression/own_loss_text.h"

namespace losslab::cli {
namespace {

struct FamilyWord {
  std::string_view word;
  Family family;
};
constexpr std::array words{FamilyWord{"residual", Family::residual}, FamilyWord{"margin", Family::margin},
                           FamilyWord{"probability", Family::probability},
                           FamilyWord{"of_probability", Family::of_probability}, FamilyWord{"score", Family::score}};

Family family_of_word(const std::string& word) {
  const auto found = std::ranges::find(words, word, &FamilyWord::word);
  if (found != words.end()) return found->family;
  throw InputError(
      fmt::format("--family must be residual, margin, probability, of_probability or score, got {}.", in_quotes(word)));
}

Family family_of_formula(std::string_view text) {
  if (const std::optional<std::string> variable = variable_of_formula(text)) return family_of_variable(*variable);
  // What is wrong with the formula itself is the first thing to say.
  parse_expression(text, "r");
  throw InputError(
      fmt::format("The variable of the formula {} cannot be told: it is r (residual), m (margin), p (probability of "
                  "the true class) "
                  "or q (reported probability); --family says which.",
                  in_quotes(text)));
}

}  // namespace

const char* const formula_notes =
    "A formula has numbers, + - * / ^, parentheses, |r|, if(r < c, a, b), pi, e, and abs sign sqrt exp log\n"
    "log1p expm1 sin cos tan atan sinh cosh tanh sigmoid softplus erf min max clip; 2r is 2*r. Its variable,\n"
    "r, m, p or q, says the family; all other names are parameters, 1 unless -p says another value. Behind a\n"
    "semicolon, values may be named: 'c^2/2*log(1+z^2); z = r/c'.";

void FormulaArgument::declare(Arguments& arguments) {
  arguments.option("--formula", "FORMULA", formula, "A loss of your own in place of an id, as 'c^2/2*log(1+(r/c)^2)'");
  arguments.option(
      "--family", "FAMILY", family,
      "Of --formula: residual (r), margin or probability (m), of_probability (p), score (q); default by its variable");
}

void require_one_loss(std::string_view command, const std::optional<std::string>& name,
                      const FormulaArgument& formula) {
  if (name && formula.formula)
    throw InputError(fmt::format("{} takes the name of a loss or --formula, not both.", command));
  if (formula.family && !formula.formula) throw InputError(fmt::format("{}: --family goes with --formula.", command));
}

Loss FormulaArgument::loss_of(std::string_view text, std::string_view id) const {
  const Family of = family ? family_of_word(*family) : family_of_formula(text);
  Loss loss = Loss::from_formula({.id = std::string(id), .family = of, .formula = std::string(text)});
  const std::string variable = variable_of_family(of);
  const Expression expression = parse_expression(text, variable);
  const bool has_it = std::ranges::any_of(
      expression.nodes, [](const ExpressionNode& node) { return node.operation == Operation::variable; });
  if (!has_it) throw InputError(fmt::format("The formula {} does not depend on {}.", in_quotes(text), variable));
  return loss;
}

}  // namespace losslab::cli
