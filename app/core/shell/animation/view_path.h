#pragma once
#include <functional>
#include <vector>

#include "app/core/shell/state/view.h"
#include "widgets/figure/figure.h"

namespace losslab {

struct Document;

// A path through views of one screen: from each to the next the iterate goes on evenly, and the ranges of the axes
// glide.
class ViewPath {
 public:
  // `figure_at` gives what a view shows, so that a plot that fits its data can glide too. Two stops at least, of one
  // screen.
  ViewPath(const Document& document, std::vector<View> stops, const std::function<Figure(const View&)>& figure_at);
  // At a share of the way, 0..1, with its iterate in `runs`.
  View at(double share) const;

 private:
  struct Glide {
    std::string key;  // of a camera
    bool of_x;
    Range from, to;
    bool log;
  };
  struct Leg {
    View from, to;
    std::vector<Glide> glides;
  };
  std::vector<Leg> legs_;
};

}  // namespace losslab
