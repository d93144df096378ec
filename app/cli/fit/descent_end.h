#pragma once
#include <span>

namespace losslab::cli {

// So many numbers fit into a trace; more would only fill the memory.
inline constexpr long most_trace_cells = 20'000'000;

double norm(std::span<const double> values);
// Whether nothing moved but for the last bit.
bool at_rest(std::span<const double> before, std::span<const double> after);
// Whether a descent has come to where its gradient vanishes. Rest alone could be a tiny rate; a rate that is not tiny
// comes to rest where rounding ends it.
bool has_converged(double objective, double gradient_norm, bool rests);

}  // namespace losslab::cli
