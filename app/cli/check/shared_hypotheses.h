#pragma once
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/check/hypothesis.h"

namespace losslab::cli {

// Mistakes that losses of one variable and losses of logits have in common.

template <class Row>
HypothesisOf<Row> factor(double k, const char* what, const char* why) {
  return {.what = what,
          .why = why,
          .expected = [k](const Row& row) { return times(k, row.ours); },
          .may_be_another_loss = true};
}

template <class Row>
std::vector<HypothesisOf<Row>> common_factors() {
  constexpr double ln_2 = 0.69314718055994530942, ln_10 = 2.30258509299404568402;
  return {factor<Row>(2, "twice ours", "a factor \u00bd is missing"),
          factor<Row>(0.5, "half of ours", "a factor \u00bd too much"),
          factor<Row>(1 / ln_2, "ours divided by ln 2", "the logarithm is to base 2, ours is the natural one"),
          factor<Row>(ln_2, "ours times ln 2", "a base-2 logarithm was divided out twice"),
          factor<Row>(1 / ln_10, "ours divided by ln 10", "the logarithm is to base 10, ours is the natural one"),
          factor<Row>(4, "four times ours", "a factor \u00bc is missing"),
          factor<Row>(0.25, "a quarter of ours", "a factor \u00bc too much")};
}

template <class Row>
HypothesisOf<Row> all_signs_turned() {
  return {.what = "ours with the sign turned",
          .why = "a log-likelihood or a gain is maximised, a loss is its negative",
          .expected = [](const Row& row) { return times(-1, row.ours); }};
}

// Whether a parameter shapes the loss: not the class of a sample, nor how many frames, symbols and pixels of a row
// there are.
template <class Kind>
bool is_shape(const Kind& loss, std::size_t i) {
  return !loss.parameters()[i].is_class;
}
inline bool is_shape(const InputLoss& loss, std::size_t i) {
  return loss.structure() != Structure::sequence && std::string_view(loss.parameters()[i].name) != "width";
}

template <class Kind>
const char* english_name(const Kind& loss) {
  return loss.info().english;
}
inline const char* english_name(const InputLoss& loss) { return loss.english(); }

// The loss with one parameter changed; none where that is out of its bounds or does not go with the others.
template <class Kind>
std::optional<Kind> with_parameter(Kind loss, std::size_t i, double value) {
  const Parameter& p = loss.parameters()[i];
  if (!std::isfinite(value) || value < p.lower || value > p.upper) return std::nullopt;
  try {
    loss.set(p.name, value);
  } catch (const InputError&) {
    return std::nullopt;
  }
  return loss;
}

// What another loss makes of the row; nothing where there is none.
template <class Row>
typename Row::Numbers numbers_of_loss(const std::optional<typename Row::Kind>& loss, const Row& row) {
  if (loss) return numbers_at(*loss, row.x);
  constexpr double silent = std::numeric_limits<double>::quiet_NaN();
  return times(silent, row.ours);
}

// Powers of a parameter as factors.
struct ParameterPower {
  double factor, power;
  const char *what, *why;
};
inline constexpr std::array<ParameterPower, 4> parameter_powers{
    {{1, 1, "{} times ours", "a factor {} too much"},
     {1, -1, "ours divided by {}", "a factor {} is missing"},
     {1, 2, "{}\u00b2 times ours", "a factor {}\u00b2 too much"},
     {1, -2, "ours divided by {}\u00b2", "a factor {}\u00b2 is missing"}}};

// Another value that is easily taken for that of a parameter.
template <class Row>
void add_confusions(std::vector<HypothesisOf<Row>>& list, const Parameter& p, std::size_t i) {
  struct Confusion {
    const char *in_place, *why;
    double (*value)(double);
  };
  static constexpr std::array<Confusion, 10> confusions{{
      {"1 \u2212 {}", "the two sides are exchanged", [](double s) { return 1 - s; }},
      {"{}\u00b2", "", [](double s) { return s * s; }},
      {"\u221a{}", "", [](double s) { return std::sqrt(s); }},
      {"1/{}", "", [](double s) { return 1 / s; }},
      {"\u2212{}", "", [](double s) { return -s; }},
      {"2{}", "", [](double s) { return 2 * s; }},
      {"{}/2", "", [](double s) { return s / 2; }},
      {"\u221a2\u00b7{}", "", [](double s) { return std::sqrt(2.0) * s; }},
      {"{}/\u221a2", "", [](double s) { return s / std::sqrt(2.0); }},
      {"1/{}\u00b2", "", [](double s) { return 1 / (s * s); }},
  }};
  for (const Confusion& c : confusions) {
    list.push_back(
        {.what = fmt::format("ours with {} in place of {}", fmt::format(fmt::runtime(c.in_place), p.symbol), p.symbol),
         .why = c.why,
         .expected =
             [i, value = c.value](const Row& row) {
               return numbers_of_loss(with_parameter(row.loss, i, value(row.loss.parameter(i))), row);
             },
         .also = c.in_place[0] == '1' && c.in_place[1] == ' '});
  }
  list.push_back({.what = fmt::format("ours with {} = {}", p.symbol, p.initial),
                  .why = fmt::format("{} is not used, its default is", p.symbol),
                  .expected = [i, initial = p.initial](const Row& row) {
                    return numbers_of_loss(with_parameter(row.loss, i, initial), row);
                  }});
}

template <class Row>
void add_exchange(std::vector<HypothesisOf<Row>>& list, const typename Row::Kind& loss, std::size_t i, std::size_t j) {
  list.push_back(
      {.what = fmt::format("ours with {} and {} exchanged", loss.parameters()[i].symbol, loss.parameters()[j].symbol),
       .expected = [i, j](const Row& row) {
         std::optional<typename Row::Kind> changed = with_parameter(row.loss, i, row.loss.parameter(j));
         if (changed) changed = with_parameter(*changed, j, row.loss.parameter(i));
         return numbers_of_loss(changed, row);
       }});
}

// How another loss takes over the parameters of this one: pairs of places.
using Takeover = std::vector<std::pair<std::size_t, std::size_t>>;

template <class Kind>
std::vector<Takeover> takeovers(const Kind& loss, const Kind& other) {
  Takeover by_name, by_role;
  for (std::size_t j = 0; j < other.parameters().size(); ++j) {
    for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
      const Parameter &from = loss.parameters()[i], &to = other.parameters()[j];
      if (std::string_view(from.name) == to.name) by_name.emplace_back(i, j);
      if (from.in_residual_units && to.in_residual_units && by_role.empty()) by_role.emplace_back(i, j);
    }
  }
  std::vector<Takeover> all{{}};
  if (!by_role.empty() && by_role != by_name) all.insert(all.begin(), by_role);
  if (!by_name.empty()) all.insert(all.begin(), by_name);
  return all;
}

template <class Kind>
std::optional<Kind> taken_over(const Kind& loss, Kind other, const Takeover& takeover) {
  try {
    for (const auto& [from, to] : takeover) other.set(other.parameters()[to].name, loss.parameter(from));
  } catch (const InputError&) {
    return std::nullopt;
  }
  return other;
}

// "those of fair with c = our δ".
template <class Kind>
std::string name_of(const Kind& loss, const Kind& other, const Takeover& takeover, bool same_parameters) {
  const std::optional<Kind> like_ours = taken_over(loss, other, takeover);
  if (same_parameters || takeover.empty()) {
    const std::string parameters = like_ours.value_or(other).parameters_text();
    return fmt::format("those of {}{}", other.id(), parameters.empty() ? "" : " (" + parameters + ")");
  }
  std::string with;
  for (const auto& [from, to] : takeover) {
    with += fmt::format("{}{} = our {}", with.empty() ? "" : ", ", other.parameters()[to].symbol,
                        loss.parameters()[from].symbol);
  }
  return fmt::format("those of {} with {}", other.id(), with);
}

// The numbers of `other` in the place of those of `loss`, in every way in which it may take over the parameters.
template <class Row>
void add_other_loss(std::vector<HypothesisOf<Row>>& list, const typename Row::Kind& loss,
                    const typename Row::Kind& other, bool same_parameters) {
  for (const Takeover& takeover : takeovers(loss, other)) {
    list.push_back(
        {.what = name_of(loss, other, takeover, same_parameters),
         .why = fmt::format("another loss, {}", english_name(other)),
         .expected = [other,
                      takeover](const Row& row) { return numbers_of_loss(taken_over(row.loss, other, takeover), row); },
         .share = 0.5});
  }
}

}  // namespace losslab::cli
