#pragma once
#include <string>

#include "widgets/export/export.h"

namespace losslab {

// Each returns the bytes of a file that shows the list on a page of that background. The page's size in points is
// stretched by a hair to the exact width and height in mm. The same list gives the same bytes.

std::string paint_png(const DisplayList& list, Color background, int width, int height, double dpi,
                      const PngText& text);
std::string paint_pdf(const DisplayList& list, Color background, const std::string& title);
// Letters are outlines in it, so that it looks the same where the font is missing.
std::string paint_svg(const DisplayList& list, Color background);

}  // namespace losslab
