#include "app/core/lessons/library/all_lessons.h"

#include <algorithm>

#include "app/core/lessons/model/lesson_reader.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

std::string in_small(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), small);
  return result;
}

// Letters of other scripts than ours go on a word: a Chinese text is searched as it stands.
bool begins_word(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const auto before = static_cast<unsigned char>(text[at - 1]);
  const bool letter = (before >= 'a' && before <= 'z') || (before >= '0' && before <= '9');
  return !letter;
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    if (begins_word(text, at)) return true;
  }
  return false;
}

}  // namespace

int place_in(const Course& course, std::string_view lesson) {
  const auto found = std::ranges::find(course.lessons, lesson);
  return found == course.lessons.end() ? -1 : static_cast<int>(found - course.lessons.begin());
}

const Lesson* AllLessons::find(std::string_view id) const {
  const auto found = std::ranges::find(lessons, id, &Lesson::id);
  return found == lessons.end() ? nullptr : &*found;
}

const Course* AllLessons::course(std::string_view id) const {
  const auto found = std::ranges::find(courses, id, &Course::id);
  return found == courses.end() ? nullptr : &*found;
}

AllLessons read_lessons(const std::string& asset_folder) {
  AllLessons all;
  const auto guarded = [&all](const auto& work) {
    try {
      work();
    } catch (const InputError& error) {
      all.problems.emplace_back(error.what());
    }
  };
  guarded([&] { all.courses = load_courses(asset_folder).courses; });
  std::vector<std::string> ids;
  guarded([&] { ids = lesson_ids(asset_folder); });
  for (const std::string& id : ids) guarded([&] { all.lessons.push_back(find_lesson(id, asset_folder)); });
  for (Course& course : all.courses) {
    std::erase_if(course.lessons, [&all](const std::string& id) { return all.find(id) == nullptr; });
  }
  std::erase_if(all.courses, [](const Course& course) { return course.lessons.empty(); });
  std::ranges::stable_sort(all.courses, {}, &Course::minutes);
  return all;
}

bool matches(const Lesson& lesson, std::string_view query) {
  std::string text;
  const auto add = [&text](const LessonText& of) {
    for (const std::string& language : of.languages()) text += in_small(of.source(language)) + "\n";
  };
  add(lesson.title);
  add(lesson.about);
  for (const LessonStep& step : lesson.steps) add(step.title);
  const std::string wanted = in_small(query);
  for (std::size_t at = 0; at < wanted.size();) {
    const std::size_t end = std::min(wanted.find(' ', at), wanted.size());
    if (end > at && !has_word(text, std::string_view(wanted).substr(at, end - at))) return false;
    at = end + 1;
  }
  return true;
}

}  // namespace losslab
