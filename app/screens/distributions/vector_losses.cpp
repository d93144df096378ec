// The losses of K logits that run, with their parameters, and those that could.
#include <fmt/format.h>

#include "app/core/catalogue/loss_sketch.h"
#include "app/screens/catalogue/running_list.h"
#include "app/screens/distributions/distributions_panels.h"
#include "losses/vectors/vector_names.h"

namespace losslab {
namespace {

struct LogitEntries {
  RunningKind kind = logit_losses();
  std::vector<RunningEntry> entries;

  LogitEntries() {
    for (const VectorEntry& entry : vector_catalogue()) {
      const VectorInfo& info = *entry.info;
      entries.push_back({info.id, info.english, short_name(info),
                         fmt::format("{} {} {} {} {}", info.id, info.english, info.chinese, info.also, info.used_for),
                         entry.parameters});
    }
  }
};

RunningList list_of(Panel& panel, const LogitEntries& all) {
  return {"vector",
          distributions_page(panel.document()),
          all.kind,
          all.entries,
          [](const RunningEntry& entry, std::span<const double> parameters) {
            VectorLoss loss(entry.id);
            for (std::size_t i = 0; i < parameters.size(); ++i) loss.set(entry.parameters[i].name, parameters[i]);
            return loss_sketch(loss);
          },
          [&panel](const std::string& what, std::function<void(RunningLosses&)> change, const std::string& merge) {
            edit_distributions(
                panel, what, [change = std::move(change)](DistributionsPage& page) { change(page); }, merge);
          }};
}

}  // namespace

void vector_loss_list(Panel& panel) { running_list(panel, list_of(panel, panel.state.memory<LogitEntries>())); }

void logit_descent_controls(Panel& panel) {
  running_optimizer(panel, list_of(panel, panel.state.memory<LogitEntries>()), {0.5, 1e-3, 100});
}

}  // namespace losslab
