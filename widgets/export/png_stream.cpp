#include "widgets/export/png_stream.h"

#include <libdeflate.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

namespace losslab {
namespace {

using Bytes = std::vector<unsigned char>;

// The filters of PNG that are used, by their numbers there.
constexpr unsigned char up = 2, paeth = 4;

// Halfway between libdeflate's fastest and its best: what is higher takes longer and hardly saves any bytes here.
constexpr int level = 6;

struct CompressorDeleter {
  void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};

// Of left, above and the corner between them the one that is nearest to left + above − corner. Branches would keep the
// compiler from doing many bytes at a time.
void paeth_differences(const Bytes& row, const Bytes& above, std::size_t pixel, unsigned char* out) {
  // Left of the first pixel there are zeros, and the rule gives what is above.
  for (std::size_t i = 0; i < pixel; ++i) out[i] = static_cast<unsigned char>(row[i] - above[i]);
  const unsigned char *left = row.data(), *corner = above.data();
  const unsigned char *own = left + pixel, *over = corner + pixel;
  out += pixel;
  for (std::size_t i = 0; i < row.size() - pixel; ++i) {
    const auto a = static_cast<std::int16_t>(left[i]), b = static_cast<std::int16_t>(over[i]),
               c = static_cast<std::int16_t>(corner[i]);
    const auto to_left = static_cast<std::int16_t>(std::abs(b - c)),
               to_above = static_cast<std::int16_t>(std::abs(a - c)),
               to_corner = static_cast<std::int16_t>(std::abs(a + b - 2 * c));
    const std::int16_t further = to_above <= to_corner ? b : c, least = std::min(to_above, to_corner);
    out[i] = static_cast<unsigned char>(own[i] - (to_left <= least ? a : further));
  }
}

// Memory that is written once is not cleared before: of tens of megabytes that would take as long as the filter.
struct Raw {
  explicit Raw(std::size_t n) : bytes(std::make_unique_for_overwrite<unsigned char[]>(n)), size(n) {}
  std::unique_ptr<unsigned char[]> bytes;
  std::size_t size;
};

// A row that repeats the one above is all zeros; of pictures of plots these are many.
Raw filtered(const PngRows& rows) {
  const std::size_t pixel = rows.alpha ? 4 : 3, length = static_cast<std::size_t>(rows.width) * pixel;
  Bytes above(length), row(length);
  Raw all(static_cast<std::size_t>(rows.height) * (length + 1));
  unsigned char* out = all.bytes.get();
  for (int j = 0; j < rows.height; ++j, out += length + 1) {
    rows.row(j, row.data());
    const bool same = row == above;
    out[0] = same ? up : paeth;
    if (same) {
      std::fill_n(out + 1, length, static_cast<unsigned char>(0));
    } else {
      paeth_differences(row, above, pixel, out + 1);
    }
    std::swap(row, above);
  }
  return all;
}

}  // namespace

std::string png_stream(const PngRows& rows) {
  const Raw from = filtered(rows);
  const std::unique_ptr<libdeflate_compressor, CompressorDeleter> compressor(libdeflate_alloc_compressor(level));
  if (!compressor) throw std::bad_alloc();
  const Raw to(libdeflate_zlib_compress_bound(compressor.get(), from.size));
  const std::size_t size =
      libdeflate_zlib_compress(compressor.get(), from.bytes.get(), from.size, to.bytes.get(), to.size);
  return {reinterpret_cast<const char*>(to.bytes.get()), size};
}

}  // namespace losslab
