#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "losses/expression/code/loss_code.h"

namespace losslab {

// How strongly a text holds together: what is weaker than its place asks for is put in parentheses there.
enum class Binding { loosest, choice, both, comparison, sum, sign, product, factor, power, atom };

struct CodeText {
  std::string text;
  Binding binding = Binding::atom;
};

class CodeWriter;

// How a language writes operations. The forms name their operands {0}, {1}, {2}: those of `infix` follow the usual
// rules of precedence, those of `calls` stand between commas or parentheses.
struct CodeSyntax {
  std::map<Operation, std::string> calls;
  std::map<Operation, std::string> infix;
  std::string_view pi, infinity;
  std::vector<std::string_view> reserved;  // words that no name may be
  bool points = false;                     // whole numbers are written 2.0
  bool real_defaults = false;              // at least as defaults of parameters
  // Writes a node in another way than by its form, or gives nothing.
  std::optional<CodeText> (*special)(const CodeWriter& writer, int node) = nullptr;
};

// The operators and the functions as most languages write them, to be changed where one does not.
std::map<Operation, std::string> usual_operators();
std::map<Operation, std::string> usual_functions();

// A value within a function: "u = r / c".
struct CodeLine {
  std::string name, text;
};
struct CodeBody {
  std::vector<CodeLine> lines;
  std::vector<std::string> results;  // one for each root
  bool chooses = false;              // if() occurs, both of whose branches are calculated where arrays are
  bool uses_variable = false;        // in the lines or the result
  std::vector<bool> uses_parameter;
};

// Writes nodes of a graph in a language: common parts and what the formula names get names of their own.
class CodeWriter {
 public:
  CodeWriter(const LossCode& code, const CodeSyntax& syntax);

  const ExpressionGraph& graph() const { return code_.graph; }
  // Of the loss: its name, or what is like it where that is no name, or a word or a function of the languages.
  const std::string& function() const { return function_; }
  const std::string& variable() const { return variable_; }
  const std::string& parameter(std::size_t index) const { return parameters_[index]; }  // of code.parameters
  std::string number(double value) const;
  // "delta=1.0, c=2.0" with any sign between.
  std::string defaults(std::string_view sign, std::string_view divider = ", ") const;
  // What a function that gives these nodes consists of.
  CodeBody body(const std::vector<int>& roots);
  // As an operand that has to hold together so strongly.
  std::string operand(int node, Binding least) const;
  std::string operator()(int node) const { return operand(node, Binding::loosest); }
  // What the node is with the other sign, as an operand of a function.
  std::string negated(int node) const;

 private:
  CodeText written(int node) const;
  CodeText by_form(std::string_view form, int node, bool is_infix) const;
  void name_parts(const std::vector<int>& order, const std::vector<int>& roots);
  std::string fresh(const std::string& wanted);

  const LossCode& code_;
  const CodeSyntax& syntax_;
  std::string function_, variable_;
  std::vector<std::string> parameters_;
  std::vector<std::string> taken_;
  std::map<int, std::string> names_;  // of nodes
};

// The line, broken within its parentheses where it is longer than `width`; a long sum gets parentheses for that. What a
// line ends with before a break is `mark`: "..." in MATLAB.
std::string wrapped(const std::string& line, std::size_t width, std::string_view mark = "");

// What is said above the code, a line each: what it is of, its parameters, who published it.
std::vector<std::string> code_remarks(const LossCode& code);
// The same with a sign before each line.
std::string commented(const LossCode& code, std::string_view sign);

}  // namespace losslab
