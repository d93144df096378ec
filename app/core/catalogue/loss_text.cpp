#include "app/core/catalogue/loss_text.h"

#include <fmt/format.h>

#include <array>

#include "losses/core/loss_names.h"
#include "losses/core/parameter_values.h"
#include "losses/vectors/vector_names.h"

namespace losslab {
namespace {

// The first of its other names is the one that people use in a legend.
std::string in_short(const StructuredInfo& info) {
  const std::vector<LossName> names = names_of_list(info.also);
  const bool shorter =
      !names.empty() && std::string_view(names.front().text).size() < std::string_view(info.english).size();
  return shorter ? std::string(names.front().text) : std::string(info.english);
}

template <class L>
std::string label_of(const Language& language, const L& loss) {
  std::array<double, L::max_parameters> values{};
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) values[i] = loss.parameter(i);
  return labelled(short_name(language, loss.info()), loss.parameters(), values.data());
}

}  // namespace

std::string loss_text(const Language& language, std::string_view id, std::string_view field,
                      std::string_view in_english) {
  return std::string(language.or_else(fmt::format("loss.{}.{}", id, field), in_english));
}

std::string role_text(const Language& language, const Parameter& parameter) {
  return std::string(language.or_else(fmt::format("role.{}", parameter.role), parameter.role));
}

std::string short_text(const Language& language, std::string_view id, std::string_view in_english) {
  const std::string_view name = language.or_else(fmt::format("loss.{}.name", id), in_english);
  return std::string(language.or_else(fmt::format("loss.{}.short", id), name));
}

std::string short_name(const Language& language, const VectorInfo& info) {
  return short_text(language, info.id, short_name(info));
}

std::string short_name(const Language& language, const StructuredInfo& info) {
  return short_text(language, info.id, in_short(info));
}

std::string label_text(const Language& language, const VectorLoss& loss) { return label_of(language, loss); }
std::string label_text(const Language& language, const StructuredLoss& loss) { return label_of(language, loss); }

}  // namespace losslab
