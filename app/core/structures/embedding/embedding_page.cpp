#include "app/core/structures/embedding/embedding_page.h"

#include <algorithm>
#include <cmath>

#include "app/core/structures/structures_page.h"

namespace losslab {
namespace {

Optimizer usual_embedding_optimizer() {
  Optimizer optimizer;
  optimizer.rate = 1;  // a mean over many terms moves each point a little
  return optimizer;
}

}  // namespace

EmbeddingPage::EmbeddingPage()
    : RunningLosses{{"contrastive_pair", "triplet_euclid", "triplet_sqeuclid", "cosine_embedding"},
                    "triplet_sqeuclid",
                    {},
                    usual_embedding_optimizer()} {}

EmbeddingPage& embedding_page(Document& document) { return structure_page<EmbeddingPage>(document, embedding_id); }
const EmbeddingPage& embedding_page(const Document& document) {
  return structure_page<EmbeddingPage>(document, embedding_id);
}
EmbeddingView& embedding_view(View& view) { return structure_view<EmbeddingView>(view, embedding_id); }
const EmbeddingView& embedding_view(const View& view) { return structure_view<EmbeddingView>(view, embedding_id); }

RunningKind embedding_losses() { return running_kind(Structure::embedding); }

EmbeddingObjective objective_of(const StructuredLoss& loss, Mining mining, std::uint64_t seed) {
  EmbeddingObjective objective = embedding_objective(loss.id());
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
    const std::string_view name = loss.parameters()[i].name;
    if (name == "margin") objective.margin = loss.parameter(i);
    if (name == "T") objective.temperature = loss.parameter(i);
  }
  if (takes_mining(objective.kind)) objective.mining = mining;
  if (objective.mining == Mining::random) objective.seed = seed;
  return objective;
}

void make_valid(EmbeddingPage& page) {
  EmbeddingSpec& spec = page.spec;
  spec.points = std::clamp(spec.points, least_embedded, most_embedded);
  spec.classes = std::clamp(spec.classes, least_embedding_classes, most_embedding_classes);
  spec.noise = std::isfinite(spec.noise) ? std::clamp(spec.noise, 0.0, most_embedding_noise) : 0;
  if (spec.kind == EmbeddingStart::iris) spec.classes = 3;
  if (spec.kind != EmbeddingStart::own) {
    page.own = {};
  } else {
    const std::size_t n = page.own.size();
    const bool whole =
        n >= least_embedded && n <= most_embedded && page.own.truth.size() == n && page.own.x.size() == 2 * n;
    if (!whole) {
      page.own = {};
      spec.kind = EmbeddingStart::blobs;
    }
    for (double& one : page.own.x) {
      one = std::isfinite(one) ? std::clamp(one, -farthest_embedded, farthest_embedded) : 0;
    }
    for (std::vector<int>* labels : {&page.own.labels, &page.own.truth}) {
      for (int& label : *labels) {
        label = std::clamp(label, 0, most_embedding_classes - 1);
        spec.classes = std::max(spec.classes, label + 1);
      }
    }
  }
  make_valid(static_cast<RunningLosses&>(page));
}

}  // namespace losslab
