#include "samples.h"

#include <cmath>

namespace losslab::samples {
namespace {

Plot named_plot(std::string name, std::string title, std::string note = {}) {
  Plot plot;
  plot.name = std::move(name);
  plot.title = std::move(title);
  plot.note = std::move(note);
  return plot;
}

Axis axis(std::string label, Range range, bool log = false) {
  Axis result;
  result.label = std::move(label);
  result.range = range;
  result.log = log;
  return result;
}

double pseudo_huber(double r, double delta) { return delta * delta * (std::sqrt(1 + r * r / (delta * delta)) - 1); }

CurveItem styled_curve(const Theme& theme, int series, std::string legend) {
  const SeriesStyle style = theme.series(static_cast<std::size_t>(series));
  CurveItem curve;
  curve.stroke = {style.color, 1.6, style.dash};
  curve.marker = style.marker;
  curve.series = series;
  curve.legend = std::move(legend);
  return curve;
}

Plot landscape(const Theme& theme) {
  Plot plot = named_plot("landscape", "Landscape", "Huber");
  plot.x = axis("w", {0, 3});
  plot.y = axis("b", {-3, 6});
  plot.column = 1;
  constexpr int n = 32;
  std::vector<float> values;
  for (int j = 0; j < n; ++j) {
    for (int i = 0; i < n; ++i) values.push_back(static_cast<float>(std::hypot(i - 12, j - 20)));
  }
  plot.items.emplace_back(FieldItem{field_pixels(values, n, n, {0, 30}, theme.sequential), plot.x.range, plot.y.range});
  for (auto& line : contour_lines(values, n, n, plot.x.range, plot.y.range, 8)) {
    CurveItem contour;
    contour.points = std::move(line);
    contour.stroke = {theme.foreground.with_alpha(60), 0.6};
    plot.items.emplace_back(std::move(contour));
  }
  return plot;
}

}  // namespace

Figure stacked_losses(const Theme& theme, int curves) {
  Figure figure;
  figure.theme = &theme;
  figure.share_x = true;
  for (int row = 0; row < 2; ++row) {
    Plot plot = named_plot(row == 0 ? "loss" : "gradient", row == 0 ? "Loss" : "Gradient", "ℓ(r)");
    plot.row = row;
    plot.legend = row == 0;
    plot.x = axis("residual r = y − ŷ", {-6, 6});
    plot.y = axis(plot.name, row == 0 ? Range{-0.3, 6.3} : Range{-2.4, 2.4});
    for (int i = 0; i < curves; ++i) {
      const double delta = 0.3 * (i + 1);
      CurveItem curve = styled_curve(theme, i, "pseudo-Huber (δ = " + std::to_string(i) + ")");
      for (int k = 0; k < 1000; ++k) {
        const double x = -6 + 12 * k / 999.0;
        curve.points.push_back({x, row == 0 ? pseudo_huber(x, delta) : x / std::hypot(1, x / delta)});
      }
      plot.items.emplace_back(std::move(curve));
    }
    LineItem line;
    line.direction = LineItem::Direction::vertical;
    line.at = 5.9;
    line.stroke = {theme.accent, 1.2};
    line.label = "r = 5.9";
    plot.items.emplace_back(line);
    figure.plots.push_back(std::move(plot));
  }
  return figure;
}

Figure regression(const Theme& theme) {
  Figure figure;
  figure.theme = &theme;
  figure.title = "Regression with outliers";
  Plot data = named_plot("data", "Data and fits", "40 points, 15 % outliers");
  data.x = axis("height of the plant in cm", {-0.5, 10.5});
  data.y = axis("y", {-40000, 26000});
  data.row_span = 2;
  PointsItem points;
  points.legend = "data";
  for (int i = 0; i < 40; ++i) {
    points.points.push_back({0.25 * i, 500.0 * i + (i % 7 == 3 ? -20000 : 100 * (i % 5))});
    points.ring.push_back(i % 7 == 3);
  }
  points.ring_stroke = {theme.danger, 1};
  data.items.emplace_back(points);
  for (int i = 0; i < 3; ++i) {
    CurveItem fit = styled_curve(theme, i, "fit " + std::to_string(i));
    fit.points = {{-1, -2000.0 - 500 * i}, {11, 22000.0 - 800 * i}};
    data.items.emplace_back(std::move(fit));
  }
  LabelItem label;
  label.text = "a label beside the last point";
  label.at = {10, 20000};
  label.boxed = true;
  data.items.emplace_back(label);
  figure.plots.push_back(std::move(data));
  figure.plots.push_back(landscape(theme));

  Plot training = named_plot("training", "Training loss");
  training.x = axis("iteration", {1, 1000}, true);
  training.y = axis("mean loss", {2e-7, 40}, true);
  training.row = training.column = 1;
  for (int i = 0; i < 3; ++i) {
    CurveItem curve = styled_curve(theme, i, {});
    for (int k = 1; k <= 1000; ++k) curve.points.push_back({1.0 * k, 20 * std::pow(k, -1.2 - 0.3 * i)});
    training.items.emplace_back(std::move(curve));
  }
  figure.plots.push_back(std::move(training));
  return figure;
}

Figure one_line() {
  Figure figure;
  Plot plot = named_plot("line", "A line", "y = x");
  plot.x = axis("x", {-1, 1});
  plot.y = axis("y", {-1, 1});
  CurveItem line = styled_curve(light_theme(), 1, "line");
  line.marker = Marker::none;
  line.points = {{-1, -1}, {1, 1}};
  plot.items.emplace_back(line);
  figure.plots.push_back(std::move(plot));
  return figure;
}

std::vector<PlacedText> placed_texts(const DisplayList& list, const TextMeasure& text) {
  std::vector<PlacedText> result;
  for (const Op& op : list.ops) {
    const auto* t = std::get_if<TextOp>(&op);
    if (!t) continue;
    const TextExtent extent = text.measure(t->text, t->size, t->style);
    const double height = extent.ascent + extent.descent;
    const double x = t->h == HAlign::left ? 0 : t->h == HAlign::center ? -0.5 * extent.width : -extent.width;
    const double y = t->v == VAlign::top        ? 0
                     : t->v == VAlign::middle   ? -0.5 * height
                     : t->v == VAlign::baseline ? -extent.ascent
                                                : -height;
    // Turned to the left, the text's right is the page's up.
    const Rect box = t->vertical ? Rect{t->at.x + y, t->at.y - x - extent.width, height, extent.width}
                                 : Rect{t->at.x + x, t->at.y + y, extent.width, height};
    result.push_back({*t, box});
  }
  return result;
}

namespace {

// Without what wrapping changes.
std::string letters_of(const std::string& text) {
  std::string kept;
  for (const char c : text) {
    if (c != ' ' && c != '-') kept += c;
  }
  return kept;
}

std::string name_in(std::string_view legend) { return letters_of(std::string(legend.substr(0, legend.find(" (")))); }

bool is_label_of(const PlotLayout& plot, const PlacedText& text) {
  return text.op.h == HAlign::center && plot.cell.contains(text.op.at) && !plot.frame.contains(text.op.at);
}

}  // namespace

std::string complaints(const Figure& figure, Size size, const FigureStyle& style, const TextMeasure& text) {
  FigureStyle whole = style;
  whole.whole_texts = true;
  const Layout layout = lay_out(figure, size, whole, text);
  const std::vector<PlacedText> texts = placed_texts(layout.list, text);
  std::string found, all;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto& [op, box] = texts[i];
    all += letters_of(op.text);
    constexpr double hair = 0.01;
    if (op.text.find("…") != std::string::npos) found += "'" + op.text + "' is cut off\n";
    if (box.x < -hair || box.y < -hair || box.right() > size.width + hair || box.bottom() > size.height + hair)
      found += "'" + op.text + "' leaves the page\n";
    for (std::size_t j = 0; j < i; ++j) {
      if (overlap(box, texts[j].box)) found += "'" + op.text + "' covers '" + texts[j].op.text + "'\n";
    }
    for (const PlotLayout& plot : layout.plots) {
      const bool longer = op.vertical ? box.height > plot.frame.height + hair : box.width > plot.frame.width + hair;
      if (is_label_of(plot, texts[i]) && longer) found += "'" + op.text + "' is longer than its axis\n";
    }
  }
  const auto must_have = [&](const std::string& part) {
    if (all.find(letters_of(part)) == std::string::npos) found += "'" + part + "' is missing\n";
  };
  must_have(figure.title);
  for (const Plot& plot : figure.plots) {
    must_have(plot.title);
    if (plot.y.visible) must_have(plot.y.label);
    if (!plot.legend) continue;
    for (const Item& item : plot.items) must_have(name_in(legend_of(item)));
  }
  return found;
}

bool overlap(const Rect& a, const Rect& b) {
  constexpr double touch = 0.01;
  return a.x + touch < b.right() && b.x + touch < a.right() && a.y + touch < b.bottom() && b.y + touch < a.bottom();
}

}  // namespace losslab::samples
