#include "app/core/shell/figure_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <variant>
#include <vector>

#include "losses/core/error.h"

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

}  // namespace losslab
