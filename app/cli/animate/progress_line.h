#pragma once
#include <iosfwd>

namespace losslab::cli {

// How far long work has come, on one line of a terminal; nothing where standard error is none.
class ProgressLine {
 public:
  explicit ProgressLine(std::ostream& err);
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  bool show(double share);  // 0..1; always true: it goes on
  void clear();

 private:
  std::ostream& err_;
  bool terminal_;
  int percent_ = -1;  // shown; −1: nothing
};

}  // namespace losslab::cli
