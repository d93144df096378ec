#pragma once
#include <string>

#include "widgets/figure/display_list.h"

namespace losslab {

// Each returns the bytes of a file that shows the list on a page of that background. The page's size in points is
// stretched by a hair to the exact width and height in mm. The same list gives the same bytes.

std::string paint_png(const DisplayList& list, Color background, int width, int height, double dpi);
std::string paint_pdf(const DisplayList& list, Color background, const std::string& title);
// Letters are outlines in it, so that it looks the same where the font is missing.
std::string paint_svg(const DisplayList& list, Color background);

// RGBA pixels as the bytes of a PNG; `dpi` 0 leaves the resolution out.
std::string encode_png(const Pixels& pixels, double dpi);

}  // namespace losslab
