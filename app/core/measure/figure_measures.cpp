#include "app/core/measure/figure_measures.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/core/measure/page_measures.h"

namespace losslab {
namespace {

class CurveMeasures final : public MeasureObject {
 public:
  // The figure is kept, for the curve is a part of it.
  CurveMeasures(std::shared_ptr<const Figure> figure, const CurveItem& curve)
      : figure_(std::move(figure)), curve_(curve) {
    for (const Point& point : curve.points) {
      if (std::isnan(point.x) || std::isnan(point.y)) continue;
      x_.push_back(point.x);
      y_.push_back(point.y);
    }
  }
  std::string what() const override { return "a curve"; }
  std::vector<std::string> names() const override {
    return {"at", "first", "last", "least", "greatest", "count", "x", "y"};
  }
  std::optional<MeasureValue> member(std::string_view name) const override {
    if (name == "x") return x_;
    if (name == "y") return y_;
    if (name == "count") return static_cast<double>(y_.size());
    if (y_.empty()) return std::nullopt;
    if (name == "first") return y_.front();
    if (name == "last") return y_.back();
    if (name == "least") return std::ranges::min(y_);
    if (name == "greatest") return std::ranges::max(y_);
    return std::nullopt;
  }
  std::optional<MeasureValue> call(std::string_view name, const MeasureArguments& arguments) const override {
    if (name != "at") return std::nullopt;
    arguments.expect(name, 1, 1);
    return height_at(curve_, arguments.number(name, 0));
  }

 private:
  std::shared_ptr<const Figure> figure_;
  const CurveItem& curve_;
  std::vector<double> x_, y_;
};

}  // namespace

const Plot* find_plot(const Figure& figure, std::string_view name) {
  const auto at = std::ranges::find(figure.plots, name, &Plot::name);
  return at == figure.plots.end() ? nullptr : &*at;
}

const CurveItem* find_curve(const Plot& plot, int series) {
  const CurveItem* longest = nullptr;
  if (series < 0) return longest;
  for (const Item& item : plot.items) {
    const auto* curve = std::get_if<CurveItem>(&item);
    if (curve == nullptr || curve->series != series) continue;
    if (longest == nullptr || curve->points.size() > longest->points.size()) longest = curve;
  }
  return longest;
}

double height_at(const CurveItem& curve, double x) {
  for (std::size_t i = 0; i + 1 < curve.points.size(); ++i) {
    const Point a = curve.points[i], b = curve.points[i + 1];
    if (std::isnan(a.y) || std::isnan(b.y) || x < std::min(a.x, b.x) || x > std::max(a.x, b.x)) continue;
    return a.x == b.x ? b.y : a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x);
  }
  return std::numeric_limits<double>::quiet_NaN();
}

MeasureObjectPtr figure_measures(std::shared_ptr<const Figure> figure, std::function<int(std::string_view)> series) {
  std::vector<std::string> plots;
  for (const Plot& plot : figure->plots) plots.push_back(plot.name);
  const auto plot_named = [figure, series](std::string_view name) -> std::optional<MeasureValue> {
    const Plot* plot = find_plot(*figure, name);
    if (plot == nullptr) return std::nullopt;
    const auto curve_of = [figure, plot, series](std::string_view id) -> std::optional<MeasureValue> {
      const CurveItem* curve = find_curve(*plot, series(id));
      if (curve == nullptr) return std::nullopt;
      return std::make_shared<CurveMeasures>(figure, *curve);
    };
    return std::make_shared<PageMeasures>("the plot " + std::string(name),
                                          std::vector<std::string>{"the ids of who has a curve in it"}, curve_of);
  };
  return std::make_shared<PageMeasures>("the figure", std::move(plots), plot_named);
}

}  // namespace losslab
