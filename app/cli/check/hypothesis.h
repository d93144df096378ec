#pragma once
#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/cli/check/checked_row.h"

namespace losslab::cli {

template <class Row>
using RowsOf = std::span<const Row* const>;
using Rows = RowsOf<CheckedRow>;

// One mistake that somebody may have made, as the numbers that it leads to.
template <class Row>
struct HypothesisOf {
  std::string what;      // ends "the differing values are ..."
  std::string why = {};  // one clause, or empty
  // The numbers that the mistake makes of a row; NaN or none where it says nothing. Absent where `explains` judges
  // instead.
  std::function<typename Row::Numbers(const Row&)> expected = {};
  // Whether the mistake accounts for a number that has no one expected value: NaN, lost digits.
  std::function<bool(const Row&, Quantity)> explains = {};
  // A row that agrees with ours where the mistake would show speaks against it. False for mistakes that befall some
  // rows alone, as those of one class.
  bool everywhere = true;
  // Was made to fit this very table (a free factor), and so has to fit every differing number of a column, at three
  // different numbers of ours or more.
  bool fitted = false;
  // The least share of a loss's differing rows that it has to explain to be worth saying.
  double share = 0.2;
  // Worth adding whose numbers these are, where they are those of another loss.
  bool may_be_another_loss = false;
  // Worth adding where another hypothesis leads to the same numbers.
  bool also = false;
};
using Hypothesis = HypothesisOf<CheckedRow>;
using LogitsHypothesis = HypothesisOf<LogitsRow>;
using InputHypothesis = HypothesisOf<InputRow>;

template <class List>
void append(List& list, List more) {
  std::ranges::move(more, std::back_inserter(list));
}

// Mistakes of the mathematics in rows of one loss, each with one exact number: factors, signs, parameters, branches,
// arguments and variables.
std::vector<Hypothesis> exact_hypotheses(Rows rows);
std::vector<LogitsHypothesis> exact_hypotheses(RowsOf<LogitsRow> rows);
std::vector<InputHypothesis> exact_hypotheses(RowsOf<InputRow> rows);
// Those that losses of several kinds may share.
std::vector<Hypothesis> hypotheses_of_all(Rows rows);
std::vector<LogitsHypothesis> hypotheses_of_all(RowsOf<LogitsRow> rows);
std::vector<InputHypothesis> hypotheses_of_all(RowsOf<InputRow> rows);
// Another argument or another variable: the labels, the probability, its clamps.
std::vector<Hypothesis> variable_hypotheses(const Loss& loss);
// The numbers of another loss of the catalogue. `same_parameters` where those of `loss` are those of all rows.
std::vector<Hypothesis> other_loss_hypotheses(const Loss& loss, bool same_parameters);
std::vector<LogitsHypothesis> other_loss_hypotheses(const VectorLoss& loss, bool same_parameters);
std::vector<InputHypothesis> other_loss_hypotheses(const InputLoss& loss, bool same_parameters);

// How the numbers were computed: unstable forms, single precision, few digits, finite differences. `loss` where all
// rows have one.
template <class Row>
std::vector<HypothesisOf<Row>> arithmetic_hypotheses(const typename Row::Kind* loss);
// A factor or a constant read off the rows: sums for means, and what has no name.
template <class Row>
std::vector<HypothesisOf<Row>> fitted_hypotheses(RowsOf<Row> rows);
// Another value of one parameter, read off rows of one loss.
template <class Row>
std::vector<HypothesisOf<Row>> parameter_value_hypotheses(RowsOf<Row> rows);

// The form in which a loss keeps its digits at every argument; a general counsel for none.
std::string stable_form(const Loss* loss);
std::string stable_form(const VectorLoss* loss);
std::string stable_form(const InputLoss* loss);

}  // namespace losslab::cli
