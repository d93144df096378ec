#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "losses/expression/expression.h"

namespace losslab {

// The nodes of a formula as they are read, each of them once.
class ExpressionBuilder {
 public:
  // `text` is the whole formula, for the errors. Throw ExpressionError where there are too many nodes or parameters.
  explicit ExpressionBuilder(std::string_view text) : text_(text) {}
  int number(double value, const TextRange& where);
  int variable(const TextRange& where);
  int parameter(const std::string& name, const TextRange& where);
  int apply(Operation operation, const TextRange& where, int a, int b = -1, int c = -1);
  const ExpressionNode& node(int index) const { return nodes_[static_cast<std::size_t>(index)]; }

  // What `root` is made of, in order, the parameters renumbered as they occur in the text.
  Expression finished(int root, std::string_view variable, const std::vector<NamedValue>& names) const;

 private:
  using Key = std::tuple<Operation, std::array<int, 3>, std::uint64_t, int>;
  struct Named {
    std::string name;
    TextRange where;
  };
  int put(const ExpressionNode& node);

  std::string_view text_;
  std::vector<ExpressionNode> nodes_;
  std::map<Key, int> known_;
  std::vector<Named> parameters_;
};

}  // namespace losslab
