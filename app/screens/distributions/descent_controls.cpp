// How the logits descend, what the plots show, and the numbers.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/catalogue/loss_text.h"
#include "app/core/distributions/class_entry.h"
#include "app/core/distributions/distributions_figure.h"
#include "app/screens/distributions/bell/bell_panels.h"
#include "app/screens/distributions/distributions_panels.h"
#include "app/screens/shell/pieces.h"
#include "losses/vectors/vector_names.h"

namespace losslab {
namespace {

void corner_choices(Panel& panel) {
  const DistributionsPage& page = distributions_page(panel.document());
  const std::size_t classes = page.classes();
  if (classes <= 3) return;
  std::vector<std::string> names;
  for (std::size_t k = 0; k < classes; ++k) names.push_back(class_name(panel.language(), page, k));
  const std::array<int, 3> now = simplex_corners(distributions_view(panel.view()), classes);
  for (std::size_t i = 0; i < 3; ++i) {
    const std::string id = fmt::format("corner.{}", i),
                      label = panel.text("distributions.corner", {{"number", fmt::format("{}", i + 1)}});
    const auto clicked = combo(id.c_str(), label, names, now[i], panel);
    if (!clicked) continue;
    look_at_distributions(panel, [now, i, to = *clicked](DistributionsView& view) {
      view.corners = now;
      // A class that is at another corner changes places.
      for (int& other : view.corners) {
        if (other == to) other = now[i];
      }
      view.corners[i] = to;
    });
  }
}

void logit_choice(Panel& panel) {
  const DistributionsPage& page = distributions_page(panel.document());
  const std::size_t classes = page.classes();
  std::vector<std::string> names;
  for (std::size_t k = 0; k < classes; ++k) names.push_back(class_name(panel.language(), page, k));
  const int now = std::min(distributions_view(panel.view()).logit, static_cast<int>(classes) - 1);
  if (const auto clicked = combo("moving_logit", panel.text("distributions.moving_logit"), names, now, panel)) {
    look_at_distributions(panel, [to = *clicked](DistributionsView& view) { view.logit = to; });
  }
}

std::vector<std::string> numbers_of(const LogitRun& run, long step, const std::vector<double>& truth) {
  const std::span<const double> z = run.iterate(step);
  const std::vector<double> p = softmax(z);
  std::vector<double> gradient(z.size());
  run.who().evaluate(z, gradient);
  double squares = 0;
  for (const double g : gradient) squares += g * g;
  return {brief(run.loss(step)), brief(divergence(truth, p)), brief(std::sqrt(squares), 3)};
}

}  // namespace

void distribution_show_controls(Panel& panel) {
  section(panel.text("lab.show.title"), panel.ui);
  corner_choices(panel);
  logit_choice(panel);
  const bool bits = distributions_view(panel.view()).bits;
  if (check_box("bits", panel.text("distributions.bits"), bits, panel)) {
    look_at_distributions(panel, [](DistributionsView& view) { view.bits = !view.bits; });
  }
  hint(panel.text("lab.show.hint"), panel);
}

void DistributionsPanels::reading(Panel& panel) const {
  const DistributionsResults& results = distributions_results(panel);
  if (results.about_humps()) return bell_reading(bell_panel(panel));
  const DistributionsPage& page = results.page();
  section(panel.text("distributions.reading.now"), panel.ui);
  std::vector<TableRow> rows;
  for (std::size_t i = 0; i < results.descents().runs().size(); ++i) {
    const LogitRun& run = results.descents().runs()[i];
    TableRow row;
    row.swatch = panel.theme().series(static_cast<std::size_t>(vector_series(page.ticked[i])));
    row.cells = {short_name(panel.language(), run.who().loss.info())};
    for (std::string& cell : numbers_of(run, results.descents().position(), page.truth))
      row.cells.push_back(std::move(cell));
    row.strong = page.ticked[i] == page.chosen;
    rows.push_back(std::move(row));
  }
  const std::vector<std::string> headers{"", panel.text("distributions.reading.loss"), "KL(t ‖ p)",
                                         panel.text("distributions.reading.gradient")};
  number_table("distribution_numbers", headers, rows, panel.ui);
  decision_table(panel);
  section(panel.text("distributions.reading.classes"), panel.ui);
  const std::vector<double> z = results.logits_now(), p = softmax(z);
  std::vector<TableRow> lines;
  for (std::size_t k = 0; k < z.size(); ++k) {
    lines.push_back(
        {.swatch = std::nullopt,
         .cells = {class_name(panel.language(), page, k), brief(page.truth[k], 3), brief(p[k], 3), brief(z[k], 3)}});
  }
  const std::vector<std::string> columns{"", "t", "p", "z"};
  number_table("distribution_classes", columns, lines, panel.ui);
  if (page.chosen.empty()) return;
  const VectorLoss chosen = vector_loss(page, page.chosen);
  section(name_text(panel.language(), chosen.info()), panel.ui);
  hint(second_name(panel.language(), chosen.info()), panel);
  muted_text(loss_text(panel.language(), chosen.id(), "remark", chosen.info().remark), panel.ui);
  hint(std::string(chosen.info().source), panel);
}

}  // namespace losslab
