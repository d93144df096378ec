#include <fmt/format.h>

#include "widgets/export/animation/formats.h"
#include "widgets/export/png.h"

namespace losslab {
namespace {

// A picture for each frame, numbered from 1, for whoever makes a film of them with a program of their own.
class PngFrames final : public AnimationEncoder {
 public:
  void begin(const AnimationShape&) override {}
  void add(const Pixels& frame) override {
    PngRows rows{frame.width, frame.height, false, {}};
    rows.row = [&](int j, unsigned char* out) {
      const Color* in = &frame.data[static_cast<std::size_t>(j) * static_cast<std::size_t>(frame.width)];
      for (int i = 0; i < frame.width; ++i) {
        *out++ = in[i].r;
        *out++ = in[i].g;
        *out++ = in[i].b;
      }
    };
    files_.push_back({fmt::format("-{:04}", files_.size() + 1), encode_png(rows, 0, {})});
  }
  std::vector<AnimationFile> end() override { return std::move(files_); }

 private:
  std::vector<AnimationFile> files_;
};

}  // namespace

std::unique_ptr<AnimationEncoder> make_png_encoder() { return std::make_unique<PngFrames>(); }

}  // namespace losslab
