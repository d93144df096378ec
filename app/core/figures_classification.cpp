#include <algorithm>
#include <cmath>

#include "app/core/figure_parts.h"
#include "app/core/figures.h"
#include "widgets/figure/layout.h"

namespace losslab {
namespace {

using parts::axis;
using parts::camera;
using parts::Shown;

constexpr int surface_cells = 100, boundary_cells = 72, bins = 30;

bool is_flipped(const Dataset& data, std::size_t i) {
  return !data.true_label.empty() && data.true_label[i] != data.y[i];
}

// The generators' inputs as they are written elsewhere on the screen.
std::string input_label(const std::string& name) { return name == "x1" ? "x₁" : name == "x2" ? "x₂" : name; }

double radius_for(std::size_t n) { return n <= 300 ? 3 : n <= 1000 ? 2.3 : 1.7; }

// f on a grid, corners included, row by row from y.min.
class ScoreGrid {
 public:
  ScoreGrid(Range x, Range y, int cells) : x_(x), y_(y), cells_(cells) {
    const auto n = static_cast<std::size_t>(cells) * static_cast<std::size_t>(cells);
    x1_.reserve(n);
    x2_.reserve(n);
    for (int j = 0; j < cells; ++j) {
      for (int i = 0; i < cells; ++i) {
        x1_.push_back(x.min + x.span() * i / (cells - 1));
        x2_.push_back(y.min + y.span() * j / (cells - 1));
      }
    }
    f_.resize(n);
    values_.resize(n);
  }
  // tanh(f/2) = 2σ(f) − 1: the class probability on −1..+1, zero on the boundary.
  const std::vector<float>& squashed(const Model& model, std::span<const double> theta) {
    model.predict(theta, x1_, x2_, f_);
    std::ranges::transform(f_, values_.begin(), [](double f) { return static_cast<float>(std::tanh(0.5 * f)); });
    return values_;
  }
  std::vector<Point> boundary(const Model& model, std::span<const double> theta) {
    model.predict(theta, x1_, x2_, f_);
    std::ranges::transform(f_, values_.begin(), [](double f) { return static_cast<float>(f); });
    std::vector<Point> all;
    for (const auto& line : contour_lines(values_, cells_, cells_, x_, y_, 0)) {
      if (!all.empty()) all.push_back({std::nan(""), std::nan("")});
      all.insert(all.end(), line.begin(), line.end());
    }
    return all;
  }

 private:
  Range x_, y_;
  int cells_;
  std::vector<double> x1_, x2_, f_;
  std::vector<float> values_;
};

// The two classes as two items, flipped labels ringed, at places that `at` gives.
template <class At>
void add_points(Plot& plot, const Dataset& data, const Theme& theme, At&& at) {
  for (const double label : {1.0, -1.0}) {
    PointsItem item;
    for (std::size_t i = 0; i < data.size(); ++i) {
      if (data.y[i] != label) continue;
      item.points.push_back(at(i));
      item.ring.push_back(is_flipped(data, i));
    }
    item.radius = {radius_for(data.size())};
    item.fill = {label > 0 ? theme.positive : theme.negative};
    item.marker = label > 0 ? Marker::circle : Marker::triangle;
    item.outline = Stroke{theme.background, 0.6, Dash::solid};
    item.ring_stroke = {theme.danger, 1.4, Dash::solid};
    item.legend = label > 0 ? "class +1" : "class −1";
    plot.items.emplace_back(std::move(item));
  }
}

Plot data_plot(const Document& document, const View& view, const Lab& lab, const Theme& theme,
               const std::vector<Shown>& shown) {
  const Dataset& data = lab.data();
  const Model& model = *lab.setting().model;
  const Camera looked = camera(document, view, "data");
  Plot plot;
  plot.name = "data";
  plot.title = "Data and boundaries";
  const bool any_flipped = !data.true_label.empty() && data.true_label != data.y;
  if (any_flipped) plot.note = "ringed: wrong label";
  plot.grid = false;
  plot.x = axis(input_label(data.x1_name), fit_range(data.x1, 0.06), looked.x);
  plot.y = axis(input_label(data.x2_name), fit_range(data.x2, 0.06), looked.y);
  const auto theta = [&](const Shown& who) { return lab.race().theta(who.competitor, lab.position()); };
  for (const Shown& who : shown) {
    if (!who.chosen) continue;
    ScoreGrid surface(plot.x.range, plot.y.range, surface_cells);
    plot.items.emplace_back(FieldItem{
        field_pixels(surface.squashed(model, theta(who)), surface_cells, surface_cells, {-1, 1}, theme.diverging),
        plot.x.range, plot.y.range});
  }
  add_points(plot, data, theme, [&](std::size_t i) { return Point{data.x1[i], data.x2[i]}; });
  // Two cells are exact where the score is linear.
  const bool linear = lab.page().model.kind == ModelSpec::Kind::linear;
  ScoreGrid grid(plot.x.range, plot.y.range, linear ? 2 : boundary_cells);
  for (const Shown& who : shown) {
    if (who.hidden) {
      plot.items.emplace_back(parts::hidden_entry(who.label, who.series, who.style, theme));
      continue;
    }
    CurveItem curve;
    curve.points = grid.boundary(model, theta(who));
    curve.stroke = who.stroke();
    curve.stroke.width += 0.4;
    curve.marker = who.style.marker;
    curve.legend = who.label;
    curve.series = who.series;
    plot.items.emplace_back(std::move(curve));
  }
  return plot;
}

Range accuracy_range(const std::vector<Shown>& shown, const Lab& lab, bool truth_known) {
  double worst = 0.2;
  for (const Shown& who : shown) {
    const auto history = lab.race().history(who.competitor);
    // The start knows nothing and would only press the rest together.
    const std::size_t stride = std::max<std::size_t>(1, history.size() / 500);
    for (std::size_t i = std::min<std::size_t>(history.size() - 1, 1); i < history.size(); i += stride) {
      worst = std::max(worst, history[i].given_error);
      if (truth_known) worst = std::max(worst, history[i].clean_error);
    }
  }
  return {std::floor(10 * (1 - std::min(worst, 1.0))) * 10, 101};
}

Plot accuracy_plot(const Document& document, const View& view, const Lab& lab, const Theme& theme,
                   const std::vector<Shown>& shown) {
  const bool truth_known = !lab.data().true_label.empty();
  const Camera looked = camera(document, view, "accuracy");
  Plot plot;
  plot.name = "accuracy";
  plot.title = "Accuracy";
  if (truth_known) plot.note = "true labels: solid   given labels: dotted";
  plot.legend = false;
  const double length = static_cast<double>(std::max({10L, lab.race().length(), lab.aimed_length()}));
  plot.x = axis("iteration", looked.log_x ? Range{1, length} : Range{0, length}, looked.x, looked.log_x);
  plot.y = axis("correct labels (%)", accuracy_range(shown, lab, truth_known), looked.y);
  for (const Shown& who : shown) {
    if (who.hidden) continue;
    const auto history = lab.race().history(who.competitor);
    CurveItem given = parts::history_curve(who, history, &Measures::given_error, -100, 100, Marker::none);
    given.legend = who.label + ", given labels";
    given.stroke.dash = Dash::dotted;
    if (truth_known) {
      given.stroke.width = 1.3;
      CurveItem correct = parts::history_curve(who, history, &Measures::clean_error, -100, 100, who.style.marker);
      correct.stroke.dash = Dash::solid;
      correct.legend = who.label + ", true labels";
      plot.items.emplace_back(std::move(given));
      plot.items.emplace_back(std::move(correct));
    } else {
      given.stroke.dash = Dash::solid;
      given.marker = who.style.marker;
      plot.items.emplace_back(std::move(given));
    }
  }
  plot.items.emplace_back(parts::position_line(lab.position(), theme));
  return plot;
}

// The margins of the chosen competitor at the iterate shown.
std::vector<double> margins_of(const Shown& who, const Lab& lab) {
  std::vector<double> margins(lab.data().size());
  const Loss& loss = lab.race().competitors()[who.competitor].loss;
  Objective(lab.setting(), loss).arguments(lab.race().theta(who.competitor, lab.position()), margins);
  return margins;
}

// The value of a sample's loss: some weigh the classes differently.
std::vector<double> values_of(const Loss& loss, const std::vector<double>& margins, const Dataset& data) {
  std::vector<double> value(margins.size());
  loss.for_class(1).evaluate(margins, value, {}, {});
  if (!loss.depends_on_class()) return value;
  std::vector<double> other(margins.size());
  loss.for_class(-1).evaluate(margins, other, {}, {});
  for (std::size_t i = 0; i < value.size(); ++i) value[i] = data.y[i] > 0 ? value[i] : other[i];
  return value;
}

void add_riders(Plot& plot, const Shown& who, const Lab& lab, const std::vector<double>& margins,
                const std::optional<Range>& looked_y, const Theme& theme) {
  const Loss& loss = lab.race().competitors()[who.competitor].loss;
  const std::vector<double> value = values_of(loss, margins, lab.data());
  Range height{0, 0};
  for (const double v : value) parts::include(height, v);
  const std::vector<int> classes = loss.depends_on_class() ? std::vector<int>{1, -1} : std::vector<int>{1};
  for (const int y : classes) {
    CurveItem curve = parts::loss_curve(loss.for_class(y), plot.x.range, who.stroke());
    curve.legend = who.label;
    if (loss.depends_on_class()) curve.legend += y > 0 ? ", class +1" : ", class −1";
    curve.series = who.series;
    for (const Point p : curve.points) {
      if (p.x >= 0) parts::include(height, p.y);
    }
    plot.items.emplace_back(std::move(curve));
  }
  height = parts::rounded({0, std::max(1.05 * height.max, 1e-9)});
  plot.y = axis(plot.y.label, {-0.03 * height.max, height.max}, looked_y);
  add_points(plot, lab.data(), theme, [&](std::size_t i) { return Point{margins[i], value[i]}; });
}

void add_bars(Plot& plot, const Shown& who, const Dataset& data, const std::vector<double>& margins, Range usual,
              const std::optional<Range>& looked_y, const Theme& theme) {
  std::vector<double> all(bins, 0), flipped(bins, 0);
  for (std::size_t i = 0; i < margins.size(); ++i) {
    const double place = (margins[i] - usual.min) / usual.span() * bins;
    if (!(place >= 0 && place <= bins)) continue;
    const auto bin = std::min<std::size_t>(static_cast<std::size_t>(place), bins - 1);
    all[bin] += 1;
    if (is_flipped(data, i)) flipped[bin] += 1;
  }
  const auto bars = [&](const std::vector<double>& counts, Color fill, const char* legend) {
    BarsItem item;
    item.fill = fill;
    item.legend = legend;
    for (std::size_t k = 0; k < counts.size(); ++k) {
      if (counts[k] == 0) continue;
      const double left = usual.min + usual.span() * static_cast<double>(k) / bins, width = usual.span() / bins;
      item.corners.push_back({{left + 0.04 * width, 0}, {left + 0.96 * width, counts[k]}});
    }
    return item;
  };
  plot.items.emplace_back(bars(all, mix(who.style.color, theme.background, 0.45), "all samples"));
  if (std::ranges::any_of(flipped, [](double n) { return n > 0; })) {
    plot.items.emplace_back(bars(flipped, theme.danger, "wrong labels"));
  }
  const double highest = *std::ranges::max_element(all);
  plot.y = axis(plot.y.label, {0, parts::rounded({0, std::max(1.0, 1.05 * highest)}).max}, looked_y);
}

// "riding" and "margins", which stand on one axis of margins.
std::pair<Plot, Plot> margin_plots(const Document& document, const View& view, const Lab& lab, const Theme& theme,
                                   const std::vector<Shown>& shown) {
  const Camera upper = camera(document, view, "riding"), lower = camera(document, view, "margins");
  Plot riding, margins;
  riding.name = "riding";
  riding.title = "Margins on the loss";
  riding.legend = false;
  margins.name = "margins";
  margins.title = "How many samples have which margin";
  margins.legend = false;
  riding.x = margins.x = axis("margin m = y·f", {-3, 3}, upper.x);
  riding.y = axis("loss ℓ(m)", {0, 4.5}, upper.y);
  margins.y = axis("samples", {0, 1}, lower.y);
  const auto who = std::ranges::find_if(shown, &Shown::chosen);
  if (who == shown.end()) return {std::move(riding), std::move(margins)};
  riding.title = "Margins on " + who->label;
  const std::vector<double> m = margins_of(*who, lab);
  Range usual{-3, 3};
  for (const double value : m) parts::include(usual, 1.04 * value);
  usual = parts::rounded(usual);
  riding.x = margins.x = axis("margin m = y·f", usual, upper.x);
  add_riders(riding, *who, lab, m, upper.y, theme);
  add_bars(margins, *who, lab.data(), m, usual, lower.y, theme);
  return {std::move(riding), std::move(margins)};
}

}  // namespace

Figure classification_figure(const Document& document, const View& view, const Lab& lab, const Theme& theme) {
  Figure figure;
  figure.theme = &theme;
  if (!lab.followed()) return figure;
  const std::vector<Shown> shown = parts::shown_competitors(lab.page(), view, lab, theme);
  figure.column_weights = {1.2, 1};
  figure.row_weights = {1.25, 1};
  figure.share_x = true;
  auto [riding, margins] = margin_plots(document, view, lab, theme, shown);
  figure.plots.push_back(data_plot(document, view, lab, theme, shown));
  figure.plots.push_back(accuracy_plot(document, view, lab, theme, shown));
  figure.plots.push_back(std::move(riding));
  figure.plots.push_back(std::move(margins));
  for (std::size_t i = 0; i < figure.plots.size(); ++i) {
    figure.plots[i].row = static_cast<int>(i % 2);
    figure.plots[i].column = static_cast<int>(i / 2);
  }
  return figure;
}

}  // namespace losslab
