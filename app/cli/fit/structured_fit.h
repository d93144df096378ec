#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/cli/fit/structured_start.h"

namespace losslab::cli {

struct StructuredRequest {
  StructuredStart start;
  Optimizer optimizer;
  long steps = 1000;
  bool trace = false;
};

// What a descent on the input of a structured loss came to.
struct StructuredResult {
  std::vector<double> numbers;  // the last finite ones
  double objective = 0, gradient_norm = 0;
  long steps = 0;
  bool converged = false;
  bool stalled = false;          // there was no gradient at the start although the loss is not 0
  std::optional<long> diverged;  // the step that left the finite numbers
  std::string trace;             // CSV, where it was asked for: step,objective,gradient_norm and the numbers
};

// Throws InputError where the loss is infinite at the start, so that it has no gradient there, or the trace would be
// too long.
StructuredResult run_structured_fit(const StructuredRequest& request);

// Lines for people, or JSON with all digits: of several results an array.
std::string structured_text(const StructuredRequest& request, const StructuredResult& result);
std::string structured_json(const std::vector<StructuredRequest>& requests,
                            const std::vector<StructuredResult>& results);

}  // namespace losslab::cli
