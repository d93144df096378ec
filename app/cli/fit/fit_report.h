#pragma once
#include <string>

#include "app/cli/fit/fit_run.h"

namespace losslab::cli {

// What a fit came to: lines for people, or JSON with all digits.
std::string fit_text(const FitRequest& request, const FitResult& result);
std::string fit_json(const FitRequest& request, const FitResult& result);

}  // namespace losslab::cli
