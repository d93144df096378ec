#pragma once
#include <span>

#include "app/core/measure/measure_value.h"

namespace losslab {

// The functions that every expression has, by name; none where there is no such function. Throws InputError for
// arguments that it does not take.
std::optional<MeasureValue> call_function(std::string_view name, const MeasureArguments& arguments);
std::vector<std::string> function_names();
// pi, e, inf
std::optional<double> constant_named(std::string_view name);

// An operator (see MeasureNode) on numbers, or item by item on lists. Throws InputError where their lengths differ.
MeasureValue apply_operator(std::string_view sign, std::span<const MeasureValue> operands);

}  // namespace losslab
