#pragma once

namespace losslab {

// Value, first and second derivative of a loss at one argument, for any number type: double, SIMD pack, dual number.
template <class T>
struct Jet {
  T value;
  T gradient;
  T curvature;
};

}  // namespace losslab
