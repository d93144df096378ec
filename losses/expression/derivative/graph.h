#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "losses/expression/expression.h"

namespace losslab {

// Expressions of one variable to calculate with: each node once, however it came about. What has been read stands as it
// was written; what the functions below put together is simplified as a person would (no 1·x + 0).
class ExpressionGraph {
 public:
  explicit ExpressionGraph(std::string variable) : variable_(std::move(variable)) {}

  // The node of its value. The variable is that of the graph; a parameter is that of the same name.
  int import(const Expression& expression);

  // The same with other names for the variable, the parameters and what lines name.
  ExpressionGraph renamed(const std::function<std::string(const std::string&)>& name) const;

  const std::string& variable() const { return variable_; }
  const std::vector<std::string>& parameters() const { return parameters_; }
  // What lines of the formulas name, in their order.
  const std::vector<NamedValue>& names() const { return names_; }

  int size() const { return static_cast<int>(nodes_.size()); }
  const ExpressionNode& operator[](int node) const { return nodes_[static_cast<std::size_t>(node)]; }
  int argument(int node, std::size_t which) const { return (*this)[node].arguments[which]; }
  bool is(int node, Operation operation) const { return (*this)[node].operation == operation; }
  bool is_number(int node) const { return is(node, Operation::number); }
  bool is_number(int node, double value) const { return is_number(node) && (*this)[node].number == value; }
  bool has_variable(int node) const { return kinds_[static_cast<std::size_t>(node)] & 1; }
  bool has_parameter(int node) const { return kinds_[static_cast<std::size_t>(node)] & 2; }

  int number(double value);
  int parameter(const std::string& name);
  int negate(int a);
  int add(int a, int b);
  int subtract(int a, int b);
  int multiply(int a, int b);
  int divide(int a, int b);
  int power(int a, int b);
  int choose(int condition, int yes, int no);
  // Without any simplification.
  int apply(Operation operation, int a, int b = -1, int c = -1);

 private:
  using Key = std::tuple<Operation, std::array<int, 3>, std::uint64_t, int>;
  int put(const ExpressionNode& node);
  int with_sign_in_front(const ExpressionNode& node);
  int numbers(Operation operation, int a, int b);
  bool is_number_but(int node, double value) const { return is_number(node) && !is_number(node, value); }
  bool has_empty_branch(int node) const;
  int spread(int choice, int factor);
  bool ends_with(int product, int larger) const;
  int without_factor(int product, int factor);

  std::string variable_;
  std::vector<std::string> parameters_;
  std::vector<ExpressionNode> nodes_;
  std::vector<unsigned char> kinds_;  // 1: depends on the variable, 2: on a parameter
  std::vector<NamedValue> names_;
  std::map<Key, int> known_;
};

}  // namespace losslab
