#include "app/core/structures/embedding/embedding_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/catalogue/loss_text.h"
#include "app/core/structures/embedding/embedding_figure.h"
#include "losses/learn/data/real_data.h"

namespace losslab {

double EmbeddingCompetitor::evaluate(std::span<const double> theta, std::span<double> gradient,
                                     EmbeddingNote& note) const {
  const EmbeddingPoints points{2, theta, labels->given};
  note.outcome = room_.evaluator.evaluate(objective, points, gradient);
  note.measures = measure_embedding(points);
  note.true_accuracy = labels->given == labels->truth
                           ? note.measures.accuracy
                           : measure_embedding(EmbeddingPoints{2, theta, labels->truth}).accuracy;
  move_together(*labels, gradient);
  note.pull = longest_pull(gradient);
  return note.outcome.value;
}

bool EmbeddingDescents::follow(const EmbeddingPage& page, std::vector<double> start,
                               const std::shared_ptr<const EmbeddingLabels>& labels) {
  std::vector<Runner> runners;
  losses_.clear();
  for (const std::string& id : page.ticked) {
    losses_.push_back(running_loss<StructuredLoss>(page, id));
    runners.push_back({id, {objective_of(losses_.back(), page.mining, page.spec.seed), page.optimizer, labels}});
  }
  ids_ = page.ticked;
  const bool again = start_ != start || mining_ != page.mining;
  start_ = std::move(start);
  mining_ = page.mining;
  if (!again) {
    follow_runners(std::move(runners));
    return false;
  }
  const long length = aimed_length(), position = aimed_position();
  begin_again(start_, std::move(runners));
  // At the start the histories ahead stay in sight while points are dragged.
  if (position == 0 && length > 0) aim(length, 0);
  return true;
}

std::vector<Failure> EmbeddingDescents::failures() const {
  std::vector<Failure> all;
  for (std::size_t i = 0; i < runs().size(); ++i) {
    const std::optional<long> stopped = runs()[i].stopped();
    if (!stopped || *stopped > position() + 1) continue;
    all.push_back({ids_[i], text_("embedding.stopped", {{"loss", name_text(text_, losses_[i].info())},
                                                        {"step", fmt::format("{}", *stopped)}})});
  }
  return all;
}

EmbeddingResults::EmbeddingResults(const ResultsNeeds& needs)
    : text_(needs.language), asset_folder_(needs.asset_folder), descents_(needs), scenery_(needs.wake) {}

bool EmbeddingResults::follow(const Document& document) {
  const EmbeddingPage& next = embedding_page(document);
  if (page_ == next) return false;
  if (next.spec.kind == EmbeddingStart::iris && !iris_) iris_ = read_data_file("iris-species.csv", asset_folder_);
  samples_ = next.spec.kind == EmbeddingStart::own ? next.own : made_samples(next.spec, iris_ ? &*iris_ : nullptr);
  page_ = next;
  labels_ =
      std::make_shared<const EmbeddingLabels>(EmbeddingLabels{samples_.labels, samples_.truth, samples_.firsts()});
  return descents_.follow(*page_, samples_.x, labels_);
}

const EmbeddingRun* EmbeddingResults::run(std::string_view id) const {
  const auto at = std::ranges::find(page_->ticked, id);
  return at == page_->ticked.end() ? nullptr : &descents_.runs()[static_cast<std::size_t>(at - page_->ticked.begin())];
}

EmbeddingSamples EmbeddingResults::now() const {
  EmbeddingSamples samples = samples_;
  if (const EmbeddingRun* const run = chosen()) std::ranges::copy(run->iterate(position()), samples.x.begin());
  return samples;
}

EmbeddingTrouble EmbeddingResults::trouble(const EmbeddingRun& run) const {
  return diagnose_embedding(run.who().objective.kind, run.note(0).measures, run.note(position()).measures,
                            run.slope(position()));
}

EmbeddingQuestions EmbeddingResults::questions(const View& view) const {
  EmbeddingQuestions questions;
  const EmbeddingView& look = embedding_view(view);
  const EmbeddingSamples here = now();
  if (const EmbeddingRun* const run = chosen()) {
    questions.forces = ForcesQuestion{run->who().objective, labels_, here.x};
  }
  if (!shows_path(look)) return questions;
  PathQuestion path{{}, labels_, here.x, looked_point(look, here.size()), look.path, path_range(*this, view)};
  for (const EmbeddingRun& run : descents_.runs()) path.objectives.push_back(run.who().objective);
  questions.path = std::move(path);
  return questions;
}

void EmbeddingResults::update(const Document&, const View& view, const Theme&, bool) { scenery_.want(questions(view)); }

bool EmbeddingResults::take() {
  if (!scenery_.take()) return false;
  descents_.note_change();
  return true;
}

void EmbeddingResults::settle(const Document&, const View& view, const Theme&) {
  scenery_.wait(questions(view));
  descents_.note_change();
}

Figure EmbeddingResults::figure(const Document&, const View& view, const Theme& theme) const {
  return embedding_figure(*this, view, theme, text_);
}

}  // namespace losslab
