#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "losses/core/loss.h"

namespace losslab::cli {

class Arguments;

// A loss that is given as a formula in place of an id: --formula 'c^2/2*log(1+(r/c)^2)', and --family where the
// variable in it does not tell.
struct FormulaArgument {
  std::optional<std::string> formula, family;

  void declare(Arguments& arguments);
  // The loss, with its parameters at 1. Throws InputError where the formula or the family is wrong, and where the
  // variable cannot be told.
  Loss loss() const { return loss_of(*formula); }
  // The same for one of several formulas that the family is said of.
  Loss loss_of(std::string_view text, std::string_view id = "formula") const;
};

// Throws InputError where a loss is given both by its name and as a formula, or --family without a formula.
void require_one_loss(std::string_view command, const std::optional<std::string>& name, const FormulaArgument& formula);

// What the help says of the language of formulas.
extern const char* const formula_notes;

}  // namespace losslab::cli
