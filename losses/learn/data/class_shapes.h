#pragma once
#include "losses/learn/data/dataset.h"

namespace losslab {

struct Spot {
  double x1, x2;
};
inline Spot operator*(double factor, Spot at) { return {factor * at.x1, factor * at.x2}; }

// The shapes that the classes lie on: that of the class +1; that of −1 is the same, turned by half a turn about the
// origin, or the other circle.
namespace shapes {

inline constexpr double inner_radius = 1.2, outer_radius = 3;

Spot moon(double t);    // half a circle of radius 2, t in [0, 1]; with noise 1 (0.2) a tenth of its width is spread
Spot spiral(double t);  // one and a half turns from radius 0.4 to 3.4

}  // namespace shapes

// How far a place is on the side of the class +1, for the clean classes of a generator: 0 on the boundary, negative on
// the side of −1; a distance or the difference of two.
double side_of(DataSpec::Kind kind, Spot at);

// Of several classes: a point of class k of K at u in [0, 1), and how far a place is from that class's shape.
Spot place_in_class(const DataSpec& spec, int k, double u);
double distance_to_class(const DataSpec& spec, int k, Spot at);

}  // namespace losslab
