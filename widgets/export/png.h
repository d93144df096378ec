#pragma once
#include <functional>
#include <string>

#include "widgets/export/export.h"

namespace losslab {

// A picture as a source of rows: row(j, out) fills 3 bytes a pixel (4 with alpha), not multiplied by alpha.
struct PngRows {
  int width = 0, height = 0;
  bool alpha = false;
  std::function<void(int, unsigned char*)> row;
};

// The bytes of a PNG, the same for the same picture; `dpi` 0 leaves the resolution out, an empty keyword the text. The
// text stands before the picture, uncompressed. Throws std::runtime_error and std::bad_alloc.
std::string encode_png(const PngRows& rows, double dpi, const PngText& text);

// As read_png_text(), of the bytes of a file of that name.
std::optional<std::string> text_in_png(std::string_view bytes, const std::string& name, std::string_view keyword);

}  // namespace losslab
