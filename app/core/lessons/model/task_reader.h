#pragma once
#include <optional>

#include "app/core/lessons/model/lesson.h"
#include "app/core/shell/files/toml_section.h"

namespace losslab {

// A text by language, or one for all; empty where the key is absent. Throws InputError.
LessonText read_lesson_text(TomlSection& in, std::string_view key);

// What the answer of a task reveals: keys that lie over those of the step, or over nothing.
struct Reveal {
  TomlSection keys;
  bool reset = false;
};

// The task of a step, if it has one, and what its answer reveals. Throws InputError where it has two, or one that
// cannot be solved.
std::optional<LessonTask> read_task(TomlSection& in, std::optional<Reveal>& reveal);

}  // namespace losslab
