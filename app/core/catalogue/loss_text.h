#pragma once
#include <string>
#include <string_view>

#include "losses/core/loss.h"
#include "widgets/figure/language.h"

namespace losslab {

// What a loss says of itself stands in its header, in English. A table has it in another language under the key
// "losses.ID.FIELD", the role of a parameter under "losses.ID.PARAMETER.role".
std::string loss_text(const Language& language, const Loss& loss, std::string_view field, std::string_view in_english);
std::string role_text(const Language& language, const Loss& loss, const Parameter& parameter);

}  // namespace losslab
