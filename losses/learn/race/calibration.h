#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace losslab {

// Samples whose stated probability of the class +1 lies in [low, high), in the last bin in [low, high].
struct CalibrationBin {
  double low = 0, high = 1;
  std::size_t count = 0;
  double mean = 0;   // of the stated probabilities; NaN where there are no samples
  double share = 0;  // how many of the samples are of the class +1; NaN where there are no samples
};

struct Calibration {
  std::vector<CalibrationBin> bins;
  // Expected calibration error Σ (count/n)·|share − mean| (Naeini, Cooper and Hauskrecht 2015; Guo et al. 2017), 0..1;
  // NaN without samples or where a score is NaN.
  double error = 0;
};

// The reliability of p = σ(score) against labels −1 and +1 of the same number, in `bins` ≥ 1 bins of equal width.
Calibration calibrate(std::span<const double> scores, std::span<const double> labels, int bins = 10);

}  // namespace losslab
