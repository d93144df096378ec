#include "widgets/imgui/text.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "widgets/imgui/compat.h"

namespace losslab {
namespace {

// A font drawn at another size than it was loaded for is blurred; a few per cent of size are not seen, blur is.
constexpr float kNearEnough = 0.07f;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The width of a nought, without fractions of a pixel so that repeated cells stay on the grid.
float digit_cell(const TextPen& pen) { return std::max(1.f, std::round(compat::advance(pen.font, pen.pixels, '0'))); }

}  // namespace

TextPen text_pen(const FontSet* fonts, double points, float scale, FontStyle style) {
  const float pixels = static_cast<float>(points) * scale;
  TextPen pen;
  const FontSet::Face* face = fonts ? fonts->face(style, pixels) : nullptr;
  pen.font = face ? face->font : ImGui::GetFont();
  const bool keep_size = face && !compat::fonts_scale() && std::abs(face->size - pixels) <= kNearEnough * face->size;
  pen.pixels = keep_size ? face->size : pixels;
  const compat::FontHeights heights = compat::font_heights(pen.font, pen.pixels);
  pen.ascent = heights.ascent;
  pen.descent = heights.descent;
  return pen;
}

double body_points(const Ui& ui) { return static_cast<double>(ImGui::GetFontSize()) / ui.scale; }

float text_width(const TextPen& pen, std::string_view text) {
  if (text.empty()) return 0;
  return pen.font->CalcTextSizeA(pen.pixels, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

void draw_text(ImDrawList& draw, const TextPen& pen, ImVec2 at, ImU32 color, std::string_view text) {
  if (text.empty()) return;
  const ImVec2 corner(std::round(at.x), std::round(at.y - pen.ascent));
  draw.AddText(pen.font, pen.pixels, corner, color, text.data(), text.data() + text.size());
}

std::string shortened(const TextPen& pen, std::string_view text, float max_width) {
  if (text_width(pen, text) <= max_width) return std::string(text);
  const std::string ellipsis = compat::has_glyph(pen.font, 0x2026) ? "\u2026" : "...";
  const float room = max_width - text_width(pen, ellipsis);
  std::size_t end = 0, fits = 0;
  while (end < text.size()) {
    do ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80);  // whole characters of UTF-8
    if (text_width(pen, text.substr(0, end)) > room) break;
    fits = end;
  }
  while (fits > 0 && text[fits - 1] == ' ') --fits;
  return fits == 0 ? std::string() : std::string(text.substr(0, fits)) + ellipsis;
}

float number_width(const TextPen& pen, std::string_view text) {
  const float cell = digit_cell(pen);
  float width = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    if (is_digit(text[i])) {
      width += cell;
    } else {
      while (end < text.size() && !is_digit(text[end])) ++end;
      width += text_width(pen, text.substr(i, end - i));
    }
    i = end;
  }
  return width;
}

void draw_number(ImDrawList& draw, const TextPen& pen, ImVec2 at, ImU32 color, std::string_view text) {
  const float cell = digit_cell(pen);
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    if (is_digit(text[i])) {
      const float width = compat::advance(pen.font, pen.pixels, text[i]);
      draw_text(draw, pen, ImVec2(at.x + (cell - width) * 0.5f, at.y), color, text.substr(i, 1));
      at.x += cell;
    } else {
      while (end < text.size() && !is_digit(text[end])) ++end;
      const std::string_view other = text.substr(i, end - i);
      draw_text(draw, pen, at, color, other);
      at.x += text_width(pen, other);
    }
    i = end;
  }
}

std::string typeset_number(const TextPen& pen, std::string text) {
  auto replace = [&text](std::string_view from, std::string_view to) {
    for (std::size_t i = text.find(from); i != std::string::npos; i = text.find(from, i + to.size())) {
      text.replace(i, from.size(), to);
    }
  };
  if (compat::has_glyph(pen.font, 0x2212)) {
    replace("-", "\u2212");
  } else {
    replace("\u2212", "-");
  }
  if (!compat::has_glyph(pen.font, 0x221e)) replace("\u221e", "inf");
  return text;
}

}  // namespace losslab
