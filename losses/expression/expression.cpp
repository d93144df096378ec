// The lines of a formula: which names what, and in which order they are read.
#include "losses/expression/expression.h"

#include <fmt/format.h>

#include <algorithm>

#include "losses/expression/expression_builder.h"
#include "losses/expression/expression_error.h"
#include "losses/expression/lexer.h"
#include "losses/expression/parser.h"

namespace losslab {
namespace {

struct Line {
  std::string name;  // "" of the formula itself
  TextRange name_where;
  std::span<const Token> tokens;  // behind the '='
};

bool names_something(std::span<const Token> tokens) {
  return tokens.size() > 2 && tokens[0].kind == TokenKind::name && tokens[1].kind == TokenKind::equal;
}

// Behind "ℓ(r) =" or "loss(r) =", which some write before their formula.
std::span<const Token> without_left_side(std::span<const Token> tokens, std::string_view variable) {
  const bool has_left_side = tokens.size() > 5 && tokens[0].kind == TokenKind::name &&
                             tokens[1].kind == TokenKind::open && tokens[2].kind == TokenKind::name &&
                             tokens[2].name == variable && tokens[3].kind == TokenKind::close &&
                             tokens[4].kind == TokenKind::equal;
  return has_left_side ? tokens.subspan(5) : tokens;
}

class FormulaReader {
 public:
  FormulaReader(std::string_view text, std::string_view variable)
      : text_(text), tokens_(tokens_of(text)), builder_(text) {
    names_.variable = variable;
  }

  Expression read() {
    find_lines();
    note_plain_names();
    std::vector<NamedValue> named;
    for (const std::size_t i : order()) {
      const Line& line = lines_[i];
      const int node = LineParser(text_, line.tokens, names_, builder_).read();
      if (line.name.empty()) {
        root_ = node;
      } else {
        names_.values[line.name] = node;
        named.push_back({line.name, node});
      }
    }
    return builder_.finished(root_, names_.variable, shown(named));
  }

 private:
  void find_lines() {
    if (tokens_.empty()) throw ExpressionError(text_, {}, "a formula is expected, as in r^2/2.");
    if (tokens_.size() > most_formula_lines) {
      fail(tokens_[most_formula_lines][0].where, fmt::format("a formula has at most {} lines.", most_formula_lines));
    }
    for (const std::vector<Token>& tokens : tokens_) {
      if (!names_something(tokens)) {
        if (formula_ < lines_.size()) {
          const TextRange& first = tokens.front().where;
          fail({first.line, first.from, tokens.back().where.to},
               "a line below the formula names a value, as in z = r/c.");
        }
        formula_ = lines_.size();
        lines_.push_back({"", tokens.front().where, without_left_side(tokens, names_.variable)});
        continue;
      }
      add_name(tokens);
    }
    if (formula_ >= lines_.size()) {
      fail(lines_.front().name_where,
           "all lines name a value: the formula itself is missing, as a line without a name.");
    }
  }

  void add_name(std::span<const Token> tokens) {
    const Token& name = tokens[0];
    if (name.name == names_.variable)
      fail(name.where, fmt::format("{} is the variable and cannot be named.", name.name));
    if (name.name == "pi" || name.name == "e")
      fail(name.where, fmt::format("{} is a constant and cannot be named.", name.name));
    if (formula_function(name.name)) fail(name.where, fmt::format("{} is a function and cannot be named.", name.name));
    if (std::ranges::any_of(lines_, [&](const Line& line) { return line.name == name.name; })) {
      fail(name.where, fmt::format("{} is named twice.", name.name));
    }
    lines_.push_back({name.name, name.where, tokens.subspan(2)});
  }

  void note_plain_names() {
    for (const Line& line : lines_) {
      for (std::size_t i = 0; i + 1 < line.tokens.size(); ++i) {
        const Token& token = line.tokens[i];
        if (token.kind == TokenKind::name && line.tokens[i + 1].kind != TokenKind::open)
          names_.plain.insert(token.name);
      }
    }
    for (const Line& line : lines_) {
      if (!line.name.empty()) names_.plain.insert(line.name);
    }
  }

  bool uses(const Line& line, const Line& other) const {
    return std::ranges::any_of(line.tokens,
                               [&](const Token& t) { return t.kind == TokenKind::name && t.name == other.name; });
  }

  // Each line behind those that it uses. Those that are not used are read too, so that what is wrong in them is said.
  std::vector<std::size_t> order() const {
    std::vector<std::size_t> done;
    std::vector<bool> is_done(lines_.size());
    while (done.size() < lines_.size()) {
      const std::size_t before = done.size();
      for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (is_done[i]) continue;
        bool ready = true;
        for (std::size_t j = 0; j < lines_.size() && ready; ++j) {
          ready = is_done[j] || lines_[j].name.empty() || !uses(lines_[i], lines_[j]);
        }
        if (!ready) continue;
        is_done[i] = true;
        done.push_back(i);
      }
      if (done.size() == before) fail_with_circle(is_done);
    }
    return done;
  }

  [[noreturn]] void fail_with_circle(const std::vector<bool>& is_done) const {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (is_done[i] || lines_[i].name.empty()) continue;
      fail(lines_[i].name_where, uses(lines_[i], lines_[i])
                                     ? fmt::format("{} is named by itself.", lines_[i].name)
                                     : fmt::format("{} is named by what needs it.", lines_[i].name));
    }
    fail({}, "the lines name each other.");
  }

  // A name of a number, of a parameter or of the variable shows nothing.
  std::vector<NamedValue> shown(const std::vector<NamedValue>& named) const {
    std::vector<NamedValue> some;
    for (const Line& line : lines_) {
      const auto one = std::ranges::find(named, line.name, &NamedValue::name);
      if (one == named.end() || builder_.node(one->node).operation <= Operation::parameter) continue;
      some.push_back(*one);
    }
    return some;
  }

  [[noreturn]] void fail(const TextRange& where, const std::string& sentence) const {
    throw ExpressionError(text_, where, sentence);
  }

  std::string_view text_;
  std::vector<std::vector<Token>> tokens_;
  ExpressionBuilder builder_;
  LineParser::Names names_;
  std::vector<Line> lines_;
  std::size_t formula_ = static_cast<std::size_t>(-1);
  int root_ = -1;
};

}  // namespace

Expression parse_expression(std::string_view text, std::string_view variable) {
  return FormulaReader(text, variable).read();
}

}  // namespace losslab
