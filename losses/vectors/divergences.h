#pragma once
#include <cstddef>
#include <span>
#include <string_view>

namespace losslab {

// Divergences of two probability vectors p (reported) and t (true), as functions of p itself: its entries are varied
// one by one, not on the simplex. In natural logarithms; 0 log 0 = 0, and +∞ where a true event has probability 0.
struct NamedDivergence {
  const char* id;  // "kl_div"
  const char* english;
  const char* formula;  // as in LossInfo
  // p and t have as many entries, each from 0 to 1. The gradient in p goes to `gradient` unless that is empty; where
  // it is not defined it is infinite or NaN.
  double (*evaluate)(std::span<const double> p, std::span<const double> t, std::span<double> gradient);
  bool normalised;  // both must sum to 1
};

std::span<const NamedDivergence> divergences();
// Null where there is none of that id.
const NamedDivergence* find_divergence(std::string_view id);

}  // namespace losslab
