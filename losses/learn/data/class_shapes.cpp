#include "losses/learn/data/class_shapes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace losslab {
namespace {

constexpr Spot moon_centre{-1, -0.5};
constexpr double moon_radius = 2;

double to_moon(Spot at) {
  const double x1 = at.x1 - moon_centre.x1, x2 = at.x2 - moon_centre.x2;
  if (x2 >= 0) return std::abs(std::sqrt(x1 * x1 + x2 * x2) - moon_radius);
  const double beside = std::abs(x1) - moon_radius;  // from the nearer end
  return std::sqrt(beside * beside + x2 * x2);
}

double to_spiral(Spot at) {
  constexpr int parts = 240;
  double least = std::numeric_limits<double>::infinity();
  for (int k = 0; k <= parts; ++k) {
    const Spot arm = shapes::spiral(static_cast<double>(k) / parts);
    const double x1 = at.x1 - arm.x1, x2 = at.x2 - arm.x2;
    least = std::min(least, x1 * x1 + x2 * x2);
  }
  return std::sqrt(least);
}

}  // namespace

Spot shapes::moon(double t) {
  const double turn = std::numbers::pi * t;
  return {moon_radius * std::cos(turn) + moon_centre.x1, moon_radius * std::sin(turn) + moon_centre.x2};
}

Spot shapes::spiral(double t) {
  const double radius = 0.4 + 3 * t, turn = 3 * std::numbers::pi * t;
  return {radius * std::cos(turn), radius * std::sin(turn)};
}

double side_of(DataSpec::Kind kind, Spot at) {
  switch (kind) {
    case DataSpec::Kind::moons:
      return to_moon(-1 * at) - to_moon(at);
    case DataSpec::Kind::circles:
      return (shapes::inner_radius + shapes::outer_radius) / 2 - std::sqrt(at.x1 * at.x1 + at.x2 * at.x2);
    case DataSpec::Kind::xor_clouds: {
      const double size = std::min(std::abs(at.x1), std::abs(at.x2));
      return (at.x1 > 0) == (at.x2 > 0) ? size : -size;
    }
    case DataSpec::Kind::spirals:
      return to_spiral(-1 * at) - to_spiral(at);
    default:
      return at.x1;
  }
}

namespace {

using Kind = DataSpec::Kind;

constexpr double ring_distance = shapes::outer_radius - shapes::inner_radius;

Spot turned(Spot at, double turn) {
  const double c = std::cos(turn), s = std::sin(turn);
  return {c * at.x1 - s * at.x2, s * at.x1 + c * at.x2};
}

double turn_of(const DataSpec& spec, int k) { return 2 * std::numbers::pi * k / spec.classes; }

// The first cloud is at the top, the others follow against the clock.
Spot cloud_centre(const DataSpec& spec, int k) { return turned({0, spec.separation}, turn_of(spec, k)); }

// Moons that are open downwards and upwards by turns, in a row; from where that of two classes lies. A little wider
// apart than these, so that every second one does not touch.
double moon_shift(const DataSpec& spec, int k) {
  constexpr double apart = 2.5;
  return apart * (k - 0.5 * (spec.classes - 1)) + (k % 2 == 0 ? 1 : -1);
}

double length(Spot at) { return std::sqrt(at.x1 * at.x1 + at.x2 * at.x2); }

}  // namespace

Spot place_in_class(const DataSpec& spec, int k, double u) {
  switch (spec.kind) {
    case Kind::moons: {
      const Spot moon = (k % 2 == 0 ? 1.0 : -1.0) * shapes::moon(u);
      return {moon.x1 + moon_shift(spec, k), moon.x2};
    }
    case Kind::circles: {
      const double radius = shapes::inner_radius + k * ring_distance, turn = 2 * std::numbers::pi * u;
      return {radius * std::cos(turn), radius * std::sin(turn)};
    }
    case Kind::spirals:
      return turned(shapes::spiral(std::sqrt(u)), turn_of(spec, k));
    default:
      return cloud_centre(spec, k);
  }
}

double distance_to_class(const DataSpec& spec, int k, Spot at) {
  switch (spec.kind) {
    case Kind::moons:
      return to_moon((k % 2 == 0 ? 1.0 : -1.0) * Spot{at.x1 - moon_shift(spec, k), at.x2});
    case Kind::circles:
      return std::abs(length(at) - (shapes::inner_radius + k * ring_distance));
    case Kind::spirals:
      return to_spiral(turned(at, -turn_of(spec, k)));
    default: {
      const Spot centre = cloud_centre(spec, k);
      return length({at.x1 - centre.x1, at.x2 - centre.x2});
    }
  }
}

}  // namespace losslab
