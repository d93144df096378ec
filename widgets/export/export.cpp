#include "widgets/export/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <new>
#include <stdexcept>

#include "losses/core/error.h"
#include "widgets/export/painters.h"
#include "widgets/export/png.h"
#include "widgets/figure/grey.h"

namespace losslab {
namespace {

constexpr double points_per_mm = 72 / 25.4;

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& reason) {
  throw InputError("Cannot write '" + path.string() + "': " + reason + ".");
}

std::string ending_of(const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return ending;
}

void check_size(const std::filesystem::path& path, const ExportOptions& options) {
  const auto check = [&path](const char* what, double value, double low, double high, const char* unit) {
    if (value >= low && value <= high) return;
    refuse(path, fmt::format("the {} is {} {}, expected {} to {} {}", what, value, unit, low, high, unit));
  };
  check("width", options.width_mm, 10, 2000, "mm");
  check("height", options.height_mm, 10, 2000, "mm");
  check("resolution", options.dpi, 30, 2400, "dpi");
}

int pixels_along(double mm, double dpi) { return std::max(1, static_cast<int>(std::lround(mm / 25.4 * dpi))); }

// cairo's images end at 32767 pixels a side, and memory before that.
void check_pixels(const std::filesystem::path& path, int width, int height) {
  if (width <= 32767 && height <= 32767 && static_cast<double>(width) * height <= 4e8) return;
  refuse(path, fmt::format("{} × {} pixels are too many, expected at most 32767 a side and 400 million in all; "
                           "choose a smaller size or resolution",
                           width, height));
}

DisplayList list_of(const Figure& figure, const ExportOptions& options) {
  const Size size{options.width_mm * points_per_mm, options.height_mm * points_per_mm};
  const PangoTextMeasure text(options.font);
  FigureStyle style = options.style;
  style.whole_texts = true;
  if (!options.grey) return lay_out(figure, size, style, text).list;
  Figure marked = figure;
  mark_series(marked);
  DisplayList list = lay_out(marked, size, style, text).list;
  turn_grey(list);
  return list;
}

std::string figure_bytes(const Figure& figure, const std::filesystem::path& path, const std::string& ending,
                         const ExportOptions& options) {
  const DisplayList list = list_of(figure, options);
  Paper paper{std::nullopt, options.font};
  if (!options.transparent) {
    const Color background = (figure.theme ? *figure.theme : light_theme()).background;
    paper.background = options.grey ? grey_of(background) : background;
  }
  if (ending == ".pdf") return paint_pdf({&list, 1}, paper, figure.title);
  if (ending == ".svg") return paint_svg(list, paper, options.svg_text);
  const int width = pixels_along(options.width_mm, options.dpi), height = pixels_along(options.height_mm, options.dpi);
  check_pixels(path, width, height);
  return paint_png(list, paper, width, height, options.dpi, options.text);
}

// Whatever goes wrong is an InputError that names the path.
std::string checked_bytes(const Figure& figure, const std::filesystem::path& path, const std::string& ending,
                          const ExportOptions& options) {
  check_size(path, options);
  if (!options.font.empty()) require_font(options.font);
  try {
    return figure_bytes(figure, path, ending, options);
  } catch (const std::bad_alloc&) {
    refuse(path, "there is not enough memory for a picture of this size");
  } catch (const InputError&) {
    throw;
  } catch (const std::runtime_error& error) {
    refuse(path, error.what());
  }
}

}  // namespace

void export_figure(const Figure& figure, const std::filesystem::path& path, const ExportOptions& options) {
  const std::string ending = ending_of(path);
  if (ending != ".png" && ending != ".svg" && ending != ".pdf")
    refuse(path, "expected a name that ends in .png, .svg or .pdf");
  write_file_atomically(path, checked_bytes(figure, path, ending, options));
}

std::string figure_png(const Figure& figure, const ExportOptions& options) {
  return checked_bytes(figure, "the picture", ".png", options);
}

std::string pages_pdf(std::span<const DisplayList> pages, const std::string& title, const std::string& font) {
  if (!font.empty()) require_font(font);
  try {
    return paint_pdf(pages, Paper{std::nullopt, font}, title);
  } catch (const InputError&) {
    throw;
  } catch (const std::runtime_error& error) {
    refuse("the pages", error.what());
  }
}

void write_png(const std::filesystem::path& path, const Pixels& pixels, const PngText& text) {
  const auto count =
      static_cast<std::size_t>(std::max(pixels.width, 0)) * static_cast<std::size_t>(std::max(pixels.height, 0));
  if (count == 0 || pixels.data.size() < count) refuse(path, "the picture is empty");
  check_pixels(path, pixels.width, pixels.height);
  PngRows rows{pixels.width, pixels.height, false, {}};
  rows.alpha = !std::all_of(pixels.data.begin(), pixels.data.end(), [](Color c) { return c.a == 255; });
  rows.row = [&](int j, unsigned char* out) {
    const Color* in = pixels.data.data() + static_cast<std::size_t>(j) * static_cast<std::size_t>(pixels.width);
    for (int i = 0; i < pixels.width; ++i) {
      *out++ = in[i].r;
      *out++ = in[i].g;
      *out++ = in[i].b;
      if (rows.alpha) *out++ = in[i].a;
    }
  };
  write_file_atomically(path, encode_png(rows, 0, text));
}

}  // namespace losslab
