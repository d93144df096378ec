#include "losses/learn/race/calibration.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace losslab {
namespace {

double probability(double score) {
  if (score >= 0) return 1 / (1 + std::exp(-score));
  const double e = std::exp(score);
  return e / (1 + e);
}

}  // namespace

Calibration calibrate(std::span<const double> scores, std::span<const double> labels, int bins) {
  assert(scores.size() == labels.size() && bins >= 1);
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  Calibration result;
  for (int k = 0; k < bins; ++k) {
    result.bins.push_back({static_cast<double>(k) / bins, static_cast<double>(k + 1) / bins, 0, 0, 0});
  }
  bool complete = !scores.empty();
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const double p = probability(scores[i]);
    if (std::isnan(p)) {
      complete = false;
      continue;
    }
    // The product may be rounded to the wrong side of an edge.
    auto at = static_cast<std::size_t>(std::clamp(static_cast<int>(p * bins), 0, bins - 1));
    if (p < result.bins[at].low) --at;
    if (p >= result.bins[at].high && at + 1 < result.bins.size()) ++at;
    CalibrationBin& bin = result.bins[at];
    ++bin.count;
    bin.mean += p;
    bin.share += labels[i] > 0 ? 1 : 0;
  }
  for (CalibrationBin& bin : result.bins) {
    const auto count = static_cast<double>(bin.count);
    bin.mean = bin.count > 0 ? bin.mean / count : unknown;
    bin.share = bin.count > 0 ? bin.share / count : unknown;
    if (bin.count > 0) result.error += count * std::abs(bin.share - bin.mean);
  }
  result.error = complete ? result.error / static_cast<double>(scores.size()) : unknown;
  return result;
}

}  // namespace losslab
