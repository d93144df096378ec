#pragma once
#include <fmt/format.h>

#include <iosfwd>

#include "app/cli/table.h"

namespace losslab::cli {

// The rows loss,params,logits,target of a table, as logit_rows.h says them, followed by value,gradient, with the
// header, into `text`. What is to be said of a name goes to `err`. Throws InputError with the line where a row is
// wrong.
void evaluate_logits(TableReader& table, std::ostream& err, fmt::memory_buffer& text);

// The same for rows loss,params,input,target of divergences of two probability vectors: the input is p, the target is
// t, and the gradient is that in p; it is empty where it is not finite.
void evaluate_divergences(TableReader& table, fmt::memory_buffer& text);

}  // namespace losslab::cli
