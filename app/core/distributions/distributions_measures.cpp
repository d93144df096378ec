// What lessons ask of the distributions: truth, logits and teacher, and those who run by their ids; of two humps the
// bells.
#include <cmath>

#include "app/core/distributions/distributions_results.h"
#include "app/core/measure/kept_measures.h"
#include "app/core/measure/loss_measures.h"
#include "app/core/measure/page_measures.h"

namespace losslab {
namespace {

MeasureObjectPtr of_logits(const DistributionsPage& page, const std::string& id, const LogitRun& run, long step) {
  const auto more = [&page](const LogitRun& of, long at, std::string_view name) -> std::optional<MeasureValue> {
    const std::vector<double> z(of.iterate(at).begin(), of.iterate(at).end());
    if (name == "logits") return z;
    if (name == "p") return softmax(z);
    if (name == "kl") return divergence(page.truth, softmax(z));
    if (name == "cross_entropy") return entropy(page.truth) + divergence(page.truth, softmax(z));
    if (name == "confidence") return std::ranges::max(softmax(z));
    if (name == "loss") return vector_loss_measures(of.who().loss);
    return std::nullopt;
  };
  return std::make_shared<KeptMeasures<LogitRun>>(
      id, run, step, std::vector<std::string>{"logits", "p", "kl", "cross_entropy", "confidence", "loss"}, more);
}

MeasureObjectPtr of_bell(const std::string& id, const BellRun& run, long step) {
  const auto more = [](const BellRun& of, long at, std::string_view name) -> std::optional<MeasureValue> {
    const Bell bell = bell_at(of, at);
    if (name == "mean") return bell.mean;
    if (name == "width") return bell.width();
    return std::nullopt;
  };
  return std::make_shared<KeptMeasures<BellRun>>(id, run, step, std::vector<std::string>{"mean", "width"}, more);
}

}  // namespace

std::shared_ptr<const MeasureObject> DistributionsResults::measures(const Document&, const View&) const {
  if (!followed_) return nullptr;
  std::vector<std::string> names{"truth", "initial", "teacher", "entropy", "position"};
  if (about_humps()) {
    names = {"position"};
    for (const DivergenceKind kind : bell_.page().ticked) names.emplace_back(info_of(kind).id);
  } else {
    names.insert(names.begin(), page_.ticked.begin(), page_.ticked.end());
  }
  const auto find = [this](std::string_view name) -> std::optional<MeasureValue> {
    if (about_humps()) {
      if (name == "position") return static_cast<double>(bell_.position());
      for (std::size_t i = 0; i < bell_.runs().size(); ++i) {
        const char* id = info_of(bell_.runs()[i].who().divergence.kind()).id;
        if (name == id) return of_bell(id, bell_.runs()[i], bell_.position());
      }
      return std::nullopt;
    }
    if (const LogitRun* run = this->run(name)) return of_logits(page_, std::string(name), *run, descents_.position());
    if (name == "truth") return page_.truth;
    if (name == "initial") return page_.logits;
    if (name == "teacher") return page_.teacher;
    if (name == "entropy") return losslab::entropy(page_.truth);
    if (name == "position") return static_cast<double>(descents_.position());
    return std::nullopt;
  };
  return std::make_shared<PageMeasures>("the screen distributions", names, find);
}

}  // namespace losslab
