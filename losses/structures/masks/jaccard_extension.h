// The Lovász extension of the Jaccard loss: a sum of errors, the largest first, each weighed by what the Jaccard loss
// grows by when its pixel joins those that are wrong.
#if defined(LOSSLAB_JACCARD_EXTENSION_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_JACCARD_EXTENSION_H
#undef LOSSLAB_JACCARD_EXTENSION_H
#else
#define LOSSLAB_JACCARD_EXTENSION_H
#endif

#include <algorithm>
#include <vector>

#include "losses/core/target.h"
#include "losses/structures/core/structured_case.h"

LOSSLAB_BEGIN_TARGET

// By how much the Jaccard loss of G true pixels grows when one more is wrong, after `missed` of the foreground and
// `false_alarms` of the background: from 1 − (G − missed)/(G + false_alarms), without cancellation.
inline double jaccard_step(double foreground, double missed, double false_alarms, bool of_foreground) {
  const double either = foreground + false_alarms;
  if (of_foreground) return 1 / either;
  return either == 0 ? 1 : (foreground - missed) / (either * (either + 1));
}

// Σ e_i·step over errors e_i ≥ 0 in falling order; the truth is 0 or 1. `slopes` become those in the errors. Pixels
// with the same error may stand in any order: each has the slope that it has as the last of them, the least of all.
template <class T>
T jaccard_extension(const std::vector<T>& errors, const double* truth, std::vector<double>* slopes) {
  struct Error {
    T size;
    std::size_t pixel;
  };
  const std::size_t n = errors.size();
  std::vector<Error> sorted(n);
  double foreground = 0, missed = 0, false_alarms = 0;
  for (std::size_t i = 0; i < n; ++i) {
    sorted[i] = {errors[i], i};
    foreground += truth[i];
  }
  std::sort(sorted.begin(), sorted.end(), [](const Error& a, const Error& b) { return b.size < a.size; });
  T sum = T(0.0);
  for (std::size_t first = 0, end = 0; first < n; first = end) {
    for (end = first; end < n && !(sorted[end].size < sorted[first].size); ++end) {
      const bool of_foreground = truth[sorted[end].pixel] > 0;
      sum = sum + jaccard_step(foreground, missed, false_alarms, of_foreground) * sorted[end].size;
      (of_foreground ? missed : false_alarms) += 1;
    }
    for (std::size_t k = first; slopes && k < end; ++k) {
      const bool of_foreground = truth[sorted[k].pixel] > 0;
      (*slopes)[sorted[k].pixel] = jaccard_step(foreground, missed - (of_foreground ? 1 : 0),
                                                false_alarms - (of_foreground ? 0 : 1), of_foreground);
    }
  }
  return sum;
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_JACCARD_EXTENSION_H
