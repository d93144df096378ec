#include "app/cli/eval/eval_logits.h"

#include <cmath>
#include <ostream>
#include <vector>

#include "app/cli/eval/number_lists.h"
#include "app/cli/input_rows.h"
#include "app/cli/logit_rows.h"

namespace losslab::cli {

void evaluate_logits(TableReader& table, std::ostream& err, fmt::memory_buffer& text) {
  LogitRows rows(table, err);
  InputRows masks(table, true);
  const std::vector<std::size_t> kept = kept_columns(table);
  append_fields(text, table.header(), kept);
  text.append(std::string_view(",value,gradient\n"));
  std::vector<double> gradient;
  while (table.next()) {
    if (masks.is_of_mask(table)) {
      masks.read(table);
      gradient.resize(masks.at().x.size());
      const double value = masks.loss().evaluate(masks.at(), gradient);
      append_row(text, table, kept, value, gradient);
      continue;
    }
    rows.read(table);
    const auto& [z, t, teacher] = rows.at();
    gradient.resize(z.size());
    const double value = rows.loss().evaluate(z, t, gradient, teacher);
    const bool has_gradient = std::isfinite(value) && !rows.loss().is_kink(z, t, teacher);
    append_row(text, table, kept, value, has_gradient ? gradient : std::span<const double>());
  }
}

}  // namespace losslab::cli
