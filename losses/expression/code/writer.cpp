#include "losses/expression/code/writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace losslab {
namespace {

std::size_t index(int i) { return static_cast<std::size_t>(i); }

// Whether a minus stands before it.
bool is_negative(const ExpressionGraph& graph, int node) {
  if (graph.is(node, Operation::negate)) return true;
  if (graph.is_number(node)) return graph[node].number < 0;
  const bool product = graph.is(node, Operation::multiply) || graph.is(node, Operation::divide);
  return product && is_negative(graph, graph.argument(node, 0));
}

// What an intermediate value is called that nobody has named.
const char* usual_name(const ExpressionGraph& graph, int node) {
  switch (graph[node].operation) {
    case Operation::exp:
    case Operation::expm1:
      return "e";
    case Operation::abs:
      return "a";
    case Operation::sigmoid:
      return is_negative(graph, graph.argument(node, 0)) ? "q" : "p";
    case Operation::softplus:
      return "s";
    case Operation::sqrt:
      return "root";
    case Operation::power:
      return "z";
    case Operation::divide:
      return "u";
    case Operation::choose:
      return "w";
    default:
      return "t";
  }
}

bool is_condition_node(const ExpressionGraph& graph, int node) { return is_condition(graph[node].operation); }

std::string function_name(const std::string& name, const CodeSyntax& syntax) {
  constexpr std::array functions{"abs",    "sign", "sqrt", "exp",   "log", "log1p", "expm1", "sin",   "cos",   "tan",
                                 "atan",   "sinh", "cosh", "tanh",  "erf", "min",   "max",   "pow",   "clamp", "ifelse",
                                 "plogis", "pmin", "pmax", "pnorm", "rep", "size",  "ones",  "zeros", "true"};
  if (!(name[0] >= 'a' && name[0] <= 'z')) return "loss_" + name;
  const auto is = [&](std::string_view word) { return word == name; };
  const bool known = std::ranges::any_of(functions, is) || std::ranges::any_of(syntax.reserved, is);
  return known ? name + "_loss" : name;
}

struct InfixRule {
  Binding own, left, right;
};
std::optional<InfixRule> rule_of(Operation operation) {
  switch (operation) {
    case Operation::add:
    case Operation::subtract:
      return InfixRule{Binding::sum, Binding::sum, Binding::product};
    case Operation::negate:
      return InfixRule{Binding::sign, Binding::product, Binding::product};
    case Operation::multiply:
    case Operation::divide:
      return InfixRule{Binding::product, Binding::sign, Binding::factor};
    case Operation::power:
      return InfixRule{Binding::power, Binding::atom, Binding::power};
    case Operation::both:
      return InfixRule{Binding::both, Binding::both, Binding::comparison};
    case Operation::less:
    case Operation::less_equal:
    case Operation::greater:
    case Operation::greater_equal:
    case Operation::equal:
      return InfixRule{Binding::comparison, Binding::sum, Binding::sum};
    default:
      return std::nullopt;
  }
}

}  // namespace

CodeWriter::CodeWriter(const LossCode& code, const CodeSyntax& syntax) : code_(code), syntax_(syntax) {
  for (const std::string_view word : syntax.reserved) taken_.emplace_back(word);
  function_ = function_name(code.name, syntax);
  variable_ = fresh(code.graph.variable());
  for (const CodeParameter& parameter : code.parameters) parameters_.push_back(fresh(parameter.name));
}

// The name itself, or with something behind it where it is taken.
std::string CodeWriter::fresh(const std::string& wanted) {
  const auto is_taken = [&](const std::string& name) { return std::ranges::find(taken_, name) != taken_.end(); };
  std::string name = wanted;
  const bool is_word = std::ranges::find(syntax_.reserved, wanted) != syntax_.reserved.end();
  for (int i = 2; is_taken(name); ++i) name = is_word && i == 2 ? wanted + "_" : fmt::format("{}{}", wanted, i);
  taken_.push_back(name);
  return name;
}

std::map<Operation, std::string> usual_operators() {
  return {{Operation::negate, "-{0}"},        {Operation::add, "{0} + {1}"},
          {Operation::subtract, "{0} - {1}"}, {Operation::multiply, "{0} * {1}"},
          {Operation::divide, "{0} / {1}"},   {Operation::power, "{0}^{1}"},
          {Operation::less, "{0} < {1}"},     {Operation::less_equal, "{0} <= {1}"},
          {Operation::greater, "{0} > {1}"},  {Operation::greater_equal, "{0} >= {1}"},
          {Operation::equal, "{0} == {1}"},   {Operation::both, "{0} & {1}"}};
}

std::map<Operation, std::string> usual_functions() {
  return {{Operation::abs, "abs({0})"},     {Operation::sign, "sign({0})"}, {Operation::sqrt, "sqrt({0})"},
          {Operation::exp, "exp({0})"},     {Operation::log, "log({0})"},   {Operation::log1p, "log1p({0})"},
          {Operation::expm1, "expm1({0})"}, {Operation::sin, "sin({0})"},   {Operation::cos, "cos({0})"},
          {Operation::tan, "tan({0})"},     {Operation::atan, "atan({0})"}, {Operation::sinh, "sinh({0})"},
          {Operation::cosh, "cosh({0})"},   {Operation::tanh, "tanh({0})"}};
}

std::string CodeWriter::number(double value) const {
  if (std::isinf(value)) return fmt::format("{}{}", value < 0 ? "-" : "", syntax_.infinity);
  if (value == std::numbers::pi && !syntax_.pi.empty()) return std::string(syntax_.pi);
  std::string text = fmt::format("{}", value);
  // 1e8 and 1e30, as people write them.
  const bool whole = text.find_first_of(".e") == std::string::npos;
  if (whole && text.ends_with("000000")) {
    std::size_t zeros = 0;
    while (text.ends_with('0')) {
      text.pop_back();
      ++zeros;
    }
    return fmt::format("{}e{}", text, zeros);
  }
  if (const std::size_t plus = text.find("e+"); plus != std::string::npos) text.erase(plus + 1, 1);
  return whole && syntax_.points ? text + ".0" : text;
}

std::string CodeWriter::defaults(std::string_view sign, std::string_view divider) const {
  std::string text;
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    std::string value = number(code_.parameters[i].value);
    if (syntax_.real_defaults && value.find_first_not_of("-0123456789") == std::string::npos) value += ".0";
    text += fmt::format("{}{}{}{}", i == 0 ? "" : divider, parameters_[i], sign, value);
  }
  return text;
}

std::string CodeWriter::operand(int node, Binding least) const {
  CodeText text = names_.contains(node) ? CodeText{names_.at(node)} : written(node);
  return text.binding < least ? "(" + text.text + ")" : text.text;
}

std::string CodeWriter::negated(int node) const {
  const std::string text = operand(node, Binding::sign);
  const bool is_sum = graph().is(node, Operation::add) || graph().is(node, Operation::subtract);
  if (text.starts_with('-') && !is_sum) return text.substr(1);
  return fmt::format("-{}", operand(node, Binding::product));
}

CodeText CodeWriter::written(int node) const {
  const ExpressionNode& n = code_.graph[node];
  if (syntax_.special != nullptr) {
    if (std::optional<CodeText> text = syntax_.special(*this, node)) return *text;
  }
  switch (n.operation) {
    case Operation::number:
      return {number(n.number), n.number < 0 ? Binding::sign : Binding::atom};
    case Operation::variable:
      return {variable_};
    case Operation::parameter: {
      const std::string& name = code_.graph.parameters()[index(n.parameter)];
      const auto found = std::ranges::find(code_.parameters, name, &CodeParameter::name);
      return {parameters_[index(static_cast<int>(found - code_.parameters.begin()))]};
    }
    default:
      break;
  }
  if (const auto infix = syntax_.infix.find(n.operation); infix != syntax_.infix.end())
    return by_form(infix->second, node, true);
  return by_form(syntax_.calls.at(n.operation), node, false);
}

CodeText CodeWriter::by_form(std::string_view form, int node, bool is_infix) const {
  const ExpressionNode& n = code_.graph[node];
  const std::optional<InfixRule> rule = is_infix ? rule_of(n.operation) : std::nullopt;
  CodeText result{{}, rule ? rule->own : is_infix ? Binding::choice : Binding::atom};
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] == '{' && i + 2 < form.size() && form[i + 2] == '}') {
      const std::size_t which = static_cast<std::size_t>(form[i + 1] - '0');
      const Binding least = rule       ? (which == 0 ? rule->left : rule->right)
                            : is_infix ? Binding::both
                                       : Binding::loosest;
      result.text += operand(n.arguments[which], least);
      i += 2;
    } else {
      result.text += form[i];
    }
  }
  return result;
}

// Names what the formula names, and what would stand more than once and is more than a letter or two.
void CodeWriter::name_parts(const std::vector<int>& order, const std::vector<int>& roots) {
  const ExpressionGraph& graph = code_.graph;
  std::map<int, int> uses, weight;
  for (const int node : order) {
    int own = graph[node].operation <= Operation::negate ? 0 : 1;
    if (graph.is(node, Operation::sigmoid) || graph.is(node, Operation::softplus)) own = 2;
    for (const int argument : graph[node].arguments) {
      if (argument < 0) continue;
      ++uses[argument];
      if (weight[argument] > 0) own += weight[argument];
    }
    const auto named = std::ranges::find(graph.names(), node, &NamedValue::node);
    weight[node] = named != graph.names().end() ? 0 : own;
  }
  // Several of them in one line are hard to read, where a language writes them out.
  const bool many_sigmoids =
      std::ranges::count_if(order, [&](int node) { return graph.is(node, Operation::sigmoid); }) > 1;
  const auto name_given = [&](int node) -> const std::string* {
    const auto named = std::ranges::find(graph.names(), node, &NamedValue::node);
    return named == graph.names().end() ? nullptr : &named->name;
  };
  const auto is_root = [&](int node) { return std::ranges::find(roots, node) != roots.end(); };
  for (const int node : order) {
    const std::string* const name = name_given(node);
    if (name != nullptr && (!is_root(node) || uses[node] > 0)) names_.emplace(node, fresh(*name));
  }
  for (const int node : order) {
    if (uses[node] == 0 || names_.contains(node) || is_condition_node(graph, node)) continue;
    if (!graph.has_variable(node) && !graph.has_parameter(node)) continue;
    const bool written_out = many_sigmoids && graph.is(node, Operation::sigmoid);
    if (written_out || (uses[node] - 1 + (is_root(node) ? 1 : 0)) * weight[node] >= 2)
      names_.emplace(node, fresh(usual_name(graph, node)));
  }
}

CodeBody CodeWriter::body(const std::vector<int>& roots) {
  const ExpressionGraph& graph = code_.graph;
  std::vector<bool> used(index(graph.size()));
  for (const int root : roots) used[index(root)] = true;
  for (int node = graph.size() - 1; node >= 0; --node) {
    if (!used[index(node)]) continue;
    for (const int argument : graph[node].arguments) {
      if (argument >= 0) used[index(argument)] = true;
    }
  }
  CodeBody body;
  body.uses_parameter.resize(parameters_.size());
  std::vector<int> order;
  for (int node = 0; node < graph.size(); ++node) {
    if (!used[index(node)]) continue;
    order.push_back(node);
    body.chooses = body.chooses || graph.is(node, Operation::choose);
    body.uses_variable = body.uses_variable || graph.is(node, Operation::variable);
    if (graph.is(node, Operation::parameter)) {
      const std::string& name = graph.parameters()[index(graph[node].parameter)];
      const auto found = std::ranges::find(code_.parameters, name, &CodeParameter::name);
      body.uses_parameter[static_cast<std::size_t>(found - code_.parameters.begin())] = true;
    }
  }
  // The names of another function are free again.
  const std::vector<std::string> taken = taken_;
  names_.clear();
  name_parts(order, roots);
  for (const int node : order) {
    if (names_.contains(node)) body.lines.push_back({names_.at(node), written(node).text});
  }
  for (const int root : roots) body.results.push_back((*this)(root));
  taken_ = taken;
  return body;
}

namespace {

// Where what is assigned or returned begins and ends.
std::pair<std::size_t, std::size_t> right_side(const std::string& line) {
  std::size_t from = line.find_first_not_of(' ');
  for (const std::string_view before : {" <- ", " = ", "return "}) {
    const std::size_t found = line.find(before);
    if (found != std::string::npos && line.find('(') > found) {
      from = found + before.size();
      break;
    }
  }
  return {from, line.size() - (line.ends_with(';') ? 1 : 0)};
}

bool is_operator(const std::string& line, std::size_t i) {
  return line[i] == ' ' && i + 2 < line.size() && (line[i + 1] == '+' || line[i + 1] == '-') && line[i + 2] == ' ';
}

// A sum in parentheses, within which it may be broken.
std::string sum_in_parentheses(const std::string& line) {
  const auto [from, to] = right_side(line);
  int depth = 0;
  for (std::size_t i = from; i < to; ++i) {
    depth += line[i] == '(' ? 1 : line[i] == ')' ? -1 : 0;
    if (depth == 0 && is_operator(line, i))
      return line.substr(0, from) + "(" + line.substr(from, to - from) + ")" + line.substr(to);
  }
  return line;
}

std::string broken(const std::string& line, std::size_t width, std::string_view mark) {
  if (line.size() <= width) return line;
  // Where it is the least deep in parentheses, behind a comma or else before a sign; of those the last that fits.
  std::vector<std::size_t> open;
  std::size_t best = 0, best_rank = 0, indent = 0;
  for (std::size_t i = 0; i + 1 < line.size() && i + mark.size() + 1 < width; ++i) {
    if (line[i] == '(') open.push_back(i);
    if (line[i] == ')' && !open.empty()) open.pop_back();
    const bool comma = line[i] == ',' && line[i + 1] == ' ';
    if (open.empty() || (!comma && !is_operator(line, i)) || line.find_first_not_of(' ') >= i) continue;
    const std::size_t rank = 2 * open.size() + (comma ? 0 : 1);
    if (best != 0 && rank > best_rank) continue;
    best = comma ? i + 1 : i;
    best_rank = rank;
    indent = open.back() + 1;
  }
  if (best == 0 || indent >= best) return line;
  const std::string rest = std::string(indent, ' ') + line.substr(best + 1);
  return fmt::format("{}{}{}\n{}", line.substr(0, best), mark.empty() ? "" : " ", mark, broken(rest, width, mark));
}

}  // namespace

std::string wrapped(const std::string& line, std::size_t width, std::string_view mark) {
  return line.size() <= width ? line : broken(sum_in_parentheses(line), width, mark);
}

std::vector<std::string> code_remarks(const LossCode& code) {
  std::vector<std::string> lines{fmt::format("{}: a loss of the {}; its gradient is d loss / d {}.", code.title,
                                             code.argument, code.graph.variable())};
  std::string roles;
  for (const CodeParameter& parameter : code.parameters) {
    if (!parameter.role.empty())
      roles += fmt::format("{}{}: {}", roles.empty() ? "" : "; ", parameter.name, parameter.role);
  }
  if (!roles.empty()) lines.push_back(roles + ".");
  if (!code.source.empty()) lines.push_back(fmt::format("Source: {}.", code.source));
  return lines;
}

std::string commented(const LossCode& code, std::string_view sign) {
  std::string text;
  for (const std::string& line : code_remarks(code)) text += fmt::format("{} {}\n", sign, line);
  return text;
}

}  // namespace losslab
