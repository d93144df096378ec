#pragma once
#include <array>
#include <span>
#include <vector>

#include "app/core/catalogue/loss_axis.h"
#include "losses/core/loss.h"
#include "widgets/figure/geometry.h"

namespace losslab {

enum class Quantity : unsigned char { value, gradient, curvature, weight };

// Where a kink of a loss lies on an axis.
double on_axis(const Loss& loss, LossAxis axis, double kink);
// Whether a loss of the margin is asked through m = logit(p).
bool is_converted(const Loss& loss, LossAxis axis);

// The places where a set of losses is sampled: evenly over the visible range, and at each corner (a kink of any of
// them) and closely on both of its sides. All losses share them, so that their numbers stand in one table.
class SampleGrid {
 public:
  SampleGrid(std::span<const Loss> losses, LossAxis axis, Range range, bool log, std::size_t samples);
  // With corners on the axis, in any order.
  SampleGrid(std::span<const double> corners, LossAxis axis, Range range, bool log, std::size_t samples);
  std::size_t size() const { return x_.size(); }
  LossAxis axis() const { return axis_; }
  std::span<const double> x() const { return x_; }  // on the axis
  // What a loss is asked at: x, or m = logit(p) where it is converted.
  std::span<const double> argument(const Loss& loss) const { return is_converted(loss, axis_) ? margin_ : x_; }
  // Index of a corner in x(), 0 where it is not in the range (a corner always has a neighbour on its left).
  std::size_t find_corner(double x) const;

 private:
  LossAxis axis_;
  std::vector<double> x_, margin_;
};
// NaN in place of a sample at a corner where the samples on both of its sides differ.
void break_jump(std::vector<double>& samples, std::size_t corner);

// The samples of one loss after another; the memory is kept.
class SampledLoss {
 public:
  explicit SampledLoss(std::size_t size) : value_(size), gradient_(size), curvature_(size), weight_(size) {}
  // The value and what else is wanted. A jump is NaN at its kink.
  struct Wanted {
    bool gradient = false, curvature = false, weight = false;
  };
  void evaluate(const Loss& loss, const SampleGrid& grid, Wanted wanted);
  // Everything times a factor; less that of another loss on the same grid, of which as much was wanted.
  void multiply(double factor);
  void subtract(const SampledLoss& other);
  std::vector<Point> curve(const SampleGrid& grid, Quantity quantity) const;

 private:
  void to_probability(const SampleGrid& grid, bool curvature);
  void forget_undefined();
  std::array<std::vector<double>*, 4> all() { return {&value_, &gradient_, &curvature_, &weight_}; }
  std::vector<double> value_, gradient_, curvature_, weight_;
};

// Value, gradient and curvature on an axis: on the probability axis ℓ(m(p)), dℓ/dp and d²ℓ/dp².
Jet<double> at_axis(const Loss& loss, LossAxis axis, double x);

}  // namespace losslab
