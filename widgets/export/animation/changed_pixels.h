#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "widgets/figure/display_list.h"

namespace losslab {

// The part of a frame that differs from the one before.
struct ChangedRect {
  int left = 0, top = 0, width = 0, height = 0;  // pixels; no width: nothing has changed
};

// The rectangle around all pixels in which two frames of the same size differ.
ChangedRect changed_rect(const std::vector<std::uint32_t>& before, const std::vector<std::uint32_t>& now, int width,
                         int height);

// A colour as one number, without its alpha: 0xRRGGBB.
constexpr std::uint32_t packed(Color c) {
  return static_cast<std::uint32_t>(c.r) << 16U | static_cast<std::uint32_t>(c.g) << 8U | c.b;
}

// Frames kept until all of them are known: of each what has changed since the one before, compressed. A figure that
// moves a little has a hundredth of its pixels in it.
class FrameStore {
 public:
  FrameStore(int width, int height);

  // Throws std::bad_alloc. Returns what is new in it: of the first one everything.
  const ChangedRect& add(const Pixels& frame);
  long count() const { return static_cast<long>(frames_.size()); }
  // The pixels of the last frame that was added, row by row: packed() with the bit `seen`.
  const std::vector<std::uint32_t>& pixels() const { return last_; }
  static constexpr std::uint32_t seen = 1U << 24U;  // tells the colours of a frame from the nothing before the first

  // The frames again, in order, one for each call of next().
  class Reader {
   public:
    explicit Reader(const FrameStore& store);
    const ChangedRect& next();  // throws std::runtime_error and std::bad_alloc
    const std::vector<std::uint32_t>& pixels() const { return pixels_; }

   private:
    const FrameStore& store_;
    long at_ = 0;
    std::vector<std::uint32_t> pixels_, scratch_;
  };

 private:
  struct Kept {
    ChangedRect rect;
    std::string bytes;  // of its pixels, each by exclusive or with the one before
  };
  int width_, height_;
  std::vector<std::uint32_t> last_, fresh_, scratch_;
  std::vector<Kept> frames_;
};

}  // namespace losslab
