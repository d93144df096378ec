// Losses as text: ids, parameter lists, labels.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include "losses/core/edit_distance.h"
#include "losses/core/entry.h"
#include "losses/core/loss.h"

namespace losslab {
namespace {

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

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // The row of the last letter but one of `a`, of the last, and of this one.
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    before.swap(last);
    last.swap(row);
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      row[j + 1] = std::min({last[j] + (a[i] == b[j] ? 0 : 1), row[j] + 1, last[j + 1] + 1});
      if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j]) row[j + 1] = std::min(row[j + 1], before[j - 1] + 1);
    }
  }
  return row.back();
}

void Loss::set_from_text(std::string_view text) {
  std::array<double, max_parameters> values = values_;
  std::array<bool, max_parameters> given{};
  std::string_view rest = trimmed(text);
  while (!rest.empty()) {
    const auto end = std::min(rest.find(';'), rest.size());
    const std::string_view item = trimmed(rest.substr(0, end));
    rest = rest.substr(std::min(end + 1, rest.size()));
    if (item.empty()) continue;
    const auto equals = item.find('=');
    if (equals == std::string_view::npos) {
      throw InputError(fmt::format("{}: parameter text '{}' lacks '=VALUE'.", id(), item));
    }
    const std::string_view name = trimmed(item.substr(0, equals));
    const std::size_t index = parameter_index(name);  // an unknown name is the first thing to say
    if (given[index]) throw InputError(fmt::format("{}: {} is given twice.", id(), parameters()[index].name));
    given[index] = true;
    values[index] = number_of(id(), name, trimmed(item.substr(equals + 1)));
  }
  set_all({values.data(), parameters().size()});
}

std::string Loss::parameters_text() const {
  std::string text;
  for (std::size_t i = 0; i < parameters().size(); ++i) {
    text += fmt::format("{}{}={}", i == 0 ? "" : ";", parameters()[i].name, values_[i]);
  }
  return text;
}

std::string Loss::label() const {
  std::string list;
  for (std::size_t i = 0; i < parameters().size(); ++i) {
    if (parameters()[i].is_class) continue;
    list += fmt::format("{}{} = {}", list.empty() ? "" : ", ", parameters()[i].symbol, printed(values_[i]));
  }
  return list.empty() ? info().english : fmt::format("{} ({})", info().english, list);
}

}  // namespace losslab
