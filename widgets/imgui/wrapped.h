#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "widgets/imgui/text.h"

namespace losslab {

// A text broken into lines once for a width, to be drawn in every frame without measuring anything.
struct WrappedText {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> lines;  // begin and end in `text`
};

// Breaks at spaces and where Chinese allows it (see line_breaks.h), and within what is wider than a line between
// characters. `width` in pixels.
WrappedText wrap_text(const TextPen& pen, std::string text, float width);
// The same as one text with a new line at each break; itself where Dear ImGui, which breaks at blanks alone, can be
// left to break it.
std::string broken(const TextPen& pen, std::string_view text, float width);
float wrapped_height(const TextPen& pen, const WrappedText& wrapped);  // pixels
// `at`: the upper left corner.
void draw_wrapped(ImDrawList& draw, const TextPen& pen, ImVec2 at, ImU32 color, const WrappedText& wrapped);

}  // namespace losslab
