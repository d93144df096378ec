#include "losses/expression/own_loss_text.h"

namespace losslab {

const char* variable_of_family(Family family) {
  switch (family) {
    case Family::margin:
    case Family::probability:
      return "m";
    case Family::of_probability:
      return "p";
    case Family::score:
      return "q";
    default:
      return "r";
  }
}

Family family_of_variable(std::string_view variable) {
  if (variable == "m") return Family::margin;
  if (variable == "p") return Family::of_probability;
  if (variable == "q") return Family::score;
  return Family::residual;
}

OwnParameter usual_parameter(std::string_view name) {
  OwnParameter parameter;
  parameter.name = name;
  return parameter;
}

}  // namespace losslab
