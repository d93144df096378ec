#include "losses/learn/race/classes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace losslab {

std::vector<std::size_t> predicted_classes(std::span<const double> logits, std::size_t stride, std::size_t classes,
                                           std::size_t n) {
  std::vector<std::size_t> best(n, 0);
  for (std::size_t k = 1; k < classes; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      if (logits[k * stride + i] > logits[best[i] * stride + i]) best[i] = k;
    }
  }
  return best;
}

std::vector<double> class_scores(std::span<const double> logits, std::size_t stride, std::size_t classes, std::size_t n,
                                 std::size_t k) {
  std::vector<double> scores(n);
  for (std::size_t i = 0; i < n; ++i) {
    double most = -std::numeric_limits<double>::infinity(), sum = 0;
    for (std::size_t j = 0; j < classes; ++j) most = j == k ? most : std::max(most, logits[j * stride + i]);
    for (std::size_t j = 0; j < classes; ++j) sum += j == k ? 0 : std::exp(logits[j * stride + i] - most);
    scores[i] = logits[k * stride + i] - (most + std::log(sum));
  }
  return scores;
}

std::size_t Confusion::of(std::size_t label) const {
  const auto row = counts.begin() + static_cast<std::ptrdiff_t>(label * classes);
  return std::accumulate(row, row + static_cast<std::ptrdiff_t>(classes), std::size_t{0});
}

Confusion confusion_of(std::span<const double> labels, std::span<const std::size_t> predicted, std::size_t classes) {
  Confusion result{classes, std::vector<std::size_t>(classes * classes)};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    ++result.counts[static_cast<std::size_t>(labels[i]) * classes + predicted[i]];
  }
  return result;
}

}  // namespace losslab
