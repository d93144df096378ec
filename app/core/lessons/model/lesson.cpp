#include "app/core/lessons/model/lesson.h"

#include <algorithm>
#include <array>

namespace losslab {
namespace {

// In the words of the controls' own sections: what is ticked, the data and their settings, the model, how one descends,
// where it starts, the points themselves, the probe, and the row with which a run is played.
constexpr auto controls = std::to_array<const char*>({
    "losses",    "parameters",  "compare", "data",    "outliers", "labels",    "model", "penalty",
    "optimizer", "rate",        "start",   "sweep",   "points",   "probe",     "truth", "logits",
    "teacher",   "temperature", "page",    "presets", "plots",    "transport",
});

}  // namespace

bool EstimateTask::good(double truth, double guess) const {
  if (log) return guess > 0 && truth > 0 && guess <= truth * tolerance && guess * tolerance >= truth;
  return std::abs(guess - truth) <= tolerance;
}

std::span<const char* const> lesson_controls() { return controls; }

bool is_lesson_control(std::string_view name) {
  if (std::ranges::find(controls, name) != controls.end()) return true;
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return false;
  try {
    Loss(name.substr(0, dot)).parameter_index(name.substr(dot + 1));
    return true;
  } catch (const InputError&) {
    return false;
  }
}

std::vector<PlacedText> texts_of(const Lesson& lesson) {
  std::vector<PlacedText> all;
  const auto add = [&](const LessonText& text, const LessonStep* step, bool after) {
    if (!text.empty()) all.push_back({text, step, after});
  };
  add(lesson.title, nullptr, false);
  add(lesson.about, nullptr, false);
  for (const LessonStep& step : lesson.steps) {
    add(step.title, &step, false);
    add(step.text, &step, false);
    if (!step.task) continue;
    add(step.task->question, &step, false);
    add(step.task->explain, &step, true);
    if (const auto* choose = step.task->as<ChooseTask>()) {
      for (const ChooseTask::Answer& answer : choose->answers) {
        add(answer.text, &step, false);
        add(answer.because, &step, true);
      }
    }
    if (const auto* mistake = step.task->as<MistakeTask>()) {
      for (const MistakeTask::Part& part : mistake->parts) {
        add(part.text, &step, false);
        add(part.right, &step, true);
      }
    }
  }
  return all;
}

}  // namespace losslab
