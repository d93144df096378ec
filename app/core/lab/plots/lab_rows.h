#pragma once
#include <limits>
#include <string>
#include <vector>

#include "app/core/lab/results/lab.h"

namespace losslab {

// Of either class, as it is in truth where that is known, how much lies on its side of a competitor's boundary now.
struct Recalls {
  double positive = std::numeric_limits<double>::quiet_NaN(), negative = positive;
};
Recalls class_recalls(const Lab& lab, std::size_t competitor);
// The class that less than a tenth of the samples are of, 1 or −1; 0 where there is none: where there is one, all
// labels but its own can be met without finding it.
int rare_class(const Dataset& data);

// The table of a laboratory: one row for each competitor, with the truth first where it is known.
struct LabRow {
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  std::string id;                  // the runner's; empty for the truth
  std::string label;               // its name
  std::vector<double> parameters;  // in the data's units, in the order of the model's names; empty for networks
  double objective = unknown, given_error = unknown, clean_error = unknown;
  double cost = unknown;  // see Measures::cost
  Recalls found{};        // classification
  std::string state{};    // "", or why it stopped
};
std::vector<LabRow> lab_rows(const Document& document, const Lab& lab);

// RMSE of a line over all points and over those that are not outliers, and its cost; NaN where those are not known. No
// objective.
Measures line_errors(const Dataset& data, Dataset::Line line);

}  // namespace losslab
