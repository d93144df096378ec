#pragma once
#include <fmt/format.h>

#include <span>
#include <string_view>
#include <vector>

#include "app/cli/table.h"

namespace losslab::cli {

// The kept fields of the present row with value,gradient and the end of the line. The gradient is divided by blanks,
// and left out where one of its numbers is not finite.
void append_row(fmt::memory_buffer& text, const TableReader& table, const std::vector<std::size_t>& kept, double value,
                std::span<const double> gradient);

}  // namespace losslab::cli
