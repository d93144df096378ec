#include "app/screens/lessons/lessons_panels.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "app/core/lessons/stage/explore.h"
#include "app/core/shell/state/playback.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/shell/rows.h"

namespace losslab {
namespace {

// The id of the lesson after this one in the course that is gone through; empty: there is none.
std::string next_lesson(const Panel& panel, const GivenStep& given) {
  const Course* const course = given.results.library().course(lessons_view(panel.view()).course);
  const int place = course == nullptr ? -1 : place_in(*course, given.lesson.id);
  const auto next = static_cast<std::size_t>(place + 1);
  return place >= 0 && next < course->lessons.size() ? course->lessons[next] : std::string();
}

bool is_last(const GivenStep& given) { return static_cast<std::size_t>(given.index) + 1 == given.lesson.steps.size(); }

void open_lesson(Panel& panel, const std::string& id) {
  panel.state.enlarged.clear();
  panel.actions.look([id](View& view) { lessons_view(view).open(id); });
}

// What would tell the answer stays closed until it is given.
bool keeps_secret(const GivenStep& given) {
  return given.step.task && !given.progress.answered && given.step.task->as<DoTask>() == nullptr;
}

}  // namespace

const LessonsResults& lessons_of(const Panel& panel) {
  return static_cast<const LessonsResults&>(panel.app.results(lessons_id));
}

std::vector<RichPiece> GivenStep::filled(const LessonText& text) const {
  std::vector<RichPiece> pieces;
  for (const SetPiece& piece : results.filled(text)) pieces.push_back({piece.formula, piece.text});
  return pieces;
}

std::optional<GivenStep> given_step(const Panel& panel) {
  const LessonsResults& results = lessons_of(panel);
  if (results.step() == nullptr) return std::nullopt;
  const int index = static_cast<int>(results.step() - results.given()->steps.data());
  const LessonsView& view = lessons_view(panel.view());
  const auto progress = view.tasks.find(index);
  return GivenStep{results, *results.given(), *results.step(), index,
                   progress == view.tasks.end() ? TaskProgress() : progress->second};
}

void change_progress(Panel& panel, const GivenStep& given, std::function<void(TaskProgress&)> change) {
  panel.actions.look(
      [step = given.index, change = std::move(change)](View& view) { change(lessons_view(view).tasks[step]); });
}

void on_stage(Panel& panel, const std::function<void(Panel& stage)>& draw) {
  Actions wanted;
  Panel stage{lessons_of(panel).stage().app(), panel.state, panel.ui, wanted};
  draw(stage);
  panel.actions.commands.insert(panel.actions.commands.end(), wanted.commands.begin(), wanted.commands.end());
  wanted.commands.clear();
  if (!wanted.any()) return;
  panel.actions.requests.push_back(
      {lessons_id, [kept = std::make_shared<Actions>(std::move(wanted))](Results& results, const Document&) {
         static_cast<LessonsResults&>(results).apply(std::move(*kept));
       }});
}

void go_to_step(Panel& panel, const GivenStep& given, int step) {
  if (step == given.index) return;
  panel.state.enlarged.clear();
  panel.actions.look([step](View& view) { lessons_view(view).step = step; });
}

void step_by(Panel& panel, const GivenStep& given, int by) {
  const int last = static_cast<int>(given.lesson.steps.size()) - 1;
  if (given.index + by > last) {
    open_lesson(panel, next_lesson(panel, given));
    return;
  }
  go_to_step(panel, given, std::max(0, given.index + by));
}

const char* next_label(const Panel& panel, const GivenStep& given) {
  if (!is_last(given)) return "lessons.next";
  return next_lesson(panel, given).empty() ? "lessons.finish" : "lessons.next_lesson";
}

void LessonsPanels::left(Panel& panel) const {
  if (const std::optional<GivenStep> given = given_step(panel)) {
    lesson_column(panel, *given);
  } else {
    door_controls(panel);
  }
}

void LessonsPanels::reading(Panel& panel) const {
  const std::optional<GivenStep> given = given_step(panel);
  if (!given) {
    section(panel.text("lessons.about.title"), panel.ui);
    hint(panel.text("lessons.about.lesson"), panel);
    hint(panel.text("lessons.about.predict"), panel);
    hint(panel.text("lessons.about.present"), panel);
  } else if (keeps_secret(*given)) {
    hint(panel.text("lessons.reading_later"), panel);
  } else {
    on_stage(panel, [](Panel& stage) { stage.panels().reading(stage); });
  }
}

// The plots of a lesson are looked at from the last row: the reading panel waits until it is asked for.
double LessonsPanels::all_columns(double left, double right) const { return left + right + 1100; }

void LessonsPanels::tools(Panel& panel) const {
  const std::optional<GivenStep> given = given_step(panel);
  if (!given) return;
  const std::string& back = panel.text("lessons.back");
  const std::string& next = panel.text(next_label(panel, *given));
  const std::string& explore = panel.text("lessons.explore_from_here");
  const float gap = ImGui::GetStyle().ItemSpacing.x, room = ImGui::GetContentRegionAvail().x;
  const float wide =
      button_width(back, panel.ui) + button_width(next, panel.ui) + button_width(explore, panel.ui) + 2 * gap;
  ImGui::SetCursorPosX(std::max(0.f, (room - wide) / 2));
  ImGui::BeginDisabled(given->index == 0);
  if (button("lesson.back", back, panel)) step_by(panel, *given, -1);
  ImGui::EndDisabled();
  command_tooltip(Command::page_back, panel);
  ImGui::SameLine();
  if (button("lesson.next", next, panel)) step_by(panel, *given, 1);
  command_tooltip(Command::page_forward, panel);
  ImGui::SameLine();
  if (button("lesson.explore", explore, panel)) {
    explore_from(given->results.stage(), panel.text("lessons.explore_edit"), panel.actions);
  }
}

bool LessonsPanels::contents(Panel& panel) const {
  if (const std::optional<GivenStep> given = given_step(panel)) {
    step_figure(panel, *given);
  } else {
    door_cards(panel);
  }
  return true;
}

bool LessonsPanels::has_transport(const Panel& panel) const {
  const std::optional<GivenStep> given = given_step(panel);
  return given && std::ranges::find(given->step.offers, "transport") != given->step.offers.end() &&
         given->results.stage().app().playback() != nullptr;
}

void LessonsPanels::transport(Panel& panel) const {
  if (!given_step(panel)) return;
  on_stage(panel, [](Panel& stage) {
    if (const Playback* const playback = stage.app.playback()) transport_row(stage, *playback);
  });
}

void LessonsPanels::turn(Panel& panel, int by) const {
  if (panel.state.dialog != nullptr) return;
  if (const std::optional<GivenStep> given = given_step(panel)) step_by(panel, *given, by);
}

double LessonsPanels::presented_width(const Panel& panel, Size window) const {
  return given_step(panel) ? std::clamp(0.4 * window.width, 200.0, 460.0) : 0;
}

void LessonsPanels::presented(Panel& panel) const {
  if (const std::optional<GivenStep> given = given_step(panel)) step_text(panel, *given);
}

std::string LessonsPanels::presented_edge(const Panel& panel) const {
  const std::optional<GivenStep> given = given_step(panel);
  if (!given) return {};
  const Course* const course = given->results.library().course(lessons_view(panel.view()).course);
  const std::string language = given->results.language();
  std::string title;
  for (const TextPiece& piece : (course != nullptr ? course->title : given->lesson.title).in(language))
    title += piece.text;
  return panel.text("lessons.edge", {{"title", title},
                                     {"step", fmt::format("{}", given->index + 1)},
                                     {"steps", fmt::format("{}", given->lesson.steps.size())},
                                     {"minutes", fmt::format("{}", minutes_left(given->lesson, given->index))}});
}

bool LessonsPanels::ready(const Panel& panel) const { return lessons_of(panel).ready(); }

}  // namespace losslab
