#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace losslab {

// A rectangle of a plane in the space of a model's parameters: θ = origin + a·across + b·up with a and b in the ranges.
// Without `up` it is a stretch of a line. The directions are orthonormal where points are projected.
struct Plane {
  std::vector<double> origin, across, up;
  double across_min = -1, across_max = 1, up_min = -1, up_max = 1;
  friend bool operator==(const Plane&, const Plane&) = default;

  struct Place {
    double a = 0, b = 0;
    friend bool operator==(const Place&, const Place&) = default;
  };
  bool is_line() const { return up.empty(); }
  // The parameters at a place, and the place nearest to some parameters.
  std::vector<double> lift(Place place) const;
  Place project(std::span<const double> theta) const;
};

// The plane of two different parameters by index, a and b being their values; the others stay as in `theta`.
Plane parameter_plane(std::span<const double> theta, std::size_t across, std::size_t up);
// The same for one parameter.
Plane parameter_line(std::span<const double> theta, std::size_t across);

// The plane through the newest iterate of a path in which most of the path lies: the two principal directions of the
// iterates' differences from the newest (Li, Xu, Taylor, Studer and Goldstein 2018), each pointing along the path from
// its oldest to its newest iterate. A path of less than two dimensions is completed by the parameters that are closest
// to orthogonal to it. At least two parameters; the path, oldest first, is not empty.
struct PrincipalPlane {
  Plane plane;
  double share = 1;  // of the squared distances from the newest iterate, how much lies in the plane
};
PrincipalPlane principal_plane(std::span<const std::span<const double>> path);

}  // namespace losslab
