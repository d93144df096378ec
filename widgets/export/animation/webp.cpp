#include <webp/encode.h>
#include <webp/mux.h>

#include <limits>
#include <stdexcept>

#include "widgets/export/animation/formats.h"
#include "widgets/export/animation/frame_clock.h"

namespace losslab {
namespace {

constexpr int thousandths = 1000;  // of a second: WebP's unit of time

struct WebPDeleter {
  void operator()(WebPAnimEncoder* encoder) const { WebPAnimEncoderDelete(encoder); }
};

struct Picture {
  Picture() {
    if (WebPPictureInit(&it) == 0) throw std::runtime_error("libwebp is of another version than it was built with");
  }
  ~Picture() { WebPPictureFree(&it); }
  Picture(const Picture&) = delete;
  Picture& operator=(const Picture&) = delete;
  WebPPicture it{};
};

// Without loss: figures have few colours and sharp edges, which the other kind of WebP blurs.
class WebPEncoder final : public AnimationEncoder {
 public:
  void begin(const AnimationShape& shape) override {
    shape_ = shape;
    WebPAnimEncoderOptions options;
    if (WebPAnimEncoderOptionsInit(&options) == 0)
      throw std::runtime_error("libwebp is of another version than it was built with");
    options.anim_params.loop_count = shape.loops;
    options.kmax = 0;  // no frame is stored whole again
    encoder_.reset(WebPAnimEncoderNew(shape.width, shape.height, &options));
    if (!encoder_) throw std::bad_alloc();
    constexpr int quick = 1;  // of 0 to 9: what is slower saves few bytes of a figure
    if (WebPConfigInit(&config_) == 0 || WebPConfigLosslessPreset(&config_, quick) == 0) {
      throw std::runtime_error("libwebp is of another version than it was built with");
    }
  }

  void add(const Pixels& frame) override {
    Picture picture;
    picture.it.use_argb = 1;
    picture.it.width = shape_.width;
    picture.it.height = shape_.height;
    constexpr int bytes_per_pixel = 4;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(frame.data.data());
    if (WebPPictureImportRGBX(&picture.it, bytes, shape_.width * bytes_per_pixel) == 0) throw std::bad_alloc();
    const auto begins = static_cast<int>(FrameClock(shape_, thousandths).begins(count_++));
    require(WebPAnimEncoderAdd(encoder_.get(), &picture.it, begins, &config_));
  }

  std::vector<AnimationFile> end() override {
    const FrameClock clock(shape_, thousandths);
    require(
        WebPAnimEncoderAdd(encoder_.get(), nullptr, static_cast<int>(clock.begins(count_) + clock.hold()), nullptr));
    WebPData data;
    WebPDataInit(&data);
    require(WebPAnimEncoderAssemble(encoder_.get(), &data));
    std::string bytes(reinterpret_cast<const char*>(data.bytes), data.size);
    WebPDataClear(&data);
    return {{"", std::move(bytes)}};
  }

 private:
  void require(int status) const {
    if (status != 0) return;
    throw std::runtime_error(std::string("the WebP could not be made: ") + WebPAnimEncoderGetError(encoder_.get()));
  }

  AnimationShape shape_;
  WebPConfig config_{};
  std::unique_ptr<WebPAnimEncoder, WebPDeleter> encoder_;
  long count_ = 0;
};

}  // namespace

std::unique_ptr<AnimationEncoder> make_webp_encoder() { return std::make_unique<WebPEncoder>(); }

}  // namespace losslab
