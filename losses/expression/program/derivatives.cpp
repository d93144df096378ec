#include "losses/expression/program/derivatives.h"

#include <algorithm>
#include <cmath>

#include "losses/expression/program/differentiator.h"

namespace losslab {
namespace {

using Op = Operation;
using Row = RowOperation;

constexpr std::size_t most_boundaries = 48;

class Derivatives {
 public:
  Derivatives(const Expression& expression, std::span<const double> values, RowGraph& graph,
              std::vector<int>& boundaries)
      : expression_(expression), values_(values), graph_(graph), boundaries_(boundaries), rules_(graph) {}

  RowJet all() {
    for (const ExpressionNode& node : expression_.nodes) {
      jets_.push_back(of(node));
      note_boundaries(node);
    }
    return jets_.back();
  }

 private:
  const ExpressionNode& node(int i) const { return expression_.nodes[static_cast<std::size_t>(i)]; }
  const RowJet& jet(int i) const { return jets_[static_cast<std::size_t>(i)]; }
  bool is(int i, Op operation) const { return node(i).operation == operation; }

  RowJet of(const ExpressionNode& here) {
    const auto [a, b, c] = here.arguments;
    switch (here.operation) {
      case Op::number:
        return {graph_.number(here.number), -1, -1};
      case Op::variable:
        return {graph_.input(), graph_.number(1), -1};
      case Op::parameter:
        return {graph_.number(values_[static_cast<std::size_t>(here.parameter)]), -1, -1};
      case Op::add:
        return rules_.sum(jet(a), jet(b));
      case Op::subtract:
        return difference(a, b);
      case Op::multiply:
        return rules_.product(jet(a), jet(b));
      case Op::divide:
        return rules_.quotient(jet(a), jet(b));
      case Op::power:
        return rules_.power(jet(a), jet(b));
      case Op::min:
        return rules_.smaller(jet(a), jet(b));
      case Op::max:
        return rules_.larger(jet(a), jet(b));
      case Op::clip:
        return rules_.larger(jet(b), rules_.smaller(jet(c), jet(a)));
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
      case Op::equal:
      case Op::both:
        return {-1, -1, -1};  // made where it is asked for
      case Op::choose:
        return choice(a, jet(b), jet(c));
      case Op::log:
        if (is(a, Op::cosh)) return rules_.log_cosh(jet(node(a).arguments[0]));
        return rules_.of_one(Op::log, jet(a));
      default:
        return rules_.of_one(here.operation, jet(a));
    }
  }

  void note_boundaries(const ExpressionNode& here) {
    const auto [a, b, c] = here.arguments;
    switch (here.operation) {
      case Op::abs:
      case Op::sign:
      case Op::sqrt:
        return note_zeros_of(jet(a).value);
      case Op::power:
        if (!graph_.is_number(jet(b).value) || graph_.number_of(jet(b).value) < 0 ||
            !is_whole(graph_.number_of(jet(b).value))) {
          note_zeros_of(jet(a).value);
        }
        return;
      case Op::min:
      case Op::max:
        return note_zeros_of(graph_.difference(jet(a).value, jet(b).value));
      case Op::clip:
        note_zeros_of(graph_.difference(jet(a).value, jet(b).value));
        return note_zeros_of(graph_.difference(jet(a).value, jet(c).value));
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
      case Op::equal:
        return note_zeros_of(graph_.difference(jet(a).value, jet(b).value));
      default:
        return;
    }
  }
  static bool is_whole(double x) { return x == std::floor(x); }

  // Those of a product are those of its factors, and so on: zeros that are crossed are found more surely than those
  // that are touched.
  void note_zeros_of(int row) {
    std::vector<int> open{row};
    while (!open.empty() && boundaries_.size() < most_boundaries) {
      const int here = open.back();
      open.pop_back();
      const RowNode& node = graph_.nodes()[static_cast<std::size_t>(here)];
      const auto [a, b, c, d] = node.arguments;
      if (node.operation == Row::number) continue;
      if (node.operation == Row::negate || node.operation == Row::abs || node.operation == Row::square ||
          node.operation == Row::sqrt || node.operation == Row::divide || node.operation == Row::power) {
        open.push_back(a);
      } else if (node.operation == Row::multiply) {
        open.push_back(a);
        open.push_back(b);
      } else if (std::ranges::find(boundaries_, here) == boundaries_.end()) {
        boundaries_.push_back(here);
      }
    }
  }

  // Where the two terms cancel there is often a form in which they do not.
  RowJet difference(int a, int b) {
    if (is(a, Op::expm1) && node(a).arguments[0] == b) return rules_.expm1_less(jet(b));
    if (is(b, Op::log1p) && node(b).arguments[0] == a) return rules_.less_log1p(jet(a));
    if (is(a, Op::sqrt) && is(node(a).arguments[0], Op::add) && graph_.is_number(jet(b).value)) {
      // √(w² + u) − w
      const int under = node(a).arguments[0];
      const double w = graph_.number_of(jet(b).value);
      for (const int side : {0, 1}) {
        const int square = node(under).arguments[static_cast<std::size_t>(side)],
                  rest = node(under).arguments[static_cast<std::size_t>(1 - side)];
        if (w > 0 && graph_.is_number(jet(square).value, w * w)) return rules_.root_less(jet(under), jet(rest), w);
      }
    }
    return rules_.difference(jet(a), jet(b));
  }

  struct Comparison {
    Op operation;
    int low, high;  // rows: low < high, low ≤ high or low = high
  };
  Comparison comparison(int i) const {
    const ExpressionNode& here = node(i);
    const int a = jet(here.arguments[0]).value, b = jet(here.arguments[1]).value;
    if (here.operation == Op::greater) return {Op::less, b, a};
    if (here.operation == Op::greater_equal) return {Op::less_equal, b, a};
    return {here.operation, a, b};
  }
  int condition(int i) {
    if (is(i, Op::both)) {
      const int first = condition(node(i).arguments[0]);
      return graph_.apply(Row::both, first, condition(node(i).arguments[1]));
    }
    const auto [operation, low, high] = comparison(i);
    return graph_.apply(operation == Op::less         ? Row::less
                        : operation == Op::less_equal ? Row::less_equal
                                                      : Row::equal,
                        low, high);
  }
  RowJet choice(int condition_node, const RowJet& yes, const RowJet& no) {
    if (is(condition_node, Op::both)) return rules_.chosen(condition(condition_node), yes, no);
    const auto [operation, low, high] = comparison(condition_node);
    return rules_.chosen(operation == Op::less         ? Row::choose_less
                         : operation == Op::less_equal ? Row::choose_less_equal
                                                       : Row::choose_equal,
                         low, high, yes, no);
  }

  const Expression& expression_;
  std::span<const double> values_;
  RowGraph& graph_;
  std::vector<int>& boundaries_;
  Differentiator rules_;
  std::vector<RowJet> jets_;
};

}  // namespace

RowJet differentiated(const Expression& expression, std::span<const double> values, RowGraph& graph,
                      std::vector<int>& boundaries) {
  return Derivatives(expression, values, graph, boundaries).all();
}

}  // namespace losslab
