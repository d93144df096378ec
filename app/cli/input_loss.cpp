#include "app/cli/input_loss.h"

#include <fmt/format.h>

#include <cmath>

#include "app/cli/text.h"

namespace losslab::cli {
namespace {

std::string objection_to_probabilities(const char* column, std::span<const double> numbers, bool all) {
  double sum = 0;
  for (const double number : numbers) {
    if (!(number >= 0 && number <= 1)) {
      return fmt::format("column '{}' must have probabilities from 0 to 1, got {}", column, number);
    }
    sum += number;
  }
  if (!all || std::fabs(sum - 1) <= 1e-9) return {};
  return fmt::format("the probabilities of column '{}' must sum to 1, got {}", column, sum);
}

}  // namespace

void InputLoss::set_from_text(std::string_view text) {
  if (divergence_ == nullptr) return loss_.set_from_text(text);
  if (!text.empty()) throw InputError(fmt::format("{} has no parameters, got {}", id(), in_quotes(text)));
}

std::string InputLoss::objection(const InputAndTarget& at) const {
  if (divergence_ == nullptr) {
    return of_logits_ ? loss_.objection_to_logits(at.x, at.t) : loss_.objection(at.x, at.t);
  }
  if (at.x.empty()) return "column 'input' must be probabilities, got ''";
  if (at.x.size() != at.t.size()) {
    return fmt::format("the target has {} probabilities, but the input has {}", at.t.size(), at.x.size());
  }
  std::string wrong = objection_to_probabilities("input", at.x, divergence_->normalised);
  return wrong.empty() ? objection_to_probabilities("target", at.t, divergence_->normalised) : wrong;
}

double InputLoss::evaluate(const InputAndTarget& at, std::span<double> gradient) const {
  if (divergence_ != nullptr) return divergence_->evaluate(at.x, at.t, gradient);
  return of_logits_ ? loss_.evaluate_logits(at.x, at.t, gradient) : loss_.evaluate(at.x, at.t, gradient);
}

double InputLoss::value(const InputAndTarget& at) const {
  if (divergence_ != nullptr || of_logits_) return evaluate(at, {});
  return loss_.value(at.x, at.t);
}

}  // namespace losslab::cli
