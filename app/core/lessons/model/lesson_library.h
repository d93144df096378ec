#pragma once
#include <string>
#include <vector>

#include "app/core/lessons/model/lesson.h"

namespace losslab {

// A path through the lessons for a given time.
struct Course {
  std::string id;
  LessonText title;
  int minutes = 45;
  std::vector<std::string> lessons;  // ids
  Place place;
};

// courses.toml, beside the lessons:
//
//   order = ["what-is-a-loss", ...]   # all lessons, as they make one course
//   [[course]]
//   id = "robust"
//   title.en = "Robust losses"
//   minutes = 45
//   lessons = ["what-is-a-loss", "huber"]
struct Courses {
  std::vector<std::string> order;
  std::vector<Course> courses;
};
// Throws InputError with the place.
Courses parse_courses(const std::string& text, const std::string& name);

// The folder of the lessons that LossLab comes with.
std::filesystem::path lesson_folder(const std::string& asset_folder);
// Its courses; none where that file is missing. Throws InputError where it is damaged.
Courses load_courses(const std::string& asset_folder);
// The ids of the lessons in it, in the order of the courses; those that are not in it follow by name.
std::vector<std::string> lesson_ids(const std::string& asset_folder);
// A lesson by its id, or by the path of its file. Throws InputError.
Lesson find_lesson(const std::string& id_or_path, const std::string& asset_folder);

}  // namespace losslab
