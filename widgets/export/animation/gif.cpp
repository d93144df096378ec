#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

#include "losses/core/error.h"
#include "widgets/export/animation/formats.h"
#include "widgets/export/animation/frame_clock.h"
#include "widgets/export/animation/palette.h"

namespace losslab {
namespace {

constexpr int hundredths = 100;   // of a second: GIF's unit of time
constexpr int most_colors = 255;  // one of 256 means "as before"

// A file in memory, written through giflib.
class GifFile {
 public:
  GifFile() {
    int error = 0;
    file_ = EGifOpen(&bytes_, write, &error);
    if (file_ == nullptr) fail(error);
    EGifSetGifVersion(file_, true);
  }
  ~GifFile() {
    if (file_ != nullptr) EGifCloseFile(file_, nullptr);
  }
  GifFile(const GifFile&) = delete;
  GifFile& operator=(const GifFile&) = delete;

  GifFileType* get() { return file_; }
  void require(int status) {
    if (status != GIF_OK) fail(file_->Error);
  }
  std::string close() {
    int error = 0;
    const int status = EGifCloseFile(std::exchange(file_, nullptr), &error);
    if (status != GIF_OK) fail(error);
    return std::move(bytes_);
  }

 private:
  static int write(GifFileType* file, const GifByteType* data, int length) {
    static_cast<std::string*>(file->UserData)
        ->append(reinterpret_cast<const char*>(data), static_cast<std::size_t>(length));
    return length;
  }
  [[noreturn]] static void fail(int error) {
    const char* const reason = GifErrorString(error);
    throw std::runtime_error(std::string("the GIF could not be made: ") +
                             (reason != nullptr ? reason : "no reason given"));
  }

  std::string bytes_;
  GifFileType* file_ = nullptr;
};

struct ColorMapDeleter {
  void operator()(ColorMapObject* map) const { GifFreeMapObject(map); }
};

// A table of a power of two of colours, as GIF has them.
std::unique_ptr<ColorMapObject, ColorMapDeleter> color_map(const Palette& palette, std::size_t and_more) {
  std::size_t size = 2;
  while (size < palette.colors.size() + and_more) size *= 2;
  std::vector<GifColorType> colors(size);
  for (std::size_t i = 0; i < palette.colors.size(); ++i) {
    colors[i] = {palette.colors[i].r, palette.colors[i].g, palette.colors[i].b};
  }
  std::unique_ptr<ColorMapObject, ColorMapDeleter> map(GifMakeMapObject(static_cast<int>(size), colors.data()));
  if (!map) throw std::bad_alloc();
  return map;
}

class GifEncoder final : public AnimationEncoder {
 public:
  void begin(const AnimationShape& shape) override {
    shape_ = shape;
    store_.emplace(shape.width, shape.height);
  }
  void add(const Pixels& frame) override { count_colors(*store_, store_->add(frame), shape_.width, counts_); }
  std::vector<AnimationFile> end() override;

 private:
  struct Picture {
    ChangedRect rect;
    std::vector<GifPixelType> pixels;  // of the rectangle
    long begins = 0;                   // hundredths of a second
  };
  void put_header(GifFile& gif, const Palette& palette) const;
  void put_picture(GifFile& gif, Picture& picture, long ends) const;
  // What the next frame changes in what is shown; its rectangle is empty where that is nothing.
  Picture next_picture(FrameStore::Reader& reader, const Palette& palette, bool first);

  AnimationShape shape_;
  std::optional<FrameStore> store_;
  ColorCounts counts_;
  std::vector<std::uint32_t> shown_, next_;  // as numbers of the palette
  GifPixelType as_before_ = 0;
};

void GifEncoder::put_header(GifFile& gif, const Palette& palette) const {
  const auto map = color_map(palette, 1);
  gif.require(EGifPutScreenDesc(gif.get(), shape_.width, shape_.height, 8, 0, map.get()));
  if (shape_.loops == 1) return;  // played once unless something else is said
  // As browsers read it, the number tells how often it is played again.
  const int again = shape_.loops == 0 ? 0 : shape_.loops - 1;
  const std::array<GifByteType, 3> loop{1, static_cast<GifByteType>(again & 0xff),
                                        static_cast<GifByteType>(again >> 8)};
  constexpr std::string_view name = "NETSCAPE2.0";
  gif.require(EGifPutExtensionLeader(gif.get(), APPLICATION_EXT_FUNC_CODE));
  gif.require(EGifPutExtensionBlock(gif.get(), static_cast<int>(name.size()), name.data()));
  gif.require(EGifPutExtensionBlock(gif.get(), static_cast<int>(loop.size()), loop.data()));
  gif.require(EGifPutExtensionTrailer(gif.get()));
}

void GifEncoder::put_picture(GifFile& gif, Picture& picture, long ends) const {
  constexpr long longest = 65535;  // hundredths of a second
  GraphicsControlBlock control{};
  control.DisposalMode = DISPOSE_DO_NOT;
  control.DelayTime = static_cast<int>(std::min(ends - picture.begins, longest));
  control.TransparentColor =
      picture.rect.width == shape_.width && picture.begins == 0 ? NO_TRANSPARENT_COLOR : as_before_;
  std::array<GifByteType, 4> bytes{};
  EGifGCBToExtension(&control, bytes.data());
  gif.require(EGifPutExtension(gif.get(), GRAPHICS_EXT_FUNC_CODE, static_cast<int>(bytes.size()), bytes.data()));
  const ChangedRect& rect = picture.rect;
  gif.require(EGifPutImageDesc(gif.get(), rect.left, rect.top, rect.width, rect.height, false, nullptr));
  for (int j = 0; j < rect.height; ++j) {
    gif.require(EGifPutLine(
        gif.get(), &picture.pixels[static_cast<std::size_t>(j) * static_cast<std::size_t>(rect.width)], rect.width));
  }
}

GifEncoder::Picture GifEncoder::next_picture(FrameStore::Reader& reader, const Palette& palette, bool first) {
  const ChangedRect changed = reader.next();
  next_ = shown_;
  std::uint32_t last_color = 0, last_index = 0;
  const auto columns = static_cast<std::size_t>(shape_.width);
  for (int j = changed.top; j < changed.top + changed.height; ++j) {
    const std::size_t from = static_cast<std::size_t>(j) * columns + static_cast<std::size_t>(changed.left);
    for (std::size_t i = from; i < from + static_cast<std::size_t>(changed.width); ++i) {
      if (reader.pixels()[i] != last_color) {
        last_color = reader.pixels()[i];
        last_index = palette.index.at(last_color);
      }
      next_[i] = last_index;
    }
  }
  Picture picture;
  picture.rect =
      first ? ChangedRect{0, 0, shape_.width, shape_.height} : changed_rect(shown_, next_, shape_.width, shape_.height);
  for (int j = picture.rect.top; j < picture.rect.top + picture.rect.height; ++j) {
    const std::size_t from = static_cast<std::size_t>(j) * columns + static_cast<std::size_t>(picture.rect.left);
    for (std::size_t i = from; i < from + static_cast<std::size_t>(picture.rect.width); ++i) {
      const bool same = !first && next_[i] == shown_[i];
      picture.pixels.push_back(same ? as_before_ : static_cast<GifPixelType>(next_[i]));
    }
  }
  std::swap(shown_, next_);
  return picture;
}

std::vector<AnimationFile> GifEncoder::end() {
  const Palette palette = make_palette(counts_, most_colors);
  as_before_ = static_cast<GifPixelType>(palette.colors.size());
  shown_.assign(store_->pixels().size(), 0);
  GifFile gif;
  put_header(gif, palette);
  const FrameClock clock(shape_, hundredths);
  FrameStore::Reader reader(*store_);
  std::optional<Picture> waiting;  // until it is known how long it is shown
  for (long frame = 0; frame < store_->count(); ++frame) {
    Picture picture = next_picture(reader, palette, frame == 0);
    picture.begins = clock.begins(frame);
    if (picture.rect.width == 0) continue;
    if (waiting) put_picture(gif, *waiting, picture.begins);
    waiting = std::move(picture);
  }
  put_picture(gif, *waiting, clock.begins(store_->count()) + clock.hold());
  return {{"", gif.close()}};
}

}  // namespace

std::unique_ptr<AnimationEncoder> make_gif_encoder() { return std::make_unique<GifEncoder>(); }

}  // namespace losslab
