#include "widgets/export/export.h"

#include <cairo.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <memory>
#include <regex>
#include <sstream>

#include "../figure/samples.h"
#include "losses/core/error.h"
#include "losses/core/random.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::StartsWith;

std::string content_of(const fs::path& path) {
  const std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

struct Picture {
  explicit Picture(const fs::path& path)
      : surface(cairo_image_surface_create_from_png(path.c_str()), cairo_surface_destroy),
        width(cairo_image_surface_get_width(surface.get())),
        height(cairo_image_surface_get_height(surface.get())) {}
  std::uint32_t at(int x, int y) const { return whole(x, y) & 0xffffff; }
  // With alpha, by which the colours are multiplied; 255 where the picture has none.
  std::uint32_t whole(int x, int y) const {
    const unsigned char* row = cairo_image_surface_get_data(surface.get()) +
                               static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(surface.get());
    std::uint32_t pixel = 0;
    std::memcpy(&pixel, row + static_cast<std::ptrdiff_t>(x) * 4, 4);
    return cairo_image_surface_get_format(surface.get()) == CAIRO_FORMAT_RGB24 ? pixel | 0xff000000 : pixel;
  }
  std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface;
  int width, height;
};

class Export : public testing::Test {
 protected:
  Export() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ =
        fs::path(testing::TempDir()) / (std::string("losslab-export-") + test->name() + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  ~Export() override { fs::remove_all(folder_); }

  fs::path exported(const Figure& figure, const std::string& name, const ExportOptions& options = {}) const {
    export_figure(figure, folder_ / name, options);
    return folder_ / name;
  }
  std::string error_of(const std::string& name, const ExportOptions& options = {}) const {
    try {
      export_figure(samples::one_line(), folder_ / name, options);
    } catch (const InputError& error) {
      return error.what();
    }
    return {};
  }

  fs::path folder_;
};

std::uint32_t big_endian(const std::string& bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

TEST_F(Export, PngHasItsSizeAndResolution) {
  ExportOptions options;
  options.width_mm = 127;
  options.height_mm = 63.5;
  options.dpi = 200;
  const fs::path path = exported(samples::one_line(), "a.png", options);
  const Picture picture(path);
  EXPECT_EQ(picture.width, 1000);
  EXPECT_EQ(picture.height, 500);
  const std::string bytes = content_of(path);
  const std::size_t chunk = bytes.find("pHYs");
  ASSERT_NE(chunk, std::string::npos);
  EXPECT_EQ(big_endian(bytes, chunk + 4), 7874U);  // 200 / 0.0254
  EXPECT_EQ(big_endian(bytes, chunk + 8), 7874U);
  EXPECT_EQ(bytes[chunk + 12], 1);
}

TEST_F(Export, PngShowsTheThemeAndTheCurve) {
  for (const Theme* theme : {&light_theme(), &dark_theme()}) {
    Figure figure = samples::one_line();
    figure.theme = theme;
    figure.plots[0].grid = false;
    CurveItem& line = std::get<CurveItem>(figure.plots[0].items[0]);
    line.stroke = {theme->accent, 4, Dash::solid};
    ExportOptions options;
    options.dpi = 144;
    const Picture picture(exported(figure, "a.png", options));
    const auto hex = [](Color c) { return static_cast<std::uint32_t>(c.r << 16 | c.g << 8 | c.b); };
    EXPECT_EQ(picture.at(1, 1), hex(theme->background));
    // The line passes the middle of the frame, where the data are (0, 0).
    const PangoTextMeasure text;
    const Layout layout = lay_out(figure, {160 * 72 / 25.4, 100 * 72 / 25.4}, options.style, text);
    const Point middle = layout.plots[0].to_page({0, 0});
    EXPECT_EQ(picture.at(static_cast<int>(middle.x * 2), static_cast<int>(middle.y * 2)), hex(theme->accent));
    EXPECT_EQ(picture.at(static_cast<int>(middle.x * 2) + 60, static_cast<int>(middle.y * 2) + 60),
              hex(theme->background));
  }
}

TEST_F(Export, SvgHasThePageAndItsTexts) {
  Figure figure = samples::regression(light_theme());
  figure.title = "a < b & \"c\"";
  const std::string svg = content_of(exported(figure, "a.svg"));
  EXPECT_THAT(svg, StartsWith("<?xml"));
  EXPECT_THAT(svg, HasSubstr("width=\"453.5"));  // 160 mm in points
  EXPECT_THAT(svg, HasSubstr("data:image/png;base64,iVBORw0KGgo"));
  EXPECT_THAT(svg, HasSubstr("stroke-dasharray"));
  EXPECT_THAT(svg, HasSubstr(">a &lt; b &amp; &quot;c&quot;</text>"));
}

TEST_F(Export, PdfHasThePageSize) {
  const std::string pdf = content_of(exported(samples::regression(light_theme()), "a.pdf"));
  EXPECT_THAT(pdf, StartsWith("%PDF"));
  // 160 × 100 mm in points.
  EXPECT_THAT(pdf, HasSubstr("/MediaBox [ 0 0 453.543"));
  EXPECT_THAT(pdf, HasSubstr("/ToUnicode"));
}

// cairo numbers the images of an SVG through the life of the program: in the next one they begin anew.
std::string without_numbers_of_images(const std::string& svg) {
  return std::regex_replace(svg, std::regex("(surface|image)[0-9]+"), "$1");
}

TEST_F(Export, TheSameFigureGivesTheSameBytes) {
  for (const char* name : {"a.png", "a.svg", "a.pdf", "a.PDF"}) {
    const Figure figure = samples::regression(dark_theme());
    ExportOptions options;
    options.dpi = 100;
    std::string once = content_of(exported(figure, name, options));
    std::string again = content_of(exported(figure, name, options));
    EXPECT_GT(once.size(), 1000U);
    if (std::string_view(name).ends_with(".svg")) {
      once = without_numbers_of_images(once);
      again = without_numbers_of_images(again);
    }
    EXPECT_TRUE(once == again) << name;
  }
}

TEST_F(Export, WithoutABackgroundThePageIsTransparent) {
  ExportOptions options;
  options.dpi = 72;
  options.transparent = true;
  Figure figure = samples::one_line();
  figure.plots[0].grid = false;
  std::get<CurveItem>(figure.plots[0].items[0]).stroke = {rgb(0xd55e00), 4, Dash::solid};
  const Picture picture(exported(figure, "a.png", options));
  EXPECT_EQ(picture.whole(0, 0), 0U);
  const PangoTextMeasure text;
  const Point middle = lay_out(figure, {160 * 72 / 25.4, 100 * 72 / 25.4}, {}, text).plots[0].to_page({0, 0});
  EXPECT_EQ(picture.whole(static_cast<int>(middle.x), static_cast<int>(middle.y)), 0xffd55e00);
  EXPECT_EQ(picture.whole(static_cast<int>(middle.x) + 40, static_cast<int>(middle.y) + 40), 0U);
  // In vectors there is no rectangle over the whole page.
  const auto rectangles = [&](bool transparent) {
    options.transparent = transparent;
    const std::string svg = content_of(exported(figure, "a.svg", options));
    std::size_t count = 0;
    for (std::size_t at = svg.find("<rect"); at != std::string::npos; at = svg.find("<rect", at + 1)) ++count;
    return count;
  };
  EXPECT_EQ(rectangles(true) + 1, rectangles(false));
}

TEST_F(Export, InGreyThereIsNoColour) {
  ExportOptions options;
  options.dpi = 60;
  options.grey = true;
  for (const Theme* theme : {&light_theme(), &dark_theme()}) {
    // Also where the figure was made with the colours.
    for (const Theme* of : {theme, &in_grey(*theme)}) {
      const Picture picture(exported(samples::regression(*of), "a.png", options));
      std::size_t coloured = 0;
      for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
          const std::uint32_t c = picture.at(x, y);
          coloured += (c >> 16U) != (c >> 8U & 0xffU) || (c & 0xffU) != (c >> 8U & 0xffU) ? 1 : 0;
        }
      }
      EXPECT_EQ(coloured, 0U);
    }
  }
}

TEST_F(Export, AFontThatIsMissingIsRefused) {
  ExportOptions options;
  options.font = "No Such Font";
  EXPECT_THAT(error_of("a.svg", options), testing::StartsWith("There is no font 'No Such Font' on this machine"));
  EXPECT_FALSE(fs::exists(folder_ / "a.svg"));
  EXPECT_THROW(require_font("serif, sans-serif"), InputError);
  EXPECT_THROW(require_font(""), InputError);
  for (const char* generic : {"serif", "sans-serif", "monospace"}) EXPECT_NO_THROW(require_font(generic));
}

TEST_F(Export, BadRequestsLeaveTheFile) {
  std::ofstream(folder_ / "a.png") << "old";
  std::ofstream(folder_ / "fig.gif") << "old";
  const std::string gif = (folder_ / "fig.gif").string(), png = (folder_ / "a.png").string();
  EXPECT_EQ(error_of("fig.gif"), "Cannot write '" + gif + "': expected a name that ends in .png, .svg or .pdf.");
  EXPECT_THAT(error_of("plain"), HasSubstr("expected a name that ends in"));
  ExportOptions options;
  options.width_mm = 5;
  EXPECT_EQ(error_of("a.png", options), "Cannot write '" + png + "': the width is 5 mm, expected 10 to 2000 mm.");
  options.width_mm = 160;
  options.dpi = std::nan("");
  EXPECT_THAT(error_of("a.png", options), HasSubstr("expected 30 to 2400 dpi"));
  options.dpi = 2400;
  options.width_mm = options.height_mm = 2000;
  EXPECT_THAT(error_of("a.png", options), HasSubstr("pixels are too many"));
  EXPECT_THAT(error_of("no/a.png"), HasSubstr("the folder does not exist"));
  EXPECT_EQ(content_of(png), "old");
  EXPECT_EQ(content_of(gif), "old");
}

TEST_F(Export, WritePngRoundTrips) {
  Pixels pixels;
  pixels.width = 3;
  pixels.height = 2;
  for (int i = 0; i < 6; ++i) pixels.data.push_back(rgb(static_cast<std::uint32_t>(0x102030 * i)));
  write_png(folder_ / "p.png", pixels);
  const Picture picture(folder_ / "p.png");
  ASSERT_EQ(picture.width, 3);
  ASSERT_EQ(picture.height, 2);
  for (int i = 0; i < 6; ++i) EXPECT_EQ(picture.at(i % 3, i / 3), static_cast<std::uint32_t>(0x102030 * i));
  EXPECT_THROW(write_png(folder_ / "q.png", Pixels{}), InputError);
  EXPECT_FALSE(fs::exists(folder_ / "q.png"));
}

// Noise, repeated rows and gradients, opaque and not, in one chunk and in several.
TEST_F(Export, PixelsComeBackAsTheyWere) {
  Random random(5);
  for (const auto& [width, height] : {std::pair{1, 1}, {1, 40}, {300, 1}, {7, 300}, {900, 700}}) {
    for (const bool opaque : {true, false}) {
      Pixels pixels{width, height, {}};
      const auto byte = [&random] { return static_cast<std::uint8_t>(random.below(256)); };
      for (int j = 0; j < height; ++j) {
        for (int i = 0; i < width; ++i) {
          const auto slope = static_cast<std::uint8_t>(i * 3 + j);
          Color color = j % 3 == 0 ? Color{slope, slope, 7} : Color{byte(), byte(), byte()};
          if (j % 5 == 4) color = pixels.data[pixels.data.size() - static_cast<std::size_t>(width)];
          // cairo, which reads the picture here, multiplies by alpha: only these are kept exactly.
          if (!opaque) color = (i + j) % 2 == 0 ? Color{0, 0, 0, 0} : color.with_alpha(255);
          pixels.data.push_back(color);
        }
      }
      write_png(folder_ / "p.png", pixels);
      const Picture picture(folder_ / "p.png");
      ASSERT_EQ(picture.width, width);
      ASSERT_EQ(picture.height, height);
      std::size_t wrong = 0;
      for (std::size_t k = 0; k < pixels.data.size(); ++k) {
        const Color c = pixels.data[k];
        const auto expected = static_cast<std::uint32_t>(c.a << 24 | c.r << 16 | c.g << 8 | c.b);
        wrong += picture.whole(static_cast<int>(k) % width, static_cast<int>(k) / width) != expected ? 1 : 0;
      }
      EXPECT_EQ(wrong, 0U) << width << " × " << height << " opaque " << opaque;
    }
  }
}

TEST_F(Export, TextIsCleanInTheFontOfFilesToo) {
  const PangoTextMeasure text;
  for (const Size size : {Size{280, 180}, Size{453, 283}, Size{900, 500}}) {
    for (const Figure& figure : {samples::stacked_losses(light_theme(), 8), samples::regression(light_theme())}) {
      const auto texts = samples::placed_texts(lay_out(figure, size, {}, text).list, text);
      for (std::size_t i = 0; i < texts.size(); ++i) {
        const Rect& box = texts[i].box;
        EXPECT_TRUE(box.x >= 0 && box.y >= 0 && box.right() <= size.width && box.bottom() <= size.height)
            << texts[i].op.text;
        for (std::size_t j = 0; j < i; ++j)
          EXPECT_FALSE(samples::overlap(box, texts[j].box)) << texts[i].op.text << " over " << texts[j].op.text;
      }
    }
  }
}

TEST(PangoText, WidthGrowsWithTheTextAndTheSize) {
  const PangoTextMeasure text;
  const double one = text.measure("loss", 10, FontStyle::regular).width;
  EXPECT_GT(one, 10);
  EXPECT_NEAR(text.measure("loss", 20, FontStyle::regular).width, 2 * one, 0.02 * one);
  EXPECT_GT(text.measure("losses", 10, FontStyle::regular).width, one);
  EXPECT_EQ(text.measure("", 10, FontStyle::regular).width, 0);
  const TextExtent extent = text.measure("g", 10, FontStyle::bold);
  EXPECT_GT(extent.ascent, 5);
  EXPECT_GT(extent.descent, 1);
}

}  // namespace
}  // namespace losslab
