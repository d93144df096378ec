#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "widgets/export/animation/animation.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace losslab {
namespace {

namespace fs = std::filesystem;

std::vector<Pixels> halves(int count, int width, int height) {
  std::vector<Pixels> frames;
  for (int k = 0; k < count; ++k) {
    Pixels frame{width, height, std::vector<Color>(static_cast<std::size_t>(width * height), {255, 255, 255, 255})};
    for (int j = 0; j < height; ++j) {
      for (int i = 0; i < 10 + 4 * k; ++i) frame.data[static_cast<std::size_t>(j * width + i)] = {0, 114, 178, 255};
    }
    frames.push_back(std::move(frame));
  }
  return frames;
}

std::string encode(const std::vector<Pixels>& frames, double hold) {
  const auto encoder = animation_format("x.mp4")->make();
  encoder->begin({frames[0].width, frames[0].height, 20, hold, 0});
  for (const Pixels& frame : frames) encoder->add(frame);
  return encoder->end()[0].bytes;
}

// Luma of a few places of each frame, read by libav itself.
struct Film {
  int width = 0, height = 0;
  double seconds = 0;
  std::vector<std::pair<int, int>> left_right;  // luma near the left and the right edge

  explicit Film(const std::string& path) {
    AVFormatContext* file = nullptr;
    EXPECT_EQ(avformat_open_input(&file, path.c_str(), nullptr, nullptr), 0);
    EXPECT_GE(avformat_find_stream_info(file, nullptr), 0);
    const AVStream* const track = file->streams[0];
    const AVCodec* const coder = avcodec_find_decoder(track->codecpar->codec_id);
    AVCodecContext* codec = avcodec_alloc_context3(coder);
    EXPECT_GE(avcodec_parameters_to_context(codec, track->codecpar), 0);
    EXPECT_EQ(avcodec_open2(codec, coder, nullptr), 0);
    width = codec->width;
    height = codec->height;
    seconds = static_cast<double>(track->duration) * track->time_base.num / track->time_base.den;
    AVPacket* packet = av_packet_alloc();
    AVFrame* frame = av_frame_alloc();
    const auto receive = [&] {
      while (avcodec_receive_frame(codec, frame) == 0) {
        const std::uint8_t* row = frame->data[0] + static_cast<std::ptrdiff_t>(height / 2) * frame->linesize[0];
        left_right.emplace_back(row[3], row[width - 3]);
      }
    };
    while (av_read_frame(file, packet) == 0) {
      avcodec_send_packet(codec, packet);
      receive();
      av_packet_unref(packet);
    }
    avcodec_send_packet(codec, nullptr);
    receive();
    av_frame_free(&frame);
    av_packet_free(&packet);
    avcodec_free_context(&codec);
    avformat_close_input(&file);
  }
};

class Mp4 : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = animation_format("x.mp4")->missing(); !missing.empty()) GTEST_SKIP() << missing;
  }
  Film film(const std::string& bytes) const {
    const fs::path path = fs::temp_directory_path() / (std::string("losslab-film-") +
                                                       testing::UnitTest::GetInstance()->current_test_info()->name());
    std::ofstream(path, std::ios::binary) << bytes;
    const Film decoded(path.string());
    fs::remove(path);
    return decoded;
  }
};

TEST_F(Mp4, ShowsTheFramesForTheirTime) {
  const std::vector<Pixels> frames = halves(12, 96, 64);
  const Film shown = film(encode(frames, 0.5));
  EXPECT_EQ(shown.width, 96);
  EXPECT_EQ(shown.height, 64);
  ASSERT_EQ(shown.left_right.size(), 12U + 10);  // the hold is ten frames of the last
  EXPECT_NEAR(shown.seconds, 22 / 20.0, 1e-3);
  for (const auto& [left, right] : shown.left_right) {
    EXPECT_NEAR(left, 103, 6);   // BT.709 of that blue, 16 to 235
    EXPECT_NEAR(right, 235, 6);  // white
  }
}

TEST_F(Mp4, OddSidesAreFilledUp) {
  const Film shown = film(encode(halves(3, 95, 65), 0));
  EXPECT_EQ(shown.width, 96);
  EXPECT_EQ(shown.height, 66);
  EXPECT_EQ(shown.left_right.size(), 3U);
}

TEST_F(Mp4, TheSameFramesGiveTheSameBytes) {
  const std::vector<Pixels> frames = halves(8, 96, 64);
  EXPECT_EQ(encode(frames, 0), encode(frames, 0));
}

}  // namespace
}  // namespace losslab
