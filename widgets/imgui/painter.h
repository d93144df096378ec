#pragma once
#include "widgets/figure/layout.h"
#include "widgets/imgui/style.h"

namespace losslab {

// The extents of text in the atlas's fonts, in points.
class ImGuiTextMeasure final : public TextMeasure {
 public:
  ImGuiTextMeasure(const FontSet& fonts, float scale) : fonts_(fonts), scale_(scale) {}
  TextExtent measure(std::string_view text, double size, FontStyle style) const override;

 private:
  const FontSet& fonts_;
  float scale_;
};

// Draws a display list with its origin at `at` (pixels). Line widths are rounded to whole pixels (at least one), since
// those are drawn from the atlas's line texture.
void paint(const DisplayList& list, ImDrawList& draw, ImVec2 at, Ui& ui);

}  // namespace losslab
