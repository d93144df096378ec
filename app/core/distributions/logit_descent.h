#pragma once
#include <string>
#include <vector>

#include "app/core/descent/kept_runs.h"
#include "app/core/distributions/distributions_page.h"
#include "app/core/distributions/expected_loss.h"
#include "widgets/figure/language.h"

namespace losslab {

// One loss that descends on the logits themselves.
struct LogitCompetitor {
  VectorLoss loss;
  Optimizer optimizer;
  std::vector<double> truth;
  std::vector<double> teacher{};  // its logits, for a loss that compares with one
  friend bool operator==(const LogitCompetitor&, const LogitCompetitor&) = default;

  double value(std::span<const double> z) const { return ExpectedLoss(loss, teacher).value(z, truth); }
  double evaluate(std::span<const double> z, std::span<double> gradient) const {
    return ExpectedLoss(loss, teacher).evaluate(z, truth, gradient);
  }
};
using LogitRun = KeptDescent<LogitCompetitor>;

// The descents of a page's losses on the logits, all from one start; runs() in the order of `ticked`.
class LogitDescents final : public KeptRuns<std::string, LogitCompetitor> {
 public:
  explicit LogitDescents(const Language& text) : text_(text) {}

  // Other logits or classes: begins again, and returns true. Another truth, loss, parameter or method: goes on from the
  // iterate shown.
  bool follow(const DistributionsPage& page);
  std::vector<Failure> failures() const override;

 private:
  const Language& text_;
  std::vector<std::string> ids_;
  std::vector<double> logits_;  // where they start
};

}  // namespace losslab
