#pragma once
#include <cmath>
#include <cstdint>
#include <vector>

#include "losses/core/random.h"
#include "losses/learn/data/dataset.h"
#include "losses/learn/data/spec_fields.h"

namespace losslab {

// Apart from the stream of the points, so that the points stay where they are while the contamination changes.
inline constexpr std::uint64_t contamination_stream = 0x6a09e667f3bcc909ULL;

// To six decimals: what a data file holds, whatever the last bit of a library's logarithm. Never −0.
inline double rounded(double value) { return std::round(value * 1e6) / 1e6 + 0.0; }

inline int share_of(double share, int n) { return static_cast<int>(std::lround(share * n)); }

// A shuffled 0..n−1; growing shares take growing beginnings of the same order.
std::vector<int> shuffled(int n, Random& random);

// The generators behind make_data; the settings are within their bounds.
Dataset make_curve(const DataSpec& spec);  // line, sinusoid, steps, polynomial
Dataset make_inventory(const DataSpec& spec);
Dataset make_two_classes(const DataSpec& spec);
Dataset make_several_classes(const DataSpec& spec);  // throws InputError for label noise that is for two

// Flips labels, or adds wrong ones, as the specification says.
void disturb_labels(Dataset& data, const DataSpec& spec);

}  // namespace losslab
