#pragma once
#include <cairo.h>

#include <memory>
#include <string>

#include "widgets/export/export.h"

namespace losslab {

struct CairoDeleter {
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using CairoPtr = std::unique_ptr<cairo_t, CairoDeleter>;
using SurfacePtr = std::unique_ptr<cairo_surface_t, CairoDeleter>;

// A copy of the pixels; opaque ones get a surface without alpha. Throws std::bad_alloc.
SurfacePtr make_surface(const Pixels& pixels);
// The pixels of an image surface without alpha.
Pixels opaque_pixels(cairo_surface_t* surface);
// An image surface, with alpha where it has that, as a PNG with its resolution; `dpi` 0 leaves that out, an empty
// keyword the text.
std::string png_bytes(cairo_surface_t* surface, double dpi, const PngText& text);
// A cairo_write_func_t whose closure is a std::string.
cairo_status_t append_bytes(void* closure, const unsigned char* data, unsigned length);

}  // namespace losslab
