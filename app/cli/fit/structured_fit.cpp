#include "app/cli/fit/structured_fit.h"

#include <cmath>

#include "app/cli/fit/descent_end.h"
#include "app/cli/text.h"
#include "app/core/descent/kept_descent.h"

namespace losslab::cli {
namespace {

// Whoever descends, as tips of descents ask for it.
struct Structured {
  const StructuredStart* start;
  Optimizer optimizer;
  double evaluate(std::span<const double> numbers, std::span<double> gradient) const {
    return start->evaluate(numbers, gradient);
  }
};
using Tip = DescentTip<Structured>;

class Trace {
 public:
  explicit Trace(const StructuredRequest& request) : wanted_(request.trace) {
    if (!wanted_) return;
    const long most = most_trace_cells / (static_cast<long>(request.start.names.size()) + 3);
    if (request.steps > most) {
      throw InputError(
          fmt::format("--trace holds at most {} steps of so many numbers, got --steps {}.", most, request.steps));
    }
    text_.append(std::string_view("step,objective,gradient_norm"));
    for (const std::string& name : request.start.names) fmt::format_to(fmt::appender(text_), ",{}", name);
    text_.push_back('\n');
  }
  void row(const Tip& tip) {
    if (!wanted_) return;
    fmt::format_to(fmt::appender(text_), "{}", tip.step);
    append(tip.loss);
    append(tip.slope);
    for (const double number : tip.theta) append(number);
    text_.push_back('\n');
  }
  std::string text() const { return fmt::to_string(text_); }

 private:
  void append(double number) {
    text_.push_back(',');
    append_number(text_, number);
  }
  bool wanted_;
  fmt::memory_buffer text_;
};

}  // namespace

StructuredResult run_structured_fit(const StructuredRequest& request) {
  const StructuredStart& start = request.start;
  Tip tip({&start, request.optimizer}, start.numbers, 0);
  tip.measure();
  if (!std::isfinite(tip.loss)) {
    throw InputError(fmt::format("{}: {} is {} there, without a gradient, so that nothing moves.", start.data,
                                 start.loss.id(), tip.loss));
  }
  StructuredResult result;
  result.stalled = tip.slope == 0 && tip.loss > 0;
  Trace trace(request);
  trace.row(tip);
  std::vector<double> before = tip.theta;
  bool rests = false;
  while (tip.step < request.steps) {
    const bool last = tip.step + 1 == request.steps;
    if (last) before = tip.theta;
    if (!tip.advance()) break;
    if (last) rests = at_rest(before, tip.theta);
    trace.row(tip);
  }
  result.diverged = tip.stopped;
  result.numbers = tip.theta;
  result.objective = tip.loss;
  result.gradient_norm = tip.slope;
  result.steps = tip.step;
  result.converged = !result.diverged && !result.stalled && has_converged(tip.loss, tip.slope, rests);
  result.trace = trace.text();
  return result;
}

}  // namespace losslab::cli
