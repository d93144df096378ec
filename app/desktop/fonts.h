#pragma once
#include <string>
#include <string_view>

#include "widgets/imgui/style.h"

namespace losslab {

// Font files as fontconfig finds them on this machine.
struct FontFiles {
  struct File {
    std::string path;
    int index = 0;  // in a collection
  };
  File regular, bold, italic;
  File code;     // all letters equally wide
  File symbols;  // for mathematical signs that the text font lacks
  File chinese;  // empty path where there is none
};
// Inter, else DejaVu Sans, else whatever the system has for sans-serif. Throws InputError where there is no font at
// all.
FontFiles find_fonts();

// Fills Dear ImGui's atlas with the faces that the program draws, at this scale, and with the glyphs that it uses in
// that language alone, so that starting stays quick; and with more letters, as names of one's own have them. Replaces
// what was there.
FontSet load_fonts(const FontFiles& files, double scale, const Language& language, const std::string& letters);

// Whether the texts of a language are written in Chinese characters.
bool needs_chinese(const Language& language);
// The letters of a text, each once, that are not among those that every face has.
std::string unusual_letters(std::string_view text);

}  // namespace losslab
