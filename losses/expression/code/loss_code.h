#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "losses/core/loss.h"
#include "losses/expression/derivative/graph.h"

namespace losslab {

// A parameter of a loss that is written as code: by its name in the formula, with the value that is the default there.
struct CodeParameter {
  std::string name;
  double value;
  std::string role;   // "threshold"; "" where it has none
  std::string shown;  // what it is called in print: "pi" for what the formula calls truth
};

// A loss as all languages write it: what it is called, and its value, gradient and curvature as nodes of one graph.
struct LossCode {
  std::string name;      // of the function: "huber"; letters, digits and low lines
  std::string title;     // "Huber"
  std::string argument;  // "residual r = y - y_hat"
  std::string source;    // who published it; "" where nobody is known
  std::string tex;       // the formula as it is typeset, "\ell(r) = ..."; "" where there is none
  std::vector<CodeParameter> parameters;
  ExpressionGraph graph;
  int value, gradient, curvature;
};

// A loss at its parameters, one's own as those of the catalogue. Throws InputError where its expression does not hold
// for them: Taylor cross-entropy of an order above 10.
LossCode code_of(const Loss& loss);

// A language that losses are written in.
struct CodeLanguage {
  const char* id;      // as typed: "numpy"
  const char* name;    // as printed: "NumPy"
  const char* ending;  // of files: ".py"
  std::string (*write)(const LossCode& code);
};
// All of them; adding one takes its file and its line here.
std::span<const CodeLanguage> code_languages();

}  // namespace losslab
