// What lessons ask of an embedding: how its points lie.
#include "app/core/structures/embedding/embedding_results.h"
#include "app/core/structures/structure_measures.h"

namespace losslab {

std::shared_ptr<const MeasureObject> EmbeddingResults::measures(const Document&, const View&) const {
  if (!page_) return nullptr;
  const auto more = [this](const EmbeddingRun& run, long step, std::string_view name) -> std::optional<MeasureValue> {
    const EmbeddingNote& note = run.note(step);
    if (name == "accuracy") return note.measures.accuracy;
    if (name == "true_accuracy") return note.true_accuracy;
    if (name == "within") return note.measures.within;
    if (name == "between") return note.measures.between;
    if (name == "ratio") return note.measures.within / note.measures.between;
    if (name == "spread") return note.measures.spread;
    if (name == "norm") return note.measures.norm;
    if (name == "active") return static_cast<double>(note.outcome.active);
    if (name == "terms") return static_cast<double>(note.outcome.terms);
    if (name == "collapsed") {
      const EmbeddingTrouble trouble =
          diagnose_embedding(run.who().objective.kind, run.note(0).measures, note.measures, note.pull);
      return trouble == EmbeddingTrouble::collapse ? 1.0 : 0.0;
    }
    return std::nullopt;
  };
  return structure_measures(
      embedding_id, page_->ticked, descents_,
      {"accuracy", "true_accuracy", "within", "between", "ratio", "spread", "norm", "active", "terms", "collapsed"},
      more);
}

}  // namespace losslab
