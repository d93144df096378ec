#pragma once
#include <string>
#include <vector>

#include "app/core/descent/kept_runs.h"
#include "app/core/structures/sequence/sequence_page.h"
#include "widgets/figure/language.h"

namespace losslab {

// One loss that descends on the T·K logits themselves.
struct SequenceCompetitor {
  StructuredLoss loss;
  Optimizer optimizer;
  std::vector<double> target;
  friend bool operator==(const SequenceCompetitor&, const SequenceCompetitor&) = default;

  double evaluate(std::span<const double> z, std::span<double> gradient) const {
    return loss.evaluate(z, target, gradient);
  }
};
using SequenceRun = KeptDescent<SequenceCompetitor>;

// The descents of a page's losses, all from one start, made off the frame; runs() in the order of `ticked`.
class SequenceDescents final : public KeptRuns<std::string, SequenceCompetitor> {
 public:
  SequenceDescents(std::function<void()> wake, const Language& text) : KeptRuns(std::move(wake)), text_(text) {}

  // Other logits or sizes: begins again, and returns true. Another label, alignment, blank or method: goes on from the
  // iterate shown.
  bool follow(const SequencePage& page);
  // A label that does not fit is one from the start: nothing moves.
  std::vector<Failure> failures() const override;

 private:
  const Language& text_;
  SequencePage page_;
  bool followed_ = false;
};

}  // namespace losslab
