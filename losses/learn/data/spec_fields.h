#pragma once
#include <span>
#include <string_view>

#include "losses/learn/data/dataset.h"

namespace losslab {

// Which generators use a setting: one bit for each DataSpec::Kind.
using KindSet = unsigned;

// One number among the settings of the generators: its key, where it is kept, its bounds (inclusive) and who uses it.
// The parser, the printer and the generators' own check read the same table.
struct NumberField {
  const char* key;
  double DataSpec::*member;
  int DataSpec::*whole;  // instead of `member`
  double lower, upper;
  KindSet kinds;

  bool used_by(DataSpec::Kind kind) const { return (kinds >> static_cast<unsigned>(kind) & 1U) != 0; }
  double get(const DataSpec& spec) const;
  void set(DataSpec& spec, double value) const;
};

// One choice of a few words.
struct WordField {
  const char* key;
  std::span<const char* const> words;
  int (*get)(const DataSpec&);
  void (*set)(DataSpec&, int);
  KindSet kinds;

  bool used_by(DataSpec::Kind kind) const { return (kinds >> static_cast<unsigned>(kind) & 1U) != 0; }
};

std::span<const NumberField> number_fields();
std::span<const WordField> word_fields();
// Throws InputError where the value is out of bounds or not a number.
void check_field(const NumberField& field, double value);
// The id of a generator, or "file" or "points".
const char* generator_name(DataSpec::Kind kind);
// Whether the key is of a setting of that generator: "noise" of line.
bool uses(DataSpec::Kind kind, std::string_view key);

}  // namespace losslab
