#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "app/core/catalogue/running_losses.h"
#include "app/screens/shell/panel.h"
#include "widgets/imgui/sketch.h"

namespace losslab {

// A loss that can run on a page, as its list shows it.
struct RunningEntry {
  std::string id, english, short_name;  // names in English
  std::string words;                    // that a search finds it by
  std::span<const Parameter> parameters;
};

// What a page's list of losses is made with. Series numbers are the places in `entries`.
struct RunningList {
  const char* name;  // of the list among the controls: "boxes"
  const RunningLosses& running;
  const RunningKind& kind;
  std::vector<RunningEntry> entries;
  // The course of a loss in a small picture, x and y from 0 to 1.
  std::function<std::vector<Point>(const RunningEntry&, std::span<const double> parameters)> sketch;
  // Changes what runs, as one step to be undone.
  std::function<void(const std::string& what, std::function<void(RunningLosses&)>, const std::string& merge)> edit;
};

// The losses that run, with their parameters, and those that could.
void running_list(Panel& panel, const RunningList& list);
// Optimiser and learning rate of whatever descends.
struct RunningRates {
  double usual, least, most;
};
struct DescentControls {
  const char* name;  // of the controls: "boxes"
  const Optimizer& now;
  RunningRates rates;
  std::function<void(const std::string& what, std::function<void(Optimizer&)>, const std::string& merge)> edit;
};
void descent_controls(Panel& panel, const DescentControls& controls);
void running_optimizer(Panel& panel, const RunningList& list, const RunningRates& rates);

}  // namespace losslab
