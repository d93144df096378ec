#include "widgets/figure/plan.h"

namespace losslab {

Page::Page(const Figure& of, Size page, const FigureStyle& with, const TextMeasure& measured_by)
    : figure(of),
      theme(of.theme ? *of.theme : light_theme()),
      style(with),
      text(measured_by),
      size(page),
      em(std::max(with.font_size, 1.0)) {
  tick_size = 0.82 * em;
  label_size = 0.9 * em;
  title_size = 0.96 * em;
  note_size = 0.84 * em;
  legend_size = 0.85 * em;
  heading_size = 1.18 * em;
  const auto line = [this](double font_size, FontStyle font) {
    const TextExtent extent = text.measure("Ag", font_size, font);
    return extent.ascent + extent.descent;
  };
  tick_line = line(tick_size, FontStyle::regular);
  label_line = line(label_size, FontStyle::regular);
  title_line = line(title_size, FontStyle::bold);
  legend_line = line(legend_size, FontStyle::regular);
  heading_line = line(heading_size, FontStyle::bold);
  tick_length = 0.32 * em;
  // Far enough that the lowest label of y and the first of x do not meet in the corner.
  tick_gap = std::max(0.3 * em, 0.55 * tick_line - tick_length);
  pad = 0.7 * em;
  hairline = 0.8 * style.line_scale;
}

std::string Page::shortened(std::string_view string, double room, double font_size, FontStyle font) const {
  if (width_of(string, font_size, font) <= room) return std::string(string);
  std::string_view rest = string;
  while (!rest.empty()) {
    // One character of UTF-8 from the end, and the space before it.
    do rest.remove_suffix(1);
    while (!rest.empty() && (string[rest.size()] & 0xc0) == 0x80);
    while (!rest.empty() && rest.back() == ' ') rest.remove_suffix(1);
    std::string candidate = std::string(rest) + "…";
    if (!rest.empty() && width_of(candidate, font_size, font) <= room) return candidate;
  }
  return {};
}

Color shown_color(const Page& page, Color color, int series) {
  const bool faded = page.style.highlight >= 0 && series >= 0 && series != page.style.highlight;
  return faded ? mix(color, page.theme.background.with_alpha(color.a), 0.6) : color;
}

Stroke shown_stroke(const Page& page, Stroke stroke, int series) {
  return {shown_color(page, stroke.color, series), stroke.width * page.style.line_scale, stroke.dash};
}

}  // namespace losslab
