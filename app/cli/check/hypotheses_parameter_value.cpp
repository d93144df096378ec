// A value of a parameter, other than the one that the table names, that makes our numbers theirs.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/cli/check/shared_hypotheses.h"

namespace losslab::cli {
namespace {

constexpr int steps = 200;  // across the range of the slider
constexpr std::size_t most_values = 3;

// Theirs less ours with the parameter changed; NaN where that cannot be.
template <class Row>
double miss(const Row& row, std::size_t i, double value) {
  return numbers_of_loss(with_parameter(row.loss, i, value), row).value - row.theirs.value;
}

double between(const Parameter& p, double share) {
  if (p.scale == Scale::linear) return p.slider_min + share * (p.slider_max - p.slider_min);
  return p.slider_min * std::pow(p.slider_max / p.slider_min, share);
}

// Where the miss changes its sign from a to b, to the last digit.
template <class Row>
double root_between(const Row& row, std::size_t i, double a, double b) {
  const bool rises = miss(row, i, a) < 0;
  for (int step = 0; step < 100; ++step) {
    const double middle = 0.5 * (a + b);
    if (middle == a || middle == b) break;
    ((miss(row, i, middle) < 0) == rises ? a : b) = middle;
  }
  return std::fabs(miss(row, i, a)) < std::fabs(miss(row, i, b)) ? a : b;
}

// The row whose value is furthest from ours; null where none differs by a number.
template <class Row>
const Row* furthest(RowsOf<Row> rows) {
  const Row* found = nullptr;
  double most = 0;
  for (const Row* row : rows) {
    const double apart = std::fabs(row->theirs.value - row->ours.value);
    if (!row->differs[0] || !std::isfinite(apart) || apart <= most) continue;
    found = row;
    most = apart;
  }
  return found;
}

}  // namespace

template <class Row>
std::vector<HypothesisOf<Row>> parameter_value_hypotheses(RowsOf<Row> rows) {
  std::vector<HypothesisOf<Row>> list;
  const Row* const row = furthest(rows);
  if (row == nullptr) return list;
  for (std::size_t i = 0; i < row->loss.parameters().size(); ++i) {
    const Parameter& p = row->loss.parameters()[i];
    if (!is_shape(row->loss, i)) continue;
    const std::size_t before = list.size();
    double from = between(p, 0), missed = miss(*row, i, from);
    for (int step = 1; step <= steps && list.size() < before + most_values; ++step) {
      const double to = between(p, static_cast<double>(step) / steps), next = miss(*row, i, to);
      if (missed * next <= 0) {
        const double value = root_between(*row, i, from, to);
        list.push_back(
            {.what = fmt::format("ours with {} = {:.10g}", p.symbol, value),
             .why = fmt::format("another value than that of the table for {}, the {}", p.symbol, p.role),
             .expected = [i, value](const Row& r) { return numbers_of_loss(with_parameter(r.loss, i, value), r); },
             .fitted = true});
      }
      from = to;
      missed = next;
    }
  }
  return list;
}

template std::vector<Hypothesis> parameter_value_hypotheses<CheckedRow>(RowsOf<CheckedRow>);
template std::vector<LogitsHypothesis> parameter_value_hypotheses<LogitsRow>(RowsOf<LogitsRow>);
template std::vector<InputHypothesis> parameter_value_hypotheses<InputRow>(RowsOf<InputRow>);

}  // namespace losslab::cli
