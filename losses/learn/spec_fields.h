#pragma once
#include <span>

#include "losses/learn/dataset.h"

namespace losslab {

// One number among the settings of the generators: its key, where it is kept, its bounds (inclusive) and who uses it.
// The parser, the printer and the generators' own check read the same table.
struct NumberField {
  const char* key;
  double DataSpec::*member;
  int DataSpec::*whole;  // instead of `member`
  double lower, upper;
  bool line, gaussians, moons;

  bool used_by(DataSpec::Kind kind) const;
  double get(const DataSpec& spec) const;
  void set(DataSpec& spec, double value) const;
};

std::span<const NumberField> number_fields();
// Throws InputError where the value is out of bounds or not a number.
void check_field(const NumberField& field, double value);
const char* generator_name(DataSpec::Kind kind);

}  // namespace losslab
