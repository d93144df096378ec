#include "app/cli/animate/progress_line.h"

#include <unistd.h>

#include <iostream>

#include "app/cli/text.h"

namespace losslab::cli {

ProgressLine::ProgressLine(std::ostream& err)
    : err_(err), terminal_(&err == &std::cerr && isatty(STDERR_FILENO) == 1) {}

bool ProgressLine::show(double share) {
  const int percent = static_cast<int>(100 * share);
  if (!terminal_ || percent == percent_) return true;
  percent_ = percent;
  err_ << fmt::format("\r{:3} %", percent) << std::flush;
  return true;
}

void ProgressLine::clear() {
  if (percent_ >= 0) err_ << "\r     \r" << std::flush;
  percent_ = -1;
}

}  // namespace losslab::cli
