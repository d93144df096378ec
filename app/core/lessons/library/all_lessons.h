#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/core/lessons/model/lesson.h"
#include "app/core/lessons/model/lesson_library.h"

namespace losslab {

// All lessons that LossLab comes with, and the paths through them.
struct AllLessons {
  std::vector<Lesson> lessons;        // in the order of the courses
  std::vector<Course> courses;        // the shortest first
  std::vector<std::string> problems;  // sentences about files that could not be read

  const Lesson* find(std::string_view id) const;
  const Course* course(std::string_view id) const;
};
// Never throws: what cannot be read is told in `problems`. Of courses, lessons that there are not are left out.
AllLessons read_lessons(const std::string& asset_folder);

// Where a lesson stands in a course; −1: nowhere.
int place_in(const Course& course, std::string_view lesson);

// Whether every word of `query` begins a word of the title, the sentence about it or a step's title, in any language;
// all match an empty one.
bool matches(const Lesson& lesson, std::string_view query);

}  // namespace losslab
