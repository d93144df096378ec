#pragma once
#include <functional>

#include "app/core/measure/measure_value.h"
#include "widgets/figure/figure.h"

namespace losslab {

// A plot of a figure by name; null where it has none.
const Plot* find_plot(const Figure& figure, std::string_view name);
// The curve in a plot that belongs to a series: the one of most points. Null where there is none.
const CurveItem* find_curve(const Plot& plot, int series);
// Its height at x, straight between its points; NaN where it does not go.
double height_at(const CurveItem& curve, double x);

// What a figure shows: figure.PLOT.ID is a curve, with at(x), first, last, least, greatest, count, and lists x and y.
// `series` gives the number of an id, −1 for none.
MeasureObjectPtr figure_measures(std::shared_ptr<const Figure> figure, std::function<int(std::string_view id)> series);

}  // namespace losslab
