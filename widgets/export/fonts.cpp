#include "widgets/export/fonts.h"

#include <map>
#include <tuple>

#include "widgets/export/export.h"
#include "widgets/figure/line_breaks.h"

namespace losslab {
namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ",") + name;
  return list;
}

}  // namespace

bool is_generic(const std::string& font) { return font == "sans-serif" || font == "serif" || font == "monospace"; }

std::vector<std::string> font_families(const std::string& font) {
  // A generic name before others would give way to the first of them that is installed.
  if (is_generic(font)) return {font};
  std::vector<std::string> families{"Inter", "DejaVu Sans", "sans-serif"};
  if (!font.empty()) families.insert(families.begin(), font);
  return families;
}

ContextPtr make_text_context(const std::string& font) {
  ContextPtr context(pango_font_map_create_context(pango_cairo_font_map_get_default()));
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context.get(), options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  PangoFontDescription* description = pango_font_description_new();
  pango_font_description_set_family(description, joined(font_families(font)).c_str());
  pango_context_set_font_description(context.get(), description);
  pango_font_description_free(description);
  // Shaping must not depend on the language that this machine speaks.
  pango_context_set_language(context.get(), pango_language_from_string("en"));
  return context;
}

LayoutPtr make_text_layout(PangoContext* context, std::string_view text, double size, FontStyle style) {
  LayoutPtr layout(pango_layout_new(context));
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
  if (style == FontStyle::bold) pango_font_description_set_weight(font, PANGO_WEIGHT_SEMIBOLD);
  if (style == FontStyle::italic) pango_font_description_set_style(font, PANGO_STYLE_ITALIC);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
  if (has_ideographs(text)) {  // whose forms are those of mainland China
    PangoAttrList* const attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_language_new(pango_language_from_string("zh-cn")));
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);
  }
  const GlibText valid(g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())));
  pango_layout_set_text(layout.get(), valid.get(), -1);
  return layout;
}

TextExtent extent_of(PangoLayout* layout) {
  PangoRectangle logical;
  pango_layout_get_extents(layout, nullptr, &logical);
  const double scale = 1.0 / PANGO_SCALE, baseline = pango_layout_get_baseline(layout);
  return {logical.width * scale, baseline * scale, (logical.height - baseline) * scale};
}

Point corner_of(const TextOp& op, const TextExtent& extent) {
  double x = 0, y = -extent.ascent;
  if (op.h == HAlign::center) x = -0.5 * extent.width;
  if (op.h == HAlign::right) x = -extent.width;
  if (op.v == VAlign::top) y = 0;
  if (op.v == VAlign::middle) y = -0.5 * (extent.ascent + extent.descent);
  if (op.v == VAlign::bottom) y = -(extent.ascent + extent.descent);
  return {x, y};
}

struct PangoTextMeasure::Impl {
  ContextPtr context;
  // A layout asks for the same few texts again and again while it looks for room.
  std::map<std::tuple<std::string, double, FontStyle>, TextExtent> known{};
};

PangoTextMeasure::PangoTextMeasure(const std::string& font) : impl_(new Impl{make_text_context(font)}) {}
PangoTextMeasure::~PangoTextMeasure() { delete impl_; }

TextExtent PangoTextMeasure::measure(std::string_view text, double size, FontStyle style) const {
  const auto [at, fresh] = impl_->known.try_emplace({std::string(text), size, style});
  if (fresh) at->second = extent_of(make_text_layout(impl_->context.get(), text, size, style).get());
  return at->second;
}

}  // namespace losslab
