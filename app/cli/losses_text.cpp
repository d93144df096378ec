#include "app/cli/losses_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <vector>

#include "app/cli/loss_argument.h"
#include "app/cli/text.h"
#include "losses/structures/structured_loss.h"
#include "losses/vectors/vector_loss.h"
#include "widgets/figure/formula_symbols.h"

namespace losslab::cli {
namespace {

// Reads a formula from left to right and writes it as plain text.
class FormulaText {
 public:
  explicit FormulaText(std::string_view tex) : rest_(tex) {}

  // Up to a closing brace, the end of a row or a cell, or the end.
  std::string run() {
    std::string text;
    while (!rest_.empty() && rest_[0] != '}' && rest_[0] != '&' && !rest_.starts_with("\\\\") &&
           !rest_.starts_with("\\end")) {
      append(text, piece());
    }
    while (text.ends_with(' ')) text.pop_back();
    return text;
  }

 private:
  struct Piece {
    std::string text;
    bool spaced = false;  // a word, a sign of relation: with blanks around it
  };

  static void append(std::string& text, const Piece& piece) {
    const bool blank = piece.spaced && !text.empty() && text.back() != ' ' && text.back() != '(' && text.back() != '-';
    const bool doubled = piece.text == " " && (text.empty() || text.back() == ' ');
    if (!doubled) text += (blank ? " " : "") + piece.text + (piece.spaced ? " " : "");
  }

  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  std::string group() {
    rest_.remove_prefix(1);  // {
    std::string text = run();
    if (!rest_.empty()) rest_.remove_prefix(1);  // }
    return text;
  }

  // In parentheses, unless it is one number, letter or call.
  static std::string closed(const std::string& text) {
    return text.find_first_of(" +/_") == std::string::npos || (text[0] == '|' && text.back() == '|')
               ? text
               : fmt::format("({})", text);
  }

  Piece fraction() {
    const std::string above = group(), below = group();
    if (above == "1" && below == "2") return {"½"};
    if (above == "1" && below == "4") return {"¼"};
    return {fmt::format("{}/{}", closed(above), closed(below))};
  }

  Piece raised() {
    const std::string exponent = group();
    if (exponent == "2") return {"²"};
    if (exponent == "3") return {"³"};
    return {fmt::format("^{}", closed(exponent))};
  }

  Piece cases() {
    std::string text;
    while (!rest_.empty()) {
      const std::string value = run();
      if (rest_.starts_with("&")) rest_.remove_prefix(1);
      text += fmt::format("{}{} for {}", text.empty() ? "" : "; ", value, run());
      if (!rest_.starts_with("\\\\")) break;
      rest_.remove_prefix(2);
    }
    rest_.remove_prefix(std::min(rest_.size(), std::string_view("\\end{cases}").size()));
    return {text};
  }

  Piece command() {
    std::size_t length = 1;
    while (length < rest_.size() && is_letter(rest_[length])) ++length;
    const std::string_view name = rest_.substr(1, length - 1);
    rest_.remove_prefix(length);
    if (name == "frac") return fraction();
    if (name == "sqrt") return {fmt::format("√{}", closed(group()))};
    if (name == "begin") {
      group();
      return cases();
    }
    const FormulaSymbol* symbol = find_symbol(name);
    if (symbol == nullptr) return {std::string(name)};
    const bool spaced = symbol->kind == AtomClass::relation || symbol->kind == AtomClass::binary;
    const bool call = symbol->kind == AtomClass::function && !rest_.starts_with("(") && !rest_.starts_with("_");
    if (call && rest_.starts_with(" \\frac")) {  // "log(π/q)", lest it be read as (log π)/q
      rest_.remove_prefix(1);
      return {fmt::format("{}({})", symbol->text, piece().text)};
    }
    return {std::string(symbol->text) + (call ? " " : ""), spaced};
  }

  Piece piece() {
    const char c = rest_[0];
    if (c == '\\') return command();
    if (c == '{') return {group()};
    if (c == '^' || c == '_') {
      rest_.remove_prefix(1);
      return c == '^' ? raised() : Piece{fmt::format("_{}", closed(group()))};
    }
    std::size_t bytes = 1;
    while (bytes < rest_.size() && (static_cast<unsigned char>(rest_[bytes]) & 0xC0) == 0x80) ++bytes;
    const std::string text(rest_.substr(0, bytes));
    rest_.remove_prefix(bytes);
    if (c == ' ') return {" "};
    if (c == '-') return {"−"};
    return {text};
  }

  std::string_view rest_;
};

// A bar would end the cell of a table.
std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, 1, '\\');
  return text.empty() ? "-" : text;
}

const char* family_title(Family family) {
  switch (family) {
    case Family::residual:
      return "Of the residual r = y − ŷ";
    case Family::margin:
      return "Of the margin m = y·f";
    case Family::probability:
      return "Of the probability p = σ(m) of the true class";
    case Family::of_probability:
      return "Of the probability p itself";
    case Family::score:
      return "Of a reported probability q, expected under the truth π";
    case Family::other:
      return "Others";
  }
  return "";
}

std::string parameters_cell(std::span<const Parameter> all) {
  std::vector<std::string> parameters;
  for (const Parameter& p : all) parameters.push_back(fmt::format("{} ({})", parameter_text(p), p.role));
  return cell(fmt::format("{}", fmt::join(parameters, "; ")));
}

std::string row(const VectorEntry& entry) {
  const VectorLoss loss(entry.info->id);
  return fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", entry.info->id, cell(entry.info->english),
                     cell(readable_formula(entry.info->formula)), parameters_cell(loss.parameters()),
                     properties_text(loss.properties()), cell(entry.info->source));
}

std::string row(const StructuredEntry& entry) {
  const StructuredInfo& info = *entry.info;
  return fmt::format("| `{}` | {} | {} | {} | {} | {} | {} | {} |\n", info.id, cell(info.english), cell(info.input),
                     cell(info.target), cell(readable_formula(info.formula)), parameters_cell(entry.parameters),
                     properties_text(info), cell(info.source));
}

std::string row(const Loss& loss) {
  const LossInfo& info = loss.info();
  std::string known = properties_text(loss.properties());
  if (*info.link != '\0' && loss.properties().proper == Fact::yes) known += fmt::format("; {}", info.link);
  if (!std::isnan(info.efficiency_95)) {
    known += fmt::format("; 95 % efficient at {} = {}", loss.parameters()[0].name, info.efficiency_95);
  }
  std::string name = info.english;
  if (*info.variable != '\0' && info.family == Family::other) name += fmt::format(", of the {}", info.variable);
  return fmt::format("| `{}` | {} | {} | {} | {} | {} | {} | {} |\n", info.id, cell(name),
                     cell(readable_formula(info.formula)), parameters_cell(loss.parameters()), cell(known),
                     cell(info.estimates), cell(info.noise), cell(info.source));
}

}  // namespace

std::string parameter_text(const Parameter& p) {
  if (p.is_class) return fmt::format("{} = {} in {{-1, 1}}", p.name, p.initial);
  const bool closed_lower = p.minus_infinity || (std::isfinite(p.lower) && !p.open_lower);
  const bool closed_upper = std::isfinite(p.upper) && !p.open_upper;
  return fmt::format("{} = {} in {}{}, {}{}", p.name, p.initial, closed_lower ? '[' : '(',
                     p.minus_infinity ? -std::numeric_limits<double>::infinity() : p.lower, p.upper,
                     closed_upper ? ']' : ')');
}

std::string properties_text(const Properties& p) {
  std::vector<std::string> words;
  const auto add = [&](bool holds, const char* word) {
    if (holds) words.emplace_back(word);
  };
  add(p.strongly_convex, "strongly convex");
  add(p.convex && !p.strongly_convex, "convex");
  add(p.bounded, "bounded");
  add(p.bounded_gradient, "bounded gradient");
  add(p.redescending, "redescending");
  add(p.symmetric, "symmetric");
  add(p.calibrated == Fact::yes, "calibrated");
  add(p.proper == Fact::yes, "proper");
  if (std::isfinite(p.lipschitz)) words.push_back(fmt::format("L = {:.4g}", p.lipschitz));
  return words.empty() ? "-" : fmt::format("{}", fmt::join(words, ", "));
}

std::string properties_text(const VectorProperties& p) {
  std::vector<std::string> words;
  const auto add = [&](bool holds, const char* word) {
    if (holds) words.emplace_back(word);
  };
  add(p.convex, "convex");
  add(p.bounded, "bounded");
  add(p.has_kinks, "kinks");
  add(p.consistent == Fact::yes, "consistent");
  add(p.consistent == Fact::no, "not consistent");
  add(p.proper == Fact::yes, "proper");
  add(!p.shift_invariant, "not shift-invariant");
  add(p.needs_hard_target, "of a class");
  add(p.needs_positive_target, "of positive probabilities");
  add(p.needs_teacher, "with a teacher");
  return words.empty() ? "-" : fmt::format("{}", fmt::join(words, ", "));
}

std::string properties_text(const StructuredInfo& info) {
  if (info.bounded) return info.has_kinks ? "bounded, kinks" : "bounded";
  return info.has_kinks ? "kinks" : "-";
}

std::string readable_formula(std::string_view tex) { return FormulaText(tex).run(); }

std::string losses_markdown() {
  std::string text =
      "# The losses\n\nThis page is what `losslab losses --markdown` prints. Parameters stand with their default and "
      "their hard bounds;\nproperties are those at the defaults, L is the Lipschitz constant of the gradient, and a "
      "proper "
      "loss is followed by\nits link: how its best argument gives the probability.\n";
  const std::vector<Loss> losses = Loss::all();
  for (std::size_t i = 0; i < losses.size(); ++i) {
    const Family family = losses[i].info().family;
    if (i == 0 || losses[i - 1].info().family != family) {
      text += fmt::format(
          "\n## {}\n\n| id | name | formula | parameters | properties | a constant model estimates | noise model | "
          "source "
          "|\n| --- | --- | --- | --- | --- | --- | --- | --- |\n",
          family_title(family));
    }
    text += row(losses[i]);
  }
  text +=
      "\n## Of K logits z and a truth t, with p = softmax(z) and the class y\n\n| id | name | formula | parameters | "
      "properties | source |\n| --- | --- | --- | --- | --- | --- |\n";
  for (const VectorEntry& entry : vector_catalogue()) text += row(entry);
  const StructuredInfo* previous = nullptr;
  for (const StructuredEntry& entry : structured_catalogue()) {
    if (previous == nullptr || previous->structure != entry.info->structure) {
      text += fmt::format(
          "\n## Of {}\n\n| id | name | input | target | formula | parameters | properties | source |\n| --- | --- | "
          "--- | "
          "--- | --- | --- | --- | --- |\n",
          structure_name(entry.info->structure));
    }
    previous = entry.info;
    text += row(entry);
  }
  return text;
}

}  // namespace losslab::cli
