#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "losses/learn/data/dataset.h"
#include "losses/learn/exact/exact.h"
#include "losses/learn/exact/points_on_fit.h"
#include "losses/learn/exact/scaled.h"
#include "losses/learn/models/model.h"
#include "losses/learn/optimise/optimizer.h"
#include "losses/learn/race/classes.h"
#include "losses/learn/race/race.h"

namespace losslab::cli {

// What 'losslab fit' was asked to do, checked as far as that goes without the data.
struct FitRequest {
  Dataset data;
  Loss loss{"squared_error"};
  std::optional<ClassLoss> of_classes;  // of data of several classes, in place of the loss
  std::vector<double> transition;       // that it is corrected by; empty: as counted
  ModelSpec model;
  bool exact = false;  // the exact minimiser in place of a descent
  Optimizer optimizer;
  long steps = 1000;
  double l2 = 0, l1 = 0;
  std::uint64_t seed = 1;     // of initial weights and batches
  std::vector<double> start;  // in the units of the data; empty: the model's initial parameters
  bool start_lms = false;     // from the least-median-of-squares fit
  bool standardize = false;
  bool scaled = false;    // shape parameters in residual units are multiples of the residual scale
  bool iterated = false;  // which is then that of the fit itself
  bool trace = false;
};

// Errors over some of the points; what does not suit the task is absent.
struct Errors {
  std::optional<double> rmse, mae;  // regression
  std::optional<double> accuracy;   // classification
};

struct FitResult {
  Loss loss{"squared_error"};  // with the parameters that were used
  std::vector<std::string> names;
  std::optional<Confusion> confusion, clean_confusion;  // several classes: of the labels given, and of the true ones
  std::vector<std::string> predictors;  // what the weights are for, in their order, where there are several
  std::vector<double> parameters;       // in the units of the data
  bool linear = true;                   // in its parameters
  double objective = 0;                 // of the parameters that the descent sees
  double gradient_norm = 0;             // the same; of an exact fit the least subgradient's
  long steps = 0;
  bool converged = false;
  std::optional<Divergence> diverged;
  std::string method;  // of an exact fit
  Errors given;
  std::optional<Errors> clean;  // over the points known to follow the bulk, or the true labels
  std::optional<double> residual_scale;
  std::optional<ExactFit> iterated;   // with the scale of its own residuals
  std::optional<FitOnPoints> on_fit;  // in place of a scaled fit, where most points lie on it
  bool unfelt = false;                // a descent along features so small that the gradient hardly shows them
  std::string trace;                  // CSV, where it was asked for
};

// Throws InputError where the request cannot be carried out.
FitResult run_fit_request(const FitRequest& request);

}  // namespace losslab::cli
