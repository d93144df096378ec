#include "widgets/imgui/wrapped.h"

#include <algorithm>

#include "widgets/figure/line_breaks.h"

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
  const auto without_blanks = [&](std::size_t begin, std::size_t end) {
    while (end > begin && all[end - 1] == ' ') --end;
    return end;
  };
  const auto fits = [&](std::size_t begin, std::size_t end) {
    return text_width(pen, all.substr(begin, without_blanks(begin, end) - begin)) <= width;
  };
  std::size_t begin = 0, end = 0;  // of the line that is being filled
  const auto finish = [&] {
    wrapped.lines.emplace_back(begin, without_blanks(begin, end));
    begin = end;
  };
  for (const std::string_view part : line_parts(all)) {
    if (end > begin && !fits(begin, end + part.size())) finish();
    const std::size_t part_end = end + part.size();
    while (!fits(begin, part_end)) {  // too wide for a line of its own
      end = cut(pen, all, begin, part_end, width);
      if (end == part_end) break;
      finish();
    }
    end = part_end;
  }
  if (end > begin) finish();
  return wrapped;
}

std::string broken(const TextPen& pen, std::string_view text, float width) {
  if (!has_ideographs(text) || !(width > 0)) return std::string(text);
  std::string result;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const WrappedText wrapped = wrap_text(pen, std::string(text.substr(from, end - from)), width);
    if (from > 0) result += '\n';
    for (const auto& [begin, line_end] : wrapped.lines) {
      if (begin > 0) result += '\n';
      result.append(wrapped.text, begin, line_end - begin);
    }
    from = end + 1;
  }
  return result;
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
