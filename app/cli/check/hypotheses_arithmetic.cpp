// The usual mistakes of the arithmetic, and factors that only the rows themselves can tell.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/cli/check/hypothesis.h"
#include "app/cli/text.h"

namespace losslab::cli {
namespace {

constexpr double silent = std::numeric_limits<double>::quiet_NaN();

// Where exponentials saturate or squares vanish beside 1.
bool is_extreme(const CheckedRow& row) {
  const double size = std::fabs(row.x);
  return size >= 20 || size <= 1e-2;
}

// The size of the terms that cancel in a textbook form.
double size_of_terms(const CheckedRow& row) {
  double size = 1;
  for (std::size_t i = 0; i < row.loss.parameters().size(); ++i) {
    const double s = row.loss.parameter(i);
    if (std::isfinite(s)) size = std::max(size, s * s);
  }
  return size;
}

bool is_unstable(const CheckedRow& row, Quantity quantity) {
  const double theirs = pick(row.theirs, quantity), ours = pick(row.ours, quantity);
  if (std::isnan(theirs)) return !std::isnan(ours) && is_extreme(row);
  if (std::isinf(theirs)) return std::isfinite(ours) && is_extreme(row);
  if (!is_extreme(row)) return false;
  return (theirs == 0 && std::fabs(ours) < 1e-3) || std::fabs(theirs - ours) <= 1e-14 * size_of_terms(row);
}

// The same number after it was printed with a format and read again.
double reprinted(double value, int digits, bool decimals) {
  if (!std::isfinite(value)) return silent;
  const std::string text = decimals ? fmt::format("{:.{}f}", value, digits) : fmt::format("{:.{}g}", value, digits);
  return read_number(text).value_or(silent);
}

void add_rounding(std::vector<Hypothesis>& list) {
  for (const bool decimals : {true, false}) {
    for (int digits = 12; digits >= 3; --digits) {
      list.push_back({.what = fmt::format("ours rounded to {} {}", digits, decimals ? "decimals" : "digits"),
                      .why = "print 17 digits, or compare with a larger --tolerance",
                      .explains =
                          [digits, decimals](const CheckedRow& row, Quantity quantity) {
                            return pick(row.theirs, quantity) == reprinted(pick(row.ours, quantity), digits, decimals);
                          },
                      .share = 0.8});
    }
  }
}

bool close(const CheckedRow& row, Quantity quantity, double relative, double absolute) {
  return Tolerance{relative, absolute}.accepts(pick(row.theirs, quantity), pick(row.ours, quantity));
}

// Forward and central differences of our value, as far as their rounding lets them be told.
void add_differences(std::vector<Hypothesis>& list) {
  for (const bool central : {true, false}) {
    for (int digits = 1; digits <= 8; ++digits) {
      const double h = std::pow(10.0, -digits);
      const auto explains = [central, h](const CheckedRow& row, Quantity quantity) {
        if (quantity != Quantity::gradient) return false;
        const double ahead = row.loss.at(row.x + h).value,
                     behind = central ? row.loss.at(row.x - h).value : row.ours.value;
        const double slope = (ahead - behind) / (central ? 2 * h : h);
        const double rounding = 1e-15 * (1 + std::fabs(ahead) + std::fabs(behind)) / h;
        return Tolerance{1e-9, rounding}.accepts(row.theirs.gradient, slope);
      };
      list.push_back({.what = fmt::format("{} differences with h = 1e-{}", central ? "central" : "forward", digits),
                      .why = "they are near the derivative, not equal to it",
                      .explains = explains,
                      .share = 0.5});
    }
  }
}

void add_precision(std::vector<Hypothesis>& list) {
  list.push_back({.what = "ours to about 7 digits",
                  .why = "they were computed in single precision (float32)",
                  .explains = [](const CheckedRow& row, Quantity quantity) { return close(row, quantity, 2e-6, 3e-7); },
                  .share = 0.8});
  list.push_back({.what = "ours to about 5 digits, at values that agree",
                  .why = "they come from finite differences",
                  .explains =
                      [](const CheckedRow& row, Quantity quantity) {
                        return quantity != Quantity::value && !row.differs[0] && close(row, quantity, 1e-4, 1e-5);
                      },
                  .share = 0.8});
}

// The numbers of a column that differ and have a ratio.
std::vector<const CheckedRow*> rows_with_ratio(Rows rows, Quantity quantity) {
  std::vector<const CheckedRow*> found;
  for (const CheckedRow* row : rows) {
    const double ours = pick(row->ours, quantity), theirs = pick(row->theirs, quantity);
    if (row->differs[static_cast<std::size_t>(quantity)] && ours != 0 && std::isfinite(ours) && std::isfinite(theirs))
      found.push_back(row);
  }
  return found;
}

Hypothesis fitted_factor(double k, std::string what, std::string why) {
  return {.what = std::move(what),
          .why = std::move(why),
          .expected = [k](const CheckedRow& row) -> Jet<double> {
            return {k * row.ours.value, k * row.ours.gradient, k * row.ours.curvature};
          },
          .fitted = true};
}

void add_ratio(std::vector<Hypothesis>& list, double ratio, std::size_t row_count) {
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
    list.push_back(fitted_factor(whole, fmt::format("{} times ours", whole), meaning_of(whole)));
  } else if (inverse >= 2 && inverse <= 1e7 && near(1 / ratio, inverse)) {
    list.push_back(fitted_factor(1 / inverse, fmt::format("ours divided by {}", inverse),
                                 rows(inverse) + "the mean was taken where the number of one sample is due"));
  } else {
    list.push_back(fitted_factor(ratio, fmt::format("{:.10g} times ours", ratio),
                                 "one constant factor, which nothing that is known explains"));
  }
}

void add_offset(std::vector<Hypothesis>& list, double offset) {
  list.push_back({.what = fmt::format("ours {} {:.10g}", offset < 0 ? "\u2212" : "+", std::fabs(offset)),
                  .why = "one constant, which moves no minimum",
                  .expected = [offset](const CheckedRow& row) -> Jet<double> {
                    return {row.ours.value + offset, silent, silent};
                  },
                  .fitted = true});
}

// One number for the whole batch in the place of each sample's own.
void add_reductions(std::vector<Hypothesis>& list, Rows rows) {
  for (const Quantity quantity : {Quantity::value, Quantity::gradient}) {
    double sum = 0;
    for (const CheckedRow* row : rows) sum += pick(row->ours, quantity);
    const double mean = sum / static_cast<double>(rows.size());
    for (const bool is_sum : {false, true}) {
      const double number = is_sum ? sum : mean;
      list.push_back({.what = fmt::format("the {} of ours over the rows", is_sum ? "sum" : "mean"),
                      .why = "it was reduced over the batch, where the number of each sample is due",
                      .expected = [number, quantity](const CheckedRow&) -> Jet<double> {
                        if (quantity == Quantity::value) return {number, silent, silent};
                        return {silent, number, silent};
                      },
                      .fitted = true});
    }
  }
}

}  // namespace

std::vector<Hypothesis> arithmetic_hypotheses(const Loss* loss) {
  std::vector<Hypothesis> list;
  list.push_back({.what = "another subgradient than ours",
                  .why = "x is a kink: any subgradient is right there, ours is the one of least absolute value",
                  .explains =
                      [](const CheckedRow& row, Quantity quantity) {
                        return quantity == Quantity::gradient &&
                               is_subgradient(row.loss, row.x, row.theirs.gradient, Tolerance{1e-9, 1e-12});
                      },
                  .share = 0});
  list.push_back({.what = "not numbers, infinite, 0 or without digits at extreme arguments alone",
                  .why = "an unstable form: take " + stable_form(loss),
                  .explains = is_unstable,
                  .share = 0});
  list.push_back({.what = "not numbers",
                  .why = "the fields are empty, or nothing was computed",
                  .explains = [](const CheckedRow& row, Quantity q) { return std::isnan(pick(row.theirs, q)); },
                  .share = 0});
  add_rounding(list);
  add_differences(list);
  add_precision(list);
  return list;
}

std::vector<Hypothesis> fitted_hypotheses(Rows rows) {
  std::vector<Hypothesis> list;
  for (const Quantity quantity : all_quantities) {
    const std::vector<const CheckedRow*> found = rows_with_ratio(rows, quantity);
    if (found.size() < 3) continue;
    // A number of ours that is large beside its rounding.
    const CheckedRow* row = *std::ranges::max_element(
        found, {}, [quantity](const CheckedRow* r) { return std::fabs(pick(r->ours, quantity)); });
    add_ratio(list, pick(row->theirs, quantity) / pick(row->ours, quantity), rows.size());
    if (quantity != Quantity::value) continue;
    const CheckedRow* least =
        *std::ranges::min_element(found, {}, [](const CheckedRow* r) { return std::fabs(r->ours.value); });
    add_offset(list, least->theirs.value - least->ours.value);
  }
  add_reductions(list, rows);
  return list;
}

}  // namespace losslab::cli
