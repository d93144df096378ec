#include "app/core/lab/plots/lab_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/lab/page/runners.h"

namespace losslab {

Recalls class_recalls(const Lab& lab, std::size_t competitor) {
  const Dataset& data = lab.data();
  std::vector<double> f(data.size());
  ModelWorkspace work;
  lab.setting().model->outputs(lab.race().theta(competitor, lab.position()), {}, f, work);
  const std::vector<double>& label = data.true_label.empty() ? data.y : data.true_label;
  double count[2] = {0, 0}, found[2] = {0, 0};
  for (std::size_t i = 0; i < f.size(); ++i) {
    const std::size_t which = label[i] > 0 ? 0 : 1;
    count[which] += 1;
    found[which] += label[i] * f[i] > 0 ? 1 : 0;
  }
  return {found[0] / count[0], found[1] / count[1]};
}

int rare_class(const Dataset& data) {
  if (data.task != Task::classification || !data.class_names.empty()) return 0;
  const std::vector<double>& label = data.true_label.empty() ? data.y : data.true_label;
  const double positive =
      static_cast<double>(std::ranges::count(label, 1.0)) / static_cast<double>(std::max<std::size_t>(1, label.size()));
  return positive < 0.1 ? 1 : positive > 0.9 ? -1 : 0;
}

std::vector<LabRow> lab_rows(const Document& document, const Lab& lab) {
  std::vector<LabRow> rows;
  if (lab.data().true_line && lab.data().more.empty() && lab.page().model.kind == ModelSpec::Kind::line) {
    const Dataset::Line line = *lab.data().true_line;
    const Measures errors = line_errors(lab.data(), line);
    rows.push_back({.id = "",
                    .label = lab.language()("figure.data.truth"),
                    .parameters = {line.slope, line.intercept},
                    .given_error = errors.given_error,
                    .clean_error = errors.clean_error,
                    .cost = errors.cost});
  }
  for (std::size_t i = 0; i < lab.race().competitors().size(); ++i) {
    const Measures& measures = lab.race().measures(i, lab.position());
    const std::string& runner = lab.page().ticked[i];
    LabRow row{.id = runner,
               .label = runner_name(document, lab.page(), runner, lab.language()),
               .parameters = {},
               .objective = measures.objective,
               .given_error = measures.given_error,
               .clean_error = measures.clean_error,
               .cost = measures.cost};
    if (lab.data().task == Task::classification && lab.data().class_names.empty()) row.found = class_recalls(lab, i);
    if (lab.setting().model->linear_in_parameters()) row.parameters = lab.reported(static_cast<int>(i));
    if (const auto& divergence = lab.race().divergence(i); divergence && lab.position() >= divergence->step - 1) {
      row.state = lab.language()("message.lab.stopped_here", {{"step", fmt::format("{}", divergence->step)},
                                                              {"cause", lab.language().translated(divergence->cause)}});
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Measures line_errors(const Dataset& data, Dataset::Line line) {
  double all = 0, clean = 0;
  std::size_t clean_count = 0;
  std::vector<double> residuals;
  for (std::size_t i = 0; i < data.size(); ++i) {
    const double r = data.y[i] - (line.slope * data.x1[i] + line.intercept);
    residuals.push_back(r);
    all += r * r;
    if (data.outlier.empty() || data.outlier[i] != 0) continue;
    clean += r * r;
    ++clean_count;
  }
  Measures measures;
  measures.objective = std::numeric_limits<double>::quiet_NaN();
  measures.given_error = std::sqrt(all / static_cast<double>(data.size()));
  measures.clean_error =
      clean_count == 0 ? std::numeric_limits<double>::quiet_NaN() : std::sqrt(clean / static_cast<double>(clean_count));
  if (data.true_quantile) measures.cost = mean_cost(*data.true_quantile, residuals);
  return measures;
}

}  // namespace losslab
