#pragma once
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/table.h"
#include "losses/vectors/vector_names.h"

namespace losslab::cli {

// What a loss of logits is evaluated at. The teacher is empty where there is none.
struct Logits {
  std::vector<double> z, t, teacher;
  friend bool operator==(const Logits&, const Logits&) = default;
};

// The samples of a table with the columns loss, params, logits and target, row by row. Logits and probabilities are
// numbers divided by blanks; a target is a class counted from 0, or probabilities, or one of these followed by "|" and
// the teacher's logits.
class LogitRows {
 public:
  // What is to be said of a name goes to `err`, once for each. Throws InputError where a column is missing.
  LogitRows(const TableReader& table, std::ostream& err);
  // Of the present row. Throws InputError with the line where the loss is unknown or cannot be evaluated there.
  void read(const TableReader& table);
  const VectorLoss& loss() const { return loss_; }
  const Logits& at() const { return at_; }

 private:
  void read_loss(const TableReader& table);
  VectorNames names_;
  std::map<std::string, VectorLoss, std::less<>> named_;  // that stood in the table so far, without parameters
  std::ostream& err_;
  std::size_t id_column_, parameters_column_, z_column_, t_column_;
  std::string_view id_, parameters_;
  VectorLoss loss_{"softmax_ce"};
  Logits at_;
  bool known_ = false;
};

// The numbers divided by blanks of a field; `what` names it in the sentence of the InputError.
void read_numbers(const TableReader& table, std::string_view what, std::string_view text, std::vector<double>& into);

}  // namespace losslab::cli
