#include "widgets/export/animation/formats.h"

#ifdef LOSSLAB_LIBAV
#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>

#include "losses/core/error.h"
#include "widgets/export/animation/frame_clock.h"
#include "widgets/export/animation/libav.h"

namespace losslab {
namespace {

// A file in memory: the frames of a film stand before the table that says where each begins, so that it is written in
// two places.
struct FilmBytes {
  std::string bytes;
  std::size_t at = 0;

  static int write(void* opaque, std::uint8_t* data, int length) {
    auto& film = *static_cast<FilmBytes*>(opaque);
    const auto count = static_cast<std::size_t>(length);
    film.bytes.resize(std::max(film.bytes.size(), film.at + count));
    std::memcpy(film.bytes.data() + film.at, data, count);
    film.at += count;
    return length;
  }
  static std::int64_t seek(void* opaque, std::int64_t offset, int whence) {
    auto& film = *static_cast<FilmBytes*>(opaque);
    if (whence == AVSEEK_SIZE) return static_cast<std::int64_t>(film.bytes.size());
    const std::size_t from = whence == SEEK_CUR ? film.at : whence == SEEK_END ? film.bytes.size() : 0;
    film.at = from + static_cast<std::size_t>(offset);
    return static_cast<std::int64_t>(film.at);
  }
};

// H.264 with half the colour resolution, which every player and browser plays.
class Mp4Encoder final : public AnimationEncoder {
 public:
  Mp4Encoder() = default;
  ~Mp4Encoder() override;
  void begin(const AnimationShape& shape) override;
  void add(const Pixels& frame) override;
  std::vector<AnimationFile> end() override;

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw std::runtime_error("the MP4 could not be made: " + reason);
  }
  void require(int status) const;
  void open_codec();
  void open_file();
  void convert(const Pixels& frame);
  void send(const AVFrame* frame);

  static constexpr int buffer_size = 1 << 16;
  std::unique_ptr<const Libav> av_;
  AnimationShape shape_;
  int width_ = 0, height_ = 0;  // even, as the colours of four pixels are one
  std::vector<Color> padded_;
  FilmBytes film_;
  AVCodecContext* codec_ = nullptr;
  AVFormatContext* file_ = nullptr;
  AVIOContext* stream_ = nullptr;
  AVFrame* picture_ = nullptr;
  AVPacket* packet_ = nullptr;
  SwsContext* scaler_ = nullptr;
  long count_ = 0;
};

Mp4Encoder::~Mp4Encoder() {
  if (!av_) return;
  if (scaler_ != nullptr) av_->sws_freeContext(scaler_);
  av_->av_packet_free(&packet_);
  av_->av_frame_free(&picture_);
  av_->avcodec_free_context(&codec_);
  if (file_ != nullptr) av_->avformat_free_context(file_);
  if (stream_ != nullptr) {
    av_->av_freep(static_cast<void*>(&stream_->buffer));
    av_->avio_context_free(&stream_);
  }
}

void Mp4Encoder::require(int status) const {
  if (status >= 0) return;
  std::array<char, AV_ERROR_MAX_STRING_SIZE> reason{};
  av_->av_strerror(status, reason.data(), reason.size());
  fail(reason.data());
}

void Mp4Encoder::begin(const AnimationShape& shape) {
  LoadedLibav loaded = load_libav();
  if (!loaded.functions) throw InputError(loaded.missing);
  av_ = std::move(loaded.functions);
  av_->av_log_set_level(AV_LOG_FATAL);
  shape_ = shape;
  width_ = shape.width + shape.width % 2;
  height_ = shape.height + shape.height % 2;
  padded_.resize(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_));
  open_codec();
  open_file();
  packet_ = av_->av_packet_alloc();
  picture_ = av_->av_frame_alloc();
  if (packet_ == nullptr || picture_ == nullptr) throw std::bad_alloc();
  picture_->format = codec_->pix_fmt;
  picture_->width = width_;
  picture_->height = height_;
  require(av_->av_frame_get_buffer(picture_, 0));
  scaler_ = av_->sws_getContext(width_, height_, AV_PIX_FMT_RGBA, width_, height_, codec_->pix_fmt,
                                SWS_AREA | SWS_ACCURATE_RND | SWS_BITEXACT, nullptr, nullptr, nullptr);
  if (scaler_ == nullptr) throw std::bad_alloc();
  // The colours of high definition, which players take for granted where nothing else is said.
  const int* const hd = av_->sws_getCoefficients(SWS_CS_ITU709);
  constexpr int one = 1 << 16;
  av_->sws_setColorspaceDetails(scaler_, hd, 1, hd, 0, 0, one, one);
}

void Mp4Encoder::open_codec() {
  const AVCodec* coder = nullptr;
  for (const char* name : {"libx264", "libopenh264", "mpeg4"}) {
    coder = av_->avcodec_find_encoder_by_name(name);
    if (coder != nullptr) break;
  }
  if (coder == nullptr)
    throw InputError("MP4 needs an encoder of H.264 or MPEG-4, and this machine's libav has neither.");
  codec_ = av_->avcodec_alloc_context3(coder);
  if (codec_ == nullptr) throw std::bad_alloc();
  codec_->width = width_;
  codec_->height = height_;
  codec_->time_base = {1, shape_.frames_per_second};
  codec_->framerate = {shape_.frames_per_second, 1};
  codec_->pix_fmt = AV_PIX_FMT_YUV420P;
  codec_->color_range = AVCOL_RANGE_MPEG;
  codec_->colorspace = AVCOL_SPC_BT709;
  codec_->color_primaries = AVCOL_PRI_BT709;
  codec_->color_trc = AVCOL_TRC_BT709;
  codec_->gop_size = 2 * shape_.frames_per_second;  // two seconds between the frames that a player can jump to
  // The bytes must not hang on how many cores there are.
  codec_->thread_count = 1;
  // Lines stay sharp: of what players take the quality that cannot be told from the original.
  if (coder->id == AV_CODEC_ID_H264) {
    av_->av_opt_set(codec_->priv_data, "preset", "veryfast", 0);
    av_->av_opt_set(codec_->priv_data, "tune", "animation", 0);
    av_->av_opt_set(codec_->priv_data, "crf", "16", 0);
  } else {
    codec_->bit_rate = static_cast<std::int64_t>(width_) * height_ * shape_.frames_per_second / 4;
  }
}

void Mp4Encoder::open_file() {
  require(av_->avformat_alloc_output_context2(&file_, nullptr, "mp4", nullptr));
  auto* const buffer = static_cast<unsigned char*>(av_->av_malloc(buffer_size));
  if (buffer == nullptr) throw std::bad_alloc();
  stream_ = av_->avio_alloc_context(buffer, buffer_size, 1, &film_, nullptr, &FilmBytes::write, &FilmBytes::seek);
  if (stream_ == nullptr) throw std::bad_alloc();
  file_->pb = stream_;
  file_->flags |= AVFMT_FLAG_BITEXACT;
  if ((file_->oformat->flags & AVFMT_GLOBALHEADER) != 0) codec_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  codec_->flags |= AV_CODEC_FLAG_BITEXACT;
  require(av_->avcodec_open2(codec_, nullptr, nullptr));
  AVStream* const track = av_->avformat_new_stream(file_, nullptr);
  if (track == nullptr) throw std::bad_alloc();
  track->time_base = codec_->time_base;
  require(av_->avcodec_parameters_from_context(track->codecpar, codec_));
  require(av_->avformat_write_header(file_, nullptr));
}

// An odd last column or row is shown twice.
void Mp4Encoder::convert(const Pixels& frame) {
  const auto columns = static_cast<std::size_t>(frame.width), wide = static_cast<std::size_t>(width_);
  for (int j = 0; j < height_; ++j) {
    const Color* from = &frame.data[static_cast<std::size_t>(std::min(j, frame.height - 1)) * columns];
    Color* to = &padded_[static_cast<std::size_t>(j) * wide];
    std::copy_n(from, columns, to);
    if (wide > columns) to[wide - 1] = from[columns - 1];
  }
  require(av_->av_frame_make_writable(picture_));
  const std::array<const std::uint8_t*, 1> planes{reinterpret_cast<const std::uint8_t*>(padded_.data())};
  constexpr int bytes_per_pixel = 4;
  const std::array<int, 1> strides{width_ * bytes_per_pixel};
  av_->sws_scale(scaler_, planes.data(), strides.data(), 0, height_, picture_->data, picture_->linesize);
}

void Mp4Encoder::send(const AVFrame* frame) {
  require(av_->avcodec_send_frame(codec_, frame));
  for (;;) {
    const int status = av_->avcodec_receive_packet(codec_, packet_);
    if (status == AVERROR(EAGAIN) || status == AVERROR_EOF) return;
    require(status);
    packet_->duration = 1;
    av_->av_packet_rescale_ts(packet_, codec_->time_base, file_->streams[0]->time_base);
    require(av_->av_interleaved_write_frame(file_, packet_));
  }
}

void Mp4Encoder::add(const Pixels& frame) {
  convert(frame);
  picture_->pts = count_++;
  send(picture_);
}

// A film has no other way to hold its last frame than to show it again and again.
std::vector<AnimationFile> Mp4Encoder::end() {
  for (long again = FrameClock(shape_, shape_.frames_per_second).hold(); again > 0; --again) {
    picture_->pts = count_++;
    send(picture_);
  }
  send(nullptr);
  require(av_->av_write_trailer(file_));
  return {{"", std::move(film_.bytes)}};
}

}  // namespace

std::string mp4_missing() { return load_libav().missing; }

std::unique_ptr<AnimationEncoder> make_mp4_encoder() { return std::make_unique<Mp4Encoder>(); }

}  // namespace losslab

#else
#include "losses/core/error.h"

namespace losslab {

std::string mp4_missing() {
  return "This build makes no MP4, because libav was missing when it was made; GIF and WebP need nothing.";
}

std::unique_ptr<AnimationEncoder> make_mp4_encoder() { throw InputError(mp4_missing()); }

}  // namespace losslab
#endif
