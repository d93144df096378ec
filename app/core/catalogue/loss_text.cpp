#include "app/core/catalogue/loss_text.h"

#include <fmt/format.h>

namespace losslab {

std::string loss_text(const Language& language, const Loss& loss, std::string_view field, std::string_view in_english) {
  return std::string(language.or_else(fmt::format("losses.{}.{}", loss.id(), field), in_english));
}

std::string role_text(const Language& language, const Loss& loss, const Parameter& parameter) {
  return loss_text(language, loss, fmt::format("{}.role", parameter.name), parameter.role);
}

}  // namespace losslab
