#pragma once
#include <array>
#include <cstddef>
#include <initializer_list>

namespace losslab {

// The few points at which the curvature of a loss is not defined, in any order; a point may be named twice.
class Kinks {
 public:
  static constexpr std::size_t capacity = 6;

  constexpr Kinks() = default;
  constexpr Kinks(std::initializer_list<double> points) {
    for (const double point : points) points_[size_++] = point;
  }
  constexpr const double* begin() const { return points_.data(); }
  constexpr const double* end() const { return points_.data() + size_; }
  constexpr std::size_t size() const { return size_; }

 private:
  std::array<double, capacity> points_{};
  std::size_t size_ = 0;
};

}  // namespace losslab
