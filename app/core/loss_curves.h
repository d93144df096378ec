#pragma once
#include <span>
#include <vector>

#include "app/core/document.h"
#include "widgets/figure/geometry.h"

namespace losslab {

enum class Quantity : unsigned char { value, gradient, curvature, weight };

// The places where a set of losses is sampled: evenly over the visible range, and at each kink of any of them and
// closely on both of its sides. All losses share them, so that their numbers stand in one table.
class SampleGrid {
 public:
  SampleGrid(std::span<const Loss> losses, LossAxis axis, Range range, bool log, std::size_t samples);
  std::size_t size() const { return x_.size(); }
  std::span<const double> x() const { return x_; }  // on the axis
  std::span<const double> argument() const;         // what the loss is asked at: r or m
  bool probability() const { return axis_ == LossAxis::probability; }
  // Index of a kink in x(), 0 where it is not in the range (a kink always has a neighbour on its left).
  std::size_t find_kink(double argument) const;

 private:
  LossAxis axis_;
  std::vector<double> x_, margin_;
};

// The samples of one loss after another; the memory is kept.
class SampledLoss {
 public:
  explicit SampledLoss(std::size_t size) : value_(size), gradient_(size), curvature_(size) {}
  // The value and what else is wanted. A jump is NaN at its kink.
  struct Wanted {
    bool gradient = false, curvature = false, weight = false;
  };
  void evaluate(const Loss& loss, const SampleGrid& grid, Wanted wanted);
  std::vector<Point> curve(const SampleGrid& grid, Quantity quantity) const;

 private:
  void to_probability(const SampleGrid& grid, bool curvature);
  std::vector<double> value_, gradient_, curvature_, weight_;
};

// Value, gradient and curvature on an axis: on the probability axis ℓ(m(p)), dℓ/dp and d²ℓ/dp².
Jet<double> at_axis(const Loss& loss, LossAxis axis, double x);

}  // namespace losslab
