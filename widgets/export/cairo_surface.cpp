#include "widgets/export/cairo_surface.h"

#include <algorithm>
#include <cstdint>
#include <new>

#include "widgets/export/png.h"

namespace losslab {
cairo_status_t append_bytes(void* closure, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

SurfacePtr make_surface(const Pixels& pixels) {
  const bool opaque = std::all_of(pixels.data.begin(), pixels.data.end(), [](Color c) { return c.a == 255; });
  SurfacePtr surface(
      cairo_image_surface_create(opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, pixels.width, pixels.height));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) throw std::bad_alloc();
  unsigned char* rows = cairo_image_surface_get_data(surface.get());
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
  for (int j = 0; j < pixels.height; ++j) {
    auto* out = reinterpret_cast<std::uint32_t*>(rows + static_cast<std::size_t>(j) * stride);
    const Color* in = pixels.data.data() + static_cast<std::size_t>(j) * static_cast<std::size_t>(pixels.width);
    for (int i = 0; i < pixels.width; ++i) {
      const Color c = in[i];
      // cairo wants the channels multiplied by alpha.
      const auto channel = [&c](std::uint32_t v) { return (v * c.a + 127) / 255; };
      out[i] = static_cast<std::uint32_t>(c.a) << 24 | channel(c.r) << 16 | channel(c.g) << 8 | channel(c.b);
    }
  }
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

Pixels opaque_pixels(cairo_surface_t* surface) {
  Pixels pixels{cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface), {}};
  pixels.data.resize(static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height));
  const unsigned char* rows = cairo_image_surface_get_data(surface);
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
  Color* out = pixels.data.data();
  for (int j = 0; j < pixels.height; ++j) {
    const auto* in = reinterpret_cast<const std::uint32_t*>(rows + static_cast<std::size_t>(j) * stride);
    for (int i = 0; i < pixels.width; ++i) *out++ = rgb(in[i] & 0xffffffU);
  }
  return pixels;
}

namespace {

void copy_opaque(const std::uint32_t* in, int count, unsigned char* out) {
  for (int i = 0; i < count; ++i) {
    for (const unsigned shift : {16U, 8U, 0U}) *out++ = static_cast<unsigned char>(in[i] >> shift & 0xffU);
  }
}

// PNG wants the channels as they were before cairo multiplied them by alpha.
void copy_with_alpha(const std::uint32_t* in, int count, unsigned char* out) {
  for (int i = 0; i < count; ++i) {
    const std::uint32_t alpha = in[i] >> 24U;
    for (const unsigned shift : {16U, 8U, 0U}) {
      const std::uint32_t channel = in[i] >> shift & 0xffU;
      *out++ = static_cast<unsigned char>(alpha == 0 ? 0 : (channel * 255 + alpha / 2) / alpha);
    }
    *out++ = static_cast<unsigned char>(alpha);
  }
}

}  // namespace

std::string png_bytes(cairo_surface_t* surface, double dpi, const PngText& text) {
  const unsigned char* rows = cairo_image_surface_get_data(surface);
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
  const bool alpha = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32;
  PngRows picture{cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface), alpha, {}};
  picture.row = [&](int j, unsigned char* out) {
    const auto* in = reinterpret_cast<const std::uint32_t*>(rows + static_cast<std::size_t>(j) * stride);
    alpha ? copy_with_alpha(in, picture.width, out) : copy_opaque(in, picture.width, out);
  };
  return encode_png(picture, dpi, text);
}

}  // namespace losslab
