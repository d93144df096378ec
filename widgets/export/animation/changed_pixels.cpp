#include "widgets/export/animation/changed_pixels.h"

#include <libdeflate.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <span>
#include <stdexcept>

namespace losslab {
namespace {

struct CodecDeleter {
  void operator()(libdeflate_compressor* codec) const { libdeflate_free_compressor(codec); }
  void operator()(libdeflate_decompressor* codec) const { libdeflate_free_decompressor(codec); }
};
using Compressor = std::unique_ptr<libdeflate_compressor, CodecDeleter>;
using Decompressor = std::unique_ptr<libdeflate_decompressor, CodecDeleter>;

std::size_t count_of(const ChangedRect& rect) {
  return static_cast<std::size_t>(rect.width) * static_cast<std::size_t>(rect.height);
}

// Calls with the first pixel of each row of a rectangle.
template <class Row>
void for_rows(const ChangedRect& rect, int width, Row&& row) {
  for (int j = rect.top; j < rect.top + rect.height; ++j) {
    row(static_cast<std::size_t>(j) * static_cast<std::size_t>(width) + static_cast<std::size_t>(rect.left));
  }
}

std::string packed_bytes(std::span<const std::uint32_t> pixels) {
  constexpr int fastest = 1;
  const Compressor codec(libdeflate_alloc_compressor(fastest));
  if (!codec) throw std::bad_alloc();
  std::string bytes(libdeflate_deflate_compress_bound(codec.get(), pixels.size_bytes()), '\0');
  bytes.resize(
      libdeflate_deflate_compress(codec.get(), pixels.data(), pixels.size_bytes(), bytes.data(), bytes.size()));
  bytes.shrink_to_fit();
  return bytes;
}

}  // namespace

ChangedRect changed_rect(const std::vector<std::uint32_t>& before, const std::vector<std::uint32_t>& now, int width,
                         int height) {
  const auto columns = static_cast<std::size_t>(width);
  int top = 0, bottom = height, left = width, right = 0;
  const auto same_row = [&](int j) {
    const std::size_t at = static_cast<std::size_t>(j) * columns;
    return std::memcmp(&before[at], &now[at], columns * sizeof(std::uint32_t)) == 0;
  };
  while (top < bottom && same_row(top)) ++top;
  while (bottom > top && same_row(bottom - 1)) --bottom;
  for (int j = top; j < bottom; ++j) {
    const std::uint32_t* a = &before[static_cast<std::size_t>(j) * columns];
    const std::uint32_t* b = &now[static_cast<std::size_t>(j) * columns];
    int i = 0;
    while (i < left && a[i] == b[i]) ++i;
    left = std::min(left, i);
    i = width;
    while (i > right && a[i - 1] == b[i - 1]) --i;
    right = std::max(right, i);
  }
  return top == bottom ? ChangedRect{} : ChangedRect{left, top, right - left, bottom - top};
}

FrameStore::FrameStore(int width, int height)
    : width_(width), height_(height), last_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {
  fresh_.resize(last_.size());
}

const ChangedRect& FrameStore::add(const Pixels& frame) {
  for (std::size_t i = 0; i < fresh_.size(); ++i) fresh_[i] = packed(frame.data[i]) | seen;
  Kept kept;
  kept.rect = changed_rect(last_, fresh_, width_, height_);
  if (kept.rect.width > 0) {
    scratch_.clear();
    for_rows(kept.rect, width_, [&](std::size_t at) {
      for (std::size_t i = at; i < at + static_cast<std::size_t>(kept.rect.width); ++i) {
        scratch_.push_back(last_[i] ^ fresh_[i]);
      }
    });
    kept.bytes = packed_bytes(scratch_);
  }
  std::swap(last_, fresh_);
  frames_.push_back(std::move(kept));
  return frames_.back().rect;
}

FrameStore::Reader::Reader(const FrameStore& store) : store_(store), pixels_(store.last_.size()) {}

const ChangedRect& FrameStore::Reader::next() {
  const Kept& kept = store_.frames_[static_cast<std::size_t>(at_++)];
  if (kept.rect.width == 0) return kept.rect;
  scratch_.resize(count_of(kept.rect));
  const Decompressor codec(libdeflate_alloc_decompressor());
  if (!codec) throw std::bad_alloc();
  const std::size_t bytes = scratch_.size() * sizeof(std::uint32_t);
  if (libdeflate_deflate_decompress(codec.get(), kept.bytes.data(), kept.bytes.size(), scratch_.data(), bytes,
                                    nullptr) != LIBDEFLATE_SUCCESS) {
    throw std::runtime_error("a frame that was kept cannot be read");
  }
  std::size_t from = 0;
  for_rows(kept.rect, store_.width_, [&](std::size_t at) {
    for (std::size_t i = at; i < at + static_cast<std::size_t>(kept.rect.width); ++i) pixels_[i] ^= scratch_[from++];
  });
  return kept.rect;
}

}  // namespace losslab
