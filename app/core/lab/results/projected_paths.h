#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "losses/learn/landscape/plane.h"

namespace losslab {

class Lab;

// The steps of a race at which a picture of its paths takes iterates: 0, stride, 2·stride, … up to `to`, and `to`
// itself. At most `most` of them, fewer the more parameters there are. Strides are powers of two, so that the chosen
// iterates do not flicker while the run grows.
std::vector<long> path_steps(const Lab& lab, long to, long most);

// Where a race's iterates are in a plane. While a run grows its pictures ask for the same again and again, of thousands
// of iterates: what was projected is kept.
class ProjectedPaths {
 public:
  // Of a competitor's iterates (index) up to step `to` ≤ length(), which comes last.
  std::vector<Plane::Place> path(const Lab& lab, const Plane& plane, std::size_t competitor, long to);

 private:
  struct Kept {
    Plane plane;
    std::uint64_t race = 0;  // Lab::race_version()
    long stride = 0;
    std::vector<std::vector<Plane::Place>> places;  // by competitor: of 0, stride, 2·stride, …
  };
  Kept& kept(const Lab& lab, const Plane& plane, long stride);
  // One for the plane of the picture there is, one for that of the picture to come.
  std::array<Kept, 2> kept_;
  std::size_t oldest_ = 0;
};

}  // namespace losslab
