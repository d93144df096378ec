#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "losses/learn/data/dataset.h"

namespace losslab {

// Radial basis functions exp(−½((x − centre)/width)²): for regression K of them, evenly from the least to the greatest
// x of the data; for two inputs K × K on such a grid, x1 running fastest. As wide as the centres are apart (for K = 1:
// in the middle, half as wide as the data; 1 where the data have no width).
class Bumps {
 public:
  Bumps() = default;
  Bumps(int k, const Dataset& data);
  std::size_t count() const { return count_; }
  // The values at some points, bump by bump, x1.size() numbers each, `stride` apart.
  void evaluate(std::span<const double> x1, std::span<const double> x2, std::span<double> out,
                std::size_t stride) const;

 private:
  struct Axis {
    double first = 0, distance = 1, width = 1;
    double at(int i, double x) const;
  };
  int k_ = 0;
  std::size_t count_ = 0;
  std::array<Axis, 2> axes_;
};

}  // namespace losslab
