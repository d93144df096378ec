#pragma once
#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "losses/core/loss.h"

namespace losslab::testing {

// A row of the reference tables of the losses of one variable, which were computed at 420 digits.
struct ExactRow {
  Loss loss;
  double x, value;
  std::optional<double> gradient, curvature;
};

inline double number_of(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

inline std::vector<ExactRow> exact_rows() {
  std::vector<ExactRow> rows;
  for (const char* name : {"scalar_shared.csv", "scalar_more.csv"}) {
    std::ifstream file(std::string(LOSSLAB_TEST_DATA "/reference/") + name);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
      std::vector<std::string> fields;
      std::stringstream stream(line + ",");
      for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
      Loss loss(fields.at(0));
      loss.set_from_text(fields.at(1));
      const auto optional = [](const std::string& text) {
        return text.empty() ? std::nullopt : std::optional(number_of(text));
      };
      rows.push_back(
          {loss, number_of(fields.at(2)), number_of(fields.at(3)), optional(fields.at(4)), optional(fields.at(5))});
    }
  }
  return rows;
}

// Whether the expressions of the catalogue say anything of the row: a series of more terms has no expression, and where
// a scale is so large that the square of r/c leaves the range, r²/2 is all that there would be to calculate.
inline bool has_expression(const ExactRow& row) {
  const double first = row.loss.parameters().empty() ? 0 : row.loss.parameter(std::size_t{0});
  if (first > row.loss.info().expression_up_to) return false;
  return row.loss.id() != "welsch" || first < 1e50;
}

// How far a value or a gradient may be off beside 1e-12 of itself, as the tables say.
inline double slack(const ExactRow& row) {
  const Family family = row.loss.info().family;
  const bool on_probability = family == Family::of_probability || family == Family::score;
  return on_probability || row.loss.id() == "poisson_nll" ? 1e-15 : 1e-300;
}

}  // namespace losslab::testing
