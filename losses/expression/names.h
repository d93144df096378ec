#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "losses/expression/expression.h"

namespace losslab {

// The names of the language of formulas.

// A function that a formula may call: what is called by that name, with how many arguments. `most` is 0 where there may
// be any number.
struct FormulaFunction {
  std::string_view name;
  Operation operation;
  std::size_t least, most;
  // Written another way than by the operation alone: log2, log10, square, relu, power.
  enum class Form : unsigned char { plain, log_2, log_10, square, relu, power } form = Form::plain;
};
std::span<const FormulaFunction> formula_functions();
// By its name in any case of letters ("Log"), or null.
const FormulaFunction* formula_function(std::string_view name);
// The function that was likely meant; "" where there is none as near.
std::string_view nearest_function(std::string_view name);

// "delta" of "δ", and of what begins with a Greek letter its name: empty where the text begins with none.
struct GreekLetter {
  std::string_view letter, name;
};
const GreekLetter* greek_letter_at(std::string_view text);
// Whether a name is a Greek letter's, spelled out.
const GreekLetter* greek_letter_named(std::string_view name);
// "c_1" or "c1" as "c₁", "delta" as "δ": a name as it is printed.
std::string printed_name(std::string_view name);

// The variable that a formula is most likely of: r, m, p or q, by what occurs in it: r before the others, as p and q
// may then be parameters ("|r|^p"), and m before p and q. Empty where neither of them occurs, or both r and m do. The
// text need not be sound.
std::optional<std::string> variable_of_formula(std::string_view text);

}  // namespace losslab
