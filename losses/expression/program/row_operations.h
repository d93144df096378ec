// What each operation of a row computes, for a double and for a SIMD pack.
#if defined(LOSSLAB_ROW_OPERATIONS_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_ROW_OPERATIONS_H
#undef LOSSLAB_ROW_OPERATIONS_H
#else
#define LOSSLAB_ROW_OPERATIONS_H
#endif

#include "losses/core/far_angle.h"
#include "losses/core/functions.h"
#include "losses/core/target.h"
#include "losses/expression/program/row_graph.h"

LOSSLAB_BEGIN_TARGET

// How many rows an operation reads.
constexpr int rows_read(RowOperation operation) {
  using Op = RowOperation;
  if (operation <= Op::input) return 1;  // copied
  if (operation <= Op::erf) return 1;
  if (operation <= Op::scaled_square) return 2;
  if (operation == Op::multiply_add || operation == Op::choose) return 3;
  return operation <= Op::both ? 2 : 4;
}

// Whether the operation takes angles, of which those beyond farthest_angle are computed one by one: see far_result().
constexpr bool is_of_angle(RowOperation operation) {
  using Op = RowOperation;
  return operation == Op::sin || operation == Op::cos || operation == Op::tan;
}
template <RowOperation operation>
double far_result(double x) {
  if constexpr (operation == RowOperation::sin) return far_sine(x);
  if constexpr (operation == RowOperation::cos) return far_cosine(x);
  return far_tangent(x);
}

template <RowOperation operation, class T>
LOSSLAB_INLINE T row_result(T a, [[maybe_unused]] T b, [[maybe_unused]] T c, [[maybe_unused]] T d) {
  using Op = RowOperation;
  if constexpr (operation == Op::negate) return -a;
  if constexpr (operation == Op::abs) return abs(a);
  if constexpr (operation == Op::sign) return sign(a);
  if constexpr (operation == Op::sqrt) return sqrt(a);
  if constexpr (operation == Op::reciprocal) return 1.0 / a;
  if constexpr (operation == Op::square) return a * a;
  if constexpr (operation == Op::exp) return exp(a);
  if constexpr (operation == Op::log) return log(a);
  if constexpr (operation == Op::log1p) return log1p(a);
  if constexpr (operation == Op::expm1) return expm1(a);
  if constexpr (operation == Op::sin) return sine(a);
  if constexpr (operation == Op::cos) return cosine(a);
  if constexpr (operation == Op::tan) return tangent(a);
  if constexpr (operation == Op::atan) return atan(a);
  if constexpr (operation == Op::sinh) return sinh(a);
  if constexpr (operation == Op::cosh) return cosh(a);
  if constexpr (operation == Op::tanh) return tanh(a);
  if constexpr (operation == Op::log_cosh) return log_cosh(a);
  if constexpr (operation == Op::expm1_less) return expm1_less(a);
  if constexpr (operation == Op::less_log1p) return less_log1p(a);
  if constexpr (operation == Op::erf) return erf(a);
  if constexpr (operation == Op::add) return a + b;
  if constexpr (operation == Op::subtract) return a - b;
  if constexpr (operation == Op::multiply) return a * b;
  if constexpr (operation == Op::divide) return a / b;
  if constexpr (operation == Op::power) return general_power(a, b);
  if constexpr (operation == Op::min) return select(a == a, min(a, b), a);
  if constexpr (operation == Op::max) return select(a == a, max(a, b), a);
  if constexpr (operation == Op::scaled_square) return a * (b * b);
  if constexpr (operation == Op::multiply_add) return a * b + c;
  if constexpr (operation == Op::less) return where(a < b, T(1.0));
  if constexpr (operation == Op::less_equal) return where(a <= b, T(1.0));
  if constexpr (operation == Op::equal) return where(a == b, T(1.0));
  if constexpr (operation == Op::both) return a * b;
  if constexpr (operation == Op::choose) return select(a != 0.0, b, c);
  if constexpr (operation == Op::choose_less) return select(a < b, c, d);
  if constexpr (operation == Op::choose_less_equal) return select(a <= b, c, d);
  if constexpr (operation == Op::choose_equal) return select(a == b, c, d);
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_ROW_OPERATIONS_H
