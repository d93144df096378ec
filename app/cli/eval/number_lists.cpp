#include "app/cli/eval/number_lists.h"

#include <cmath>

#include "app/cli/text.h"

namespace losslab::cli {
namespace {

// The numbers divided by blanks; nothing where one of them is not finite.
void append_gradient(fmt::memory_buffer& text, std::span<const double> gradient) {
  for (const double g : gradient) {
    if (!std::isfinite(g)) return;
  }
  for (std::size_t k = 0; k < gradient.size(); ++k) {
    if (k > 0) text.push_back(' ');
    append_number(text, gradient[k] + 0.0);
  }
}

}  // namespace

void append_row(fmt::memory_buffer& text, const TableReader& table, const std::vector<std::size_t>& kept, double value,
                std::span<const double> gradient) {
  append_fields(text, table.raw(), kept);
  text.push_back(',');
  append_number(text, value + 0.0);
  text.push_back(',');
  append_gradient(text, gradient);
  text.push_back('\n');
}

}  // namespace losslab::cli
