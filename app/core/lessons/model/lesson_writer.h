#pragma once
#include <filesystem>
#include <string>

#include "app/core/lessons/model/lesson.h"

namespace losslab {

// A lesson as TOML: what parse_lesson() reads back to the same lesson, and the same text for the same lesson. Each step
// gives its session as a whole, so that steps can be moved and taken out.
std::string to_toml(const Lesson& lesson);
// Replaces the file atomically. Throws InputError.
void save_lesson(const Lesson& lesson, const std::filesystem::path& path);

}  // namespace losslab
