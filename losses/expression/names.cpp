#include "losses/expression/names.h"

#include <algorithm>
#include <array>

#include "losses/core/edit_distance.h"
#include "losses/core/error.h"
#include "losses/expression/lexer.h"

namespace losslab {
namespace {

using Form = FormulaFunction::Form;

// The first of several names of one operation is the one that is suggested.
constexpr std::array functions{FormulaFunction{"abs", Operation::abs, 1, 1},
                               FormulaFunction{"sign", Operation::sign, 1, 1},
                               FormulaFunction{"sgn", Operation::sign, 1, 1},
                               FormulaFunction{"sqrt", Operation::sqrt, 1, 1},
                               FormulaFunction{"exp", Operation::exp, 1, 1},
                               FormulaFunction{"log", Operation::log, 1, 1},
                               FormulaFunction{"ln", Operation::log, 1, 1},
                               FormulaFunction{"log1p", Operation::log1p, 1, 1},
                               FormulaFunction{"expm1", Operation::expm1, 1, 1},
                               FormulaFunction{"sin", Operation::sin, 1, 1},
                               FormulaFunction{"cos", Operation::cos, 1, 1},
                               FormulaFunction{"tan", Operation::tan, 1, 1},
                               FormulaFunction{"atan", Operation::atan, 1, 1},
                               FormulaFunction{"arctan", Operation::atan, 1, 1},
                               FormulaFunction{"sinh", Operation::sinh, 1, 1},
                               FormulaFunction{"cosh", Operation::cosh, 1, 1},
                               FormulaFunction{"tanh", Operation::tanh, 1, 1},
                               FormulaFunction{"sigmoid", Operation::sigmoid, 1, 1},
                               FormulaFunction{"softplus", Operation::softplus, 1, 1},
                               FormulaFunction{"erf", Operation::erf, 1, 1},
                               FormulaFunction{"min", Operation::min, 2, 0},
                               FormulaFunction{"max", Operation::max, 2, 0},
                               FormulaFunction{"clip", Operation::clip, 3, 3},
                               FormulaFunction{"clamp", Operation::clip, 3, 3},
                               FormulaFunction{"if", Operation::choose, 3, 3},
                               FormulaFunction{"where", Operation::choose, 3, 3},
                               FormulaFunction{"log2", Operation::log, 1, 1, Form::log_2},
                               FormulaFunction{"log10", Operation::log, 1, 1, Form::log_10},
                               FormulaFunction{"square", Operation::power, 1, 1, Form::square},
                               FormulaFunction{"pow", Operation::power, 2, 2, Form::power},
                               FormulaFunction{"relu", Operation::max, 1, 1, Form::relu}};

// Both shapes of a letter have one name. Without those that are Latin letters to the eye.
constexpr std::array greek_letters{
    GreekLetter{"α", "alpha"},   GreekLetter{"β", "beta"},    GreekLetter{"γ", "gamma"},  GreekLetter{"δ", "delta"},
    GreekLetter{"ε", "epsilon"}, GreekLetter{"ϵ", "epsilon"}, GreekLetter{"ζ", "zeta"},   GreekLetter{"η", "eta"},
    GreekLetter{"θ", "theta"},   GreekLetter{"ϑ", "theta"},   GreekLetter{"ι", "iota"},   GreekLetter{"κ", "kappa"},
    GreekLetter{"λ", "lambda"},  GreekLetter{"μ", "mu"},      GreekLetter{"µ", "mu"},     GreekLetter{"ν", "nu"},
    GreekLetter{"ξ", "xi"},      GreekLetter{"π", "pi"},      GreekLetter{"ρ", "rho"},    GreekLetter{"σ", "sigma"},
    GreekLetter{"τ", "tau"},     GreekLetter{"υ", "upsilon"}, GreekLetter{"φ", "phi"},    GreekLetter{"ϕ", "phi"},
    GreekLetter{"χ", "chi"},     GreekLetter{"ψ", "psi"},     GreekLetter{"ω", "omega"},  GreekLetter{"Γ", "Gamma"},
    GreekLetter{"Δ", "Delta"},   GreekLetter{"Θ", "Theta"},   GreekLetter{"Λ", "Lambda"}, GreekLetter{"Ξ", "Xi"},
    GreekLetter{"Π", "Pi"},      GreekLetter{"Σ", "Sigma"},   GreekLetter{"Φ", "Phi"},    GreekLetter{"Ψ", "Psi"},
    GreekLetter{"Ω", "Omega"}};

std::string in_small_letters(std::string_view name) {
  std::string lowered(name);
  for (char& c : lowered) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lowered;
}

constexpr std::array<std::string_view, 10> low_digits{"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};

}  // namespace

std::span<const FormulaFunction> formula_functions() { return functions; }

const FormulaFunction* formula_function(std::string_view name) {
  const auto found = std::ranges::find(functions, in_small_letters(name), &FormulaFunction::name);
  return found == functions.end() ? nullptr : &*found;
}

std::string_view nearest_function(std::string_view name) {
  const std::string wanted = in_small_letters(name);
  const std::size_t forgiven = wanted.size() < 3 ? 0 : wanted.size() < 6 ? 1 : 2;
  std::string_view nearest;
  std::size_t least = forgiven + 1;
  for (const FormulaFunction& function : functions) {
    const std::size_t distance = edit_distance(wanted, function.name);
    if (distance >= least) continue;
    least = distance;
    nearest = function.name;
  }
  return nearest;
}

const GreekLetter* greek_letter_at(std::string_view text) {
  const auto found =
      std::ranges::find_if(greek_letters, [&](const GreekLetter& g) { return text.starts_with(g.letter); });
  return found == greek_letters.end() ? nullptr : &*found;
}

const GreekLetter* greek_letter_named(std::string_view name) {
  const auto found = std::ranges::find(greek_letters, name, &GreekLetter::name);
  return found == greek_letters.end() ? nullptr : &*found;
}

std::string printed_name(std::string_view name) {
  std::size_t stem = name.size();
  while (stem > 1 && name[stem - 1] >= '0' && name[stem - 1] <= '9') --stem;
  const std::string_view digits = name.substr(stem);
  std::string_view letters = name.substr(0, stem);
  std::string_view behind;
  if (letters.ends_with("_plus") || letters.ends_with("_pos")) behind = "₊";
  if (letters.ends_with("_minus") || letters.ends_with("_neg")) behind = "₋";
  if (!behind.empty()) letters = letters.substr(0, letters.rfind('_'));
  if (!digits.empty() && letters.size() > 1 && letters.ends_with('_')) letters.remove_suffix(1);
  const GreekLetter* greek = greek_letter_named(letters);
  if (greek == nullptr && (letters.size() > 1 || !behind.empty())) return std::string(name);
  std::string printed(greek != nullptr ? greek->letter : letters);
  printed += behind;
  for (const char digit : digits) printed += low_digits[static_cast<std::size_t>(digit - '0')];
  return printed;
}

std::optional<std::string> variable_of_formula(std::string_view text) {
  bool has_r = false, has_m = false, has_p = false, has_q = false;
  try {
    for (const std::vector<Token>& line : tokens_of(text)) {
      const bool names = line.size() > 2 && line[0].kind == TokenKind::name && line[1].kind == TokenKind::equal;
      for (std::size_t i = names ? 1 : 0; i < line.size(); ++i) {
        if (line[i].kind != TokenKind::name || line[i].greek) continue;
        has_r = has_r || line[i].name == "r";
        has_m = has_m || line[i].name == "m";
        has_p = has_p || line[i].name == "p";
        has_q = has_q || line[i].name == "q";
      }
    }
  } catch (const InputError&) {
    return std::nullopt;
  }
  if (has_r && has_m) return std::nullopt;
  if (has_r) return "r";
  if (has_m) return "m";
  if (has_p) return "p";
  if (has_q) return "q";
  return std::nullopt;
}

}  // namespace losslab
