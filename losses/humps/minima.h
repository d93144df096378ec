#pragma once
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "losses/humps/bell_divergence.h"

namespace losslab {

// A local minimum of a divergence over the bells: the gradient vanishes there and the matrix of second derivatives is
// positive definite.
struct BellMinimum {
  Bell bell;
  double value = 0;
  bool global = false;  // none is lower; several may be equally low
};

// The bells among which minima lie and are looked for: means from the lowest to the highest hump and a little beyond,
// widths from a part of the narrowest hump's to more than that of the whole mixture.
struct BellBox {
  double mean_min = 0, mean_max = 0, log_width_min = 0, log_width_max = 0;
  friend bool operator==(const BellBox&, const BellBox&) = default;
};
BellBox box_around(const Mixture& mixture);

// All local minima, by their means; found by Newton's method from every hump, from every run of neighbouring humps
// taken as one, and from each low place of a grid over the box. Empty where `stop` was asked for.
std::vector<BellMinimum> find_minima(const BellDivergence& divergence, const std::stop_token& stop = {});

// Which of the minima the gradient flow from a bell ends in, −∇ in (μ, log σ) followed in small steps; none where the
// value at the start is not finite, where the flow ends at a saddle (on a watershed), and where the surface is too flat
// for doubles to have a slope.
std::optional<std::size_t> basin_of(const BellDivergence& divergence, const Bell& start,
                                    std::span<const BellMinimum> minima);

}  // namespace losslab
