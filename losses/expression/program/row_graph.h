#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

namespace losslab {

// What is computed for each sample, one number from others: a row of numbers from rows, for a block of samples.
enum class RowOperation : unsigned char {
  number,
  input,
  negate,
  abs,
  sign,
  sqrt,
  reciprocal,
  square,
  exp,
  log,
  log1p,
  expm1,
  sin,
  cos,
  tan,
  atan,
  sinh,
  cosh,
  tanh,
  log_cosh,
  expm1_less,
  less_log1p,
  erf,
  add,
  subtract,
  multiply,
  divide,
  power,
  min,
  max,
  scaled_square,  // a·b²
  multiply_add,   // a·b + c, rounded twice
  less,
  less_equal,
  equal,
  both,    // 1 where it holds, else 0
  choose,  // where a ≠ 0 b, else c
  choose_less,
  choose_less_equal,
  choose_equal  // where a < b (a ≤ b, a = b) c, else d
};

struct RowNode {
  RowOperation operation;
  std::array<int, 4> arguments{-1, -1, -1, -1};  // nodes before this one
  double number = 0;
};

// The rows that value and derivatives of a formula need, as they are written down: equal ones are one, and what has
// constant arguments is a constant, computed as it would be for a sample.
class RowGraph {
 public:
  RowGraph();
  int number(double value);
  int input() const { return 0; }
  // Any operation, with a few identities that change no bit: x·1, x + 0, x/1, −(−x), and products of constants.
  int apply(RowOperation operation, int a, int b = -1, int c = -1, int d = -1);
  bool is_number(int node) const { return nodes_[index(node)].operation == RowOperation::number; }
  bool is_number(int node, double value) const { return is_number(node) && nodes_[index(node)].number == value; }
  double number_of(int node) const { return nodes_[index(node)].number; }
  const std::vector<RowNode>& nodes() const { return nodes_; }

  int negative(int a) { return apply(RowOperation::negate, a); }
  int sum(int a, int b) { return apply(RowOperation::add, a, b); }
  int difference(int a, int b) { return apply(RowOperation::subtract, a, b); }
  int product(int a, int b) { return apply(RowOperation::multiply, a, b); }
  int quotient(int a, int b) { return apply(RowOperation::divide, a, b); }
  int square(int a) { return apply(RowOperation::square, a); }
  int reciprocal(int a) { return apply(RowOperation::reciprocal, a); }
  // a^n for a whole n, by as few products as there may be; and a^y for a constant y.
  int whole_power(int a, int n);
  int constant_power(int a, double y);

 private:
  using Key = std::tuple<RowOperation, std::array<int, 4>, std::uint64_t>;
  static std::size_t index(int node) { return static_cast<std::size_t>(node); }
  const RowNode& node(int i) const { return nodes_[index(i)]; }
  int put(const RowNode& node);
  int simpler(RowOperation operation, int a, int b);
  int simpler_choice(RowOperation operation, int a, int b, int c, int d);
  int simpler_product(int a, int b);

  std::vector<RowNode> nodes_;
  std::map<Key, int> known_;
};

// The operation for one sample, with the same bits as in the loops.
double apply_to_numbers(RowOperation operation, double a, double b, double c, double d);

}  // namespace losslab
