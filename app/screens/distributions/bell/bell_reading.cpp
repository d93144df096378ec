// The numbers: where everybody is, where the minima are, and in whose basin the start is.
#include <fmt/format.h>

#include <cmath>

#include "app/core/catalogue/loss_text.h"
#include "app/core/distributions/bell/bell_figure.h"
#include "app/screens/distributions/bell/bell_panels.h"
#include "app/screens/shell/pieces.h"

namespace losslab {
namespace {

// Means end near 0 as often as not, and what rounding leaves of it says nothing.
std::string mean_text(double mean, int digits = 4) { return brief(std::round(1e5 * mean) / 1e5, digits); }

std::string basin_sentence(const BellPanel& bell, const BellFound& found) {
  if (!found.start_is_finite) return bell.text("bell.reading.infinite_start");
  if (!found.basin) return bell.text("bell.reading.watershed");
  if (found.minima.size() == 1) return bell.text("bell.reading.one_basin");
  const Bell& to = found.minima[*found.basin].bell;
  return bell.panel.text("bell.reading.basin", {{"mean", mean_text(to.mean)}, {"width", brief(to.width())}});
}

void runs_table(const BellPanel& bell) {
  section(bell.text("bell.reading.now"), bell.panel.ui);
  std::vector<TableRow> rows;
  for (const BellRun& run : bell.results.runs()) {
    const DivergenceKind kind = run.who().divergence.kind();
    const Bell now = bell_at(run, bell.results.position());
    rows.push_back({.swatch = bell.panel.theme().series(static_cast<std::size_t>(bell_series(kind))),
                    .cells = {name_text(bell.panel.language(), info_of(kind)), brief(run.loss(bell.results.position())),
                              mean_text(now.mean, 3), brief(now.width(), 3)},
                    .strong = kind == bell.page.chosen});
  }
  const std::vector<std::string> headers{"", bell.text("bell.reading.divergence"), "μ", "σ"};
  number_table("bell_numbers", headers, rows, bell.panel.ui);
}

void basins_table(const BellPanel& bell) {
  section(bell.text("bell.reading.basins"), bell.panel.ui);
  std::vector<TableRow> rows;
  for (const DivergenceKind kind : bell.page.ticked) {
    const BellFound* const found = bell.results.scenery().found(kind);
    const bool known = found != nullptr && found->basin.has_value();
    const Bell to = known ? found->minima[*found->basin].bell : Bell();
    rows.push_back({.swatch = bell.panel.theme().series(static_cast<std::size_t>(bell_series(kind))),
                    .cells = {name_text(bell.panel.language(), info_of(kind)), known ? mean_text(to.mean, 3) : "–",
                              known ? brief(to.width(), 3) : "–"},
                    .strong = kind == bell.page.chosen});
  }
  const std::vector<std::string> headers{"", "μ", "σ"};
  number_table("bell_basins", headers, rows, bell.panel.ui);
}

void minima_table(const BellPanel& bell) {
  const BellDivergenceInfo& info = info_of(bell.page.chosen);
  section(bell.panel.text("bell.reading.minima", {{"divergence", name_text(bell.panel.language(), info)}}),
          bell.panel.ui);
  const BellFound* const found = bell.results.scenery().found(bell.page.chosen);
  if (found == nullptr) {
    muted_text(bell.text("bell.reading.searching"), bell.panel.ui);
    return;
  }
  if (found->minima.empty()) {
    muted_text(bell.text("bell.reading.none"), bell.panel.ui);
    return;
  }
  std::vector<TableRow> rows;
  for (const BellMinimum& one : found->minima) {
    rows.push_back({.swatch = std::nullopt,
                    .cells = {bell.text(one.global ? "bell.reading.lowest" : "bell.reading.local"), brief(one.value),
                              mean_text(one.bell.mean), brief(one.bell.width())},
                    .strong = one.global});
  }
  const std::vector<std::string> headers{"", bell.text("bell.reading.divergence"), "μ", "σ"};
  number_table("bell_minima", headers, rows, bell.panel.ui);
  muted_text(basin_sentence(bell, *found), bell.panel.ui);
}

}  // namespace

void bell_banner(const BellPanel& bell) {
  const std::vector<Failure> failures = bell.results.failures();
  if (failures.empty() || bell_is_dragged(bell)) return;
  const std::string& sentence = failures.front().sentence;
  const std::string text =
      failures.size() == 1
          ? bell.panel.text("lab.findings.diverged", {{"sentence", sentence}})
          : bell.panel.text("lab.findings.diverged_and_more",
                            {{"sentence", sentence}, {"count", fmt::format("{}", failures.size() - 1)}});
  // From a start with an infinite value no rate leads anywhere.
  const BellDivergenceInfo* const info = find_bell_divergence(failures.front().who);
  const bool infinite =
      info != nullptr && !std::isfinite(bell_divergence(bell.page, info->kind).value(bell.page.start()));
  const std::string& action = bell.text(infinite ? "bell.reading.widen" : "lab.findings.halve");
  if (!banner("divergence", text, action, bell.panel.ui)) return;
  bell.edit(action,
            [infinite](BellPage& page) {
              if (infinite) {
                page.width = Mixture(page.humps).widest();
              } else {
                page.optimizer.rate /= 2;
              }
            },
            {});
}

void bell_reading(const BellPanel& bell) {
  runs_table(bell);
  if (bell.page.ticked.empty()) return;
  minima_table(bell);
  basins_table(bell);
  const BellDivergenceInfo& info = info_of(bell.page.chosen);
  section(name_text(bell.panel.language(), info), bell.panel.ui);
  hint(second_name(bell.panel.language(), info), bell.panel);
  formula(info.formula, 15, bell.panel.ui);
  muted_text(loss_text(bell.panel.language(), info.id, "remark", info.remark), bell.panel.ui);
  hint(info.source, bell.panel);
}

}  // namespace losslab
