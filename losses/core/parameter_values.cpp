#include "losses/core/parameter_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "losses/core/error.h"
#include "losses/core/parameter_names.h"

namespace losslab {
namespace {

// "greater than 0 and at most 1", as far as the parameter is bounded.
std::string bounds_text(const Parameter& p) {
  std::string text;
  if (std::isfinite(p.lower)) text = fmt::format("{} {}", p.open_lower ? "greater than" : "at least", p.lower);
  if (std::isfinite(p.upper)) {
    text += fmt::format("{}{} {}", text.empty() ? "" : " and ", p.open_upper ? "less than" : "at most", p.upper);
  }
  return text;
}

bool is_allowed(const Parameter& p, double value) {
  if (p.minus_infinity && value == -std::numeric_limits<double>::infinity()) return true;
  if (!std::isfinite(value)) return false;
  if (p.is_class) return value == 1 || value == -1;
  return (p.open_lower ? value > p.lower : value >= p.lower) && (p.open_upper ? value < p.upper : value <= p.upper);
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Locale-independent; reads "inf", "-inf" and "nan" too, so that the check of the bounds can say why they are refused.
double number_of(std::string_view id, std::string_view name, std::string_view text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const bool plus = text.size() > 1 && text[0] == '+' && text[1] != '-';
  const auto [stop, error] = std::from_chars(text.data() + (plus ? 1 : 0), end, value);
  if (error == std::errc::result_out_of_range) {
    throw InputError(fmt::format("{}: {} = '{}' is beyond the range of a double.", id, name, text));
  }
  if (error != std::errc() || stop != end) {
    throw InputError(fmt::format("{}: {} must be a number, got '{}'.", id, name, text));
  }
  return value;
}

std::string printed(double value) {
  if (std::isinf(value)) return value < 0 ? "−∞" : "∞";
  return value < 0 ? fmt::format("−{}", -value) : fmt::format("{}", value);
}

}  // namespace

std::size_t index_of_parameter(std::string_view id, std::span<const Parameter> parameters, std::string_view name) {
  if (const std::optional<std::size_t> index = parameter_named(parameters, name)) return *index;
  if (parameters.empty()) throw InputError(fmt::format("{} has no parameters, got '{}'.", id, name));
  std::string names;
  for (const Parameter& p : parameters) names += fmt::format("{}{}", names.empty() ? "" : ", ", p.name);
  throw InputError(fmt::format("{} has no parameter '{}'; it has: {}.", id, name, names));
}

void check_parameter(std::string_view id, const Parameter& p, double value) {
  if (is_allowed(p, value)) return;
  std::string expected = p.is_class ? "-1 or 1" : bounds_text(p);
  if (expected.empty() || std::isnan(value)) {
    expected = "a finite number";
  } else if (std::isinf(value) && !p.is_class) {
    expected = "finite and " + expected;
  }
  if (p.minus_infinity) expected += " or -inf";
  throw InputError(fmt::format("{}: {} must be {}, got {}.", id, p.name, expected, value));
}

void read_parameters(std::string_view id, std::span<const Parameter> parameters, std::string_view text,
                     std::span<double> values) {
  std::vector<double> read(values.begin(), values.end());
  std::vector<bool> given(parameters.size());
  std::string_view rest = trimmed(text);
  while (!rest.empty()) {
    const auto end = std::min(rest.find(';'), rest.size());
    const std::string_view item = trimmed(rest.substr(0, end));
    rest = rest.substr(std::min(end + 1, rest.size()));
    if (item.empty()) continue;
    const auto equals = item.find('=');
    if (equals == std::string_view::npos) {
      throw InputError(fmt::format("{}: parameter text '{}' lacks '=VALUE'.", id, item));
    }
    const std::string_view name = trimmed(item.substr(0, equals));
    const std::size_t index = index_of_parameter(id, parameters, name);  // an unknown name is the first thing to say
    if (given[index]) throw InputError(fmt::format("{}: {} is given twice.", id, parameters[index].name));
    given[index] = true;
    read[index] = number_of(id, name, trimmed(item.substr(equals + 1)));
  }
  std::ranges::copy(read, values.begin());
}

std::string parameters_text(std::span<const Parameter> parameters, const double* values) {
  std::string text;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    text += fmt::format("{}{}={}", i == 0 ? "" : ";", parameters[i].name, values[i]);
  }
  return text;
}

std::string labelled(std::string_view name, std::span<const Parameter> parameters, const double* values) {
  std::string list;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (parameters[i].is_class) continue;
    list += fmt::format("{}{} = {}", list.empty() ? "" : ", ", parameters[i].symbol, printed(values[i]));
  }
  return list.empty() ? std::string(name) : fmt::format("{} ({})", name, list);
}

}  // namespace losslab
