#include "app/core/shell/figure_page.h"

#include <algorithm>
#include <array>

namespace losslab {
namespace {

// Columns as most journals have them, with the 8 pt that they ask for; the page of a presentation, which is 13⅓ × 7½
// inches, at 1920 × 1080 pixels.
constexpr double slide_width = 40 / 3.0 * 25.4, slide_height = 7.5 * 25.4;
constexpr std::array sizes{FigureSize{"one-column", "dialog.size.one_column", 85, 8, 0.7, 600},
                           FigureSize{"two-columns", "dialog.size.two_columns", 170, 8, 0.75, 600},
                           FigureSize{"slide", "dialog.size.slide", slide_width, 20, 2, 144}};

struct Grid {
  int columns = 1, rows = 1;
};
Grid grid_of(const Figure& figure) {
  Grid grid;
  for (const Plot& plot : figure.plots) {
    grid.columns = std::max(grid.columns, plot.column + plot.column_span);
    grid.rows = std::max(grid.rows, plot.row + plot.row_span);
  }
  return grid;
}

// One under the other, as they are read.
void stack(Figure& figure) {
  std::stable_sort(figure.plots.begin(), figure.plots.end(),
                   [](const Plot& a, const Plot& b) { return a.row != b.row ? a.row < b.row : a.column < b.column; });
  int row = 0;
  for (Plot& plot : figure.plots) {
    plot.row = row++;
    plot.column = 0;
    plot.row_span = plot.column_span = 1;
  }
  figure.column_weights.clear();
  figure.row_weights.clear();
}

double height_of(const FigureSize& size, const Grid& grid) {
  if (size.width_mm == slide_width) return slide_height;
  const double head = 24, row = size.width_mm > 100 ? 46 : 38;  // mm
  return head + row * grid.rows;
}

}  // namespace

std::span<const FigureSize> figure_sizes() { return sizes; }

const FigureSize* figure_size(std::string_view id) {
  const auto* const found =
      std::find_if(sizes.begin(), sizes.end(), [id](const FigureSize& one) { return one.id == id; });
  return found == sizes.end() ? nullptr : found;
}

Size usual_page(const Figure& figure) {
  const auto [columns, rows] = grid_of(figure);
  if (columns > 1) return {200, 140};
  return {160, rows <= 2 ? 100.0 : 48.0 * rows};
}

void make_for(const FigureSize& size, Figure& figure, ExportOptions& options) {
  const bool print = size.width_mm != slide_width;
  if (size.id == "one-column" && grid_of(figure).columns > 1) stack(figure);
  options.width_mm = size.width_mm;
  options.height_mm = height_of(size, grid_of(figure));
  options.dpi = size.dpi;
  FigureStyle& style = options.style;
  style.gap *= size.text_pt / style.font_size;
  style.font_size = size.text_pt;
  style.line_scale = size.line_scale;
  style.even_text = print;
}

}  // namespace losslab
