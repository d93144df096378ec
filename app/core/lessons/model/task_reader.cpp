#include "app/core/lessons/model/task_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace losslab {
namespace {

Measure read_measure(TomlSection& in, std::string_view key) {
  std::string text;
  if (!in.text(key, text)) in.refuse("", fmt::format("expected {}, a measure in quotes", key));
  Measure measure;
  in.at(key, [&] { measure = Measure(text); });
  return measure;
}

ChooseTask read_choose(TomlSection& in) {
  ChooseTask task;
  for (TomlSection section : in.sections("answer")) {
    ChooseTask::Answer answer;
    answer.text = read_lesson_text(section, "text");
    answer.because = read_lesson_text(section, "because");
    section.flag("right", answer.right);
    section.finish();
    if (answer.text.empty()) section.refuse("", "expected text");
    if (!answer.right && answer.because.empty()) section.refuse("", "expected because: why this answer is wrong");
    task.answers.push_back(std::move(answer));
  }
  if (task.answers.size() < 2 || task.answers.size() > 5) {
    in.refuse("answer", fmt::format("expected two to five answers, found {}", task.answers.size()));
  }
  const auto right = std::ranges::count_if(task.answers, [](const auto& answer) { return answer.right; });
  if (right != 1) in.refuse("answer", fmt::format("expected right = true at one answer, found it at {}", right));
  return task;
}

EstimateTask read_estimate(TomlSection& in) {
  EstimateTask task;
  task.measure = read_measure(in, "measure");
  in.flag("log", task.log);
  if (!in.number("from", task.from)) in.refuse("", "expected from, the lower end of the scale");
  if (!in.number("to", task.to)) in.refuse("", "expected to, the upper end of the scale");
  if (!(task.from < task.to)) in.refuse("to", "expected more than from");
  if (task.log && !(task.from > 0)) in.refuse("from", "expected a number above 0 on a log scale");
  if (task.log) {
    task.tolerance = 2;
    in.number("tolerance", task.tolerance, "a factor above 1, as the scale is a log scale", 1 + 1e-9);
  } else {
    task.tolerance = (task.to - task.from) / 20;
    in.number("tolerance", task.tolerance, "a number above 0", 1e-300);
  }
  std::int64_t digits = task.digits;
  in.integer("digits", digits, 0, 9);
  task.digits = static_cast<int>(digits);
  constexpr std::array axes{"slider", "x", "y"};
  if (const auto axis = in.word("axis", axes)) task.axis = static_cast<EstimateTask::Axis>(*axis);
  in.text("plot", task.plot);
  if ((task.axis == EstimateTask::Axis::slider) != task.plot.empty()) {
    in.refuse("", "expected plot and axis = \"x\" or \"y\" together");
  }
  return task;
}

SketchTask read_sketch(TomlSection& in) {
  SketchTask task;
  if (!in.text("plot", task.plot)) in.refuse("", "expected plot, where the curve is drawn");
  if (!in.text("curve", task.curve)) in.refuse("", "expected curve, the id of whose curve it is");
  double end = 0;
  if (in.number("from", end)) task.from = end;
  if (in.number("to", end)) task.to = end;
  if (task.from && task.to && !(*task.from < *task.to)) in.refuse("to", "expected more than from");
  in.number("tolerance", task.tolerance, "a share of the plot's height, above 0 and up to 1", 1e-6, 1);
  return task;
}

MistakeTask read_mistake(TomlSection& in) {
  MistakeTask task;
  for (TomlSection section : in.sections("part")) {
    MistakeTask::Part part;
    part.text = read_lesson_text(section, "text");
    part.right = read_lesson_text(section, "right");
    section.finish();
    if (part.text.empty()) section.refuse("", "expected text");
    task.parts.push_back(std::move(part));
  }
  if (task.parts.size() < 2 || task.parts.size() > 8) {
    in.refuse("part", fmt::format("expected two to eight parts, found {}", task.parts.size()));
  }
  const auto wrong = std::ranges::count_if(task.parts, [](const auto& part) { return part.wrong(); });
  if (wrong != 1) {
    in.refuse("part",
              fmt::format("expected right, the correction, at the one part that is wrong, found it at {}", wrong));
  }
  in.text("plot", task.plot);
  if (in.has("wrong")) task.wrong_curve = read_measure(in, "wrong");
  if (task.plot.empty() != task.wrong_curve.empty()) in.refuse("", "expected plot and wrong, a curve over x, together");
  return task;
}

DoTask read_do(TomlSection& in) { return {read_measure(in, "until")}; }

struct TaskKind {
  const char* key;
  void (*read)(TomlSection& in, LessonTask& task);
};
constexpr std::array<TaskKind, 5> kinds{{
    {"choose", [](TomlSection& in, LessonTask& task) { task.kind = read_choose(in); }},
    {"estimate", [](TomlSection& in, LessonTask& task) { task.kind = read_estimate(in); }},
    {"sketch", [](TomlSection& in, LessonTask& task) { task.kind = read_sketch(in); }},
    {"do", [](TomlSection& in, LessonTask& task) { task.kind = read_do(in); }},
    {"mistake", [](TomlSection& in, LessonTask& task) { task.kind = read_mistake(in); }},
}};

}  // namespace

LessonText read_lesson_text(TomlSection& in, std::string_view key) {
  LessonText text;
  if (!in.has(key)) {
    in.section(key);  // so that it is a known one
    return text;
  }
  text.place = in.place(key);
  std::string written;
  if (!in.is_section(key)) {
    in.text(key, written);
    in.at(key, [&] { text.add("", written); });
    return text;
  }
  TomlSection section = *in.section(key);
  for (const std::string& language : section.keys()) {
    section.text(language, written);
    section.at(language, [&] { text.add(language, written); });
  }
  return text;
}

std::optional<LessonTask> read_task(TomlSection& in, std::optional<Reveal>& reveal) {
  std::optional<LessonTask> task;
  const char* first = nullptr;
  for (const TaskKind& kind : kinds) {
    std::optional<TomlSection> section = in.section(kind.key);
    if (!section) continue;
    if (task) in.refuse(kind.key, fmt::format("expected one task in a step, which has {} already", first));
    first = kind.key;
    task.emplace();
    task->place = in.place(kind.key);
    task->question = read_lesson_text(*section, "question");
    task->explain = read_lesson_text(*section, "explain");
    if (task->question.empty()) section->refuse("", "expected question");
    kind.read(*section, *task);
    bool reset = false;
    section->flag("reset", reset);
    if (std::optional<TomlSection> keys = section->section("reveal")) reveal = Reveal{std::move(*keys), reset};
    section->finish();
  }
  return task;
}

}  // namespace losslab
