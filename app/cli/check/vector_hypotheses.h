#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/check/shared_hypotheses.h"

namespace losslab::cli {

// Mistakes that losses of logits and structured losses have in common: they are functions of several numbers.

inline VectorNumbers gradient_alone(std::vector<double> gradient) {
  return {std::numeric_limits<double>::quiet_NaN(), std::move(gradient)};
}

template <class Row>
void add_transforms(std::vector<HypothesisOf<Row>>& list) {
  list.push_back({.what = "e^\u2212\u2113", .why = "the logarithm is missing", .expected = [](const Row& row) {
                    const double p = std::exp(-row.ours.value);
                    return VectorNumbers{p, times(-p, row.ours).gradient};
                  }});
  list.push_back({.what = "e^\u2113", .why = "a perplexity", .expected = [](const Row& row) {
                    const double e = std::exp(row.ours.value);
                    return VectorNumbers{e, times(e, row.ours).gradient};
                  }});
  list.push_back({.what = "the square root of ours",
                  .why = "a distance in the place of its square",
                  .expected = [](const Row& row) {
                    const double root = std::sqrt(row.ours.value);
                    return VectorNumbers{root, times(0.5 / root, row.ours).gradient};
                  }});
}

// `why_turned` is said of gradients whose sign is turned.
template <class Row>
std::vector<HypothesisOf<Row>> general_hypotheses(const char* why_turned) {
  std::vector<HypothesisOf<Row>> list = common_factors<Row>();
  list.push_back({.what = "ours with the sign turned", .why = why_turned, .expected = [](const Row& row) {
                    return gradient_alone(times(-1, row.ours).gradient);
                  }});
  list.push_back(all_signs_turned<Row>());
  list.push_back({.what = "0", .why = "where ours are not: nothing was computed there", .expected = [](const Row& row) {
                    return gradient_alone(std::vector<double>(row.ours.gradient.size(), 0.0));
                  }});
  add_transforms(list);
  return list;
}

template <class Row>
std::vector<HypothesisOf<Row>> parameter_hypotheses(const typename Row::Kind& loss) {
  std::vector<HypothesisOf<Row>> list;
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
    if (!is_shape(loss, i)) continue;
    const Parameter& p = loss.parameters()[i];
    for (const double neutral : {0.0, 1.0}) {
      list.push_back(
          {.what = fmt::format("ours with {} = {}", p.symbol, neutral),
           .why = fmt::format("{}, the {}, is forgotten", p.symbol, p.role),
           .expected = [i,
                        neutral](const Row& row) { return numbers_of_loss(with_parameter(row.loss, i, neutral), row); },
           .also = true});
    }
    for (const ParameterPower& f : parameter_powers) {
      list.push_back(
          {.what = fmt::format(fmt::runtime(f.what), p.symbol),
           .why = fmt::format(fmt::runtime(f.why), p.symbol),
           .expected =
               [i, f](const Row& row) { return times(f.factor * std::pow(row.loss.parameter(i), f.power), row.ours); },
           .also = true});
    }
    add_confusions<Row>(list, p, i);
    for (std::size_t j = 0; j < i; ++j) {
      if (is_shape(loss, j)) add_exchange<Row>(list, loss, j, i);
    }
  }
  return list;
}

}  // namespace losslab::cli
