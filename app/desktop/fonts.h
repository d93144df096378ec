#pragma once
#include <string>

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
// that language alone, so that starting stays quick. Replaces what was there.
FontSet load_fonts(const FontFiles& files, double scale, const Language& language);

// Whether the texts of a language are written in Chinese characters.
bool needs_chinese(const Language& language);

}  // namespace losslab
