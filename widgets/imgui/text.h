#pragma once
#include <string>
#include <string_view>

#include "widgets/imgui/style.h"

namespace losslab {

// A font at a size in pixels, ready to measure and draw lines of text.
struct TextPen {
  ImFont* font = nullptr;
  float pixels = 13;
  float ascent = 10, descent = 3;  // pixels; both positive
  float height() const { return ascent + descent; }
  // The baseline for text whose capitals are centred on y.
  float baseline_at(float center_y) const { return center_y + (ascent - descent) * 0.5f; }
};

// The face for `points` of size: the nearest in the atlas, at its own size where that is close enough to stay sharp.
TextPen text_pen(const FontSet* fonts, double points, float scale, FontStyle style = FontStyle::regular);
inline TextPen text_pen(const Ui& ui, double points, FontStyle style = FontStyle::regular) {
  return text_pen(ui.fonts, points, ui.scale, style);
}
// The size of ordinary text in controls, in points: that of Dear ImGui's current font.
double body_points(const Ui& ui);
inline TextPen body_pen(const Ui& ui, FontStyle style = FontStyle::regular, double factor = 1) {
  return text_pen(ui, body_points(ui) * factor, style);
}

float text_width(const TextPen& pen, std::string_view text);
// `at` is the left end of the baseline, in pixels.
void draw_text(ImDrawList& draw, const TextPen& pen, ImVec2 at, ImU32 color, std::string_view text);
// The text, or as much of its beginning as fits with an ellipsis; empty where not even that fits.
std::string shortened(const TextPen& pen, std::string_view text, float max_width);

// Numbers with every digit equally wide, so that columns align and values do not tremble while they change.
float number_width(const TextPen& pen, std::string_view text);
void draw_number(ImDrawList& draw, const TextPen& pen, ImVec2 at, ImU32 color, std::string_view text);
// With a true minus sign in place of the hyphen where the font has one, and "inf" in place of a missing ∞.
std::string typeset_number(const TextPen& pen, std::string text);

}  // namespace losslab
