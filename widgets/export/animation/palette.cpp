#include "widgets/export/animation/palette.h"

#include <libimagequant.h>
#ifdef _OPENMP
#include <omp.h>
#endif

#include <algorithm>
#include <limits>
#include <memory>
#include <stdexcept>

namespace losslab {
namespace {

struct QuantDeleter {
  void operator()(liq_attr* it) const { liq_attr_destroy(it); }
  void operator()(liq_histogram* it) const { liq_histogram_destroy(it); }
  void operator()(liq_result* it) const { liq_result_destroy(it); }
  void operator()(liq_image* it) const { liq_image_destroy(it); }
};
template <class T>
using Quant = std::unique_ptr<T, QuantDeleter>;

void require(liq_error error) {
  if (error == LIQ_OUT_OF_MEMORY) throw std::bad_alloc();
  if (error != LIQ_OK) throw std::runtime_error("no palette could be found for its colours");
}

liq_color as_liq(std::uint32_t color) {
  return {static_cast<unsigned char>(color >> 16U), static_cast<unsigned char>(color >> 8U),
          static_cast<unsigned char>(color), 255};
}

// In an order that does not hang on where a table put them.
std::vector<std::uint32_t> sorted_colors(const ColorCounts& counts) {
  std::vector<std::uint32_t> colors;
  colors.reserve(counts.size());
  for (const auto& [color, count] : counts) colors.push_back(color);
  std::ranges::sort(colors);
  return colors;
}

Palette exact(const std::vector<std::uint32_t>& colors) {
  Palette palette;
  for (const std::uint32_t color : colors) {
    palette.index[color] = static_cast<std::uint8_t>(palette.colors.size());
    palette.colors.push_back(rgb(color & 0xffffffU));
  }
  return palette;
}

}  // namespace

void count_colors(const FrameStore& store, const ChangedRect& rect, int width, ColorCounts& counts) {
  const std::vector<std::uint32_t>& pixels = store.pixels();
  std::uint32_t run_color = 0, run = 0;  // neighbours mostly have the same colour
  const auto note = [&] {
    if (run == 0) return;
    std::uint32_t& count = counts[run_color];
    count = count > std::numeric_limits<std::uint32_t>::max() - run ? std::numeric_limits<std::uint32_t>::max()
                                                                    : count + run;
  };
  for (int j = rect.top; j < rect.top + rect.height; ++j) {
    const std::uint32_t* row =
        &pixels[static_cast<std::size_t>(j) * static_cast<std::size_t>(width) + static_cast<std::size_t>(rect.left)];
    for (int i = 0; i < rect.width; ++i) {
      if (row[i] != run_color) {
        note();
        run_color = row[i];
        run = 0;
      }
      ++run;
    }
  }
  note();
}

Palette make_palette(const ColorCounts& counts, int most) {
  const std::vector<std::uint32_t> colors = sorted_colors(counts);
  if (colors.size() <= static_cast<std::size_t>(most)) return exact(colors);
#ifdef _OPENMP
  omp_set_num_threads(1);  // of what this thread starts: sums of several come out as they happen to be shared
#endif
  const Quant<liq_attr> attributes(liq_attr_create());
  if (!attributes) throw std::runtime_error("libimagequant cannot be used on this processor");
  require(liq_set_max_colors(attributes.get(), most));
  constexpr int fast = 5;  // more care changes hardly a colour of a figure, and takes seconds
  require(liq_set_speed(attributes.get(), fast));
  std::vector<liq_histogram_entry> entries;
  std::vector<liq_color> pixels;
  for (const std::uint32_t color : colors) {
    entries.push_back({as_liq(color), counts.at(color)});
    pixels.push_back(as_liq(color));
  }
  const auto count = static_cast<int>(colors.size());
  const Quant<liq_histogram> histogram(liq_histogram_create(attributes.get()));
  if (!histogram) throw std::bad_alloc();
  require(liq_histogram_add_colors(histogram.get(), attributes.get(), entries.data(), count, 0));
  liq_result* found = nullptr;
  require(liq_histogram_quantize(histogram.get(), attributes.get(), &found));
  const Quant<liq_result> result(found);
  require(liq_set_dithering_level(result.get(), 0));
  const Quant<liq_image> image(liq_image_create_rgba(attributes.get(), pixels.data(), count, 1, 0));
  if (!image) throw std::bad_alloc();
  std::vector<std::uint8_t> indices(colors.size());
  require(liq_write_remapped_image(result.get(), image.get(), indices.data(), indices.size()));
  Palette palette;
  const liq_palette* const chosen = liq_get_palette(result.get());
  for (unsigned i = 0; i < chosen->count; ++i) {
    palette.colors.push_back({chosen->entries[i].r, chosen->entries[i].g, chosen->entries[i].b, 255});
  }
  for (std::size_t i = 0; i < colors.size(); ++i) palette.index[colors[i]] = indices[i];
  return palette;
}

}  // namespace losslab
