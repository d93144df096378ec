#pragma once
#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "widgets/figure/layout.h"

namespace losslab {

// The extents of text as Pango sets it in files, in that font (see ExportOptions). It remembers what it has measured:
// used from one thread.
class PangoTextMeasure final : public TextMeasure {
 public:
  explicit PangoTextMeasure(const std::string& font = {});
  ~PangoTextMeasure() override;
  PangoTextMeasure(const PangoTextMeasure&) = delete;
  PangoTextMeasure& operator=(const PangoTextMeasure&) = delete;
  TextExtent measure(std::string_view text, double size, FontStyle style) const override;

 private:
  struct Impl;
  Impl* impl_;
};

// A text that a PNG carries beside its picture, unseen, in UTF-8, under a keyword of 1 to 79 Latin letters. None where
// the keyword is empty.
struct PngText {
  std::string keyword, text;
};

// Letters of an SVG: text, which can be searched and edited and is drawn in the viewer's font, or outlines, which look
// the same where the font is missing.
enum class SvgText : unsigned char { text, paths };

struct ExportOptions {
  double width_mm = 160, height_mm = 100;
  double dpi = 300;                  // PNG alone
  PngText text;                      // PNG alone
  SvgText svg_text = SvgText::text;  // SVG alone
  bool transparent = false;          // without the theme's background
  bool grey = false;                 // without colour; the figure should be made with in_grey() of its theme
  std::string font;                  // a family that goes before the usual ones; empty: those alone
  FigureStyle style;
};

// Throws InputError where there is no font family of that name, nor a generic one.
void require_font(const std::string& family);
// Whether there is a font that has this character.
bool has_font_with(char32_t character);

// Draws the figure as PNG, SVG or PDF, by the ending of the path. The file is written beside the target, synced and
// renamed over it. Throws InputError for another ending, an unwritable target, a missing font or a size that is not in
// 10..2000 mm, 30..2400 dpi; the existing file is then untouched. Same figure, same bytes.
void export_figure(const Figure& figure, const std::filesystem::path& path, const ExportOptions& options);

// The bytes of the PNG that export_figure() would write. Throws InputError.
std::string figure_png(const Figure& figure, const ExportOptions& options);

// A document of several pages as the bytes of a PDF; sizes are in points. Throws InputError for a missing font, or
// where it cannot be drawn. The same pages give the same bytes.
std::string pages_pdf(std::span<const DisplayList> pages, const std::string& title, const std::string& font = {});

// RGBA pixels as a PNG, for pictures of the window.
void write_png(const std::filesystem::path& path, const Pixels& pixels, const PngText& text = {});

// The text under that keyword in a PNG; empty where it carries none. Throws InputError where the file cannot be read,
// is no PNG, or is damaged anywhere, its picture included.
std::optional<std::string> read_png_text(const std::filesystem::path& path, std::string_view keyword);

// Throws the InputError that writing the file would, as far as that can be known without writing it: a missing folder,
// a folder in its place, no permission. An existing file is left as it is, and nothing is left behind.
void require_writable(const std::filesystem::path& path);

// Replaces a file's content atomically: temporary file beside it, sync, rename. Removes the temporary files that killed
// writers have left in that folder. Throws InputError with the reason.
void write_file_atomically(const std::filesystem::path& path, std::string_view content);

}  // namespace losslab
