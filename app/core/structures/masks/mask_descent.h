#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/core/descent/kept_runs.h"
#include "app/core/structures/masks/masks_page.h"
#include "widgets/figure/language.h"

namespace losslab {

// What everybody descends on: a truth and a model of the prediction. Shared, for it is large.
struct MaskTask {
  int side = 0;
  MaskModel model = MaskModel::disc;
  std::vector<double> truth;   // side² times 0 or 1
  std::size_t foreground = 0;  // how many of them are 1
  friend bool operator==(const MaskTask&, const MaskTask&) = default;

  // θ: the logits themselves, or the disc's x, y and log radius, in shares of the side.
  std::vector<double> logits(std::span<const double> theta) const;
  // ∂ℓ/∂θ of ∂ℓ/∂z.
  void pull_back(std::span<const double> theta, std::span<const double> of_logits, std::span<double> gradient) const;
};
std::shared_ptr<const MaskTask> task_of(const MasksPage& page);
// Where everybody starts.
std::vector<double> start_of(const MasksPage& page);

// How fast a soft disc's logit falls from its border outwards, in units for one side: z = steepness·(r − distance).
inline constexpr double disc_steepness = 20;

// What is seen of an iterate. Hard masks are p ≥ ½; counts are in pixels.
struct MaskReading {
  double foreground_mean = 0, background_mean = 0, mean = 0;  // of p
  double area = 0, hits = 0;                                  // of the hard mask, and of it on the foreground
  double pull_share = 0;                                      // of Σ |∂ℓ/∂z| on the foreground
};
MaskReading reading_of(const MaskTask& task, std::span<const double> logits, std::span<const double> of_logits);
// 2 hits/(area + truth) of the hard mask; 1 where both are empty.
double dice_of(const MaskReading& reading, const MaskTask& task);

// What became of the object. Of the hard mask p ≥ ½: forgotten where its area is below 10 % of the truth's, bloated
// where it is above 150 %, elsewhere where the area is between and less than 10 % of the truth is hit. Where the truth
// is empty every pixel of the mask is a false alarm.
enum class MaskVerdict : unsigned char { good, forgotten, bloated, elsewhere, false_alarm };
MaskVerdict verdict_of(const MaskReading& reading, const MaskTask& task);

// One loss that descends on a task.
struct MaskCompetitor {
  using Note = MaskReading;

  StructuredLoss loss;
  Optimizer optimizer;
  std::shared_ptr<const MaskTask> task;
  friend bool operator==(const MaskCompetitor& a, const MaskCompetitor& b) {
    return a.loss == b.loss && a.optimizer == b.optimizer && (a.task == b.task || *a.task == *b.task);
  }

  // NaN where the loss has no value.
  double evaluate(std::span<const double> theta, std::span<double> gradient, MaskReading& reading) const;
  // In the logits, which are as many as the task has pixels.
  double evaluate_logits(std::span<const double> logits, std::span<double> of_logits) const;
  // Why it has none whatever the prediction is, as a sentence without its full stop; empty where it has one.
  std::string objection() const;
};
using MaskRun = KeptDescent<MaskCompetitor>;

// The descents of a page's losses, all from one start; runs() in the order of `ticked`.
class MaskDescents final : public KeptRuns<std::string, MaskCompetitor> {
 public:
  MaskDescents(const Language& text, std::function<void()> wake) : KeptRuns(std::move(wake)), text_(text) {}

  // Another start, model or grid: begins again, and returns true. Another truth, loss, parameter or method: goes on
  // from the iterate shown.
  bool follow(const MasksPage& page);
  const std::shared_ptr<const MaskTask>& task() const { return task_; }
  std::vector<Failure> failures() const override;

 private:
  const Language& text_;
  std::vector<std::string> ids_;
  std::vector<double> start_;
  std::shared_ptr<const MaskTask> task_;
};

}  // namespace losslab
