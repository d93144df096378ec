#pragma once
#include <fmt/format.h>

#include <iosfwd>

#include "app/cli/table.h"

namespace losslab::cli {

// The rows loss,params,logits,target of a table followed by value,gradient, with the header, into `text`. Logits and
// probabilities are numbers divided by blanks; a target is a class counted from 0, or probabilities, or one of these
// followed by "|" and the teacher's logits. What is to be said of a name goes to `err`. Throws InputError with the line
// where a row is wrong.
void evaluate_logits(TableReader& table, std::ostream& err, fmt::memory_buffer& text);

// The same for rows loss,params,input,target of divergences of two probability vectors: the input is p, the target is
// t, and the gradient is that in p; it is empty where it is not finite.
void evaluate_divergences(TableReader& table, fmt::memory_buffer& text);

}  // namespace losslab::cli
