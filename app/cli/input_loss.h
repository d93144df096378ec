#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "losses/structures/structured_loss.h"
#include "losses/vectors/divergences.h"

namespace losslab::cli {

// What a loss of the tables with the columns input and target is evaluated at.
struct InputAndTarget {
  std::vector<double> x, t;
  friend bool operator==(const InputAndTarget&, const InputAndTarget&) = default;
};

// A loss of these tables with its parameters, a value like StructuredLoss: such a one, or a divergence of two
// probability vectors. That of a mask may take logits in the place of probabilities.
class InputLoss {
 public:
  explicit InputLoss(const StructuredLoss& loss, bool of_logits = false) : loss_(loss), of_logits_(of_logits) {}
  explicit InputLoss(const NamedDivergence& divergence) : divergence_(&divergence) {}

  std::string_view id() const { return divergence_ ? divergence_->id : loss_.id(); }
  const char* english() const { return divergence_ ? divergence_->english : loss_.info().english; }
  // None of a divergence.
  std::optional<Structure> structure() const {
    return divergence_ ? std::nullopt : std::optional(loss_.info().structure);
  }
  bool has_kinks() const { return !divergence_ && loss_.info().has_kinks; }
  bool of_logits() const { return of_logits_; }
  // The same loss of a mask, of logits or of probabilities.
  InputLoss of(bool logits) const { return InputLoss(loss_, logits); }

  std::span<const Parameter> parameters() const {
    return divergence_ ? std::span<const Parameter>() : loss_.parameters();
  }
  double parameter(std::size_t index) const { return loss_.parameter(index); }
  // Throw InputError as StructuredLoss does; a divergence has no parameters.
  void set(std::string_view name, double value) { loss_.set(name, value); }
  void set_from_text(std::string_view text);
  std::string parameters_text() const { return divergence_ ? std::string() : loss_.parameters_text(); }

  // As those of StructuredLoss.
  std::string objection(const InputAndTarget& at) const;
  double evaluate(const InputAndTarget& at, std::span<double> gradient) const;
  double value(const InputAndTarget& at) const;

  friend bool operator==(const InputLoss&, const InputLoss&) = default;

 private:
  const NamedDivergence* divergence_ = nullptr;
  StructuredLoss loss_{"mse_mean"};  // unused beside a divergence
  bool of_logits_ = false;
};

}  // namespace losslab::cli
