#pragma once
#include "app/core/catalogue/loss_traits.h"
#include "app/core/lab/page/lab_view.h"
#include "losses/learn/data/dataset.h"

namespace losslab {

// The laboratory is one, its tasks are two: what differs between them, as values.
struct LabTask {
  Task task;
  const char* id;         // of its screen
  FamilySet families;     // the losses that can run
  const char* arguments;  // of its losses, "residuals"; the name of the plot that counts them
  const char* symbol;     // of one, "r"
  bool symmetric;         // whether its plots reach as far to either side
  // Its figure.
  const char* error;     // the name of the plot of the error: "error", "accuracy"
  double data_width;     // of the first column, the second being 1
  LabPlot upper, lower;  // right of the data, as it opens
  // What is said of it, all keys of texts.
  const char* title;           // of its screen
  const char* takes_the_data;  // where they were given to the other screen
  const char* argument_label;  // "residual r = y − ŷ"
  const char *on_loss, *on_loss_of, *on_gradient, *on_gradient_of, *histogram;  // titles of plots
  const char *samples, *all_samples;                                            // what is counted
  const char* wrong;                                                            // what of it is known to be wrong
  const char *taken, *taken_but_one, *taken_but_some;                           // what was read from a file
};
const LabTask& lab_task(Task task);

}  // namespace losslab
