#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "losses/core/error.h"
#include "losses/vectors/vector_entry.h"

namespace losslab {

// A loss of K logits z and a truth t, with its parameters: a value, like Loss. K is that of the arguments.
//
// z and t have K ≥ 2 entries: finite logits, and probabilities that sum to 1 (of ova_logistic each may be anything from
// 0 to 1). For a class it is the unit vector; properties().needs_hard_target says who takes nothing else.
// `teacher` has the K logits of a teacher for the losses that need one, and is empty for the others. require() checks
// all of that; the other functions expect it to hold.
class VectorLoss {
 public:
  static constexpr std::size_t max_parameters = 4;

  // The loss of that id with its default parameters. Throws InputError where there is none, naming the one that was
  // likely meant. For names that people use see VectorNames.
  explicit VectorLoss(std::string_view id);

  std::string_view id() const { return info().id; }
  const VectorInfo& info() const { return *entry_->info; }
  std::span<const Parameter> parameters() const { return entry_->parameters; }
  double parameter(std::size_t index) const { return values_[index]; }
  // Throws InputError with the reason where the value is out of its hard bounds, not a number, or the name is unknown.
  void set(std::string_view name, double value);
  // All of them; throws InputError as set() does.
  void set_all(std::span<const double> values);
  // "T=4;mix=0.1" (an empty text changes nothing; none may be given twice), and back.
  void set_from_text(std::string_view text);
  std::string parameters_text() const;
  // "Focal loss of a softmax (γ = 2)": a name for a legend.
  std::string label() const;
  VectorProperties properties() const { return entry_->properties(values_.data()); }

  // Throws InputError with what is wrong with the arguments.
  void require(std::span<const double> z, std::span<const double> t, std::span<const double> teacher = {}) const;

  // In the natural logarithm; +∞ where properties().needs_positive_target and some t_k = 0.
  double value(std::span<const double> z, std::span<const double> t, std::span<const double> teacher = {}) const;
  // Also the gradient in z. At a kink it is, in each component, the subgradient of least absolute value, as for the
  // losses of one variable; where the value is +∞ it is NaN.
  double evaluate(std::span<const double> z, std::span<const double> t, std::span<double> gradient,
                  std::span<const double> teacher = {}) const;
  // Σ t_y ℓ(z, e_y): what the loss of a class that is drawn with the probabilities t is on average, for any loss
  // without a teacher; the gradient goes to `gradient` unless that is empty, and is the same mean of those of
  // evaluate(). A class with t_y = 0 does not count, even if it costs +∞.
  double expected(std::span<const double> z, std::span<const double> t, std::span<double> gradient = {}) const;
  // The product of the Hessian in z with v, exact like the gradient. At a kink it is that of one of its sides.
  void hessian_product(std::span<const double> z, std::span<const double> t, std::span<const double> v,
                       std::span<double> out, std::span<const double> teacher = {}) const;
  // Whether there is no gradient at z, because it differs between directions.
  bool is_kink(std::span<const double> z, std::span<const double> t, std::span<const double> teacher = {}) const;

  // n samples at once with the machine's widest vectors; logits class by class: z[k*stride + i] with i < n ≤ stride,
  // targets likewise; values (n) may be empty and gradients, laid out like z, null. The numbers are those of
  // evaluate(), bit for bit. Nothing is allocated for up to 64 classes. Not for losses that need a teacher.
  void evaluate_batch(std::size_t classes, std::size_t n, std::size_t stride, const double* z, const double* t,
                      std::span<double> values, double* gradients) const;

  friend bool operator==(const VectorLoss& a, const VectorLoss& b) {
    return a.entry_ == b.entry_ && a.values_ == b.values_;
  }

 private:
  const VectorEntry* entry_;
  std::array<double, max_parameters> values_{};
};

}  // namespace losslab
