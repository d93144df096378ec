#pragma once
#include <filesystem>
#include <string>

#include "app/core/lessons/model/lesson.h"

namespace losslab {

// Reads a lesson strictly, as lesson.h describes it; `name` is that of its file, for sentences and for the lesson's id.
// Throws InputError "FILE, line 12: step[2].choose: expected ..." for an unknown key, a session that cannot be read, a
// measure or a text that is malformed, a task that cannot be solved. What only the program can tell, such as whether a
// measure is known and a claim is true, is told by check_lesson().
Lesson parse_lesson(const std::string& text, const std::string& name);
Lesson load_lesson(const std::filesystem::path& path);

}  // namespace losslab
