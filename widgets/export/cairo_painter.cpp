#include <cairo-pdf.h>
#include <cairo-svg.h>

#include <array>
#include <cmath>
#include <new>
#include <numbers>
#include <stdexcept>

#include "widgets/export/cairo_surface.h"
#include "widgets/export/fonts.h"
#include "widgets/export/painters.h"
#include "widgets/export/svg_text.h"
#include "widgets/figure/dash.h"

namespace losslab {
namespace {

class CairoPainter {
 public:
  CairoPainter(cairo_t* cairo, const std::string& font) : cairo_(cairo), context_(make_text_context(font)) {
    cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
  }

  void background(Color color) {
    set_color(color);
    cairo_paint(cairo_);
  }

  void operator()(const PolylineOp& op) {
    trace(op.points);
    stroke(op.stroke);
  }
  void operator()(const LineOp& op) {
    trace(std::array{op.from, op.to});
    stroke(op.stroke);
  }
  void operator()(const PolygonOp& op) {
    trace(op.corners);
    cairo_close_path(cairo_);
    fill_and_outline(op.fill, op.outline);
  }
  void operator()(const BandOp& op) {
    trace(op.upper);
    for (std::size_t i = op.lower.size(); i-- > 0;) cairo_line_to(cairo_, op.lower[i].x, op.lower[i].y);
    cairo_close_path(cairo_);
    fill_and_outline(op.fill, std::nullopt);
  }
  void operator()(const StarOp& op) {
    trace(op.corners);
    cairo_close_path(cairo_);
    fill_and_outline(op.fill, op.outline);
  }
  void operator()(const RectOp& op) {
    const Rect& r = op.rect;
    const double radius = std::min({op.radius, 0.5 * r.width, 0.5 * r.height});
    if (radius > 0) {
      constexpr double quarter = 0.5 * std::numbers::pi;
      cairo_new_sub_path(cairo_);
      cairo_arc(cairo_, r.right() - radius, r.y + radius, radius, -quarter, 0);
      cairo_arc(cairo_, r.right() - radius, r.bottom() - radius, radius, 0, quarter);
      cairo_arc(cairo_, r.x + radius, r.bottom() - radius, radius, quarter, 2 * quarter);
      cairo_arc(cairo_, r.x + radius, r.y + radius, radius, 2 * quarter, 3 * quarter);
      cairo_close_path(cairo_);
    } else {
      cairo_rectangle(cairo_, r.x, r.y, r.width, r.height);
    }
    fill_and_outline(op.fill, op.outline);
  }
  void operator()(const CircleOp& op) {
    cairo_new_sub_path(cairo_);
    cairo_arc(cairo_, op.center.x, op.center.y, op.radius, 0, 2 * std::numbers::pi);
    cairo_close_path(cairo_);
    fill_and_outline(op.fill, op.outline);
  }
  void operator()(const ImageOp& op) {
    if (!op.pixels || op.pixels->width < 1 || op.pixels->height < 1) return;
    const SurfacePtr image = make_surface(*op.pixels);
    cairo_save(cairo_);
    cairo_rectangle(cairo_, op.rect.x, op.rect.y, op.rect.width, op.rect.height);
    cairo_clip(cairo_);
    cairo_translate(cairo_, op.rect.x, op.rect.y);
    cairo_scale(cairo_, op.rect.width / op.pixels->width, op.rect.height / op.pixels->height);
    cairo_set_source_surface(cairo_, image.get(), 0, 0);
    cairo_pattern_t* pattern = cairo_get_source(cairo_);
    cairo_pattern_set_filter(pattern, op.smooth ? CAIRO_FILTER_BILINEAR : CAIRO_FILTER_NEAREST);
    // Without this the rim would fade into the page.
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD);
    cairo_paint(cairo_);
    cairo_restore(cairo_);
  }
  void operator()(const TextOp& op) {
    const LayoutPtr layout = make_text_layout(context_.get(), op.text, op.size, op.style);
    const Point corner = corner_of(op, extent_of(layout.get()));
    cairo_save(cairo_);
    cairo_translate(cairo_, op.at.x, op.at.y);
    if (op.vertical) cairo_rotate(cairo_, -0.5 * std::numbers::pi);
    cairo_move_to(cairo_, corner.x, corner.y);
    set_color(op.color);
    pango_cairo_show_layout(cairo_, layout.get());
    cairo_restore(cairo_);
    cairo_new_path(cairo_);
  }
  void operator()(const ClipOp& op) {
    cairo_save(cairo_);
    cairo_rectangle(cairo_, op.rect.x, op.rect.y, op.rect.width, op.rect.height);
    cairo_clip(cairo_);
  }
  void operator()(const UnclipOp&) { cairo_restore(cairo_); }

 private:
  void set_color(Color c) { cairo_set_source_rgba(cairo_, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0); }
  template <class Points>
  void trace(const Points& points) {
    cairo_new_path(cairo_);
    for (const Point p : points) cairo_line_to(cairo_, p.x, p.y);
  }
  void stroke(const Stroke& with) {
    set_color(with.color);
    cairo_set_line_width(cairo_, with.width);
    const double unit = dash_unit(with.width);
    dashes_.clear();
    for (const double length : dash_pattern(with.dash)) dashes_.push_back(length * unit);
    cairo_set_dash(cairo_, dashes_.data(), static_cast<int>(dashes_.size()), 0);
    cairo_stroke(cairo_);
  }
  void fill_and_outline(const std::optional<Color>& fill, const std::optional<Stroke>& outline) {
    if (fill) {
      set_color(*fill);
      cairo_fill_preserve(cairo_);
    }
    if (outline) stroke(*outline);
    cairo_new_path(cairo_);
  }

  cairo_t* cairo_;
  ContextPtr context_;
  std::vector<double> dashes_;
};

enum class Texts : unsigned char { drawn, left_out };

void paint(cairo_t* cairo, const DisplayList& list, const Paper& paper, Texts texts = Texts::drawn) {
  CairoPainter painter(cairo, paper.font);
  if (paper.background) painter.background(*paper.background);
  for (const Op& op : list.ops) {
    if (texts == Texts::left_out && std::holds_alternative<TextOp>(op)) continue;
    std::visit(painter, op);
  }
  if (const cairo_status_t status = cairo_status(cairo); status != CAIRO_STATUS_SUCCESS)
    throw std::runtime_error(cairo_status_to_string(status));
}

// Paints a page of a surface that writes to a stream.
void paint_page(cairo_surface_t* surface, const DisplayList& list, const Paper& paper, Texts texts = Texts::drawn) {
  const CairoPtr cairo(cairo_create(surface));
  paint(cairo.get(), list, paper, texts);
  cairo_show_page(cairo.get());
}

// No more pages.
void finish(cairo_surface_t* surface) {
  cairo_surface_finish(surface);
  if (const cairo_status_t status = cairo_surface_status(surface); status != CAIRO_STATUS_SUCCESS)
    throw std::runtime_error(cairo_status_to_string(status));
}

SurfacePtr paint_image(const DisplayList& list, const Paper& paper, int width, int height) {
  const cairo_format_t format = paper.background ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32;
  SurfacePtr surface(cairo_image_surface_create(format, width, height));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) throw std::bad_alloc();
  const CairoPtr cairo(cairo_create(surface.get()));
  cairo_scale(cairo.get(), width / list.size.width, height / list.size.height);
  paint(cairo.get(), list, paper);
  cairo_surface_flush(surface.get());
  return surface;
}

}  // namespace

std::string paint_png(const DisplayList& list, const Paper& paper, int width, int height, double dpi,
                      const PngText& text) {
  return png_bytes(paint_image(list, paper, width, height).get(), dpi, text);
}

Pixels paint_pixels(const DisplayList& list, const Paper& paper, int width, int height) {
  return opaque_pixels(paint_image(list, paper, width, height).get());
}

std::string paint_pdf(std::span<const DisplayList> pages, const Paper& paper, const std::string& title) {
  std::string bytes;
  const Size first = pages.empty() ? Size{} : pages.front().size;
  const SurfacePtr surface(cairo_pdf_surface_create_for_stream(append_bytes, &bytes, first.width, first.height));
  // A fixed date: the same figure gives the same bytes.
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "LossLab");
  if (!title.empty()) cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
  for (const DisplayList& page : pages) {
    cairo_pdf_surface_set_size(surface.get(), page.size.width, page.size.height);
    paint_page(surface.get(), page, paper);
  }
  finish(surface.get());
  return bytes;
}

std::string paint_svg(const DisplayList& list, const Paper& paper, SvgText text) {
  std::string bytes;
  const SurfacePtr surface(
      cairo_svg_surface_create_for_stream(append_bytes, &bytes, list.size.width, list.size.height));
  // With it a unit of the drawing is a point, which svg_texts() builds on.
  cairo_svg_surface_set_document_unit(surface.get(), CAIRO_SVG_UNIT_PT);
  const bool paths = text == SvgText::paths;
  paint_page(surface.get(), list, paper, paths ? Texts::drawn : Texts::left_out);
  finish(surface.get());
  if (paths) return bytes;
  const std::size_t end = bytes.rfind("</svg>");
  if (end == std::string::npos) throw std::runtime_error("the drawing has no end");
  return bytes.insert(end, svg_texts(list, paper.font));
}

}  // namespace losslab
