#include "app/core/measure/measure_value.h"

#include <fmt/format.h>

#include <cmath>

#include "losses/core/error.h"

namespace losslab {

void MeasureArguments::expect(std::string_view what, std::size_t least, std::size_t most) const {
  if (!named.empty()) throw InputError(fmt::format("{} takes nothing called '{}'.", what, named.front().first));
  if (unnamed.size() >= least && unnamed.size() <= most) return;
  const std::string wanted = least == most ? fmt::format("{}", least) : fmt::format("{} to {}", least, most);
  throw InputError(
      fmt::format("{} takes {} argument{}, found {}.", what, wanted, wanted == "1" ? "" : "s", unnamed.size()));
}

double MeasureArguments::number(std::string_view what, std::size_t index) const {
  return as_number(unnamed.at(index), fmt::format("argument {} of {}", index + 1, what));
}

long MeasureArguments::whole(std::string_view what, std::size_t index) const {
  const double value = number(what, index);
  if (!(std::abs(value) <= 1e9) || value != std::floor(value)) {
    throw InputError(fmt::format("argument {} of {} must be a whole number, found {}.", index + 1, what, value));
  }
  return static_cast<long>(value);
}

std::vector<double> MeasureArguments::list(std::string_view what, std::size_t index) const {
  return as_list(unnamed.at(index), fmt::format("argument {} of {}", index + 1, what));
}

std::string kind_of(const MeasureValue& value) {
  if (std::holds_alternative<double>(value)) return "a number";
  if (std::holds_alternative<std::string>(value)) return "a text";
  if (std::holds_alternative<std::vector<double>>(value)) return "a list";
  return std::get<MeasureObjectPtr>(value)->what();
}

double as_number(const MeasureValue& value, std::string_view what) {
  if (const double* number = std::get_if<double>(&value)) return *number;
  throw InputError(fmt::format("{} must be a number, found {}.", what, kind_of(value)));
}

std::vector<double> as_list(const MeasureValue& value, std::string_view what) {
  if (const double* number = std::get_if<double>(&value)) return {*number};
  if (const auto* list = std::get_if<std::vector<double>>(&value)) return *list;
  throw InputError(fmt::format("{} must be a list, found {}.", what, kind_of(value)));
}

std::string as_text(const MeasureValue& value, std::string_view what) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  throw InputError(fmt::format("{} must be a text in quotes, found {}.", what, kind_of(value)));
}

}  // namespace losslab
