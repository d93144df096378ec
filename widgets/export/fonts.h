#pragma once
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "widgets/figure/display_list.h"

namespace losslab {

// A name that every machine has some font for.
bool is_generic(const std::string& font);

// The families of text in files, best first, `font` before all others where it is not empty. What a machine lacks is
// skipped; the last is one that every machine has something for.
std::vector<std::string> font_families(const std::string& font);

struct GlibDeleter {
  void operator()(char* text) const { g_free(text); }
};
using GlibText = std::unique_ptr<char, GlibDeleter>;
struct GObjectDeleter {
  void operator()(void* object) const { g_object_unref(object); }
};
using LayoutPtr = std::unique_ptr<PangoLayout, GObjectDeleter>;
using ContextPtr = std::unique_ptr<PangoContext, GObjectDeleter>;

// A context that sets text in those families, without hinting, so that it has the same shape at every resolution.
ContextPtr make_text_context(const std::string& font);
// One line of text in a font of that size; units of the layout are points. What is no UTF-8 in it becomes U+FFFD.
LayoutPtr make_text_layout(PangoContext* context, std::string_view text, double size, FontStyle style);
TextExtent extent_of(PangoLayout* layout);

// From a text's place to the upper left corner of its box, along and across the direction in which it is read.
Point corner_of(const TextOp& op, const TextExtent& extent);

}  // namespace losslab
