// losslab code: a loss as code that runs elsewhere.
#include <algorithm>

#include "app/cli/arguments.h"
#include "app/cli/formula_argument.h"
#include "app/cli/loss_argument.h"
#include "app/cli/subcommands.h"
#include "app/cli/text.h"
#include "losses/expression/code/loss_code.h"
#include "losses/structures/structured_loss.h"
#include "widgets/export/export.h"

namespace losslab::cli {
namespace {

std::vector<std::string> language_ids() {
  std::vector<std::string> ids;
  for (const CodeLanguage& language : code_languages()) ids.emplace_back(language.id);
  return ids;
}

// By its id, its name or its ending, in any case of letters: "numpy", "C++", "m".
const CodeLanguage& language_argument(const std::string& text) {
  const auto small = [](std::string_view word) {
    std::string lowered(word);
    std::ranges::transform(lowered, lowered.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return lowered;
  };
  const std::string wanted = small(text);
  for (const CodeLanguage& language : code_languages()) {
    if (wanted == language.id || wanted == small(language.name)) return language;
  }
  if (wanted == "octave" || wanted == "torch") return language_argument(wanted == "octave" ? "matlab" : "pytorch");
  const std::string nearest = nearest_name(wanted, language_ids());
  const std::string hint = nearest.empty() ? "." : fmt::format(": did you mean '{}'?", nearest);
  throw InputError(
      fmt::format("There is no language {}{} There are {}.", in_quotes(text), hint, fmt::join(language_ids(), ", ")));
}

// Losses of logits and of structures are functions of many numbers; throws InputError for one.
void refuse_losses_of_many(const std::string& id) {
  const bool structured = [&] {
    try {
      return !StructuredLoss(id).id().empty();
    } catch (const InputError&) {
      return false;
    }
  }();
  if (!structured && !names_loss_of_logits(id)) return;
  throw InputError(
      fmt::format("'losslab code' writes losses of one variable, and {} is one of several numbers.", in_quotes(id)));
}

}  // namespace

int run_code(Rest rest, const Context& context) {
  std::optional<std::string> loss, language, out;
  std::vector<std::string> parameters;
  FormulaArgument formula;
  Arguments arguments(
      "losslab code", "A loss as code: its value and gradient, in NumPy and C++ its curvature too.",
      fmt::format("The languages are {}.\nThe parameters that are given become the defaults of the functions. The code "
                  "takes the forms that keep\ntheir digits at extreme arguments.",
                  fmt::join(language_ids(), ", ")));
  arguments.positional("LOSS", loss, "The id of a loss, as 'losslab losses' lists them, or a file of your own");
  formula.declare(arguments);
  arguments.option("--language", "L", language, fmt::format("One of {}", fmt::join(language_ids(), ", ")));
  arguments.list("-p,--param", "NAME=VALUE", parameters, "A shape parameter; may be repeated");
  arguments.option("-o,--out", "FILE", out, "Where the code goes, in place of the standard output");
  if (!arguments.parse(rest)) {
    write_all(context.out, arguments.help(context.language));
    return 0;
  }
  if (!formula.formula) arguments.require(loss, "a LOSS or --formula FORMULA");
  require_one_loss("'losslab code'", loss, formula);
  arguments.require(language, "--language L");
  const CodeLanguage& written = language_argument(*language);
  if (loss) refuse_losses_of_many(*loss);
  Loss chosen = loss ? loss_argument(LossNames(), *loss, context.err) : formula.loss();
  chosen.set_from_text(parameter_argument(parameters));
  const std::string text = written.write(code_of(chosen));
  if (out) {
    write_file_atomically(*out, text);
  } else {
    write_all(context.out, text);
  }
  return 0;
}

}  // namespace losslab::cli
