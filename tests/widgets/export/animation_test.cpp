#include "widgets/export/animation/animation.h"

#include <gif_lib.h>
#include <gmock/gmock.h>
#include <webp/demux.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <numeric>

#include "../figure/samples.h"
#include "losses/core/error.h"
#include "losses/core/random.h"
#include "widgets/export/animation/frame_clock.h"
#include "widgets/export/animation/frame_painters.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;
using testing::Each;
using testing::ElementsAre;

// Frames as a decoder shows them one after the other.
struct Decoded {
  int width = 0, height = 0, loops = -1;  // loops −1: nothing is said
  std::vector<Pixels> frames;
  std::vector<long> durations;  // in the format's units
  std::vector<int> parts;       // pixels that were stored of each
};

Pixels plain(int width, int height, Color color) {
  return {width, height, std::vector<Color>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), color)};
}
Color& at(Pixels& pixels, int x, int y) {
  return pixels
      .data[static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) + static_cast<std::size_t>(x)];
}
const Color white{255, 255, 255, 255};

// A square that goes to the right on a striped page.
std::vector<Pixels> moving_square(int count, int width = 90, int height = 70) {
  std::vector<Pixels> frames;
  for (int k = 0; k < count; ++k) {
    Pixels frame = plain(width, height, white);
    for (int x = 0; x < width; x += 10) at(frame, x, 3) = {20, 30, static_cast<std::uint8_t>(x), 255};
    for (int j = 20; j < 28; ++j) {
      for (int i = 0; i < 8; ++i) at(frame, 5 + 7 * k + i, j) = {200, 30, 40, 255};
    }
    frames.push_back(std::move(frame));
  }
  return frames;
}

std::vector<AnimationFile> encode(const char* ending, const AnimationShape& shape, const std::vector<Pixels>& frames) {
  const std::unique_ptr<AnimationEncoder> encoder = animation_format(std::string("x") + ending)->make();
  encoder->begin(shape);
  for (const Pixels& frame : frames) encoder->add(frame);
  return encoder->end();
}

AnimationShape shape_of(const std::vector<Pixels>& frames, int frames_per_second = 25) {
  return {frames[0].width, frames[0].height, frames_per_second, 0, 0};
}

struct GifSource {
  const std::string& bytes;
  std::size_t at = 0;
  static int read(GifFileType* file, GifByteType* to, int length) {
    auto& source = *static_cast<GifSource*>(file->UserData);
    const std::size_t count = std::min(static_cast<std::size_t>(length), source.bytes.size() - source.at);
    std::memcpy(to, source.bytes.data() + source.at, count);
    source.at += count;
    return static_cast<int>(count);
  }
};

int loops_of(const SavedImage& image) {
  for (int i = 0; i + 1 < image.ExtensionBlockCount; ++i) {
    const ExtensionBlock &name = image.ExtensionBlocks[i], &data = image.ExtensionBlocks[i + 1];
    if (name.Function != APPLICATION_EXT_FUNC_CODE || data.ByteCount != 3) continue;
    if (std::memcmp(name.Bytes, "NETSCAPE2.0", 11) == 0) return data.Bytes[1] | data.Bytes[2] << 8;
  }
  return -1;
}

Decoded decode_gif(const std::string& bytes) {
  GifSource source{bytes};
  int error = 0;
  GifFileType* const gif = DGifOpen(&source, GifSource::read, &error);
  EXPECT_NE(gif, nullptr);
  EXPECT_EQ(DGifSlurp(gif), GIF_OK);
  Decoded out{gif->SWidth, gif->SHeight, loops_of(gif->SavedImages[0]), {}, {}, {}};
  Pixels page = plain(out.width, out.height, {1, 2, 3, 255});
  for (int k = 0; k < gif->ImageCount; ++k) {
    const SavedImage& image = gif->SavedImages[k];
    GraphicsControlBlock control{};
    EXPECT_EQ(DGifSavedExtensionToGCB(gif, k, &control), GIF_OK);
    EXPECT_EQ(control.DisposalMode, DISPOSE_DO_NOT);
    EXPECT_EQ(image.ImageDesc.ColorMap, nullptr) << "one palette for all";
    const GifImageDesc& part = image.ImageDesc;
    for (int j = 0; j < part.Height; ++j) {
      for (int i = 0; i < part.Width; ++i) {
        const int index = image.RasterBits[j * part.Width + i];
        if (index == control.TransparentColor) continue;
        const GifColorType c = gif->SColorMap->Colors[index];
        at(page, part.Left + i, part.Top + j) = {c.Red, c.Green, c.Blue, 255};
      }
    }
    out.frames.push_back(page);
    out.durations.push_back(control.DelayTime);
    out.parts.push_back(part.Width * part.Height);
  }
  EXPECT_EQ(DGifCloseFile(gif, &error), GIF_OK);
  return out;
}

Decoded decode_webp(const std::string& bytes) {
  const WebPData data{reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
  WebPAnimDecoder* const decoder = WebPAnimDecoderNew(&data, nullptr);
  WebPAnimInfo info;
  EXPECT_EQ(WebPAnimDecoderGetInfo(decoder, &info), 1);
  Decoded out{static_cast<int>(info.canvas_width),
              static_cast<int>(info.canvas_height),
              static_cast<int>(info.loop_count),
              {},
              {},
              {}};
  std::uint8_t* rgba = nullptr;
  int ends = 0, before = 0;
  while (WebPAnimDecoderGetNext(decoder, &rgba, &ends) != 0) {
    Pixels page = plain(out.width, out.height, white);
    std::memcpy(page.data.data(), rgba, page.data.size() * sizeof(Color));
    out.frames.push_back(std::move(page));
    out.durations.push_back(ends - before);
    before = ends;
  }
  WebPAnimDecoderDelete(decoder);
  return out;
}

void expect_same(const Decoded& decoded, const std::vector<Pixels>& frames) {
  ASSERT_EQ(decoded.frames.size(), frames.size());
  EXPECT_EQ(decoded.width, frames[0].width);
  EXPECT_EQ(decoded.height, frames[0].height);
  for (std::size_t k = 0; k < frames.size(); ++k) EXPECT_EQ(decoded.frames[k].data, frames[k].data) << "frame " << k;
}

TEST(Animation, AGifShowsTheFramesExactlyWhereTheyHaveFewColours) {
  const std::vector<Pixels> frames = moving_square(9);
  const Decoded decoded = decode_gif(encode(".gif", shape_of(frames), frames)[0].bytes);
  expect_same(decoded, frames);
  EXPECT_THAT(decoded.durations, Each(4));  // hundredths of a second
  EXPECT_EQ(decoded.loops, 0);
  EXPECT_EQ(decoded.parts[0], 90 * 70);
  for (std::size_t k = 1; k < frames.size(); ++k) EXPECT_EQ(decoded.parts[k], 15 * 8) << "only what has changed";
}

TEST(Animation, AWebPShowsTheFramesExactly) {
  const std::vector<Pixels> frames = moving_square(9);
  const Decoded decoded = decode_webp(encode(".webp", shape_of(frames), frames)[0].bytes);
  expect_same(decoded, frames);
  EXPECT_THAT(decoded.durations, Each(40));  // thousandths of a second
  EXPECT_EQ(decoded.loops, 0);
}

TEST(Animation, RoundedTimesDoNotAddUp) {
  const std::vector<Pixels> frames = moving_square(9);
  const Decoded gif = decode_gif(encode(".gif", shape_of(frames, 30), frames)[0].bytes);
  EXPECT_THAT(gif.durations, ElementsAre(3, 4, 3, 3, 4, 3, 3, 4, 3));
  const Decoded webp = decode_webp(encode(".webp", shape_of(frames, 30), frames)[0].bytes);
  EXPECT_EQ(std::accumulate(webp.durations.begin(), webp.durations.end(), 0L), 300);
}

TEST(Animation, TheLastFrameIsHeld) {
  const std::vector<Pixels> frames = moving_square(3);
  AnimationShape shape = shape_of(frames);
  shape.hold_seconds = 1.5;
  EXPECT_THAT(decode_gif(encode(".gif", shape, frames)[0].bytes).durations, ElementsAre(4, 4, 154));
  EXPECT_THAT(decode_webp(encode(".webp", shape, frames)[0].bytes).durations, ElementsAre(40, 40, 1540));
}

TEST(Animation, ItSaysHowOftenItIsPlayed) {
  const std::vector<Pixels> frames = moving_square(2);
  AnimationShape shape = shape_of(frames);
  shape.loops = 3;
  EXPECT_EQ(decode_gif(encode(".gif", shape, frames)[0].bytes).loops, 2) << "played again so often";
  EXPECT_EQ(decode_webp(encode(".webp", shape, frames)[0].bytes).loops, 3);
  shape.loops = 1;
  EXPECT_EQ(decode_gif(encode(".gif", shape, frames)[0].bytes).loops, -1);
  EXPECT_EQ(decode_webp(encode(".webp", shape, frames)[0].bytes).loops, 1);
}

TEST(Animation, AFrameThatChangesNothingTakesTimeAndNoRoom) {
  std::vector<Pixels> frames = moving_square(3);
  frames.insert(frames.begin() + 1, frames[0]);
  frames.push_back(frames.back());
  const Decoded decoded = decode_gif(encode(".gif", shape_of(frames), frames)[0].bytes);
  EXPECT_THAT(decoded.durations, ElementsAre(8, 4, 8));
  EXPECT_EQ(decoded.frames[2].data, frames.back().data);
}

TEST(Animation, ManyColoursBecome255ThatAreNear) {
  Random random(7);
  std::vector<Pixels> frames;
  for (int k = 0; k < 4; ++k) {
    Pixels frame = plain(64, 64, white);
    for (int j = 0; j < 64; ++j) {
      for (int i = 8 * k; i < 64; ++i) {
        const auto part = [&](int v) { return static_cast<std::uint8_t>(v + 8 * random.uniform()); };
        at(frame, i, j) = {part(3 * i), part(2 * j), part(10 * k), 255};
      }
    }
    frames.push_back(std::move(frame));
  }
  const std::string bytes = encode(".gif", shape_of(frames), frames)[0].bytes;
  EXPECT_EQ(encode(".gif", shape_of(frames), frames)[0].bytes, bytes) << "the same frames give the same bytes";
  const Decoded decoded = decode_gif(bytes);
  ASSERT_EQ(decoded.frames.size(), frames.size());
  double sum = 0;
  for (std::size_t k = 0; k < frames.size(); ++k) {
    for (std::size_t i = 0; i < frames[k].data.size(); ++i) {
      const Color a = frames[k].data[i], b = decoded.frames[k].data[i];
      const int furthest = std::max({std::abs(a.r - b.r), std::abs(a.g - b.g), std::abs(a.b - b.b)});
      ASSERT_LE(furthest, 40);
      sum += furthest;
    }
  }
  EXPECT_LT(sum / (4 * 64 * 64), 8);
  EXPECT_EQ(decoded.frames[3].data[0], white) << "the page keeps its colour";
}

TEST(Animation, PngFramesAreNumbered) {
  const std::vector<Pixels> frames = moving_square(3);
  const std::vector<AnimationFile> files = encode(".png", shape_of(frames), frames);
  ASSERT_EQ(files.size(), 3U);
  EXPECT_EQ(files[0].mark, "-0001");
  EXPECT_EQ(files[2].mark, "-0003");
  for (const AnimationFile& file : files) EXPECT_EQ(file.bytes.substr(0, 4), "\x89PNG");
  EXPECT_NE(files[0].bytes, files[1].bytes);
}

TEST(Animation, FormatsGoByTheEnding) {
  EXPECT_STREQ(animation_format("a/b.GIF")->name, "GIF");
  EXPECT_STREQ(animation_format("x.webp")->name, "WebP");
  EXPECT_EQ(animation_format("x.gif.txt"), nullptr);
  EXPECT_EQ(animation_format("gif"), nullptr);
}

class AnimationFiles : public testing::Test {
 protected:
  AnimationFiles() { fs::create_directories(folder_); }
  ~AnimationFiles() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  const fs::path folder_ = fs::temp_directory_path() / (std::string("losslab-animation-") +
                                                        testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(AnimationFiles, AreWrittenUnderTheirMarks) {
  EXPECT_EQ(write_animation(folder_ / "run.png", std::vector<AnimationFile>{{"-0001", "one"}, {"-0002", "three"}}), 8U);
  EXPECT_TRUE(fs::exists(folder_ / "run-0001.png"));
  EXPECT_EQ(fs::file_size(folder_ / "run-0002.png"), 5U);
}

TEST_F(AnimationFiles, AreTakenBackWhereOneCannotBeWritten) {
  fs::create_directories(folder_ / "run-0003.png");
  std::ofstream(folder_ / "run-0001.png") << "before";
  const std::vector<AnimationFile> files{{"-0001", "a"}, {"-0002", "b"}, {"-0003", "c"}};
  EXPECT_THROW(write_animation(folder_ / "run.png", files), InputError);
  EXPECT_TRUE(fs::exists(folder_ / "run-0001.png"));
  EXPECT_FALSE(fs::exists(folder_ / "run-0002.png"));
}

TEST(FramePainters, GiveTheFramesInOrderAsOnePainterDoes) {
  const FramePage page{320, 200, {}, {}};
  std::vector<Figure> figures;
  for (int k = 1; k <= 9; ++k) figures.push_back(samples::stacked_losses(light_theme(), 1 + k % 4));
  FramePainters painters(page, Pace::full);
  FramePainter alone(page);
  for (const Figure& figure : figures) painters.put(figure);
  EXPECT_EQ(painters.waiting(), figures.size());
  for (const Figure& figure : figures) EXPECT_EQ(painters.take().data, alone.paint(figure).data);
  EXPECT_EQ(painters.waiting(), 0U);
}

TEST(FramePainters, MayBeLeftWithFramesUntaken) {
  FramePainters painters({320, 200, {}, {}}, Pace::giving_way);
  for (int k = 0; k < 20; ++k) painters.put(samples::regression(dark_theme()));
  EXPECT_TRUE(painters.full());
}

}  // namespace
}  // namespace losslab
