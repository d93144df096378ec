#pragma once
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/check/checked_row.h"
#include "app/cli/input_rows.h"
#include "app/cli/table.h"

namespace losslab::cli {

// The rows of a table with somebody's own numbers beside ours. All kinds of tables have the columns loss, params and
// value; an empty value or gradient is not a number. Throws InputError with the line where a row is wrong.

// Losses of one variable: x, grad (or gradient) and perhaps curvature.
class ScalarClaims {
 public:
  ScalarClaims(const TableReader& table, std::ostream& err);
  // All of them about that loss.
  ScalarClaims(const TableReader& table, std::ostream& err, const Loss& of_all);
  CheckedRow row(const TableReader& table, const Tolerance& tolerance);

 private:
  ScalarClaims(const TableReader& table, LossColumn losses);
  LossColumn losses_;
  std::size_t x_, value_, gradient_ = 0;
  int curvature_;
};

// Losses of logits: logits, target as logit_rows.h says, and perhaps grad (or gradient), one number for each logit.
class LogitClaims {
 public:
  LogitClaims(const TableReader& table, std::ostream& err);
  LogitsRow row(const TableReader& table, const Tolerance& tolerance);

 private:
  LogitRows rows_;
  std::size_t value_;
  std::optional<std::size_t> gradient_;
};

// Structured losses and divergences: input, target as input_rows.h says, and perhaps grad (or gradient), one number for
// each of the input. Of logits, masks alone.
class InputClaims {
 public:
  InputClaims(const TableReader& table, bool of_logits);
  bool is_of_mask(const TableReader& table) const { return rows_.is_of_mask(table); }
  InputRow row(const TableReader& table, const Tolerance& tolerance);

 private:
  InputRows rows_;
  std::size_t value_;
  std::optional<std::size_t> gradient_;
};

// "line 3: huber (delta=1), x = 2: value 3, ours 1.5 (twice ours: ...); gradient ..." and a line break.
std::string row_text(const CheckedRow& row, const Tolerance& tolerance);
std::string row_text(const LogitsRow& row, const Tolerance& tolerance);
std::string row_text(const InputRow& row, const Tolerance& tolerance);

}  // namespace losslab::cli
