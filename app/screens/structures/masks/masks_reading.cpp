// The losses of the masks as a list, and what the descents have come to in numbers and words.
#include <fmt/format.h>

#include <cmath>

#include "app/core/catalogue/loss_text.h"
#include "app/core/structures/masks/masks_figure.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/structures/masks/masks_panels.h"
#include "app/screens/structures/structures_panels.h"

namespace losslab {
namespace {

// Its course over the size of a soft disc around a disc: radii from a quarter to four times that of the truth.
std::vector<Point> sketch(const RunningEntry& entry, std::span<const double> parameters) {
  constexpr int side = 24, count = 33;
  constexpr double radius = 0.16 * side, steepness = 6;
  StructuredLoss loss = structured_loss(entry, parameters);
  set_rows(loss, side);
  const MaskGrid mask = disc_mask({0.5 * side, 0.5 * side}, radius, side);
  const std::vector<double> truth(mask.pixels.begin(), mask.pixels.end());
  std::vector<double> z(truth.size());
  std::vector<Point> points;
  double lowest = 1e300, highest = -1e300;
  for (int k = 0; k < count; ++k) {
    const double along = static_cast<double>(k) / (count - 1), size = radius * std::pow(16, along - 0.5);
    for (std::size_t i = 0; i < z.size(); ++i) {
      const std::size_t row = i / side, column = i % side;
      const double x = static_cast<double>(column) + 0.5 * (1 - side), y = static_cast<double>(row) + 0.5 * (1 - side);
      z[i] = steepness * (size - std::hypot(x, y)) / radius;
    }
    points.push_back({along, loss.evaluate_logits(z, truth, {})});
    lowest = std::min(lowest, points.back().y);
    highest = std::max(highest, points.back().y);
  }
  for (Point& at : points) at.y = 0.06 + 0.88 * (at.y - lowest) / std::max(highest - lowest, 1e-9);
  return points;
}

RunningList list_of(Panel& panel) {
  const MaskEntries& all = panel.state.memory<MaskEntries>();
  return {"masks",
          masks_page(panel.document()),
          all.kind,
          all.entries,
          sketch,
          [&panel](const std::string& what, std::function<void(RunningLosses&)> change, const std::string& merge) {
            edit_masks(
                panel, what, [change = std::move(change)](MasksPage& page) { change(page); }, merge);
          }};
}

TableRow row_of(const Panel& panel, const MaskEntries& all, std::size_t which) {
  const MasksResults& results = masks_results(panel);
  TableRow row;
  const std::string& id = results.page().ticked[which];
  row.swatch = panel.theme().series(static_cast<std::size_t>(all.kind.series(id)));
  row.cells = {short_name(panel.language(), results.descents().runs()[which].who().loss.info())};
  row.strong = id == results.page().chosen;
  return row;
}

void numbers_table(Panel& panel, const MaskEntries& all) {
  const MasksResults& results = masks_results(panel);
  const long step = results.descents().position();
  section(panel.text("distributions.reading.now"), panel.ui);
  std::vector<TableRow> rows;
  for (std::size_t i = 0; i < results.descents().runs().size(); ++i) {
    const MaskRun& run = results.descents().runs()[i];
    rows.push_back(row_of(panel, all, i));
    for (const double value : {run.loss(step), run.slope(step)}) rows.back().cells.push_back(brief(value));
    rows.back().cells.push_back(percent(run.note(step).pull_share));
  }
  const std::vector<std::string> headers{"", panel.text("distributions.reading.loss"),
                                         panel.text("masks.reading.gradient"), panel.text("masks.reading.pull")};
  number_table("mask_numbers", headers, rows, panel.ui);
}

void mask_table(Panel& panel, const MaskEntries& all) {
  const MasksResults& results = masks_results(panel);
  const double object = static_cast<double>(results.task().foreground);
  section(panel.text("masks.reading.mask"), panel.ui);
  std::vector<TableRow> rows;
  for (std::size_t i = 0; i < results.descents().runs().size(); ++i) {
    const MaskReading& reading = results.reading(results.descents().runs()[i]);
    rows.push_back(row_of(panel, all, i));
    std::vector<std::string>& cells = rows.back().cells;
    cells.push_back(brief(reading.foreground_mean, 2));
    cells.push_back(brief(reading.background_mean, 2));
    cells.push_back(object > 0 ? percent(reading.area / object) : "–");
  }
  const std::vector<std::string> headers{"", panel.text("masks.reading.inside"), panel.text("masks.reading.outside"),
                                         panel.text("masks.reading.area")};
  number_table("mask_areas", headers, rows, panel.ui);
  for (const std::string& remark : mask_remarks(results, panel.language())) muted_text(remark, panel.ui);
  hint(panel.text("masks.reading.criterion"), panel);
}

}  // namespace

MaskEntries::MaskEntries() : kind(mask_losses()), entries(structured_entries(kind)) {
  for (RunningEntry& entry : entries) entry.parameters = kind.parameters(entry.id);
}

void MasksPanels::left(Panel& panel) const {
  mask_truth_controls(panel);
  mask_model_controls(panel);
  running_list(panel, list_of(panel));
  const MaskModel model = masks_page(panel.document()).model;
  running_optimizer(panel, list_of(panel), {usual_mask_rate(model), 1e-3, 1e4});
  mask_show_controls(panel);
}

void MasksPanels::reading(Panel& panel) const {
  const MaskEntries& all = panel.state.memory<MaskEntries>();
  numbers_table(panel, all);
  const MasksPage& page = masks_page(panel.document());
  if (page.chosen.empty()) return;
  mask_table(panel, all);
  describe_loss(panel, mask_loss(page, page.chosen, page.side), all.kind.series(page.chosen));
}

}  // namespace losslab
