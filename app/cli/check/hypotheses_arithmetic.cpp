// The usual mistakes of the arithmetic, and factors that only the rows themselves can tell.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "app/cli/check/diagnose.h"
#include "app/cli/check/hypothesis.h"
#include "app/cli/text.h"

namespace losslab::cli {
namespace {

constexpr double silent = std::numeric_limits<double>::quiet_NaN();

// The value alone, and all but the value.
void silence_slopes(Jet<double>& jet) { jet.gradient = jet.curvature = silent; }
void silence_slopes(VectorNumbers&) {}
template <class Row>
typename Row::Numbers of_value(double value) {
  typename Row::Numbers numbers = {};
  numbers.value = value;
  silence_slopes(numbers);
  return numbers;
}
Jet<double> without_value(const Jet<double>& jet) { return {silent, jet.gradient, silent}; }
VectorNumbers without_value(VectorNumbers numbers) {
  numbers.value = silent;
  return numbers;
}

// The value alone where the gradients do not go together.
void add_to(Jet<double>& sum, const Jet<double>& jet) {
  sum.value += jet.value;
  sum.gradient += jet.gradient;
}
void add_to(VectorNumbers& sum, const VectorNumbers& numbers) {
  sum.value += numbers.value;
  if (sum.gradient.size() != numbers.gradient.size()) sum.gradient.clear();
  if (sum.gradient.empty()) return;
  std::ranges::transform(sum.gradient, numbers.gradient, sum.gradient.begin(), std::plus());
}

// Whether a pair of numbers of this quantity, theirs and ours, is so throughout.
template <class Row, class Holds>
bool all_pairs(const Row& row, Quantity quantity, Holds holds) {
  return std::ranges::equal(numbers_of(row.theirs, quantity), numbers_of(row.ours, quantity), holds);
}

template <class Row>
bool is_unstable(const Row& row, Quantity quantity) {
  if (!is_extreme(row.x)) return false;
  const double rounding = 1e-14 * size_of_terms(row);
  return all_pairs(row, quantity, [rounding](double theirs, double ours) {
    if (std::isnan(theirs)) return !std::isnan(ours);
    if (std::isinf(theirs)) return std::isfinite(ours);
    return (theirs == 0 && std::fabs(ours) < 1e-3) || std::fabs(theirs - ours) <= rounding;
  });
}

// The same number after it was printed with a format and read again.
double reprinted(double value, int digits, bool decimals) {
  if (!std::isfinite(value)) return silent;
  const std::string text = decimals ? fmt::format("{:.{}f}", value, digits) : fmt::format("{:.{}g}", value, digits);
  return read_number(text).value_or(silent);
}

template <class Row>
void add_rounding(std::vector<HypothesisOf<Row>>& list) {
  for (const bool decimals : {true, false}) {
    for (int digits = 12; digits >= 3; --digits) {
      list.push_back({.what = fmt::format("ours rounded to {} {}", digits, decimals ? "decimals" : "digits"),
                      .why = "print 17 digits, or compare with a larger --tolerance",
                      .explains =
                          [digits, decimals](const Row& row, Quantity quantity) {
                            return all_pairs(row, quantity, [&](double theirs, double ours) {
                              return theirs == reprinted(ours, digits, decimals);
                            });
                          },
                      .share = 0.8});
    }
  }
}

template <class Row>
bool close(const Row& row, Quantity quantity, double relative, double absolute) {
  return Tolerance{relative, absolute}.accepts(numbers_of(row.theirs, quantity), numbers_of(row.ours, quantity));
}

// Forward and central differences of our value, as far as their rounding lets them be told.
template <class Row>
void add_differences(std::vector<HypothesisOf<Row>>& list) {
  for (const bool central : {true, false}) {
    for (int digits = 1; digits <= 8; ++digits) {
      const double h = std::pow(10.0, -digits);
      const auto explains = [central, h](const Row& row, Quantity quantity) {
        if (quantity != Quantity::gradient) return false;
        const auto theirs = numbers_of(row.theirs, quantity);
        for (std::size_t k = 0; k < theirs.size(); ++k) {
          const double ahead = value_beside(row, k, h), behind = central ? value_beside(row, k, -h) : row.ours.value;
          const double slope = (ahead - behind) / (central ? 2 * h : h);
          // Nothing is rounded where the loss is flat at 0.
          const bool flat = ahead == 0 && behind == 0;
          const double rounding = flat ? 0 : 1e-15 * (1 + std::fabs(ahead) + std::fabs(behind)) / h;
          // Differences of large numbers have too few digits to be told from any others.
          if (rounding > 1e-5 * std::max(1.0, std::fabs(slope))) return false;
          if (!Tolerance{1e-9, rounding}.accepts(theirs[k], slope)) return false;
        }
        return true;
      };
      list.push_back({.what = fmt::format("{} differences with h = 1e-{}", central ? "central" : "forward", digits),
                      .why = "they are near the derivative, not equal to it",
                      .explains = explains,
                      .share = 0.5});
    }
  }
}

template <class Row>
void add_precision(std::vector<HypothesisOf<Row>>& list) {
  list.push_back({.what = "ours to about 7 digits",
                  .why = "they were computed in single precision (float32)",
                  .explains = [](const Row& row, Quantity quantity) { return close(row, quantity, 2e-6, 3e-7); },
                  .share = 0.8});
  list.push_back({.what = "ours to about 5 digits, at values that agree",
                  .why = "they come from finite differences",
                  .explains =
                      [](const Row& row, Quantity quantity) {
                        return quantity != Quantity::value && !row.differs[0] && close(row, quantity, 1e-4, 1e-5);
                      },
                  .share = 0.8});
}

// Numbers of a column that differ and have a ratio.
struct Pair {
  double theirs, ours;
};
template <class Row>
std::vector<Pair> pairs_with_ratio(RowsOf<Row> rows, Quantity quantity) {
  std::vector<Pair> found;
  for (const Row* row : rows) {
    if (!row->differs[static_cast<std::size_t>(quantity)]) continue;
    const auto theirs = numbers_of(row->theirs, quantity), ours = numbers_of(row->ours, quantity);
    for (std::size_t k = 0; k < theirs.size(); ++k) {
      if (ours[k] != 0 && std::isfinite(ours[k]) && std::isfinite(theirs[k])) found.push_back({theirs[k], ours[k]});
    }
  }
  return found;
}

template <class Row>
HypothesisOf<Row> fitted_factor(double k, const std::string& what, const std::string& why, bool also = false) {
  return {.what = what,
          .why = why,
          .expected = [k](const Row& row) { return times(k, row.ours); },
          .fitted = true,
          .also = also};
}

template <class Row>
void add_ratio(std::vector<HypothesisOf<Row>>& list, double ratio, std::size_t row_count) {
  const double whole = std::round(ratio), inverse = std::round(1 / ratio);
  const auto near = [](double a, double b) { return std::fabs(a - b) <= 1e-8 * std::fabs(b); };
  const auto rows = [row_count](double n) {
    return n == static_cast<double>(row_count) ? fmt::format("{} is the number of rows: ", n) : std::string();
  };
  const auto meaning_of = [&rows, row_count](double n) {
    if (n == static_cast<double>(row_count)) return rows(n) + "a sum over that many samples stands for the mean";
    return fmt::format("a sum over {0} samples stands for the mean, or a factor 1/{0} is missing", n);
  };
  if (whole >= 2 && whole <= 1e7 && near(ratio, whole)) {
    list.push_back(fitted_factor<Row>(whole, fmt::format("{} times ours", whole), meaning_of(whole),
                                      whole == static_cast<double>(row_count)));
  } else if (inverse >= 2 && inverse <= 1e7 && near(1 / ratio, inverse)) {
    list.push_back(fitted_factor<Row>(1 / inverse, fmt::format("ours divided by {}", inverse),
                                      rows(inverse) + "the mean was taken where the number of one sample is due",
                                      inverse == static_cast<double>(row_count)));
  } else {
    list.push_back(fitted_factor<Row>(ratio, fmt::format("{:.10g} times ours", ratio),
                                      "one constant factor, which nothing that is known explains"));
  }
}

template <class Row>
void add_offset(std::vector<HypothesisOf<Row>>& list, double offset) {
  list.push_back({.what = fmt::format("ours {} {:.10g}", offset < 0 ? "\u2212" : "+", std::fabs(offset)),
                  .why = "one constant, which moves no minimum",
                  .expected = [offset](const Row& row) { return of_value<Row>(row.ours.value + offset); },
                  .fitted = true});
}

// One number, or one gradient, for the whole batch in the place of each sample's own.
template <class Row>
void add_reductions(std::vector<HypothesisOf<Row>>& list, RowsOf<Row> rows) {
  typename Row::Numbers sum = times(0, rows[0]->ours);
  for (const Row* row : rows) add_to(sum, row->ours);
  for (const bool of_values : {true, false}) {
    for (const bool is_sum : {false, true}) {
      const auto number = times(is_sum ? 1.0 : 1.0 / static_cast<double>(rows.size()), sum);
      list.push_back({.what = fmt::format("the {} of ours over the rows", is_sum ? "sum" : "mean"),
                      .why = "it was reduced over the batch, where the number of each sample is due",
                      .expected = [number = of_values ? of_value<Row>(number.value)
                                                      : without_value(number)](const Row&) { return number; },
                      .fitted = true});
    }
  }
}

// At a kink of several numbers there is no gradient to compare with, or any subgradient agrees.
void add_subgradients(std::vector<LogitsHypothesis>&) {}
void add_subgradients(std::vector<InputHypothesis>&) {}
void add_subgradients(std::vector<Hypothesis>& list) {
  list.push_back({.what = "another subgradient than ours",
                  .why = "x is a kink: any subgradient is right there, ours is the one of least absolute value",
                  .explains =
                      [](const CheckedRow& row, Quantity quantity) {
                        return quantity == Quantity::gradient &&
                               is_subgradient(row.loss, row.x, row.theirs.gradient, Tolerance{1e-9, 1e-12});
                      },
                  .share = 0});
}

}  // namespace

template <class Row>
std::vector<HypothesisOf<Row>> arithmetic_hypotheses(const typename Row::Kind* loss) {
  std::vector<HypothesisOf<Row>> list;
  add_subgradients(list);
  list.push_back({.what = "not numbers, infinite, 0 or without digits at extreme arguments alone",
                  .why = "an unstable form: take " + stable_form(loss),
                  .explains = is_unstable<Row>,
                  .share = 0});
  list.push_back({.what = "not numbers",
                  .why = "the fields are empty, or nothing was computed",
                  .explains =
                      [](const Row& row, Quantity q) {
                        return std::ranges::all_of(numbers_of(row.theirs, q), [](double x) { return std::isnan(x); });
                      },
                  .share = 0});
  add_rounding(list);
  add_differences(list);
  add_precision(list);
  return list;
}

template <class Row>
std::vector<HypothesisOf<Row>> fitted_hypotheses(RowsOf<Row> rows) {
  std::vector<HypothesisOf<Row>> list;
  for (const Quantity quantity : all_quantities) {
    const std::vector<Pair> found = pairs_with_ratio(rows, quantity);
    if (found.size() < 3) continue;
    const auto size = [](const Pair& pair) { return std::fabs(pair.ours); };
    // A number of ours that is large beside its rounding.
    const Pair& most = *std::ranges::max_element(found, {}, size);
    add_ratio(list, most.theirs / most.ours, rows.size());
    if (quantity != Quantity::value) continue;
    const Pair& least = *std::ranges::min_element(found, {}, size);
    add_offset(list, least.theirs - least.ours);
  }
  add_reductions(list, rows);
  return list;
}

template std::vector<Hypothesis> arithmetic_hypotheses<CheckedRow>(const Loss*);
template std::vector<LogitsHypothesis> arithmetic_hypotheses<LogitsRow>(const VectorLoss*);
template std::vector<InputHypothesis> arithmetic_hypotheses<InputRow>(const InputLoss*);
template std::vector<Hypothesis> fitted_hypotheses<CheckedRow>(RowsOf<CheckedRow>);
template std::vector<LogitsHypothesis> fitted_hypotheses<LogitsRow>(RowsOf<LogitsRow>);
template std::vector<InputHypothesis> fitted_hypotheses<InputRow>(RowsOf<InputRow>);

}  // namespace losslab::cli
