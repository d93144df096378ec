#include "losses/expression/program/row_graph.h"

#include <bit>
#include <cmath>
#include <utility>

#include "losses/expression/program/row_operations.h"

namespace losslab {
namespace {

constexpr std::size_t operation_count = static_cast<std::size_t>(RowOperation::choose_equal) + 1;
using OfNumbers = double(double, double, double, double);

template <std::size_t... i>
constexpr std::array<OfNumbers*, sizeof...(i)> of_numbers(std::index_sequence<i...>) {
  return {[](double a, double b, double c, double d) -> double {
    constexpr auto operation = static_cast<RowOperation>(i);
    if constexpr (operation > RowOperation::input) {
      if constexpr (scalar::is_of_angle(operation)) {
        if (!(std::fabs(a) <= scalar::farthest_angle)) return scalar::far_result<operation>(a);
      }
      return scalar::row_result<operation, double>(a, b, c, d);
    } else {
      return a;
    }
  }...};
}
constexpr auto functions = of_numbers(std::make_index_sequence<operation_count>{});

bool is_commutative(RowOperation operation) {
  using enum RowOperation;
  return operation == add || operation == multiply || operation == both || operation == equal;
}

// A power of two: multiplying by it rounds nothing.
bool is_exact_factor(double x) {
  int exponent = 0;
  return x != 0 && std::isfinite(x) && std::fabs(std::frexp(x, &exponent)) == 0.5 && std::isnormal(1 / x);
}

}  // namespace

double apply_to_numbers(RowOperation operation, double a, double b, double c, double d) {
  return functions[static_cast<std::size_t>(operation)](a, b, c, d);
}

RowGraph::RowGraph() { put({.operation = RowOperation::input}); }

int RowGraph::put(const RowNode& node) {
  const auto [found, is_new] = known_.try_emplace(
      {node.operation, node.arguments, std::bit_cast<std::uint64_t>(node.number)}, static_cast<int>(nodes_.size()));
  if (is_new) nodes_.push_back(node);
  return found->second;
}

int RowGraph::number(double value) { return put({.operation = RowOperation::number, .number = value}); }

int RowGraph::apply(RowOperation operation, int a, int b, int c, int d) {
  std::array<int, 4> arguments{a, b, c, d};
  double numbers[4] = {};
  bool constant = true;
  for (std::size_t i = 0; i < 4; ++i) {
    if (arguments[i] < 0) continue;
    constant = constant && is_number(arguments[i]);
    numbers[i] = number_of(arguments[i]);
  }
  if (constant) return number(apply_to_numbers(operation, numbers[0], numbers[1], numbers[2], numbers[3]));
  if (const int known = simpler(operation, a, b); known >= 0) return known;
  if (const int known = simpler_choice(operation, a, b, c, d); known >= 0) return known;
  if (is_commutative(operation) && arguments[0] > arguments[1]) std::swap(arguments[0], arguments[1]);
  return put({.operation = operation, .arguments = arguments});
}

int RowGraph::simpler(RowOperation operation, int a, int b) {
  using Op = RowOperation;
  switch (operation) {
    case Op::negate:
      if (node(a).operation == Op::negate) return node(a).arguments[0];
      if (node(a).operation == Op::subtract) return difference(node(a).arguments[1], node(a).arguments[0]);
      if (node(a).operation == Op::multiply && is_number(node(a).arguments[0])) {
        return product(number(-number_of(node(a).arguments[0])), node(a).arguments[1]);
      }
      if (node(a).operation == Op::multiply && is_number(node(a).arguments[1])) {
        return product(number(-number_of(node(a).arguments[1])), node(a).arguments[0]);
      }
      return -1;
    case Op::abs:
      if (node(a).operation == Op::negate) return apply(Op::abs, node(a).arguments[0]);
      return node(a).operation == Op::abs || node(a).operation == Op::square ? a : -1;
    case Op::square:
      if (node(a).operation == Op::abs || node(a).operation == Op::negate) return square(node(a).arguments[0]);
      return -1;
    case Op::add:
      if (is_number(a, 0)) return b;
      if (is_number(b, 0)) return a;
      if (node(b).operation == Op::negate) return difference(a, node(b).arguments[0]);
      if (node(a).operation == Op::negate) return difference(b, node(a).arguments[0]);
      return -1;
    case Op::subtract:
      if (is_number(b, 0)) return a;
      if (is_number(a, 0)) return negative(b);
      if (node(b).operation == Op::negate) return sum(a, node(b).arguments[0]);
      return -1;
    case Op::multiply:
      return simpler_product(a, b);
    case Op::divide:
      if (is_number(b, 1)) return a;
      if (is_number(a, 1)) return reciprocal(b);
      if (is_number(b) && is_exact_factor(number_of(b))) return product(a, number(1 / number_of(b)));
      return -1;
    default:
      return -1;
  }
}

// 1 where it holds and else 0 is what a comparison is.
int RowGraph::simpler_choice(RowOperation operation, int a, int b, int c, int d) {
  using Op = RowOperation;
  if (operation == Op::choose && c == d) return b;
  if (operation < Op::choose_less) return -1;
  if (c == d) return c;
  if (!is_number(c, 1) || !is_number(d, 0)) return -1;
  return apply(operation == Op::choose_less         ? Op::less
               : operation == Op::choose_less_equal ? Op::less_equal
                                                    : Op::equal,
               a, b);
}

int RowGraph::simpler_product(int a, int b) {
  using Op = RowOperation;
  if (a == b) return square(a);
  if (is_number(b)) std::swap(a, b);
  if (!is_number(a)) {
    // Signs and constant factors to the front, where they meet.
    if (node(a).operation == Op::negate) return negative(product(node(a).arguments[0], b));
    if (node(b).operation == Op::negate) return negative(product(a, node(b).arguments[0]));
    return -1;
  }
  if (is_number(a, 1)) return b;
  if (is_number(a, -1)) return negative(b);
  if (node(b).operation == Op::negate) return product(number(-number_of(a)), node(b).arguments[0]);
  if (node(b).operation != Op::multiply) return -1;
  for (const int i : {0, 1}) {
    const int factor = node(b).arguments[static_cast<std::size_t>(i)],
              rest = node(b).arguments[static_cast<std::size_t>(1 - i)];
    if (!is_number(factor)) continue;
    const double both_factors = number_of(a) * number_of(factor);
    if (std::isnormal(both_factors)) return product(number(both_factors), rest);
  }
  return -1;
}

int RowGraph::whole_power(int a, int n) {
  if (n == 0) return number(1);
  if (n == 1) return a;
  if (n < 0) return reciprocal(whole_power(a, -n));
  if (n % 2 == 0) return square(whole_power(a, n / 2));
  return product(whole_power(a, n - 1), a);
}

int RowGraph::constant_power(int a, double y) {
  constexpr double largest_whole = 32;
  if (std::fabs(y) <= largest_whole) {
    if (y == std::floor(y)) return whole_power(a, static_cast<int>(y));
    if (2 * y == std::floor(2 * y)) {
      const int root = apply(RowOperation::sqrt, a), whole = static_cast<int>(std::floor(std::fabs(y)));
      const int size = whole == 0 ? root : product(whole_power(a, whole), root);
      return y < 0 ? reciprocal(size) : size;
    }
  }
  return apply(RowOperation::power, a, number(y));
}

}  // namespace losslab
