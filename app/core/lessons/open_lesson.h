#pragma once
#include <string>

#include "app/core/shell/state/opening.h"

namespace losslab {

// Whether a TOML file is a lesson: it has steps. False for a file that cannot be read.
bool is_lesson_file(const std::string& path);
// Shows a lesson from a file of one's own at its first step; the document stays as it is. Throws InputError where it
// cannot be read.
Opening open_lesson(const std::string& path, const Document& before, const Language& text);

}  // namespace losslab
