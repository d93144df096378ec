// Losses as text: ids, parameter lists, labels.

#include "losses/core/loss.h"
#include "losses/core/parameter_values.h"

namespace losslab {

void Loss::set_from_text(std::string_view text) {
  std::array<double, max_parameters> values = values_;
  const std::span<double> used(values.data(), parameters().size());
  read_parameters(id(), parameters(), text, used);
  set_all(used);
}

std::string Loss::parameters_text() const { return losslab::parameters_text(parameters(), values_.data()); }

std::string Loss::label() const { return labelled(info().english, parameters(), values_.data()); }

}  // namespace losslab
