#pragma once
#include <span>
#include <string>

#include "app/core/lessons/lessons_page.h"
#include "app/core/lessons/model/lesson.h"
#include "app/core/lessons/state/sketch_score.h"
#include "app/core/lessons/task/sketch.h"
#include "widgets/figure/figure.h"
#include "widgets/figure/language.h"

namespace losslab {

class LessonStage;

// How the figure of a step differs from that of its screen. All do nothing where a name is not in the figure.

// One plot stands large at the left, or above the others where they are a column.
void enlarge(Figure& figure, const std::string& plot);
// Curves of other series fade, markers and bands as well; what belongs to nobody stays.
void fade_others(Figure& figure, std::span<const int> series);

// What a task adds to the figure: what was drawn or guessed, and once it is answered the truth beside it.
void add_task(Figure& figure, const LessonTask& task, const TaskProgress& progress, const LessonStage& stage,
              const Language& text);

// The part of a plot's x-axis on which a curve is to be drawn.
Range sketched_range(const SketchTask& task, const Plot& plot);
// Whether what is drawn there is a path over a field, and no curve over x.
bool is_drawn_as_path(const Plot& plot);
// How far a sketch is from the curve that the figure shows; none where there is none of both.
std::optional<SketchScore> judge_sketch(const Figure& figure, const SketchTask& task, const TaskProgress& progress,
                                        int series);
inline constexpr double enough_drawn = 0.7;  // share of the curve

}  // namespace losslab
