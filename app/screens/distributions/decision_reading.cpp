// What the exact minimisers choose at the present truth, and how much of the simplex is lost to each loss.
#include "app/core/catalogue/loss_text.h"
#include "app/core/distributions/class_entry.h"
#include "app/screens/distributions/distributions_panels.h"
#include "app/screens/shell/pieces.h"
#include "losses/vectors/consistency/risk_minimiser.h"
#include "losses/vectors/vector_names.h"

namespace losslab {

void decision_table(Panel& panel) {
  const DistributionsResults& results = distributions_results(panel);
  const DistributionsPage& page = results.page();
  if (page.ticked.empty()) return;
  section(panel.text("distributions.map.reading"), panel.ui);
  std::vector<TableRow> rows;
  for (std::size_t i = 0; i < results.descents().runs().size(); ++i) {
    const LogitCompetitor& who = results.descents().runs()[i].who();
    const RiskMinimiser best = risk_minimiser(who.loss, page.truth, who.teacher);
    TableRow row;
    row.swatch = panel.theme().series(static_cast<std::size_t>(vector_series(page.ticked[i])));
    row.cells = {short_name(panel.language(), who.loss.info()),
                 best.picks ? class_name(panel.language(), page, *best.picks) : "?", brief(best.risk)};
    if (page.classes() > 2) row.cells.push_back(percent(results.decisions(who, panel.view()).lost()));
    row.strong = page.ticked[i] == page.chosen;
    rows.push_back(std::move(row));
  }
  std::vector<std::string> headers{"", panel.text("distributions.map.picked"), panel.text("distributions.map.risk")};
  if (page.classes() > 2) headers.push_back(panel.text("distributions.map.lost_share"));
  number_table("decision_numbers", headers, rows, panel.ui);
  hint(panel.text("distributions.map.reading_hint"), panel);
}

}  // namespace losslab
