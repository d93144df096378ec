#include "losses/expression/typeset.h"

#include <fmt/format.h>

#include <vector>

#include "losses/expression/names.h"

namespace losslab {
namespace {

using Op = Operation;

// How tightly a piece holds together.
enum Tightness { of_sum, of_sign, of_product, of_power, of_atom };
struct Piece {
  std::string tex;
  Tightness tightness = of_atom;
};

std::string in_parentheses(const std::string& tex) { return fmt::format("({})", tex); }
std::string at_least(const Piece& piece, Tightness tightness) {
  return piece.tightness < tightness ? in_parentheses(piece.tex) : piece.tex;
}

std::string number_text(double value) {
  if (value == 3.14159265358979323846) return "\\pi";
  if (value == 2.71828182845904523536) return "e";
  const std::string digits = fmt::format("{}", value);
  const std::size_t exponent = digits.find('e');
  if (exponent == std::string::npos) return digits;
  const std::string factor = digits.substr(0, exponent);
  const std::string power = fmt::format("10^{{{}}}", std::stoi(digits.substr(exponent + 1)));
  return factor == "1" ? power : fmt::format("{} \\cdot {}", factor, power);
}

// "\delta", "c_{1}", "\gamma_{+}", "\text{width}".
std::string name_text(std::string_view name) {
  std::size_t stem = name.size();
  while (stem > 1 && name[stem - 1] >= '0' && name[stem - 1] <= '9') --stem;
  std::string low(name.substr(stem));
  std::string_view letters = name.substr(0, stem);
  if (const std::size_t bar = letters.find('_'); bar != std::string_view::npos && bar > 0) {
    std::string_view word = letters.substr(bar + 1);
    if (word == "pos" || word == "plus") word = "+";
    if (word == "neg" || word == "minus") word = "-";
    low = std::string(word) + low;
    letters = letters.substr(0, bar);
  }
  const std::string text = greek_letter_named(letters) != nullptr ? fmt::format("\\{}", letters)
                           : letters.size() == 1                  ? std::string(letters)
                                                                  : fmt::format("\\text{{{}}}", letters);
  if (low.empty()) return text;
  const bool is_word = low.size() > 1 && low[0] >= 'A';
  return fmt::format("{}_{{{}}}", text, is_word ? fmt::format("\\text{{{}}}", low) : low);
}

class Typesetter {
 public:
  Typesetter(const Expression& expression, std::span<const std::string> symbols)
      : expression_(expression), symbols_(symbols), named_(expression.nodes.size()) {
    for (const NamedValue& named : expression.names) named_[index(named.node)] = &named.name;
  }

  std::string all() {
    for (std::size_t i = 0; i < expression_.nodes.size(); ++i) {
      pieces_.push_back(of(expression_.nodes[i]));
      written_.push_back(pieces_.back().tex);
      if (named_[i] != nullptr && i + 1 < expression_.nodes.size()) pieces_.back() = {name_text(*named_[i])};
    }
    std::string tex = fmt::format("\\ell({}) = {}", expression_.variable, written_.back());
    for (const NamedValue& named : expression_.names) {
      if (index(named.node) + 1 == expression_.nodes.size()) continue;
      tex += fmt::format(", {} = {}", name_text(named.name), written_[index(named.node)]);
    }
    return tex;
  }

 private:
  static std::size_t index(int i) { return static_cast<std::size_t>(i); }
  const ExpressionNode& node(int i) const { return expression_.nodes[index(i)]; }
  const Piece& piece(int i) const { return pieces_[index(i)]; }
  bool is(int i, Op operation) const { return node(i).operation == operation && named_[index(i)] == nullptr; }

  Piece of(const ExpressionNode& here) const {
    const auto [a, b, c] = here.arguments;
    switch (here.operation) {
      case Op::number:
        return {number_text(here.number), here.number < 0 ? of_sign : of_atom};
      case Op::variable:
        return {expression_.variable};
      case Op::parameter:
        return parameter(here.parameter);
      case Op::negate:
        return {fmt::format("-{}", at_least(piece(a), of_product)), of_sign};
      case Op::add:
        return {fmt::format("{} + {}", piece(a).tex,
                            piece(b).tightness == of_sign ? in_parentheses(piece(b).tex) : piece(b).tex),
                of_sum};
      case Op::subtract:
        return {fmt::format("{} - {}", piece(a).tex, at_least(piece(b), of_product)), of_sum};
      case Op::multiply:
        return product(piece(a), piece(b));
      case Op::divide:
        return {fmt::format("\\frac{{{}}}{{{}}}", piece(a).tex, piece(b).tex), of_product};
      case Op::power:
        return {fmt::format("{}^{{{}}}", at_least(piece(a), of_atom), piece(b).tex), of_power};
      case Op::abs:
        return {fmt::format("|{}|", piece(a).tex)};
      case Op::sqrt:
        return {fmt::format("\\sqrt{{{}}}", piece(a).tex)};
      case Op::exp:
        return exponential(piece(a));
      case Op::expm1:
        return {fmt::format("{} - 1", exponential(piece(a)).tex), of_sum};
      case Op::log1p:
        return {fmt::format("\\log(1 + {})", piece(a).tex), of_power};
      case Op::clip:
        return {fmt::format("\\operatorname{{clip}}({}, {}, {})", piece(a).tex, piece(b).tex, piece(c).tex), of_power};
      case Op::min:
      case Op::max:
        return {fmt::format("\\{}({}, {})", here.operation == Op::min ? "min" : "max", inner_list(here.operation, a),
                            inner_list(here.operation, b)),
                of_power};
      case Op::choose:
        return cases(here);
      default:
        return is_condition(here.operation) ? condition(here) : function(here.operation, piece(a));
    }
  }

  Piece parameter(int i) const {
    const std::string name = expression_.parameters[index(i)];
    if (index(i) < symbols_.size() && !symbols_[index(i)].empty() && symbols_[index(i)] != printed_name(name)) {
      return {symbols_[index(i)]};
    }
    return {name_text(name)};
  }

  // 2r, but 2·3 and r·(−1).
  static Piece product(const Piece& a, const Piece& b) {
    const std::string left = at_least(a, of_sign), right = at_least(b, of_product);
    const bool digits_meet = right[0] >= '0' && right[0] <= '9';
    return {fmt::format("{}{}{}", left, digits_meet ? " \\cdot " : " ", right),
            a.tightness == of_sign ? of_sign : of_product};
  }

  static Piece exponential(const Piece& a) {
    const bool is_short =
        a.tex.size() <= 16 && a.tex.find("frac") == std::string::npos && a.tex.find('^') == std::string::npos;
    if (is_short) return {fmt::format("e^{{{}}}", a.tex), of_power};
    return {fmt::format("\\exp({})", a.tex), of_power};
  }

  // max(max(a, b), c) is max(a, b, c).
  std::string inner_list(Op operation, int i) const {
    if (!is(i, operation)) return piece(i).tex;
    const std::string& tex = piece(i).tex;  // "\max(a, b)"
    return tex.substr(5, tex.size() - 6);
  }

  static Piece function(Op operation, const Piece& a) {
    const char* name = operation == Op::sign       ? "\\sign"
                       : operation == Op::log      ? "\\log"
                       : operation == Op::sin      ? "\\sin"
                       : operation == Op::cos      ? "\\cos"
                       : operation == Op::tan      ? "\\tan"
                       : operation == Op::atan     ? "\\arctan"
                       : operation == Op::sinh     ? "\\sinh"
                       : operation == Op::cosh     ? "\\cosh"
                       : operation == Op::tanh     ? "\\tanh"
                       : operation == Op::sigmoid  ? "\\sigma"
                       : operation == Op::softplus ? "\\softplus"
                                                   : "\\operatorname{erf}";
    const bool is_symbol = operation != Op::sigmoid && a.tightness == of_atom && a.tex[0] != '|' &&
                           (a.tex.size() == 1 || (a.tex[0] == '\\' && a.tex.find_first_of("{( ") == std::string::npos));
    return {is_symbol ? fmt::format("{} {}", name, a.tex) : fmt::format("{}({})", name, a.tex), of_power};
  }

  static const char* sign_of(Op operation) {
    switch (operation) {
      case Op::less:
        return "<";
      case Op::less_equal:
        return "\\le";
      case Op::greater:
        return ">";
      case Op::greater_equal:
        return "\\ge";
      default:
        return "=";
    }
  }
  // A chain is written as one: 0 ≤ r < 1.
  Piece condition(const ExpressionNode& here) const {
    const auto [a, b, c] = here.arguments;
    if (here.operation != Op::both)
      return {fmt::format("{} {} {}", piece(a).tex, sign_of(here.operation), piece(b).tex)};
    const ExpressionNode& last = node(b);
    return {fmt::format("{} {} {}", piece(a).tex, sign_of(last.operation), piece(last.arguments[1]).tex)};
  }
  // The opposite of a single comparison; of a chain there is none.
  std::string opposite(int i) const {
    const ExpressionNode& here = node(i);
    const char* sign = here.operation == Op::less            ? "\\ge"
                       : here.operation == Op::less_equal    ? ">"
                       : here.operation == Op::greater       ? "\\le"
                       : here.operation == Op::greater_equal ? "<"
                                                             : "\\ne";
    if (here.operation == Op::both) return "\\text{otherwise}";
    return fmt::format("{} {} {}", piece(here.arguments[0]).tex, sign, piece(here.arguments[1]).tex);
  }
  Piece cases(const ExpressionNode& here) const {
    const auto [test, yes, no] = here.arguments;
    std::string rows = fmt::format("{} & {} \\\\ ", piece(yes).tex, piece(test).tex);
    static constexpr std::string_view opening = "\\begin{cases} ", closing = " \\end{cases}";
    if (is(no, Op::choose)) {
      // The rows of the other branch follow; what is left is no longer the opposite of one comparison.
      std::string more = piece(no).tex.substr(opening.size(), piece(no).tex.size() - opening.size() - closing.size());
      const std::size_t last = more.rfind(" & ");
      rows += more.substr(0, last) + " & \\text{otherwise}";
    } else {
      rows += fmt::format("{} & {}", piece(no).tex, opposite(test));
    }
    return {fmt::format("{}{}{}", opening, rows, closing), of_sum};
  }

  const Expression& expression_;
  std::span<const std::string> symbols_;
  std::vector<const std::string*> named_;
  std::vector<Piece> pieces_;
  std::vector<std::string> written_;
};

}  // namespace

std::string typeset(const Expression& expression, std::span<const std::string> symbols) {
  return Typesetter(expression, symbols).all();
}

}  // namespace losslab
