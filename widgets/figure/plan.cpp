#include "widgets/figure/plan.h"

namespace losslab {

Page::Page(const Figure& of, Size page, const FigureStyle& with, const TextMeasure& measured_by)
    : figure(of),
      theme(of.theme ? *of.theme : light_theme()),
      style(with),
      text(measured_by),
      size(page),
      em(std::max(with.font_size, 1.0)) {
  const auto part = [this](double of_em) { return style.even_text ? em : of_em * em; };
  tick_size = part(0.82);
  label_size = part(0.9);
  title_size = part(0.96);
  note_size = part(0.84);
  legend_size = part(0.85);
  item_size = part(0.92);
  heading_size = part(1.18);
  const auto line = [this](double font_size, FontStyle font) {
    const TextExtent extent = text.measure("Ag", font_size, font);
    return extent.ascent + extent.descent;
  };
  tick_line = line(tick_size, FontStyle::regular);
  label_line = line(label_size, FontStyle::regular);
  title_line = line(title_size, FontStyle::bold);
  note_line = line(note_size, FontStyle::regular);
  legend_line = line(legend_size, FontStyle::regular);
  heading_line = line(heading_size, FontStyle::bold);
  tick_length = 0.32 * em;
  // Far enough that the lowest label of y and the first of x do not meet in the corner.
  tick_gap = std::max(0.3 * em, 0.55 * tick_line - tick_length);
  pad = 0.7 * em;
  hairline = 0.8 * style.line_scale;
}

Color shown_color(const Page& page, Color color, int series) {
  const bool faded = page.style.highlight >= 0 && series >= 0 && series != page.style.highlight;
  return faded ? mix(color, page.theme.background.with_alpha(color.a), 0.6) : color;
}

Stroke shown_stroke(const Page& page, Stroke stroke, int series) {
  return {shown_color(page, stroke.color, series), stroke.width * page.style.line_scale, stroke.dash};
}

}  // namespace losslab
