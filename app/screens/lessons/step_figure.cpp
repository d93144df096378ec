// The figure of a step: that of the screen it belongs to, with what its task needs in it.
#include "app/core/lessons/stage/lesson_figure.h"
#include "app/core/measure/figure_measures.h"
#include "app/screens/lessons/lessons_panels.h"
#include "app/screens/shell/rows.h"

namespace losslab {
namespace {

constexpr int estimate_handle = 9'000'001;
constexpr double pen_radius = 3;  // points

void take_stroke(Panel& panel, const GivenStep& given, const SketchTask& task,
                 const FigureEvents::BrushStroke& stroke) {
  const Plot* const plot = find_plot(panel.state.figure_view.figure(), task.plot);
  if (plot == nullptr) return;
  const Range x = sketched_range(task, *plot);
  const bool path = is_drawn_as_path(*plot);
  change_progress(panel, given, [stroke, x, path](TaskProgress& progress) {
    if (path) {
      draw_path(progress.sketch, stroke.from, stroke.to, stroke.begun || progress.sketch.empty());
    } else {
      draw_stroke(progress.sketch, stroke.from, stroke.to, stroke.begun, x);
    }
  });
}

void take_guess(Panel& panel, const GivenStep& given, const EstimateTask& task, Point at) {
  const double value = task.axis == EstimateTask::Axis::y ? at.y : at.x;
  change_progress(panel, given,
                  [value = std::clamp(value, task.from, task.to)](TaskProgress& progress) { progress.guess = value; });
}

const EstimateTask* open_estimate(const GivenStep& given) {
  if (!given.step.task || given.progress.answered) return nullptr;
  const auto* task = given.step.task->as<EstimateTask>();
  return task != nullptr && task->axis != EstimateTask::Axis::slider ? task : nullptr;
}

const SketchTask* open_sketch(const GivenStep& given) {
  return given.step.task && !given.progress.answered ? given.step.task->as<SketchTask>() : nullptr;
}

}  // namespace

void step_figure(Panel& panel, const GivenStep& given) {
  // What is to be done is answered by doing it.
  if (given.results.is_done() && given.step.task && !given.progress.answered) {
    change_progress(panel, given, [](TaskProgress& progress) { progress.answered = true; });
  }
  PlotSource source;
  source.version = panel.app.figure_version();
  source.figure = [&panel] { return panel.app.figure(); };
  const SketchTask* const sketch = open_sketch(given);
  const EstimateTask* const estimate = open_estimate(given);
  if (sketch != nullptr) source.brush = Brush{sketch->plot, pen_radius};
  if (estimate != nullptr && estimate->axis == EstimateTask::Axis::x && given.progress.guess) {
    source.handles.push_back(
        {estimate_handle, estimate->plot, {*given.progress.guess, 0}, Handle::Shape::vertical_line, 7});
  }
  FigureEvents events;
  on_stage(panel, [&](Panel& stage) { events = show_plots(stage, source); });
  if (sketch != nullptr && events.brush) take_stroke(panel, given, *sketch, *events.brush);
  if (estimate != nullptr && events.click && events.click->plot == estimate->plot) {
    take_guess(panel, given, *estimate, events.click->at);
  }
  if (estimate != nullptr && events.drag) take_guess(panel, given, *estimate, events.drag->to);
}

}  // namespace losslab
