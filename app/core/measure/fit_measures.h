#pragma once
#include <string>

#include "app/core/measure/measure_value.h"

namespace losslab {

// fit(DATA, ...) as 'losslab fit' does it. DATA: a generator or a table as a session names them, in quotes; a list of
// numbers, which are y at x = 0, 1, 2, ...; or x = [...], y = [...]; or x1 = [...], x2 = [...], label = [−1, 1, ...].
// By name: loss (default squared_error) and its parameters; model; optimizer (default exact; gd, momentum, ...), rate,
// steps, momentum, batch, schedule, clip, l2, l1, seed, start (a list, in the units of the data), standardize (1).
// The result is a run: see run_measures.h. Throws InputError.
MeasureValue fit_call(const MeasureArguments& arguments, const std::string& asset_folder);

// data(DATA): see data_measures() in run_measures.h.
MeasureValue data_call(const MeasureArguments& arguments, const std::string& asset_folder);

// sweep(DATA, loss = 'huber', over = 'outliers', at = 0.2, seeds = 40, model = ..., ...): one point of what 'losslab
// sweep' computes: mean, sd, least, median, most of the error on clean data over the seeds, given, objective.
MeasureValue sweep_call(const MeasureArguments& arguments, const std::string& asset_folder);

}  // namespace losslab
