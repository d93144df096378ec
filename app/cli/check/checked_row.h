#pragma once
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "app/cli/input_loss.h"
#include "app/cli/logit_rows.h"
#include "losses/core/loss.h"
#include "losses/vectors/vector_loss.h"

namespace losslab::cli {

struct Tolerance {
  double relative, absolute;
  bool accepts(double theirs, double ours) const;
  // All of one or more numbers.
  bool accepts(std::span<const double> theirs, std::span<const double> ours) const;
};

enum class Quantity { value, gradient, curvature };
inline constexpr std::array all_quantities{Quantity::value, Quantity::gradient, Quantity::curvature};

// A row of a table beside our own numbers. The arrays are indexed by Quantity.
template <class LossKind, class ArgumentKind, class NumbersKind>
struct Checked {
  using Kind = LossKind;
  using Argument = ArgumentKind;
  using Numbers = NumbersKind;

  std::size_t line;
  LossKind loss;
  ArgumentKind x;
  NumbersKind theirs, ours;
  std::array<bool, 3> compared, differs;

  bool differs_at_all() const { return differs[0] || differs[1] || differs[2]; }
};

// What a loss of several numbers has; there is no curvature. The gradient has one number for each of its input, or none
// where a mistake says nothing of it.
struct VectorNumbers {
  double value;
  std::vector<double> gradient = {};
};

using CheckedRow = Checked<Loss, double, Jet<double>>;
using LogitsRow = Checked<VectorLoss, Logits, VectorNumbers>;
using InputRow = Checked<InputLoss, InputAndTarget, VectorNumbers>;

double pick(const Jet<double>& jet, Quantity quantity);
// The numbers of one quantity: one, or a gradient's, or none.
std::span<const double> numbers_of(const Jet<double>& jet, Quantity quantity);
std::span<const double> numbers_of(const VectorNumbers& numbers, Quantity quantity);
// Whether there are any, and all are numbers.
bool are_known(std::span<const double> numbers);

Jet<double> times(double k, const Jet<double>& jet);
VectorNumbers times(double k, const VectorNumbers& numbers);

// The loss of the row at other arguments, or another loss: what `of` makes of `at`. Nothing is known where a loss of
// several numbers does not take them.
inline Jet<double> numbers_at(const Loss& of, double at) { return of.at(at); }
VectorNumbers numbers_at(const VectorLoss& of, const Logits& at);
VectorNumbers numbers_at(const InputLoss& of, const InputAndTarget& at);
// The value when number k of the argument is moved by `step`.
double value_beside(const CheckedRow& row, std::size_t k, double step);
double value_beside(const LogitsRow& row, std::size_t k, double step);
double value_beside(const InputRow& row, std::size_t k, double step);
// Whether the gradient differs at a kink alone: each number that does lies between the slopes on the two sides, or
// there is none.
bool agrees_at_kink(const InputRow& row, const Tolerance& tolerance);
// How many numbers the loss is a function of.
inline std::size_t size_of(double) { return 1; }
inline std::size_t size_of(const Logits& at) { return at.z.size(); }
inline std::size_t size_of(const InputAndTarget& at) { return at.x.size(); }
// Whether exponentials saturate there, or differences vanish beside 1.
bool is_extreme(double x);
bool is_extreme(const Logits& at);
bool is_extreme(const InputAndTarget& at);
// The size of the terms that cancel in a textbook form.
double size_of_terms(const CheckedRow& row);
double size_of_terms(const LogitsRow& row);
double size_of_terms(const InputRow& row);

}  // namespace losslab::cli
