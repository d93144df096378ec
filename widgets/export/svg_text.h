#pragma once
#include <string>

#include "widgets/figure/display_list.h"

namespace losslab {

// The texts of a list as elements of SVG, in its units, points: what cairo cannot write, as its letters are outlines.
// Each names its family with the usual ones behind it for where that is missing, and is anchored as it is aligned, so
// that it stands right in another font too. A part of a text that the first family has no letters for has a family of
// its own.
std::string svg_texts(const DisplayList& list, const std::string& font);

}  // namespace losslab
