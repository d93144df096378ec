#pragma once
#include <functional>
#include <string>
#include <vector>

#include "app/core/shell/state/camera.h"
#include "widgets/figure/figure.h"

namespace losslab {

// A quantity of somebody against the iteration.
struct HistoryCurve {
  std::string label;
  int series;
  Stroke stroke;
  Marker marker;
  long last;                             // the step at which the run has ended, or where it is
  std::function<double(long)> quantity;  // at a step
};
struct HistoryLook {
  std::string name, title, x_label, y_label;
  Camera camera;
  long length = 0, position = 0;
  bool from_zero = true;   // the usual axis shows 0
  bool cut_tenth = false;  // it ends where one value of ten is out of all proportion
  bool share = false;      // it is from 0 to 1
};

Plot history_plot(const HistoryLook& look, const std::vector<HistoryCurve>& curves, const Theme& theme);

}  // namespace losslab
