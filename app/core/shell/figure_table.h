#pragma once
#include <string>
#include <string_view>

#include "widgets/figure/figure.h"

namespace losslab {

// One plot of a figure alone, in a figure of its own.
Figure single_plot(const Figure& figure, std::string_view plot);

// The numbers behind a plot as CSV: a column for x and one for each series (17 digits), or x,y,... for points.
// Curves over the same x share a column of it; NaN and undefined fields are empty. Of a field, as pictures and heat
// maps are, there is a row x,y,value for each of its places.
std::string figure_csv(const Figure& figure, std::string_view plot);
// The same as spreadsheets paste it: between tabs, without quotes.
std::string figure_cells(const Figure& figure, std::string_view plot);

}  // namespace losslab
