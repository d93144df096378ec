#include "widgets/imgui/wrapped.h"

#include <algorithm>

namespace losslab {
namespace {

bool inside_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The end of as many characters as fit, at least one.
std::size_t cut(const TextPen& pen, std::string_view text, std::size_t begin, std::size_t end, float width) {
  std::size_t fits = begin;
  for (std::size_t at = begin; at < end;) {
    do ++at;
    while (at < end && inside_character(text[at]));
    if (fits > begin && text_width(pen, text.substr(begin, at - begin)) > width) break;
    fits = at;
  }
  return fits;
}

}  // namespace

WrappedText wrap_text(const TextPen& pen, std::string text, float width) {
  WrappedText wrapped{std::move(text), {}};
  const std::string_view all = wrapped.text;
  std::size_t begin = 0;
  while (begin < all.size()) {
    std::size_t end = begin;
    for (std::size_t next = begin; next < all.size();) {
      const std::size_t word_end = std::min(all.find(' ', next), all.size());
      if (text_width(pen, all.substr(begin, word_end - begin)) > width) break;
      end = word_end;
      next = word_end + 1;
    }
    if (end == begin) end = cut(pen, all, begin, std::min(all.find(' ', begin + 1), all.size()), width);
    wrapped.lines.emplace_back(begin, end);
    begin = end;
    while (begin < all.size() && all[begin] == ' ') ++begin;
  }
  return wrapped;
}

float wrapped_height(const TextPen& pen, const WrappedText& wrapped) {
  return static_cast<float>(wrapped.lines.size()) * pen.height();
}

void draw_wrapped(ImDrawList& draw, const TextPen& pen, ImVec2 at, ImU32 color, const WrappedText& wrapped) {
  const float least = draw.GetClipRectMin().y, most = draw.GetClipRectMax().y;
  for (const auto& [begin, end] : wrapped.lines) {
    if (at.y + pen.height() >= least && at.y <= most) {
      draw_text(draw, pen, ImVec2(at.x, at.y + pen.ascent), color,
                std::string_view(wrapped.text).substr(begin, end - begin));
    }
    at.y += pen.height();
  }
}

}  // namespace losslab
