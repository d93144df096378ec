#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "losses/core/error.h"
#include "losses/structures/core/structured_entry.h"

namespace losslab {

// A structured loss with its parameters: a value, like Loss and VectorLoss. info().input and info().target say what its
// numbers are. objection() says what is wrong with them, and the other functions expect that nothing is.
class StructuredLoss {
 public:
  static constexpr std::size_t max_parameters = 4;

  // The loss of that id with its default parameters. Throws InputError where there is none. For names that people use
  // see StructuredNames.
  explicit StructuredLoss(std::string_view id);

  std::string_view id() const { return info().id; }
  const StructuredInfo& info() const { return *entry_->info; }
  std::span<const Parameter> parameters() const { return entry_->parameters; }
  double parameter(std::size_t index) const { return values_[index]; }
  // Throws InputError with the reason where the value is out of its hard bounds, not a number, or the name is unknown.
  void set(std::string_view name, double value);
  // "alpha=0.3;beta=0.7" (an empty text changes nothing; none may be given twice), and back.
  void set_from_text(std::string_view text);
  std::string parameters_text() const;
  // "Tversky (α = 0.3, β = 0.7, s = 1)": a name for a legend.
  std::string label() const;

  // Why the loss has no value there, as a sentence without its full stop; empty where it has one.
  std::string objection(Numbers x, Numbers t) const;
  // The value may be +∞: of a probability of 0, or a label that fits in no alignment.
  double value(Numbers x, Numbers t) const;
  // Also the gradient in x. At a kink it is, in each component, the one-sided slope of least absolute value, and 0
  // where they differ in sign. Where the value is +∞ it is infinite or NaN.
  double evaluate(Numbers x, Numbers t, std::span<double> gradient) const;

  // Of the logits of a mask, for losses with info().structure == Structure::mask: finite for all finite logits.
  std::string objection_to_logits(Numbers z, Numbers t) const;
  double evaluate_logits(Numbers z, Numbers t, std::span<double> gradient) const;

  friend bool operator==(const StructuredLoss& a, const StructuredLoss& b) {
    return a.entry_ == b.entry_ && a.values_ == b.values_;
  }

 private:
  void set_all(std::span<const double> values);
  const StructuredEntry* entry_;
  std::array<double, max_parameters> values_{};
};

// A structured loss by any of its names, letter case and such aside: see loss_names.h. Empty where it is none's, or
// more than one's.
std::optional<StructuredLoss> find_structured_loss(std::string_view name);
// "Unknown structured loss 'diec': did you mean 'dice'?"
std::string unknown_structured_loss(std::string_view name);

}  // namespace losslab
