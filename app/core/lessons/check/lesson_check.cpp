#include "app/core/lessons/check/lesson_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/lessons/check/text_check.h"
#include "app/core/lessons/state/lesson_state.h"
#include "app/core/shell/files/language_file.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

class Checker {
 public:
  Checker(const Lesson& lesson, const std::string& asset_folder, const Language& language)
      : lesson_(lesson), states_(asset_folder, language) {}

  LessonReport run() {
    for (const PlacedText& text : texts_of(lesson_)) {
      for (std::string& what : text_findings(text, lesson_.languages)) find(text.text.place, std::move(what));
    }
    for (const LessonStep& step : lesson_.steps) {
      guarded(step.place, [&] { this->step(step); });
    }
    return std::move(report_);
  }

 private:
  void find(Place place, std::string sentence) { report_.findings.push_back({std::move(place), std::move(sentence)}); }
  // What throws is found to be wrong at that place.
  template <class Work>
  void guarded(const Place& place, Work&& work) {
    try {
      work();
    } catch (const InputError& error) {
      find(place, error.what());
    }
  }

  void step(const LessonStep& step) {
    LessonState& before = states_.of(step, false);
    guarded(step.place + ".session", [&] { before.figure(); });
    focus(step, before);
    texts(step, false);
    for (const Claim& claim : step.claims) {
      if (!claim.after) guarded(claim.place, [&] { this->claim(claim, before); });
    }
    if (step.task) guarded(step.task->place, [&] { task_before(*step.task, before); });
    // Only now, for a state may be given up when another one is asked for.
    texts(step, true);
    LessonState& after = states_.of(step, true);
    for (const Claim& claim : step.claims) {
      if (claim.after) guarded(claim.place, [&] { this->claim(claim, after); });
    }
    if (step.task) guarded(step.task->place, [&] { task_after(step, *step.task, after); });
  }

  void focus(const LessonStep& step, LessonState& state) {
    const LessonStep::Focus& focus = step.focus;
    guarded(step.place + ".focus", [&] {
      if (!focus.plot.empty()) expect_plot(state, focus.plot);
      for (const std::string& id : focus.curves) {
        if (!state.draws(id)) throw InputError(fmt::format("nothing of '{}' is drawn.", id));
      }
    });
  }

  static void expect_plot(LessonState& state, const std::string& name) {
    if (state.plot(name) != nullptr) return;
    std::vector<std::string> names;
    for (const Plot& plot : state.figure().plots) names.push_back(plot.name);
    throw InputError(fmt::format("the state has no plot '{}'; it has {}.", name, fmt::join(names, ", ")));
  }

  void texts(const LessonStep& step, bool after) {
    LessonState& state = states_.of(step, after);
    for (const PlacedText& text : texts_of(lesson_)) {
      if (text.step != &step || text.after != after) continue;
      for (const std::string& language : text.text.languages()) {
        for (const TextPiece& piece : text.text.in(language)) {
          if (piece.kind != TextPiece::Kind::value) continue;
          guarded(text.text.place, [&] {
            ++report_.values;
            if (std::isnan(evaluate_number(piece.measure, state.measures()))) {
              throw InputError(fmt::format("'{}' has no value.", piece.measure.text()));
            }
          });
        }
      }
    }
  }

  void claim(const Claim& claim, LessonState& state) {
    ++report_.claims;
    const double value = evaluate_number(claim.measure, state.measures());
    if (!claim.value) {
      if (value == 0 || std::isnan(value)) throw InputError(fmt::format("'{}' does not hold.", claim.measure.text()));
      return;
    }
    const bool same = value == *claim.value || std::abs(value - *claim.value) <= claim.tolerance;
    if (!same) {
      throw InputError(fmt::format("'{}' is {:.8g}, not {:.8g} within {:.3g}.", claim.measure.text(), value,
                                   *claim.value, claim.tolerance));
    }
  }

  static void task_before(const LessonTask& task, LessonState& state) {
    if (const auto* what = task.as<DoTask>(); what != nullptr && is_true(what->until, state.measures())) {
      throw InputError(fmt::format("'{}' is done already.", what->until.text()));
    }
    if (const auto* estimate = task.as<EstimateTask>(); estimate != nullptr && !estimate->plot.empty()) {
      expect_plot(state, estimate->plot);
    }
  }

  static void task_after(const LessonStep& step, const LessonTask& task, LessonState& state) {
    if (const auto* what = task.as<DoTask>()) {
      if (!step.revealed) throw InputError("expected reveal, a state in which it is done.");
      if (!is_true(what->until, state.measures())) {
        throw InputError(fmt::format("'{}' is not true in what is revealed.", what->until.text()));
      }
    }
    if (const auto* estimate = task.as<EstimateTask>()) {
      const double truth = evaluate_number(estimate->measure, state.measures());
      if (!(truth >= estimate->from && truth <= estimate->to)) {
        throw InputError(fmt::format("'{}' is {:.6g}, which is not on the scale from {:.6g} to {:.6g}.",
                                     estimate->measure.text(), truth, estimate->from, estimate->to));
      }
    }
    if (const auto* sketch = task.as<SketchTask>()) expect_curve(*sketch, state);
    if (const auto* mistake = task.as<MistakeTask>(); mistake != nullptr && !mistake->plot.empty()) {
      expect_plot(state, mistake->plot);
      const Range x = state.plot(mistake->plot)->x.range;
      VariableScope scope("x", 0.5 * (x.min + x.max), state.measures());
      if (!std::isfinite(evaluate_number(mistake->wrong_curve, scope))) {
        throw InputError(fmt::format("'{}' has no value in the middle of the plot.", mistake->wrong_curve.text()));
      }
    }
  }

  static void expect_curve(const SketchTask& sketch, LessonState& state) {
    expect_plot(state, sketch.plot);
    const CurveItem* curve = state.curve(sketch.plot, sketch.curve);
    if (curve == nullptr) throw InputError(fmt::format("'{}' has no curve in '{}'.", sketch.curve, sketch.plot));
    for (const std::optional<double>& end : {sketch.from, sketch.to}) {
      if (end && std::isnan(height_at(*curve, *end))) {
        throw InputError(fmt::format("the curve does not go to x = {}.", *end));
      }
    }
  }

  const Lesson& lesson_;
  LessonStates states_;
  LessonReport report_;
};

}  // namespace

LessonReport check_lesson(const Lesson& lesson, const std::string& asset_folder) {
  const Language language = english();
  return Checker(lesson, asset_folder, language).run();
}

std::vector<LessonFinding> check_courses(const Courses& courses, const std::map<std::string, int>& lessons) {
  std::vector<LessonFinding> findings;
  const auto expect = [&](const Place& place, const std::string& id) {
    if (!lessons.contains(id)) findings.push_back({place, fmt::format("there is no lesson '{}'.", id)});
  };
  for (const std::string& id : courses.order) expect("courses.toml: order", id);
  for (const auto& [id, minutes] : lessons) {
    if (std::ranges::find(courses.order, id) == courses.order.end()) {
      findings.push_back({"courses.toml: order", fmt::format("the lesson '{}' is missing.", id)});
    }
  }
  for (const Course& course : courses.courses) {
    int minutes = 0;
    for (const std::string& id : course.lessons) {
      expect(course.place, id);
      if (const auto lesson = lessons.find(id); lesson != lessons.end()) minutes += lesson->second;
    }
    if (minutes > course.minutes) {
      findings.push_back(
          {course.place, fmt::format("its lessons take {} minutes, more than its {}.", minutes, course.minutes)});
    }
    for (const char* language : {"en", "zh"}) {
      if (course.title.has(language)) continue;
      findings.push_back({course.place, fmt::format("the title in '{}' is missing.", language)});
    }
  }
  return findings;
}

}  // namespace losslab
