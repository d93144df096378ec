#pragma once
#include <memory>
#include <stop_token>
#include <vector>

#include "losses/learn/landscape/plane.h"
#include "losses/learn/optimise/problem.h"

namespace losslab {

// The objective over a plane, row by row from up_min, corners included; over a line one row. In the model's own
// (standardised) parameters.
struct Landscape {
  Plane plane;
  int columns = 0, rows = 0;
  std::vector<float> values;  // may hold +inf
};

// Computes rows in tiles of fixed order on up to `threads` threads (0: as many as there are cores); the values do not
// depend on it. Models linear in their parameters move all their outputs along the directions of the plane; a network
// is evaluated at every cell. A line takes rows = 1. Null where `stop` was requested.
std::shared_ptr<const Landscape> compute_landscape(const Setting& setting, const Loss& loss, const Plane& plane,
                                                   int columns, int rows, int threads, std::stop_token stop);
// The same, evaluated at every cell, for any objective: of several classes.
std::shared_ptr<const Landscape> compute_landscape(const Objective& objective, const Plane& plane, int columns,
                                                   int rows, int threads, std::stop_token stop);

}  // namespace losslab
