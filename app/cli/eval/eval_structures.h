#pragma once
#include <fmt/format.h>

#include "app/cli/table.h"

namespace losslab::cli {

// The rows loss,params,input,target of a table followed by value,gradient, with the header, into `text`: divergences of
// two probability vectors and structured losses, whose input and target are numbers divided by blanks as their
// descriptions say. The gradient is that in the input; it is empty where it is not finite. Throws InputError with the
// line where a row is wrong.
void evaluate_structures(TableReader& table, fmt::memory_buffer& text);

}  // namespace losslab::cli
