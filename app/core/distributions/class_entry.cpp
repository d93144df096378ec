#include "app/core/distributions/class_entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "losses/core/error.h"

namespace losslab {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t");
  return from == std::string_view::npos ? std::string_view()
                                        : text.substr(from, text.find_last_not_of(" \t") + 1 - from);
}

// Bytes that begin a letter of UTF-8.
std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// The minus that is printed is taken for the one that is typed.
std::string with_plain_minus(std::string_view text) {
  constexpr std::string_view minus = "−";
  std::string plain(text);
  for (std::size_t at = plain.find(minus); at != std::string::npos; at = plain.find(minus)) {
    plain.replace(at, minus.size(), 1, '-');
  }
  return plain;
}

}  // namespace

bool is_class_name(std::string_view name) {
  return letters(name) <= longest_class_name && name.find_first_of("\n\r") == std::string_view::npos;
}

std::string class_name(const Language& text, const DistributionsPage& page, std::size_t k) {
  if (k < page.names.size() && !page.names[k].empty()) return page.names[k];
  return text("distributions.class", {{"number", fmt::format("{}", k + 1)}});
}

std::vector<std::string> typed_names(std::string_view typed, const DistributionsPage& page, const Language& text) {
  std::vector<std::string> names;
  for (std::size_t from = 0; from <= typed.size();) {
    const std::size_t end = std::min(typed.find(',', from), typed.size());
    names.emplace_back(trimmed(typed.substr(from, end - from)));
    from = end + 1;
  }
  if (names.size() > page.classes()) {
    throw InputError(text("distributions.entry.too_many_names", {{"count", fmt::format("{}", names.size())},
                                                                 {"classes", fmt::format("{}", page.classes())}}));
  }
  names.resize(page.classes());
  for (const std::string& name : names) {
    if (!is_class_name(name)) {
      throw InputError(text("distributions.entry.name_too_long",
                            {{"name", name}, {"count", fmt::format("{}", longest_class_name)}}));
    }
  }
  if (std::ranges::all_of(names, &std::string::empty)) names.clear();
  return names;
}

std::vector<double> typed_numbers(std::string_view typed, const DistributionsPage& page, const Language& text) {
  const std::string plain = with_plain_minus(typed);
  constexpr std::string_view apart = " \t,;";
  std::vector<double> numbers;
  for (std::size_t from = plain.find_first_not_of(apart); from != std::string::npos;) {
    const std::size_t end = std::min(plain.find_first_of(apart, from), plain.size());
    const std::string word = plain.substr(from, end - from);
    const std::size_t plus = word.starts_with('+') ? 1 : 0;
    double value = 0;
    const auto [stop, error] = std::from_chars(word.data() + plus, word.data() + word.size(), value);
    if (error != std::errc() || stop != word.data() + word.size()) {
      throw InputError(text("distributions.entry.no_number", {{"word", word}}));
    }
    numbers.push_back(value);
    from = plain.find_first_not_of(apart, end);
  }
  if (numbers.size() != page.classes()) {
    throw InputError(text("distributions.entry.count", {{"count", fmt::format("{}", numbers.size())},
                                                        {"classes", fmt::format("{}", page.classes())}}));
  }
  return numbers;
}

void require_probabilities(const std::vector<double>& numbers, const DistributionsPage& page, const Language& text) {
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    if (numbers[k] >= 0 && std::isfinite(numbers[k])) continue;
    throw InputError(text("distributions.entry.no_probability",
                          {{"class", class_name(text, page, k)}, {"value", fmt::format("{}", numbers[k])}}));
  }
}

void require_logits(const std::vector<double>& numbers, const DistributionsPage& page, const Language& text) {
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    if (std::abs(numbers[k]) <= largest_logit) continue;
    throw InputError(text("distributions.entry.no_logit",
                          {{"class", class_name(text, page, k)}, {"value", fmt::format("{}", numbers[k])}}));
  }
}

}  // namespace losslab
