#pragma once

namespace losslab {

// An angle of any size as whole quarters of a turn, of which the last two bits count, and a rest of at most π/4 in two
// parts: for those beyond scalar::farthest_angle, for which a few bits of π are not enough.
struct FarAngle {
  int quarter;  // 0, 1, 2 or 3
  double high, low;
};
// `x` is finite and at least 2^20 in size.
FarAngle reduced_far_angle(double x);

// Sine, cosine and tangent of it, to 4 ulp; NaN for infinities and NaN.
double far_sine(double x);
double far_cosine(double x);
double far_tangent(double x);

}  // namespace losslab
