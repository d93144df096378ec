#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "losses/core/parameter.h"

namespace losslab {

// The parameter that is called so: by its name as it is typed; or else, letter case and hyphens aside, by its name, its
// symbol (δ, or delta for it), its role or another usual name, where only one of them is. Empty: none is.
std::optional<std::size_t> parameter_named(std::span<const Parameter> parameters, std::string_view name);

}  // namespace losslab
