#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace losslab::testing {

// Texts that are formulas often, and wrong in all manners else: made of what formulas are made of. The same seed gives
// the same text everywhere.
class FormulaSoup {
 public:
  explicit FormulaSoup(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15 + 1) {}

  std::string text() {
    std::string text = below(12) == 0 ? soup(1 + below(60)) : formula(below(6));
    if (below(4) == 0) text += "\nz = " + formula(below(4));
    if (below(8) == 0) spoil(text);
    return text;
  }
  std::uint64_t below(std::uint64_t n) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return (state_ >> 11) % n;
  }

 private:
  static constexpr std::array<std::string_view, 70> pieces{
      "r",    "r",         "r",     "c",     "δ",     "z",        "pi",        "e",      "0",    "1",
      "2",    "0.5",       "1e-3",  "1e300", "3",     "+",        "-",         "*",      "/",    "^",
      "(",    ")",         "|",     ",",     "<",     "<=",       "==",        "²",      "√",    "·",
      "−",    "abs(",      "sign(", "sqrt(", "exp(",  "log(",     "log1p(",    "expm1(", "sin(", "cos(",
      "tan(", "atan(",     "sinh(", "cosh(", "tanh(", "sigmoid(", "softplus(", "min(",   "max(", "clip(",
      "erf(", "if(",       "log2(", "relu(", "pow(",  "square(",  " ",         "\n",     ";",    "=",
      "γ",    "long_name", "lgo(",  "1e999", ".",     "r2",       "100",       "7",      ">",    "\xff"};
  static constexpr std::array<std::string_view, 17> functions{"abs",   "sign", "sqrt",    "exp",      "log",  "log1p",
                                                              "expm1", "sin",  "cos",     "tan",      "atan", "sinh",
                                                              "cosh",  "tanh", "sigmoid", "softplus", "erf"};
  static constexpr std::array<std::string_view, 12> atoms{"r", "r", "r", "r",   "c", "δ",
                                                          "z", "1", "2", "0.5", "3", "1e-3"};
  static constexpr std::array<std::string_view, 9> operators{" + ", " - ", "*", "/", "^", " ", " + ", "*", "^2/"};
  static constexpr std::array<std::string_view, 5> comparisons{" < ", " <= ", " > ", " >= ", " == "};

  template <std::size_t n>
  std::string one_of(const std::array<std::string_view, n>& list) {
    return std::string(list[below(n)]);
  }
  std::string soup(std::uint64_t count) {
    std::string text;
    for (std::uint64_t i = 0; i < count; ++i) text += one_of(pieces);
    return text;
  }
  std::string formula(std::uint64_t depth) {
    if (depth == 0) return one_of(atoms);
    switch (below(9)) {
      case 0:
        return one_of(functions) + "(" + formula(depth - 1) + ")";
      case 1:
        return "|" + formula(depth - 1) + "|";
      case 2:
        return (below(2) == 0 ? "min(" : "max(") + formula(depth - 1) + ", " + formula(depth - 1) + ")";
      case 3:
        return "if(" + formula(depth - 1) + one_of(comparisons) + formula(depth - 1) + ", " + formula(depth - 1) +
               ", " + formula(depth - 1) + ")";
      case 4:
        return "-" + formula(depth - 1);
      case 5:
        return "(" + formula(depth - 1) + ")" + one_of(operators) + "(" + formula(depth - 1) + ")";
      default:
        return formula(depth - 1) + one_of(operators) + formula(depth - 1);
    }
  }
  void spoil(std::string& text) {
    const std::uint64_t at = below(text.size());
    if (below(2) == 0) {
      text.erase(at, 1 + below(3));
    } else {
      text.insert(at, one_of(pieces));
    }
  }

  std::uint64_t state_;
};

}  // namespace losslab::testing
