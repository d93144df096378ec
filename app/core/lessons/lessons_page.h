#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "widgets/figure/geometry.h"

namespace losslab {

struct View;

inline constexpr const char* lessons_id = "lessons";  // of the screen

// A lesson has nothing of its own in the document: what it shows is a state beside it.
struct LessonsPage {
  friend bool operator==(const LessonsPage&, const LessonsPage&) = default;
};

// How far somebody is with the task of a step.
struct TaskProgress {
  bool answered = false;        // the answer is shown
  std::vector<int> tried;       // answers or parts that were chosen, in order
  std::optional<double> guess;  // what was estimated
  std::vector<Point> sketch;    // what was drawn, in data space; NaN between strokes
  friend bool operator==(const TaskProgress&, const TaskProgress&) = default;
};

struct LessonsView {
  std::string course;                 // the id of the path that is gone through; empty: none
  std::string lesson;                 // the id of the one that is given; empty: the door is shown
  int step = 0;                       // from 0
  std::map<int, TaskProgress> tasks;  // of that lesson, by step
  friend bool operator==(const LessonsView&, const LessonsView&) = default;

  // Begins a lesson at its first step, or goes to the door with an empty id.
  void open(std::string id);
  // Empty progress where there is none yet.
  TaskProgress task() const;
};

LessonsView& lessons_view(View& view);
const LessonsView& lessons_view(const View& view);

}  // namespace losslab
