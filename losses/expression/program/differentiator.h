#pragma once
#include "losses/expression/program/derivatives.h"

namespace losslab {

// The rules of differentiation: the rows of an operation's result from those of its arguments.
class Differentiator {
 public:
  explicit Differentiator(RowGraph& graph) : graph_(graph) {}

  RowJet of_one(Operation operation, const RowJet& u);
  RowJet sum(const RowJet& u, const RowJet& v);
  RowJet difference(const RowJet& u, const RowJet& v);
  RowJet product(const RowJet& u, const RowJet& v);
  RowJet quotient(const RowJet& u, const RowJet& v);
  RowJet power(const RowJet& u, const RowJet& v);
  RowJet smaller(const RowJet& u, const RowJet& v);
  RowJet larger(const RowJet& u, const RowJet& v);
  // Where a < b, a ≤ b or a = b by the operation, u, else v.
  RowJet chosen(RowOperation operation, int a, int b, const RowJet& u, const RowJet& v);
  RowJet chosen(int condition, const RowJet& u, const RowJet& v);
  // Of e^u − 1 − u, u − log(1 + u) and log cosh u.
  RowJet expm1_less(const RowJet& u);
  RowJet less_log1p(const RowJet& u);
  RowJet log_cosh(const RowJet& u);
  // √(w² + u) − w for w > 0.
  RowJet root_less(const RowJet& under, const RowJet& u, double w);

 private:
  // f(u) by the chain rule, from the rows of f, f′ and f″.
  RowJet chain(const RowJet& u, int value, int first, int second);
  RowJet constant_power(const RowJet& u, double exponent);
  RowJet power_of_constant(double base, const RowJet& v);
  RowJet logistic(Operation operation, const RowJet& u);

  // With −1 for what is zero everywhere.
  int plus(int a, int b) { return a < 0 ? b : b < 0 ? a : graph_.sum(a, b); }
  int minus(int a, int b) { return b < 0 ? a : a < 0 ? graph_.negative(b) : graph_.difference(a, b); }
  int times(int a, int b) { return a < 0 || b < 0 ? -1 : graph_.product(a, b); }
  int square(int a) { return a < 0 ? -1 : graph_.square(a); }
  int number(double value) { return graph_.number(value); }
  int row(RowOperation operation, int a, int b = -1) { return graph_.apply(operation, a, b); }
  int or_zero(int a) { return a < 0 ? number(0) : a; }
  bool is_constant(const RowJet& u) const { return graph_.is_number(u.value); }

  RowGraph& graph_;
};

}  // namespace losslab
