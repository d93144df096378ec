#pragma once
#include <pango/pangocairo.h>

#include <memory>
#include <string_view>

#include "widgets/figure/display_list.h"

namespace losslab {

// The families of text in files, best first; what a machine lacks is skipped.
inline constexpr const char* font_families = "Inter, DejaVu Sans, sans-serif";

struct GObjectDeleter {
  void operator()(void* object) const { g_object_unref(object); }
};
using LayoutPtr = std::unique_ptr<PangoLayout, GObjectDeleter>;
using ContextPtr = std::unique_ptr<PangoContext, GObjectDeleter>;

// A context that sets text without hinting, so that it has the same shape at every resolution.
ContextPtr make_text_context();
// One line of text in a font of that size; units of the layout are points.
LayoutPtr make_text_layout(PangoContext* context, std::string_view text, double size, FontStyle style);
TextExtent extent_of(PangoLayout* layout);

}  // namespace losslab
