#pragma once
#include <optional>
#include <span>
#include <string>

#include "widgets/export/export.h"

namespace losslab {

// What a list is painted on, and with.
struct Paper {
  std::optional<Color> background;  // none: transparent
  std::string font;                 // see ExportOptions
};

// Each returns the bytes of a file that shows the list. The page's size in points is stretched by a hair to the exact
// width and height in mm. The same list gives the same bytes.

std::string paint_png(const DisplayList& list, const Paper& paper, int width, int height, double dpi,
                      const PngText& text);
// A page for each list.
std::string paint_pdf(std::span<const DisplayList> pages, const Paper& paper, const std::string& title);
std::string paint_svg(const DisplayList& list, const Paper& paper, SvgText text);
// The picture itself, on a paper that has a background. Throws std::runtime_error and std::bad_alloc.
Pixels paint_pixels(const DisplayList& list, const Paper& paper, int width, int height);

}  // namespace losslab
