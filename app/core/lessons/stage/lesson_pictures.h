#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "app/core/lessons/library/all_lessons.h"
#include "app/core/lessons/stage/lesson_stage.h"
#include "widgets/figure/figure.h"

namespace losslab {

// Small pictures of the lessons: the figure of the first step, one plot of it and no more words than it needs. They are
// made one after the other, a little in each frame, and kept for as long as the theme is the same.
class LessonPictures {
 public:
  explicit LessonPictures(const ResultsNeeds& needs) : needs_(needs) {}

  // Null until it is made; what is asked for last is made first.
  const Figure* find(std::string_view lesson) const;
  void want(const Lesson& lesson);
  // Goes on with what is wanted; true while there is something to be done.
  bool tick(double now, const View& window);
  bool busy() const { return !wanted_.empty(); }
  std::uint64_t version() const { return version_; }
  void settle(const View& window);  // makes what is wanted at once

 private:
  void take(const Lesson& lesson);

  ResultsNeeds needs_;
  std::unique_ptr<LessonStage> stage_;
  std::vector<const Lesson*> wanted_;
  const Lesson* shown_ = nullptr;  // on the stage
  std::map<std::string, Figure, std::less<>> made_;
  std::string theme_;
  std::uint64_t version_ = 0;
};

// One plot of a figure for so small a picture: its lines, points and fields alone.
Figure small_picture(const Figure& figure, const std::string& plot);

}  // namespace losslab
