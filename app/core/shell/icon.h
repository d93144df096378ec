#pragma once
#include <string>

namespace losslab {

// The program's icon: three losses of the residual, drawn from their own values. As SVG, and as PNG of so many pixels.
std::string icon_svg();
std::string icon_png(int pixels);

}  // namespace losslab
