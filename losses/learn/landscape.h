#pragma once
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "losses/learn/problem.h"

namespace losslab {

// A rectangle of the plane of two parameters: `across` and `up` are indices into θ, the others stay as in `theta`.
struct Plane {
  int across = 0, up = 1;
  double across_min = -1, across_max = 1, up_min = -1, up_max = 1;
  std::vector<double> theta;
  friend bool operator==(const Plane&, const Plane&) = default;
};

// The objective over a plane, row by row from up_min, corners included. In the model's own (standardised) parameters.
struct Landscape {
  Plane plane;
  int columns = 0, rows = 0;
  std::vector<float> values;  // may hold +inf
};

// Computes rows in tiles of fixed order on up to `threads` threads (0: as many as there are cores); the values do not
// depend on it. For models linear in their parameters. Null where `stop` was requested.
std::shared_ptr<const Landscape> compute_landscape(const Setting& setting, const Loss& loss, const Plane& plane,
                                                   int columns, int rows, int threads, std::stop_token stop);

// Landscapes off the frame: a coarse one first, then the full one. A new request cancels the full one under way; the
// coarse one is finished first, so that there is something to see however fast requests come.
class LandscapeService {
 public:
  // `ready` is called from a worker thread when there is something new to take().
  explicit LandscapeService(std::function<void()> ready);
  ~LandscapeService();
  LandscapeService(const LandscapeService&) = delete;
  LandscapeService& operator=(const LandscapeService&) = delete;
  void request(Setting setting, Loss loss, Plane plane, int columns, int rows);
  // The newest landscape that was not taken yet, or null.
  std::shared_ptr<const Landscape> take();
  // Whether the last request has been computed in full.
  bool idle() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace losslab
