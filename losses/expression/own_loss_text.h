#pragma once
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "losses/core/info.h"
#include "losses/core/parameter.h"

namespace losslab {

// What is said of one parameter of somebody's own loss. The fields are those of Parameter.
struct OwnParameter {
  std::string name = {};    // as the formula has it, Greek letters by name: "delta"
  std::string symbol = {};  // as printed; empty: by its name, "δ"
  std::string role = {};    // "threshold"; may be empty
  double initial = 1;
  double slider_min = 0, slider_max = 5;
  Scale scale = Scale::linear;
  double lower = -std::numeric_limits<double>::infinity(), upper = std::numeric_limits<double>::infinity();
  bool open_lower = false, open_upper = false;
  friend bool operator==(const OwnParameter&, const OwnParameter&) = default;
};

// Somebody's own loss as text: what is stored of it, compared and shared. Loss(OwnLossText) makes a loss of it.
struct OwnLossText {
  std::string id = {};    // small letters, digits and '_'; none of the catalogue's
  std::string name = {};  // "My robust loss"; empty: the first line of the formula
  Family family = Family::residual;
  std::string formula = {};  // see parse_expression(); its variable is that of the family
  // Of those of the formula that are not listed the usual is taken. What the formula does not have is kept for when it
  // has it again, and does nothing.
  std::vector<OwnParameter> parameters = {};
  // Its number among the styles of the curves, a colour and a dash; −1: as its place in a list gives it.
  int style = -1;
  friend bool operator==(const OwnLossText&, const OwnLossText&) = default;
};

// The variable that the formulas of a family are written in: "r", "m", "p" or "q". Own losses are of the residual, of
// the margin (Family::margin or ::probability), of the probability p itself, or scores.
const char* variable_of_family(Family family);
// The family of the formulas in that variable: "r", "m", "p" or "q".
Family family_of_variable(std::string_view variable);

// The OwnParameter of that name that the loss has where the text says nothing of it.
OwnParameter usual_parameter(std::string_view name);

}  // namespace losslab
