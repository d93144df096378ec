#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/lab/plots/lab_rows.h"
#include "app/core/lab/results/parameter_titles.h"
#include "app/screens/catalogue/loss_panels.h"
#include "app/screens/lab/lab_panels.h"

namespace losslab {
namespace {

bool has_parameters(const std::vector<LabRow>& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const LabRow& row) { return !row.parameters.empty(); });
}

TableRow table_row(const LabPanel& panel, const LabRow& row) {
  TableRow line;
  if (row.id.empty()) {
    line.swatch = SeriesStyle{panel.theme().truth, Dash::solid, Marker::none};
    line.cells = {panel.text("lab.reading.truth")};
  } else {
    line.swatch = panel.runner_style(row.id);
    line.cells = {row.label};
  }
  line.strong = !row.id.empty() && row.id == panel.page().chosen;
  return line;
}

std::vector<std::string> error_headers(const LabPanel& panel) {
  if (panel.task == Task::regression) {
    return {"", panel.text("lab.reading.all_points"), panel.text("lab.reading.clean_points")};
  }
  if (panel.page().several_classes) return {"", panel.text("lab.reading.given"), panel.text("lab.reading.true")};
  return {"", panel.text("lab.reading.given"), panel.text("lab.reading.true"), panel.text("lab.reading.positive_found"),
          panel.text("lab.reading.negative_found")};
}

void error_table(LabPanel& panel, const std::vector<LabRow>& rows) {
  const bool regression = panel.task == Task::regression;
  // The unit stands above, or five columns would leave no room for the names.
  section(panel.text(regression ? "lab.reading.error" : "lab.reading.accuracy"), panel.ui);
  const auto in_percent = [](double share) { return std::isnan(share) ? "–" : fmt::format("{:.1f}", 100 * share); };
  const bool costs = regression && panel.lab().data().true_quantile.has_value();
  std::vector<std::string> headers = error_headers(panel);
  if (costs) headers.back() = panel.text("lab.reading.cost");
  std::vector<TableRow> lines;
  for (const LabRow& row : rows) {
    TableRow line = table_row(panel, row);
    if (regression) {
      line.cells.push_back(brief(row.given_error));
      line.cells.push_back(brief(costs ? row.cost : row.clean_error));
    } else {
      line.cells.push_back(in_percent(1 - row.given_error));
      line.cells.push_back(in_percent(1 - row.clean_error));
      if (!panel.page().several_classes) {
        line.cells.push_back(in_percent(row.found.positive));
        line.cells.push_back(in_percent(row.found.negative));
      }
    }
    lines.push_back(std::move(line));
  }
  number_table("errors", headers, lines, panel.ui);
  hint(panel.text(costs                          ? "lab.reading.cost_hint"
                  : regression                   ? "lab.reading.error_hint"
                  : panel.page().several_classes ? "lab.reading.classes_hint"
                                                 : "lab.reading.accuracy_hint"),
       panel);
}

// Few parameters stand beside each other for everybody; more are listed for the chosen loss alone.
void parameter_table(LabPanel& panel, const std::vector<LabRow>& rows) {
  const Setting& setting = panel.lab().setting();
  if (!setting.model || !has_parameters(rows)) return;
  // As the landscape beside it names them.
  const std::vector<std::string> names = parameter_titles(panel.lab(), panel.language());
  section(panel.text("lab.reading.parameters"), panel.ui);
  std::vector<TableRow> lines;
  if (names.size() <= 3) {
    std::vector<std::string> headers{""};
    headers.insert(headers.end(), names.begin(), names.end());
    for (const LabRow& row : rows) {
      if (row.parameters.size() != names.size()) continue;
      TableRow line = table_row(panel, row);
      for (const double value : row.parameters) line.cells.push_back(brief(value));
      lines.push_back(std::move(line));
    }
    number_table("parameters", headers, lines, panel.ui);
    return;
  }
  for (const LabRow& row : rows) {
    if (row.id != panel.page().chosen || row.parameters.size() != names.size()) continue;
    for (std::size_t i = 0; i < names.size(); ++i) {
      lines.push_back({.swatch = std::nullopt, .cells = {names[i], brief(row.parameters[i])}});
    }
    const std::vector<std::string> headers{"", row.label};
    number_table("parameters", headers, lines, panel.ui);
  }
}

void objective_table(LabPanel& panel, const std::vector<LabRow>& rows) {
  section(panel.text("lab.reading.objectives"), panel.ui);
  std::vector<TableRow> lines;
  for (const LabRow& row : rows) {
    if (row.id.empty()) continue;
    TableRow line = table_row(panel, row);
    line.cells.push_back(brief(row.objective));
    lines.push_back(std::move(line));
    if (!row.state.empty()) lines.push_back({.swatch = std::nullopt, .cells = {row.state, ""}});
  }
  const std::vector<std::string> headers{"", panel.text("lab.reading.mean_loss")};
  number_table("objectives", headers, lines, panel.ui);
}

}  // namespace

void lab_reading(LabPanel& panel) {
  if (!panel.ready()) return;
  const std::vector<LabRow> rows = lab_rows(panel.document(), panel.lab());
  if (rows.empty()) hint(panel.text("lab.reading.nothing"), panel);
  if (!rows.empty()) {
    error_table(panel, rows);
    parameter_table(panel, rows);
    objective_table(panel, rows);
  }
  if (const std::string& chosen = panel.page().chosen; !chosen.empty()) {
    if (panel.page().several_classes) {
      describe_loss(panel, runner_class_loss(panel.page(), chosen).loss);
    } else {
      describe_loss(panel, runner_loss(panel.document(), panel.page(), chosen));
    }
  }
}

}  // namespace losslab
