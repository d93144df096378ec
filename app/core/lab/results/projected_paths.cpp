#include "app/core/lab/results/projected_paths.h"

#include <algorithm>

#include "app/core/lab/results/lab.h"

namespace losslab {
namespace {

constexpr long most_places = 2000;

long path_stride(const Lab& lab, long to, long most) {
  constexpr long numbers = 100'000, least = 64;
  const auto count = static_cast<long>(lab.setting().model->parameter_count());
  most = std::min(most, std::max(least, numbers / count));
  long stride = std::max(1L, lab.race().stride());
  while (to / stride > most) stride *= 2;
  return stride;
}

bool same_directions(const Plane& a, const Plane& b) {
  return a.origin == b.origin && a.across == b.across && a.up == b.up;
}

}  // namespace

std::vector<long> path_steps(const Lab& lab, long to, long most) {
  const long stride = path_stride(lab, to, most);
  std::vector<long> steps;
  for (long step = 0; step < to; step += stride) steps.push_back(step);
  steps.push_back(to);
  return steps;
}

ProjectedPaths::Kept& ProjectedPaths::kept(const Lab& lab, const Plane& plane, long stride) {
  for (Kept& one : kept_) {
    if (one.race == lab.race_version() && one.stride == stride && same_directions(one.plane, plane)) return one;
  }
  Kept& one = kept_[oldest_];
  oldest_ = (oldest_ + 1) % kept_.size();
  one = {plane, lab.race_version(), stride, {}};
  one.places.resize(lab.race().competitors().size());
  return one;
}

std::vector<Plane::Place> ProjectedPaths::path(const Lab& lab, const Plane& plane, std::size_t competitor, long to) {
  const Race& race = lab.race();
  const long stride = path_stride(lab, to, most_places);
  const auto count = static_cast<std::size_t>((to + stride - 1) / stride);  // before `to`
  std::vector<Plane::Place> path;
  path.reserve(count + 1);
  // Who is still on the way to the others stands still in later steps, and will not.
  if (stride == path_stride(lab, race.length(), most_places) && !race.catching_up()) {
    std::vector<Plane::Place>& places = kept(lab, plane, stride).places[competitor];
    while (places.size() < count) {
      places.push_back(plane.project(race.theta(competitor, static_cast<long>(places.size()) * stride)));
    }
    path.assign(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(count));
  } else {
    for (long step = 0; step < to; step += stride) path.push_back(plane.project(race.theta(competitor, step)));
  }
  path.push_back(plane.project(race.theta(competitor, to)));
  return path;
}

}  // namespace losslab
