// The numbers, and what is wrong with a descent: named, with what helps.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/catalogue/loss_text.h"
#include "app/core/structures/embedding/embedding_figure.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/structures/embedding/embedding_panels.h"
#include "app/screens/structures/structures_panels.h"

namespace losslab {
namespace {

struct Remedy {
  std::string action;
  std::function<void(EmbeddingPage&)> change;
};

void run_beside(EmbeddingPage& page, const std::string& id) {
  const bool runs = std::ranges::find(page.ticked, id) != page.ticked.end();
  if (!runs && page.ticked.size() >= most_running) page.ticked.erase(std::ranges::find(page.ticked, page.chosen));
  if (!runs) toggle(page, embedding_losses(), id);
  page.chosen = id;
}

Remedy other_start(Panel& panel) {
  return {panel.text("embedding.trouble.other_start"), [](EmbeddingPage& page) {
            if (page.spec.kind == EmbeddingStart::own) page.spec.kind = EmbeddingStart::mixed;
            ++page.spec.seed;
          }};
}

Remedy remedy_of(Panel& panel, EmbeddingTrouble trouble, const EmbeddingObjective& objective) {
  const auto mine = [](Mining to) { return [to](EmbeddingPage& page) { page.mining = to; }; };
  if (trouble == EmbeddingTrouble::runaway && objective.kind != EmbeddingKind::info_nce) {
    return {panel.text("embedding.trouble.take_cosines"), [](EmbeddingPage& page) { run_beside(page, "info_nce"); }};
  }
  if (trouble == EmbeddingTrouble::collapse) {
    if (objective.kind == EmbeddingKind::centre) {
      return {panel.text("embedding.trouble.add_pushing"),
              [](EmbeddingPage& page) { run_beside(page, "contrastive_pair"); }};
    }
    if (objective.mining == Mining::hardest)
      return {panel.text("embedding.trouble.mine_semi_hard"), mine(Mining::semi_hard)};
  }
  if (objective.mining != Mining::all) return {panel.text("embedding.trouble.mine_all"), mine(Mining::all)};
  return other_start(panel);
}

const char* sentence_of(EmbeddingTrouble trouble, const EmbeddingObjective& objective) {
  switch (trouble) {
    case EmbeddingTrouble::none:
      break;
    case EmbeddingTrouble::collapse:
      if (objective.kind == EmbeddingKind::centre) return "embedding.trouble.collapse_centre";
      return objective.mining == Mining::hardest ? "embedding.trouble.collapse_hardest" : "embedding.trouble.collapse";
    case EmbeddingTrouble::runaway:
      return "embedding.trouble.runaway";
    case EmbeddingTrouble::stall:
      return objective.mining == Mining::all ? "embedding.trouble.stall" : "embedding.trouble.stall_mined";
    case EmbeddingTrouble::settled:
      return "embedding.trouble.settled";
  }
  return "embedding.trouble.none";
}

std::string told(const Panel& panel, EmbeddingTrouble trouble, const EmbeddingRun& run, const std::string& id) {
  return panel.text(sentence_of(trouble, run.who().objective),
                    {{"loss", short_name(panel.language(), StructuredLoss(id).info())}});
}

bool is_grave(EmbeddingTrouble trouble) {
  return trouble != EmbeddingTrouble::none && trouble != EmbeddingTrouble::settled;
}

void stopped_banner(Panel& panel, const std::vector<Failure>& failures) {
  const std::string& sentence = failures.front().sentence;
  const std::string text =
      failures.size() == 1 ? panel.text("lab.findings.diverged", {{"sentence", sentence}})
                           : panel.text("lab.findings.diverged_and_more",
                                        {{"sentence", sentence}, {"count", fmt::format("{}", failures.size() - 1)}});
  const std::string& action = panel.text("lab.findings.halve");
  if (!banner("embedding_stopped", text, action, panel.ui)) return;
  edit_embedding(panel, action, [](EmbeddingPage& page) { page.optimizer.rate /= 2; });
}

std::vector<TableRow> rows_of(const Panel& panel, const EmbeddingResults& results,
                              const std::function<std::vector<std::string>(const EmbeddingRun&)>& numbers) {
  std::vector<TableRow> rows;
  const RunningKind kind = embedding_losses();
  for (const std::string& id : results.page().ticked) {
    TableRow row;
    row.swatch = panel.theme().series(static_cast<std::size_t>(kind.series(id)));
    row.cells = {short_name(panel.language(), StructuredLoss(id).info())};
    for (std::string& cell : numbers(*results.run(id))) row.cells.push_back(std::move(cell));
    row.strong = id == results.page().chosen;
    rows.push_back(std::move(row));
  }
  return rows;
}

void tables(Panel& panel, const EmbeddingResults& results) {
  const long step = results.position();
  section(panel.text("embedding.reading.losses"), panel.ui);
  const std::vector<std::string> losses{"", panel.text("embedding.reading.loss"),
                                        panel.text("embedding.reading.active"), panel.text("embedding.reading.terms")};
  number_table("embedding_losses", losses,
               rows_of(panel, results,
                       [&](const EmbeddingRun& run) {
                         const EmbeddingOutcome& outcome = run.note(step).outcome;
                         return std::vector<std::string>{brief(run.loss(step), 3), fmt::format("{}", outcome.active),
                                                         fmt::format("{}", outcome.terms)};
                       }),
               panel.ui);
  section(panel.text("embedding.reading.embedding"), panel.ui);
  const bool noisy = results.start().labels != results.start().truth;
  const std::vector<std::string> measures{
      "", panel.text(noisy ? "embedding.reading.true_accuracy" : "embedding.reading.accuracy"),
      panel.text("embedding.reading.within"), panel.text("embedding.reading.between")};
  number_table("embedding_measures", measures,
               rows_of(panel, results,
                       [&](const EmbeddingRun& run) {
                         const EmbeddingNote& note = run.note(step);
                         return std::vector<std::string>{percent(note.true_accuracy), brief(note.measures.within, 3),
                                                         brief(note.measures.between, 3)};
                       }),
               panel.ui);
}

}  // namespace

// Not while something is dragged, for the plots would move from under the pointer.
void EmbeddingPanels::banner(Panel& panel) const {
  const EmbeddingResults& results = embedding_results(panel);
  if (!results.followed() || results.page().ticked.empty() || embedding_is_dragged(panel)) return;
  if (const auto failures = results.descents().failures(); !failures.empty()) return stopped_banner(panel, failures);
  const EmbeddingRun& run = *results.chosen();
  const EmbeddingTrouble trouble = results.trouble(run);
  if (!is_grave(trouble)) return;
  const Remedy remedy = remedy_of(panel, trouble, run.who().objective);
  if (losslab::banner("embedding_trouble", told(panel, trouble, run, results.page().chosen), remedy.action, panel.ui)) {
    edit_embedding(panel, remedy.action, remedy.change);
  }
}

void EmbeddingPanels::reading(Panel& panel) const {
  const EmbeddingResults& results = embedding_results(panel);
  if (!results.followed() || results.page().ticked.empty()) return;
  tables(panel, results);
  for (const std::string& id : results.page().ticked) {
    const EmbeddingTrouble trouble = results.trouble(*results.run(id));
    if (trouble != EmbeddingTrouble::none) muted_text(told(panel, trouble, *results.run(id), id), panel.ui);
  }
  const std::string& chosen = results.page().chosen;
  describe_loss(panel, running_loss<StructuredLoss>(results.page(), chosen), embedding_losses().series(chosen));
}

}  // namespace losslab
