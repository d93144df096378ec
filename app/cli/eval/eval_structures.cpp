#include "app/cli/eval/eval_structures.h"

#include <vector>

#include "app/cli/eval/number_lists.h"
#include "app/cli/input_rows.h"

namespace losslab::cli {

void evaluate_structures(TableReader& table, fmt::memory_buffer& text) {
  InputRows rows(table, false);
  const std::vector<std::size_t> kept = kept_columns(table);
  append_fields(text, table.header(), kept);
  text.append(std::string_view(",value,gradient\n"));
  std::vector<double> gradient;
  while (table.next()) {
    rows.read(table);
    gradient.resize(rows.at().x.size());
    const double value = rows.loss().evaluate(rows.at(), gradient);
    append_row(text, table, kept, value, gradient);
  }
}

}  // namespace losslab::cli
