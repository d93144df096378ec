#pragma once
#include <cstddef>
#include <string_view>

namespace losslab {

// The least number of letters to insert, delete or replace, or of neighbours to exchange, that turns one word into the
// other (Levenshtein 1966; Damerau 1964; no letter twice): for suggesting what a mistyped name was meant to be.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace losslab
