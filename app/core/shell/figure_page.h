#pragma once
#include <span>
#include <string_view>

#include "widgets/export/export.h"

namespace losslab {

// What a figure is made for. Its text has the size that is printed there, if the figure is not scaled afterwards.
struct FigureSize {
  std::string_view id;  // "one-column"
  const char* name;     // a key
  double width_mm;
  double text_pt;     // em
  double line_scale;  // of strokes and markers
  double dpi;         // PNG
};
std::span<const FigureSize> figure_sizes();
// Null for a name that is none.
const FigureSize* figure_size(std::string_view id);

// The page of a figure that is made for nothing of these, in mm: wide enough for its columns of plots, and high enough
// that every row keeps its labels.
Size usual_page(const Figure& figure);

// Page, resolution, text and lines of that size; the height follows from what the figure shows. In one column its plots
// stand under each other.
void make_for(const FigureSize& size, Figure& figure, ExportOptions& options);

}  // namespace losslab
