#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/descent/kept_runs.h"
#include "app/core/shell/state/results.h"
#include "app/core/structures/embedding/embedding_page.h"
#include "app/core/structures/embedding/embedding_scenery.h"
#include "losses/structures/embedding/diagnosis.h"

namespace losslab {

// What is kept of each iterate beside its points.
struct EmbeddingNote {
  EmbeddingOutcome outcome;
  EmbeddingMeasures measures;  // by the labels given
  double true_accuracy = 0;    // of the nearest neighbours, by the true labels
  double pull = 0;             // the longest gradient of a point
};

// One loss that all points descend by.
struct EmbeddingCompetitor {
  using Note = EmbeddingNote;
  EmbeddingObjective objective;
  Optimizer optimizer;
  std::shared_ptr<const EmbeddingLabels> labels;
  friend bool operator==(const EmbeddingCompetitor& a, const EmbeddingCompetitor& b) {
    return a.objective == b.objective && a.optimizer == b.optimizer && *a.labels == *b.labels;
  }

  double evaluate(std::span<const double> theta, std::span<double> gradient, EmbeddingNote& note) const;

 private:
  // Room that is no part of the value: a copy makes its own when it needs some.
  struct Room {
    EmbeddingEvaluator evaluator;
    Room() = default;
    Room(const Room&) {}
    Room& operator=(const Room&) { return *this; }
    ~Room() = default;
  };
  mutable Room room_;

 public:
  EmbeddingCompetitor(const EmbeddingObjective& of, const Optimizer& by, std::shared_ptr<const EmbeddingLabels> on)
      : objective(of), optimizer(by), labels(std::move(on)) {}
};
using EmbeddingRun = KeptDescent<EmbeddingCompetitor>;

// The descents of a page's losses on all points, from one start; runs() in the order of `ticked`.
class EmbeddingDescents final : public KeptRuns<std::string, EmbeddingCompetitor> {
 public:
  explicit EmbeddingDescents(const ResultsNeeds& needs) : KeptRuns(needs.wake), text_(needs.language) {}

  // Another start or mining: begins again, and returns true. Other labels, losses, parameters or another method: goes
  // on from the iterate shown.
  bool follow(const EmbeddingPage& page, std::vector<double> start,
              const std::shared_ptr<const EmbeddingLabels>& labels);
  // Something beside the iterates is new.
  void note_change() { changed(); }
  std::vector<Failure> failures() const override;

 private:
  const Language& text_;
  std::vector<std::string> ids_;
  std::vector<StructuredLoss> losses_;
  std::vector<double> start_;
  std::optional<Mining> mining_;
};

class EmbeddingResults final : public Results {
 public:
  explicit EmbeddingResults(const ResultsNeeds& needs);

  bool follow(const Document& document) override;
  bool followed() const override { return page_.has_value(); }
  Figure figure(const Document& document, const View& view, const Theme& theme) const override;
  std::uint64_t version() const override { return descents_.version(); }
  Playback* playback() override { return page_ ? &descents_ : nullptr; }
  void update(const Document& document, const View& view, const Theme& theme, bool moving) override;
  std::shared_ptr<const MeasureObject> measures(const Document& document, const View& view) const override;
  bool take() override;
  bool pending() const override { return scenery_.pending(); }
  void settle(const Document& document, const View& view, const Theme& theme) override;

  const EmbeddingPage& page() const { return *page_; }
  const EmbeddingSamples& start() const { return samples_; }
  const EmbeddingLabels& labels() const { return *labels_; }
  const EmbeddingDescents& descents() const { return descents_; }
  const EmbeddingScenery& scenery() const { return scenery_; }
  long position() const { return descents_.position(); }
  // Null where it does not run.
  const EmbeddingRun* run(std::string_view id) const;
  const EmbeddingRun* chosen() const { return run(page_->chosen); }
  // The points where the chosen one has them now, or the start where nobody runs.
  EmbeddingSamples now() const;
  // What is wrong with a run at the iterate shown.
  EmbeddingTrouble trouble(const EmbeddingRun& run) const;

 private:
  EmbeddingQuestions questions(const View& view) const;

  const Language& text_;
  std::string asset_folder_;
  std::optional<Dataset> iris_;
  std::optional<EmbeddingPage> page_;
  EmbeddingSamples samples_;
  std::shared_ptr<const EmbeddingLabels> labels_;
  EmbeddingDescents descents_;
  EmbeddingScenery scenery_;
};

}  // namespace losslab
