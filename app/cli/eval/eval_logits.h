#pragma once
#include <fmt/format.h>

#include <iosfwd>

#include "app/cli/table.h"

namespace losslab::cli {

// The rows loss,params,logits,target of a table, as logit_rows.h says them, followed by value,gradient, with the
// header, into `text`; of a loss of masks the target is the truth of each pixel. What is to be said of a name goes to
// `err`. Throws InputError with the line where a row is wrong.
void evaluate_logits(TableReader& table, std::ostream& err, fmt::memory_buffer& text);

}  // namespace losslab::cli
