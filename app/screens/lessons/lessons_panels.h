#pragma once
#include "app/core/lessons/lessons_page.h"
#include "app/core/lessons/lessons_results.h"
#include "app/screens/shell/screen_panels.h"
#include "widgets/imgui/rich_text.h"

namespace losslab {

class LessonsPanels final : public ScreenPanels {
 public:
  void left(Panel& panel) const override;
  void reading(Panel& panel) const override;
  double all_columns(double left, double right) const override;
  double tools_width() const override { return 460; }
  void tools(Panel& panel) const override;
  bool contents(Panel& panel) const override;
  bool has_transport(const Panel& panel) const override;
  void transport(Panel& panel) const override;
  void turn(Panel& panel, int by) const override;
  double presented_width(const Panel& panel, Size window) const override;
  void presented(Panel& panel) const override;
  std::string presented_edge(const Panel& panel) const override;
  bool ready(const Panel& panel) const override;
  std::string id_of_series(const Panel&, int) const override { return {}; }
};

inline constexpr LessonsPanels lessons_panels;

// What the panels of a lesson share.

const LessonsResults& lessons_of(const Panel& panel);
// The lesson that is given at its step.
struct GivenStep {
  const LessonsResults& results;
  const Lesson& lesson;
  const LessonStep& step;
  int index;  // of the step, from 0
  TaskProgress progress;

  std::vector<RichPiece> filled(const LessonText& text) const;
};
// None while the door is shown.
std::optional<GivenStep> given_step(const Panel& panel);
// Changes how far somebody is with the task of the step.
void change_progress(Panel& panel, const GivenStep& given, std::function<void(TaskProgress&)> change);

// Draws with a panel of the lesson's own state, and sends that what was asked for; commands are the window's.
void on_stage(Panel& panel, const std::function<void(Panel& stage)>& draw);

void door_controls(Panel& panel);
void door_cards(Panel& panel);
void lesson_column(Panel& panel, const GivenStep& given);
// The text of the step, its task and what it offers: all that is said while presenting.
void step_text(Panel& panel, const GivenStep& given);
void task_controls(Panel& panel, const GivenStep& given);
void offered_controls(Panel& panel, const GivenStep& given);
// The figure of the step, with what its task needs in it.
void step_figure(Panel& panel, const GivenStep& given);

void go_to_step(Panel& panel, const GivenStep& given, int step);
// To the next step or the one before; from the last one to the next lesson of the course, or back to the door.
void step_by(Panel& panel, const GivenStep& given, int by);
// "Next", "Next lesson" or "Finish": a key.
const char* next_label(const Panel& panel, const GivenStep& given);

}  // namespace losslab
