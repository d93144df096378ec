#pragma once
#include "losses/expression/code/writer.h"

namespace losslab {

// What NumPy, PyTorch and JAX have in common.

// The operators, and the functions of a module: "np" and its like. What differs is replaced by the caller.
CodeSyntax python_syntax(std::string_view module);

// A function in Python. `first` are the lines before the body; `wrapped` stands around it ("with ...:") where it is not
// empty and both branches of a choice are calculated.
struct PythonFunction {
  std::string name;
  std::vector<std::string> first;
  std::string wrapped;
  // Of a result that does not depend on the variable: "np.full_like(r, {})".
  std::string constant_form;
};
// A node as an operand between commas, whole numbers as 1.0.
std::string real_number(const CodeWriter& writer, int node);
std::string python_function(CodeWriter& writer, const PythonFunction& function, int root);

}  // namespace losslab
