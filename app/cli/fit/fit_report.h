#pragma once
#include <string>

#include "app/cli/fit/fit_run.h"

namespace losslab::cli {

// What a fit came to: lines for people, or JSON with all digits.
std::string fit_text(const FitRequest& request, const FitResult& result);
std::string fit_json(const FitRequest& request, const FitResult& result);
// "adam, rate 0.01, schedule cosine:100"
std::string descent_text(const Optimizer& optimizer);

}  // namespace losslab::cli
