#pragma once
#include <string>

#include "app/cli/check/checked_row.h"

namespace losslab::cli {

// Whether x is a kink and `gradient` one of the slopes between those on its two sides.
bool is_subgradient(const Loss& loss, double x, double gradient, const Tolerance& tolerance);
// What explains that `theirs` stands for a quantity of the loss at x: a lost ½, a sign, another logarithm, an overflow.
// Empty where nothing that is known does.
std::string diagnose(const Loss& loss, double x, Quantity quantity, double theirs, const Tolerance& tolerance);

// The same for a row of a loss of several numbers.
std::string diagnose(const LogitsRow& row, Quantity quantity, const Tolerance& tolerance);
std::string diagnose(const InputRow& row, Quantity quantity, const Tolerance& tolerance);

}  // namespace losslab::cli
