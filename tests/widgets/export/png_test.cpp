// Texts in pictures: kept exactly, found again, and no damage to a file does harm.
#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "../figure/samples.h"
#include "losses/core/error.h"
#include "losses/core/random.h"
#include "widgets/export/png.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class PngTextTest : public testing::Test {
 protected:
  PngTextTest() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("losslab-png-") + test->name() + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  ~PngTextTest() override { fs::remove_all(folder_); }

  static std::string content_of(const fs::path& path) {
    const std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
  }
  fs::path written(const std::string& bytes) const {
    std::ofstream(folder_ / "written.png", std::ios::binary) << bytes;
    return folder_ / "written.png";
  }
  std::string picture(const PngText& text) const {
    ExportOptions options;
    options.width_mm = 30;
    options.height_mm = 20;
    options.dpi = 60;
    options.text = text;
    export_figure(samples::one_line(), folder_ / "a.png", options);
    return content_of(folder_ / "a.png");
  }
  std::string error_of(const fs::path& path) const {
    try {
      read_png_text(path, "key");
    } catch (const InputError& error) {
      return error.what();
    }
    return {};
  }

  fs::path folder_;
};

TEST_F(PngTextTest, IsReadBackExactly) {
  std::string large;
  for (int i = 0; i < 200'000; ++i) large += "δ = 1.5, 中文\n";
  for (const std::string& text : {std::string("a = 1\n"), std::string(), std::string("δ – 损失 \"x\"\t\r\n"), large}) {
    EXPECT_EQ(read_png_text(written(picture({"key", text})), "key"), text);
  }
  const Pixels pixels{2, 1, {{1, 2, 3, 255}, {4, 5, 6, 255}}};
  write_png(folder_ / "b.png", pixels, {"key", "of the window"});
  EXPECT_EQ(read_png_text(folder_ / "b.png", "key"), "of the window");
}

TEST_F(PngTextTest, StandsPlainInTheSameBytesEachTime) {
  const std::string bytes = picture({"key", "plain text"});
  EXPECT_EQ(bytes, picture({"key", "plain text"}));
  EXPECT_THAT(bytes, HasSubstr("plain text"));
  EXPECT_LT(bytes.find("plain text"), bytes.find("IDAT"));
  EXPECT_NE(bytes, picture({"key", "other text"}));
}

TEST_F(PngTextTest, IsEmptyWhereThereIsNone) {
  EXPECT_EQ(read_png_text(written(picture({})), "key"), std::nullopt);
  EXPECT_EQ(read_png_text(written(picture({"other", "text"})), "key"), std::nullopt);
}

TEST_F(PngTextTest, WhatIsNoPictureIsRefused) {
  EXPECT_THAT(error_of(folder_ / "none.png"), HasSubstr("there is no such file"));
  EXPECT_THAT(error_of(folder_), HasSubstr("it is a folder"));
  for (const char* bytes : {"", "\x89PNG", "GIF89a and more", "[view]\nscreen = \"losses\"\n"}) {
    EXPECT_THAT(error_of(written(bytes)), HasSubstr("this is not a PNG")) << bytes;
  }
}

TEST_F(PngTextTest, DamageIsSeenAnywhere) {
  const std::string whole = picture({"key", "some text"});
  Random random(3);
  for (int i = 0; i < 2000; ++i) {
    std::string bytes = whole;
    const auto at = static_cast<std::size_t>(random.below(bytes.size()));
    if (i % 2 == 0) {
      bytes.resize(at);
    } else {
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
    }
    EXPECT_THROW(text_in_png(bytes, "name", "key"), InputError) << "at " << at;
  }
}

TEST_F(PngTextTest, NoBytesDoHarm) {
  const std::string whole = picture({"key", "some text"});
  Random random(4);
  for (int i = 0; i < 2000; ++i) {
    std::string bytes = whole;
    for (std::uint64_t n = 1 + random.below(20); n > 0; --n) {
      const auto at = static_cast<std::size_t>(random.below(bytes.size()));
      if (i % 3 == 0)
        bytes.insert(at, 1 + static_cast<std::size_t>(random.below(9)), static_cast<char>(random.below(256)));
      if (i % 3 == 1) bytes.erase(at, static_cast<std::size_t>(random.below(9)));
      if (i % 3 == 2) bytes[at] = static_cast<char>(random.below(256));
    }
    try {
      text_in_png(bytes, "name", "key");
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), testing::StartsWith("name: "));
    }
  }
}

}  // namespace
}  // namespace losslab
