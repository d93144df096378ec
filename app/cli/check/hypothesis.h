#pragma once
#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/cli/check/diagnose.h"

namespace losslab::cli {

// A row of a table beside our own numbers. The arrays are indexed by Quantity.
struct CheckedRow {
  std::size_t line;
  Loss loss;
  double x;
  Jet<double> theirs, ours;
  std::array<bool, 3> compared, differs;

  bool differs_at_all() const { return differs[0] || differs[1] || differs[2]; }
};
using Rows = std::span<const CheckedRow* const>;

// One mistake that somebody may have made, as the numbers that it leads to.
struct Hypothesis {
  std::string what;      // ends "the differing values are ..."
  std::string why = {};  // one clause, or empty
  // The numbers that the mistake makes of a row; NaN where it says nothing. Absent where `explains` judges instead.
  std::function<Jet<double>(const CheckedRow&)> expected = {};
  // Whether the mistake accounts for a number that has no one expected value: NaN, lost digits.
  std::function<bool(const CheckedRow&, Quantity)> explains = {};
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

// Of any loss, without a word about its parameters: factors, signs, logarithms. `family` where all rows have one.
std::vector<Hypothesis> general_hypotheses(std::optional<Family> family);
// Its parameters confused, lost or doubled, and terms of them missing on one branch.
std::vector<Hypothesis> parameter_hypotheses(const Loss& loss);
// Another argument or another variable: the labels, the probability, its clamps.
std::vector<Hypothesis> variable_hypotheses(const Loss& loss);
// The numbers of another loss of the catalogue. `same_parameters` where those of `loss` are those of all rows.
std::vector<Hypothesis> other_loss_hypotheses(const Loss& loss, bool same_parameters);
// How the numbers were computed: unstable forms, single precision, few digits, finite differences. `loss` where all
// rows have one.
std::vector<Hypothesis> arithmetic_hypotheses(const Loss* loss);
// A factor or a constant read off the rows: sums for means, and what has no name.
std::vector<Hypothesis> fitted_hypotheses(Rows rows);

// The form in which a loss keeps its digits at every argument; a general counsel for none.
std::string stable_form(const Loss* loss);

}  // namespace losslab::cli
