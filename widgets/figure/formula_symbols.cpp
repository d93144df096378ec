#include "widgets/figure/formula_symbols.h"

#include <algorithm>
#include <array>

namespace losslab {
namespace {

using enum AtomClass;

constexpr std::array symbols{
    FormulaSymbol{"alpha", "α", ordinary, true},       FormulaSymbol{"beta", "β", ordinary, true},
    FormulaSymbol{"gamma", "γ", ordinary, true},       FormulaSymbol{"delta", "δ", ordinary, true},
    FormulaSymbol{"epsilon", "ε", ordinary, true},     FormulaSymbol{"varepsilon", "ε", ordinary, true},
    FormulaSymbol{"zeta", "ζ", ordinary, true},        FormulaSymbol{"eta", "η", ordinary, true},
    FormulaSymbol{"theta", "θ", ordinary, true},       FormulaSymbol{"iota", "ι", ordinary, true},
    FormulaSymbol{"kappa", "κ", ordinary, true},       FormulaSymbol{"lambda", "λ", ordinary, true},
    FormulaSymbol{"mu", "μ", ordinary, true},          FormulaSymbol{"nu", "ν", ordinary, true},
    FormulaSymbol{"xi", "ξ", ordinary, true},          FormulaSymbol{"pi", "π", ordinary, true},
    FormulaSymbol{"rho", "ρ", ordinary, true},         FormulaSymbol{"sigma", "σ", ordinary, true},
    FormulaSymbol{"tau", "τ", ordinary, true},         FormulaSymbol{"upsilon", "υ", ordinary, true},
    FormulaSymbol{"phi", "φ", ordinary, true},         FormulaSymbol{"varphi", "φ", ordinary, true},
    FormulaSymbol{"chi", "χ", ordinary, true},         FormulaSymbol{"psi", "ψ", ordinary, true},
    FormulaSymbol{"omega", "ω", ordinary, true},       FormulaSymbol{"Gamma", "Γ", ordinary, false},
    FormulaSymbol{"Delta", "Δ", ordinary, false},      FormulaSymbol{"Theta", "Θ", ordinary, false},
    FormulaSymbol{"Lambda", "Λ", ordinary, false},     FormulaSymbol{"Xi", "Ξ", ordinary, false},
    FormulaSymbol{"Pi", "Π", ordinary, false},         FormulaSymbol{"Sigma", "Σ", ordinary, false},
    FormulaSymbol{"Phi", "Φ", ordinary, false},        FormulaSymbol{"Psi", "Ψ", ordinary, false},
    FormulaSymbol{"Omega", "Ω", ordinary, false},      FormulaSymbol{"ell", "ℓ", ordinary, false},
    FormulaSymbol{"infty", "∞", ordinary, false},      FormulaSymbol{"partial", "∂", ordinary, false},
    FormulaSymbol{"nabla", "∇", ordinary, false},      FormulaSymbol{"prime", "′", ordinary, false},
    FormulaSymbol{"ldots", "…", ordinary, false},      FormulaSymbol{"dots", "…", ordinary, false},
    FormulaSymbol{"cdots", "⋯", ordinary, false},      FormulaSymbol{"%", "%", ordinary, false},
    FormulaSymbol{"_", "_", ordinary, false},          FormulaSymbol{"|", "‖", ordinary, false},
    FormulaSymbol{"Vert", "‖", ordinary, false},       FormulaSymbol{"vert", "|", ordinary, false},
    FormulaSymbol{"lvert", "|", opening, false},       FormulaSymbol{"rvert", "|", closing, false},
    FormulaSymbol{"lVert", "‖", opening, false},       FormulaSymbol{"rVert", "‖", closing, false},
    FormulaSymbol{"{", "{", opening, false},           FormulaSymbol{"}", "}", closing, false},
    FormulaSymbol{"le", "≤", relation, false},         FormulaSymbol{"leq", "≤", relation, false},
    FormulaSymbol{"ge", "≥", relation, false},         FormulaSymbol{"geq", "≥", relation, false},
    FormulaSymbol{"lt", "<", relation, false},         FormulaSymbol{"gt", ">", relation, false},
    FormulaSymbol{"ne", "≠", relation, false},         FormulaSymbol{"neq", "≠", relation, false},
    FormulaSymbol{"approx", "≈", relation, false},     FormulaSymbol{"sim", "~", relation, false},
    FormulaSymbol{"equiv", "≡", relation, false},      FormulaSymbol{"propto", "∝", relation, false},
    FormulaSymbol{"in", "∈", relation, false},         FormulaSymbol{"to", "→", relation, false},
    FormulaSymbol{"rightarrow", "→", relation, false}, FormulaSymbol{"mid", "|", relation, false},
    FormulaSymbol{"ll", "≪", relation, false},         FormulaSymbol{"gg", "≫", relation, false},
    FormulaSymbol{"cdot", "·", binary, false},         FormulaSymbol{"times", "×", binary, false},
    FormulaSymbol{"pm", "±", binary, false},           FormulaSymbol{"mp", "∓", binary, false},
    FormulaSymbol{"sum", "∑", function, false},        FormulaSymbol{"prod", "∏", function, false},
    FormulaSymbol{"int", "∫", function, false},        FormulaSymbol{"log", "log", function, false},
    FormulaSymbol{"ln", "ln", function, false},        FormulaSymbol{"exp", "exp", function, false},
    FormulaSymbol{"max", "max", function, false},      FormulaSymbol{"min", "min", function, false},
    FormulaSymbol{"sup", "sup", function, false},      FormulaSymbol{"inf", "inf", function, false},
    FormulaSymbol{"sin", "sin", function, false},      FormulaSymbol{"cos", "cos", function, false},
    FormulaSymbol{"tan", "tan", function, false},      FormulaSymbol{"arctan", "arctan", function, false},
    FormulaSymbol{"sinh", "sinh", function, false},    FormulaSymbol{"cosh", "cosh", function, false},
    FormulaSymbol{"tanh", "tanh", function, false},    FormulaSymbol{"sign", "sign", function, false},
    FormulaSymbol{"sgn", "sgn", function, false},      FormulaSymbol{"softplus", "softplus", function, false}};

}  // namespace

const FormulaSymbol* find_symbol(std::string_view name) {
  const auto* found = std::find_if(symbols.begin(), symbols.end(), [name](const auto& s) { return s.name == name; });
  return found == symbols.end() ? nullptr : &*found;
}

AtomClass class_of(std::string_view character) {
  const auto is_one_of = [character](auto... options) { return ((character == options) || ...); };
  if (is_one_of("+", "-", "−", "*", "·", "×", "±")) return binary;
  if (is_one_of("=", "<", ">", "≤", "≥", "≠", "≈", "→", "∈", ":", "∝")) return relation;
  if (is_one_of("(", "[")) return opening;
  if (is_one_of(")", "]")) return closing;
  if (is_one_of(",", ";")) return punctuation;
  return ordinary;
}

bool is_small_greek(std::string_view character) {
  // U+03B1 to U+03C9.
  return character >= "α" && character <= "ω" && character.size() == 2;
}

}  // namespace losslab
