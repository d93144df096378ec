#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "losses/humps/bell_divergence.h"
#include "losses/learn/optimise/optimizer.h"

namespace losslab {

inline constexpr std::size_t most_humps = 6;
inline constexpr double farthest_mean = 20;  // of humps and of the bell's start: −20..20
inline constexpr double least_width = 0.05, greatest_width = 20;
inline constexpr double least_weight = 0.01;  // of a hump among several

// Plain gradient descent; the slope of χ² is steep beyond measure where the bell is narrow, so long gradients are
// shortened.
inline Optimizer usual_bell_optimizer() {
  Optimizer optimizer;
  optimizer.rate = 0.1;
  optimizer.clip = 1;
  return optimizer;
}

// A mixture of humps on the line, the bell that is fitted to it, and the divergences that fit it.
struct BellPage {
  std::vector<Hump> humps{{0.5, -2, 0.5}, {0.5, 2, 0.5}};  // the weights sum to 1
  double mean = 0.9, width = 0.6;                          // of the bell, where every descent starts
  std::vector<DivergenceKind> ticked{DivergenceKind::forward_kl, DivergenceKind::reverse_kl,
                                     DivergenceKind::jensen_shannon, DivergenceKind::chi_squared};
  DivergenceKind chosen = DivergenceKind::reverse_kl;  // one of `ticked` if there is any
  double alpha = 0.5;                                  // of the α divergence, 0..1
  Optimizer optimizer = usual_bell_optimizer();
  friend bool operator==(const BellPage&, const BellPage&) = default;

  Bell start() const;
  bool has(DivergenceKind kind) const;
};

// What is plotted against the iteration.
enum class BellQuantity : unsigned char { value, mean, width };
inline constexpr std::array<const char*, 3> bell_quantity_names{"divergences", "means", "widths"};

struct BellView {
  BellQuantity left = BellQuantity::value, right = BellQuantity::mean;
  friend bool operator==(const BellView&, const BellView&) = default;
};

BellDivergence bell_divergence(const BellPage& page, DivergenceKind kind);
// Whatever an edit did, the page stays one that can be shown.
void make_valid(BellPage& page);

void toggle(BellPage& page, DivergenceKind kind);
// One more hump where there is most room between the others, or beyond the last; none beyond `most_humps`.
void add_hump(BellPage& page);
// The others share its weight. The last hump stays.
void remove_hump(BellPage& page, std::size_t which);
// Gives one hump that weight; the others share the rest as they did before.
void set_hump_weight(BellPage& page, std::size_t which, double weight);

// What the mixture can be set to at once.
enum class HumpPreset : unsigned char { two_alike, unequal, close, three, one };
inline constexpr std::size_t hump_presets = 5;
std::vector<Hump> preset_humps(HumpPreset preset);

}  // namespace losslab
