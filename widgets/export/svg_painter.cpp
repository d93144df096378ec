#include <fmt/format.h>

#include <cmath>

#include "widgets/export/export.h"
#include "widgets/export/fonts.h"
#include "widgets/export/painters.h"
#include "widgets/figure/dash.h"

namespace losslab {
namespace {

// To a thousandth of a point, without the zeros at the end.
std::string number(double value) {
  std::string text = fmt::format("{:.3f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        // XML has no control characters.
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
  }
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t k) {
      return i + k < bytes.size() ? static_cast<unsigned>(static_cast<unsigned char>(bytes[i + k])) : 0U;
    };
    const unsigned group = byte(0) << 16 | byte(1) << 8 | byte(2);
    for (std::size_t k = 0; k < 4; ++k) out += i + k > bytes.size() ? '=' : digits[(group >> (18 - 6 * k)) & 63];
  }
  return out;
}

// A colour as the value of an attribute, with its opacity beside it where there is one.
std::string paint_attribute(std::string_view name, Color c) {
  std::string out = fmt::format(" {}=\"#{:02x}{:02x}{:02x}\"", name, c.r, c.g, c.b);
  if (c.a != 255) out += fmt::format(" {}-opacity=\"{}\"", name, number(c.a / 255.0));
  return out;
}

class SvgPainter {
 public:
  std::string body;

  void operator()(const PolylineOp& op) {
    body += fmt::format("<polyline points=\"{}\" fill=\"none\"{}/>\n", points(op.points), stroke(op.stroke));
  }
  void operator()(const PolygonOp& op) {
    body += fmt::format("<polygon points=\"{}\"{}/>\n", points(op.points), fill_and_outline(op.fill, op.outline));
  }
  void operator()(const RectOp& op) {
    body += fmt::format("<rect {}", box(op.rect));
    if (op.radius > 0) body += fmt::format(" rx=\"{}\"", number(op.radius));
    body += fill_and_outline(op.fill, op.outline) + "/>\n";
  }
  void operator()(const CircleOp& op) {
    body += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>\n", number(op.center.x), number(op.center.y),
                        number(op.radius), fill_and_outline(op.fill, op.outline));
  }
  void operator()(const ImageOp& op) {
    if (!op.pixels || op.pixels->width < 1 || op.pixels->height < 1) return;
    body += fmt::format(
        "<image {} preserveAspectRatio=\"none\" image-rendering=\"{}\" xlink:href=\"data:image/png;base64,{}\"/>\n",
        box(op.rect), op.smooth ? "auto" : "pixelated", base64(encode_png(*op.pixels, 0)));
  }
  void operator()(const TextOp& op) {
    // Only the baseline is placed the same way by all viewers, so that other alignments are reckoned here.
    double down = 0;
    if (op.v != VAlign::baseline) {
      const TextExtent extent = measure_.measure(op.text, op.size, op.style);
      down = op.v == VAlign::top      ? extent.ascent
             : op.v == VAlign::middle ? 0.5 * (extent.ascent - extent.descent)
                                      : -extent.descent;
    }
    const Point at = op.vertical ? Point{op.at.x + down, op.at.y} : Point{op.at.x, op.at.y + down};
    body += fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"{}\"", number(at.x), number(at.y), number(op.size));
    if (op.h != HAlign::left) body += fmt::format(" text-anchor=\"{}\"", op.h == HAlign::center ? "middle" : "end");
    if (op.style == FontStyle::bold) body += " font-weight=\"600\"";
    if (op.style == FontStyle::italic) body += " font-style=\"italic\"";
    if (op.vertical) body += fmt::format(" transform=\"rotate(-90 {} {})\"", number(at.x), number(at.y));
    body += paint_attribute("fill", op.color) + ">" + escaped(op.text) + "</text>\n";
  }
  void operator()(const ClipOp& op) {
    ++clips_;
    body += fmt::format("<clipPath id=\"clip{}\"><rect {}/></clipPath>\n<g clip-path=\"url(#clip{})\">\n", clips_,
                        box(op.rect), clips_);
  }
  void operator()(const UnclipOp&) { body += "</g>\n"; }

 private:
  static std::string points(const std::vector<Point>& list) {
    std::string out;
    for (const Point p : list) {
      if (!out.empty()) out += ' ';
      out += number(p.x);
      out += ',';
      out += number(p.y);
    }
    return out;
  }
  static std::string box(const Rect& r) {
    return fmt::format("x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", number(r.x), number(r.y), number(r.width),
                       number(r.height));
  }
  static std::string stroke(const Stroke& with) {
    std::string out = paint_attribute("stroke", with.color) + fmt::format(" stroke-width=\"{}\"", number(with.width));
    const auto pattern = dash_pattern(with.dash);
    if (pattern.empty()) return out;
    std::string lengths;
    for (const double length : pattern) {
      if (!lengths.empty()) lengths += ' ';
      lengths += number(length * dash_unit(with.width));
    }
    return out + fmt::format(" stroke-dasharray=\"{}\"", lengths);
  }
  static std::string fill_and_outline(const std::optional<Color>& fill, const std::optional<Stroke>& outline) {
    return (fill ? paint_attribute("fill", *fill) : std::string(" fill=\"none\"")) + (outline ? stroke(*outline) : "");
  }

  PangoTextMeasure measure_;
  int clips_ = 0;
};

}  // namespace

std::string paint_svg(const DisplayList& list, Color background, double width_mm, double height_mm,
                      const std::string& title) {
  SvgPainter painter;
  for (const Op& op : list.ops) std::visit(painter, op);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{}mm\" "
      "height=\"{}mm\" viewBox=\"0 0 {} {}\" font-family=\"{}\" stroke-linejoin=\"round\">\n",
      number(width_mm), number(height_mm), number(list.size.width), number(list.size.height), font_families);
  if (!title.empty()) out += "<title>" + escaped(title) + "</title>\n";
  out += "<rect width=\"100%\" height=\"100%\"" + paint_attribute("fill", background) + "/>\n";
  return out + painter.body + "</svg>\n";
}

}  // namespace losslab
