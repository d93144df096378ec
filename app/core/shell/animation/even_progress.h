#pragma once
#include <functional>
#include <vector>

#include "widgets/figure/figure.h"

namespace losslab {

// How far a run has come at its iterates from..to, by what is seen of it (see movement()): iterates in order, the first
// and the last among them, and the way to each.
class RunProgress {
 public:
  // Looks at `most` iterates or fewer, more of them where more happens. Stops looking where `enough()` says so.
  RunProgress(long from, long to, const std::function<Figure(long)>& figure_at, const std::function<bool()>& enough,
              std::size_t most = 200);
  // The iterate at a share of the way, 0..1. A run in which nothing moves goes by its steps.
  long at(double share) const;

 private:
  struct Mark {
    long step;
    double way;
  };
  std::vector<Mark> marks_;
};

}  // namespace losslab
