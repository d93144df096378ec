#include "widgets/export/cairo_surface.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <new>
#include <stdexcept>

#include "widgets/export/painters.h"

namespace losslab {
namespace {

void append_big_endian(std::string& out, std::uint32_t value) {
  for (const int shift : {24, 16, 8, 0}) out += static_cast<char>((value >> shift) & 0xff);
}

// The checksum of PNG chunks, ISO 3309.
std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xffffffff;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320 : 0);
  }
  return ~crc;
}

// The chunk pHYs: pixels a metre in both directions.
std::string resolution_chunk(double dpi) {
  const auto per_metre = static_cast<std::uint32_t>(std::lround(dpi / 0.0254));
  std::string body = "pHYs";
  append_big_endian(body, per_metre);
  append_big_endian(body, per_metre);
  body += '\1';
  std::string chunk;
  append_big_endian(chunk, 9);
  chunk += body;
  append_big_endian(chunk, crc32(body));
  return chunk;
}

}  // namespace

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

std::string png_bytes(cairo_surface_t* surface, double dpi) {
  std::string bytes;
  if (const cairo_status_t status = cairo_surface_write_to_png_stream(surface, append_bytes, &bytes);
      status != CAIRO_STATUS_SUCCESS) {
    throw std::runtime_error(cairo_status_to_string(status));
  }
  // After the signature (8 bytes) and the header chunk (25 bytes), before the image data.
  if (dpi > 0) bytes.insert(33, resolution_chunk(dpi));
  return bytes;
}

std::string encode_png(const Pixels& pixels, double dpi) { return png_bytes(make_surface(pixels).get(), dpi); }

}  // namespace losslab
