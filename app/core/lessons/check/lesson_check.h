#pragma once
#include <map>
#include <string>
#include <vector>

#include "app/core/lessons/model/lesson.h"
#include "app/core/lessons/model/lesson_library.h"

namespace losslab {

// What is wrong with a lesson, and where.
struct LessonFinding {
  Place place;
  std::string sentence;
};

struct LessonReport {
  int claims = 0, values = 0;  // that were computed
  std::vector<LessonFinding> findings;
};

// Computes all that a lesson states: its claims and the values in its texts; that each text is there in all languages
// of the lesson, with the same values in it; that no number stands in a text that is neither filled in nor claimed by
// its step; that every plot, curve and measure that a step names is there in its state; that estimates are on their
// scale, that what is to be done is not done already and is done by what it reveals. Takes no longer than the runs of
// its steps.
LessonReport check_lesson(const Lesson& lesson, const std::string& asset_folder);

// The same of courses among the lessons that there are, with the minutes that each takes: every lesson stands in the
// order, every one that is named is there, and a course takes no longer than it says.
std::vector<LessonFinding> check_courses(const Courses& courses, const std::map<std::string, int>& lessons);

}  // namespace losslab
