#pragma once
#include <string_view>

#include "widgets/figure/display_list.h"

namespace losslab {

// Sets a formula in a small subset of TeX: \frac{}{}, ^{}, _{}, \sqrt{}, \begin{cases}..&..\\..\end{cases}, Greek
// letters, \ell, \le, \ge, \infty, \log, \exp, \tanh, \cosh, \max, \min, |, \, and plain text. Letters are italic,
// digits, brackets and names of functions upright. Anything else is set as it stands.
// The result has its own origin at the top left; `size` is the formula's extent in points.
DisplayList set_formula(std::string_view tex, double font_size, Color color, const TextMeasure& text);

}  // namespace losslab
