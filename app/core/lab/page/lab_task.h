#pragma once
#include "app/core/catalogue/loss_traits.h"
#include "app/core/lab/page/lab_view.h"
#include "losses/learn/data/dataset.h"

namespace losslab {

// The laboratory is one, its tasks are two: what differs between them, as values.
struct LabTask {
  Task task;
  const char *id, *title;  // of its screen
  FamilySet families;      // the losses that can run
  const char* a_loss;      // "a loss of residuals"
  const char* data;        // "points x, y": what a file of it holds
  // The argument of its losses.
  const char *argument, *arguments;     // "residual", "residuals"
  const char *argument_label, *symbol;  // "residual r = y − ŷ", "r"
  bool symmetric;                       // whether its plots reach as far to either side
  const char *samples, *wrong;          // "points", "outliers": what is counted, and what is known to be wrong
  const char* points;                   // "labelled points"
  // Its figure.
  const char* error;     // the plot of the error: "error", "accuracy"
  double data_width;     // of the first column, the second being 1
  LabPlot upper, lower;  // right of the data, as it opens
};
const LabTask& lab_task(Task task);

}  // namespace losslab
