#include "app/core/shell/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <variant>

#include "app/core/lab/page/runners.h"

namespace losslab {
namespace {

std::string cell(double value) { return std::isnan(value) ? std::string() : fmt::format("{:.17g}", value); }

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

const Plot& plot_named(const Figure& figure, std::string_view name) {
  const auto at = std::ranges::find(figure.plots, name, &Plot::name);
  if (at != figure.plots.end()) return *at;
  std::string known;
  for (const Plot& plot : figure.plots) known.append(known.empty() ? "" : ", ").append(plot.name);
  throw InputError(fmt::format("There is no plot '{}' in this figure; it has: {}.", name, known));
}

// The curves of a plot that carry numbers, and whether all have the same x.
std::vector<const CurveItem*> named_curves(const Plot& plot) {
  std::vector<const CurveItem*> curves;
  for (const Item& item : plot.items) {
    const auto* curve = std::get_if<CurveItem>(&item);
    if (curve != nullptr && !curve->legend.empty() && !curve->points.empty()) curves.push_back(curve);
  }
  return curves;
}

bool share_abscissae(const std::vector<const CurveItem*>& curves) {
  return std::ranges::all_of(curves, [&](const CurveItem* curve) {
    return std::ranges::equal(curve->points, curves.front()->points, {}, &Point::x, &Point::x);
  });
}

std::string wide_table(const std::vector<const CurveItem*>& curves) {
  std::string text = "x";
  for (const CurveItem* curve : curves) text.append(",").append(csv_field(curve->legend));
  text += '\n';
  for (std::size_t i = 0; i < curves.front()->points.size(); ++i) {
    text += cell(curves.front()->points[i].x);
    for (const CurveItem* curve : curves) text.append(",").append(cell(curve->points[i].y));
    text += '\n';
  }
  return text;
}

void add_rows(std::string& text, const std::string& series, std::span<const Point> points) {
  for (const Point p : points) text += fmt::format("{},{},{}\n", csv_field(series), cell(p.x), cell(p.y));
}

std::string long_table(const Plot& plot) {
  std::string text = "series,x,y\n";
  for (const Item& item : plot.items) {
    if (const auto* curve = std::get_if<CurveItem>(&item); curve != nullptr && !curve->legend.empty()) {
      add_rows(text, curve->legend, curve->points);
    } else if (const auto* points = std::get_if<PointsItem>(&item); points != nullptr && !points->legend.empty()) {
      add_rows(text, points->legend, points->points);
    } else if (const auto* bars = std::get_if<BarsItem>(&item)) {
      std::vector<Point> tops;
      for (const auto& [a, b] : bars->corners) tops.push_back({0.5 * (a.x + b.x), std::max(a.y, b.y)});
      add_rows(text, bars->legend.empty() ? "count" : bars->legend, tops);
    }
  }
  return text;
}

}  // namespace

Figure single_plot(const Figure& figure, std::string_view name) {
  Figure single;
  single.theme = figure.theme;
  Plot plot = plot_named(figure, name);
  plot.row = plot.column = 0;
  plot.row_span = plot.column_span = 1;
  plot.legend = true;
  single.plots.push_back(std::move(plot));
  return single;
}

std::string figure_csv(const Figure& figure, std::string_view name) {
  const Plot& plot = plot_named(figure, name);
  const auto curves = named_curves(plot);
  const bool has_points = std::ranges::any_of(plot.items, [](const Item& item) {
    const auto* points = std::get_if<PointsItem>(&item);
    return (points != nullptr && !points->legend.empty()) || std::holds_alternative<BarsItem>(item);
  });
  if (!curves.empty() && !has_points && share_abscissae(curves)) return wide_table(curves);
  return long_table(plot);
}

Recalls class_recalls(const Lab& lab, std::size_t competitor) {
  const Dataset& data = lab.data();
  std::vector<double> f(data.size());
  lab.setting().model->predict(lab.race().theta(competitor, lab.position()), data.x1, data.x2, f);
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
  if (data.task != Task::classification) return 0;
  const std::vector<double>& label = data.true_label.empty() ? data.y : data.true_label;
  const double positive =
      static_cast<double>(std::ranges::count(label, 1.0)) / static_cast<double>(std::max<std::size_t>(1, label.size()));
  return positive < 0.1 ? 1 : positive > 0.9 ? -1 : 0;
}

std::vector<LabRow> lab_rows(const Document& document, const Lab& lab) {
  std::vector<LabRow> rows;
  if (lab.data().true_line && lab.page().model.kind == ModelSpec::Kind::line) {
    const Dataset::Line line = *lab.data().true_line;
    const Measures errors = line_errors(lab.data(), line);
    rows.push_back({.id = "",
                    .label = "truth",
                    .parameters = {line.slope, line.intercept},
                    .given_error = errors.given_error,
                    .clean_error = errors.clean_error,
                    .cost = errors.cost});
  }
  for (std::size_t i = 0; i < lab.race().competitors().size(); ++i) {
    const Measures& measures = lab.race().measures(i, lab.position());
    const std::string& runner = lab.page().ticked[i];
    LabRow row{.id = runner,
               .label = runner_name(document, lab.page(), runner),
               .parameters = {},
               .objective = measures.objective,
               .given_error = measures.given_error,
               .clean_error = measures.clean_error,
               .cost = measures.cost};
    if (lab.data().task == Task::classification) row.found = class_recalls(lab, i);
    if (lab.setting().model->linear_in_parameters()) row.parameters = lab.reported(static_cast<int>(i));
    if (const auto& divergence = lab.race().divergence(i); divergence && lab.position() >= divergence->step - 1) {
      row.state = fmt::format("stopped at step {}: {}", divergence->step, divergence->cause);
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
