#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "losses/core/parameter.h"

namespace losslab {

// The values of a loss's parameters, one for each in their order, as all kinds of losses check and write them. `id` is
// the loss's, for the sentences.

// By its name or another usual one, as parameter_named() takes it. Throws InputError where there is none.
std::size_t index_of_parameter(std::string_view id, std::span<const Parameter> parameters, std::string_view name);
// Throws InputError where the value is out of the parameter's hard bounds.
void check_parameter(std::string_view id, const Parameter& parameter, double value);

// "delta=1.5;c=2" into the values named there, unchecked; none may be given twice. Throws InputError and changes
// nothing where the text is wrong.
void read_parameters(std::string_view id, std::span<const Parameter> parameters, std::string_view text,
                     std::span<double> values);
// The same text back, in the shortest digits that read back to the same.
std::string parameters_text(std::span<const Parameter> parameters, const double* values);
// "Huber (δ = 1.5)": a name for a legend. Without parameters it is the name alone.
std::string labelled(std::string_view name, std::span<const Parameter> parameters, const double* values);

// The parameters of a loss that is a struct; none where it has no member `parameters`.
template <class L>
constexpr std::span<const Parameter> parameters_of() {
  if constexpr (requires { L::parameters; }) {
    return L::parameters;
  } else {
    return {};
  }
}

}  // namespace losslab
