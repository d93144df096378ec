#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/input_loss.h"
#include "app/cli/table.h"

namespace losslab::cli {

// The rows of a table with the columns loss, params, input and target, whose numbers are divided by blanks as the
// descriptions of the losses say. Tables of logits have such rows, too, with `logits` for input: those of masks.
class InputRows {
 public:
  // Throws InputError where a column is missing.
  InputRows(const TableReader& table, bool of_logits);
  // Whether the present row of a table of logits is one of these: its loss is that of a mask, by its id.
  bool is_of_mask(const TableReader& table) const;
  // Of the present row. Throws InputError with the line where the loss is unknown or cannot be evaluated there.
  void read(const TableReader& table);
  const InputLoss& loss() const { return loss_; }
  const InputAndTarget& at() const { return at_; }

 private:
  void read_loss(const TableReader& table);
  bool of_logits_;
  std::map<std::string, InputLoss, std::less<>> named_;  // that stood in the table so far, without parameters
  std::size_t id_column_, parameters_column_, x_column_, t_column_;
  std::string_view id_, parameters_;
  InputLoss loss_{StructuredLoss("mse_mean")};
  InputAndTarget at_;
  bool known_ = false;
};

}  // namespace losslab::cli
