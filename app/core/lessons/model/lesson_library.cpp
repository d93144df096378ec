#include "app/core/lessons/model/lesson_library.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/lessons/model/lesson_reader.h"
#include "app/core/lessons/model/task_reader.h"
#include "app/core/shell/files/text_file.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

constexpr const char* courses_file = "courses.toml";

}  // namespace

Courses parse_courses(const std::string& text, const std::string& name) {
  const TomlDocument toml(text, name, "courses");
  TomlSection in = toml.root();
  Courses all;
  in.texts("order", all.order);
  for (TomlSection section : in.sections("course")) {
    Course course;
    course.place = section.place("");
    if (!section.text("id", course.id)) section.refuse("", "expected id");
    course.title = read_lesson_text(section, "title");
    std::int64_t minutes = course.minutes;
    section.integer("minutes", minutes, 1, 600);
    course.minutes = static_cast<int>(minutes);
    section.texts("lessons", course.lessons);
    section.finish();
    all.courses.push_back(std::move(course));
  }
  in.finish();
  return all;
}

std::filesystem::path lesson_folder(const std::string& asset_folder) {
  return std::filesystem::path(asset_folder) / "lessons";
}

Courses load_courses(const std::string& asset_folder) {
  const std::filesystem::path path = lesson_folder(asset_folder) / courses_file;
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return {};
  return parse_courses(read_text_file(path, "courses", 1U << 20U), courses_file);
}

std::vector<std::string> lesson_ids(const std::string& asset_folder) {
  std::vector<std::string> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(lesson_folder(asset_folder), error)) {
    if (entry.path().extension() == ".toml" && entry.path().filename() != courses_file) {
      found.push_back(entry.path().stem().string());
    }
  }
  const std::vector<std::string> order = load_courses(asset_folder).order;
  const auto place = [&](const std::string& id) { return std::ranges::find(order, id) - order.begin(); };
  std::ranges::sort(found, [&](const std::string& a, const std::string& b) {
    return std::pair(place(a), a) < std::pair(place(b), b);
  });
  return found;
}

Lesson find_lesson(const std::string& id_or_path, const std::string& asset_folder) {
  std::error_code error;
  if (id_or_path.ends_with(".toml") || std::filesystem::is_regular_file(id_or_path, error)) {
    return load_lesson(id_or_path);
  }
  const std::filesystem::path shipped = lesson_folder(asset_folder) / (id_or_path + ".toml");
  if (std::filesystem::exists(shipped, error)) return load_lesson(shipped);
  throw InputError(fmt::format("There is no lesson '{}'; 'losslab lesson list' prints those that there are.",
                               id_or_path.substr(0, 60)));
}

}  // namespace losslab
