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

// How the fields of a row are set apart.
enum class Form : unsigned char { csv, cells };

char separator(Form form) { return form == Form::csv ? ',' : '\t'; }

std::string field(std::string text, Form form) {
  if (form == Form::cells) {
    std::ranges::replace_if(
        text, [](char c) { return c == '\t' || c == '\n'; }, ' ');
    return text;
  }
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

std::string wide_table(const std::vector<const CurveItem*>& curves, Form form) {
  std::string text = "x";
  for (const CurveItem* curve : curves) text.append(1, separator(form)).append(field(curve->legend, form));
  text += '\n';
  for (std::size_t i = 0; i < curves.front()->points.size(); ++i) {
    text += cell(curves.front()->points[i].x);
    for (const CurveItem* curve : curves) text.append(1, separator(form)).append(cell(curve->points[i].y));
    text += '\n';
  }
  return text;
}

bool has_numbers(const Item& item) {
  const auto* field = std::get_if<FieldItem>(&item);
  return field != nullptr && field->numbers != nullptr;
}

// A row for each place of a field.
void add_field(std::string& text, const std::string& series, const FieldNumbers& numbers, Form form) {
  const std::string name = field(series, form);
  const auto place = [](const Range& range, int i, int count) {
    return count > 1 ? range.min + range.span() * i / (count - 1) : range.min;
  };
  std::size_t next = 0;
  for (int j = 0; j < numbers.rows; ++j) {
    for (int i = 0; i < numbers.columns; ++i) {
      text += fmt::format("{0}{1}{2}{1}{3}{1}{4}\n", name, separator(form), cell(place(numbers.x, i, numbers.columns)),
                          cell(place(numbers.y, j, numbers.rows)), cell(numbers.values[next++]));
    }
  }
}

// `ending`: what stands behind y.
void add_rows(std::string& text, const std::string& series, std::span<const Point> points, Form form,
              std::string_view ending) {
  const std::string name = field(series, form);
  for (const Point p : points) {
    text += fmt::format("{0}{1}{2}{1}{3}{4}\n", name, separator(form), cell(p.x), cell(p.y), ending);
  }
}

// Of a plot with a field there is a column for its value, which is empty where there is none.
std::string long_table(const Plot& plot, Form form) {
  const bool values = std::ranges::any_of(plot.items, has_numbers);
  const std::string ending(values ? 1 : 0, separator(form));
  std::string text = fmt::format("series{0}x{0}y{1}{2}\n", separator(form), ending, values ? "value" : "");
  for (const Item& item : plot.items) {
    if (has_numbers(item)) {
      const auto& shown = std::get<FieldItem>(item);
      add_field(text, shown.name.empty() ? plot.title : shown.name, *shown.numbers, form);
    } else if (const auto* curve = std::get_if<CurveItem>(&item); curve != nullptr && !curve->legend.empty()) {
      add_rows(text, curve->legend, curve->points, form, ending);
    } else if (const auto* points = std::get_if<PointsItem>(&item); points != nullptr && !points->legend.empty()) {
      add_rows(text, points->legend, points->points, form, ending);
    } else if (const auto* bars = std::get_if<BarsItem>(&item)) {
      std::vector<Point> tops;
      for (const auto& [a, b] : bars->corners) tops.push_back({0.5 * (a.x + b.x), std::max(a.y, b.y)});
      add_rows(text, bars->legend.empty() ? "count" : bars->legend, tops, form, ending);
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

namespace {

std::string table(const Figure& figure, std::string_view name, Form form) {
  const Plot& plot = plot_named(figure, name);
  const auto curves = named_curves(plot);
  const bool has_points = std::ranges::any_of(plot.items, [](const Item& item) {
    const auto* points = std::get_if<PointsItem>(&item);
    return (points != nullptr && !points->legend.empty()) || std::holds_alternative<BarsItem>(item) ||
           has_numbers(item);
  });
  if (!curves.empty() && !has_points && share_abscissae(curves)) return wide_table(curves, form);
  return long_table(plot, form);
}

}  // namespace

std::string figure_csv(const Figure& figure, std::string_view plot) { return table(figure, plot, Form::csv); }

std::string figure_cells(const Figure& figure, std::string_view plot) { return table(figure, plot, Form::cells); }

}  // namespace losslab
