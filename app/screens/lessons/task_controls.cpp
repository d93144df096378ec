// The task of a step: a question, what is answered to it, and what is said to that.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/lessons/stage/lesson_figure.h"
#include "app/core/measure/figure_measures.h"
#include "app/core/measure/state_measures.h"
#include "app/screens/lessons/lessons_panels.h"
#include "app/screens/shell/pieces.h"
#include "widgets/imgui/icons.h"
#include "widgets/imgui/item.h"

namespace losslab {
namespace {

bool was_tried(const GivenStep& given, std::size_t index) {
  return std::ranges::find(given.progress.tried, static_cast<int>(index)) != given.progress.tried.end();
}

void say(Panel& panel, const std::vector<RichPiece>& text, FontStyle font = FontStyle::regular) {
  if (!text.empty()) rich_text(text, {0, font, panel.theme().foreground}, panel.ui);
}
void say(Panel& panel, const std::string& text, FontStyle font = FontStyle::regular) {
  say(panel, std::vector<RichPiece>{{false, text}}, font);
}

// A row to be chosen, with a mark before it: its letter, a tick, a cross.
struct ChoiceRow {
  std::string id, mark;
  std::vector<RichPiece> text;
  enum class State : unsigned char { open, right, wrong, closed } state = State::open;
};

bool choice_row(Panel& panel, const ChoiceRow& row) {
  Ui& ui = panel.ui;
  const Theme& theme = panel.theme();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().x, indent = ui.px(28), pad = ui.px(5);
  const bool open = row.state == ChoiceRow::State::open;
  const Color ink = row.state == ChoiceRow::State::closed ? theme.muted : theme.foreground;
  const RichText text(row.text, {0, FontStyle::regular, ink}, room - indent - pad, ui);
  const float height = std::max(text.height(), body_pen(ui).height()) + 2 * pad;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  HitArea item;
  if (open) item = place_item(row.id.c_str(), at, {room, height}, ui);
  draw.AddRectFilled(at, {at.x + room, at.y + height}, to_im(item.hovered ? theme.hover : theme.panel), ui.px(5));
  const float middle = at.y + pad + body_pen(ui).height() / 2;
  const ImVec2 mark(at.x + indent / 2, middle);
  if (row.state == ChoiceRow::State::right) {
    draw_icon(draw, Icon::check, mark, ui.px(14), to_im(theme.accent));
  } else if (row.state == ChoiceRow::State::wrong) {
    draw_icon(draw, Icon::close, mark, ui.px(14), to_im(theme.danger));
  } else {
    const TextPen bold = body_pen(ui, FontStyle::bold);
    draw_text(draw, bold, {mark.x - text_width(bold, row.mark) / 2, bold.baseline_at(middle)},
              to_im(open ? theme.accent : theme.muted), row.mark);
  }
  text.draw(draw, {at.x + indent, at.y + pad}, ui);
  if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  finish_row(at, {room, height});
  ui.note(row.id);
  return item.clicked;
}

void indented(Panel& panel, const std::vector<RichPiece>& text) {
  if (text.empty()) return;
  const float by = panel.ui.px(28);
  ImGui::Indent(by);
  rich_text(text, {0, FontStyle::regular, panel.theme().muted}, panel.ui);
  ImGui::Unindent(by);
}

void show_answer(Panel& panel, const GivenStep& given) {
  change_progress(panel, given, [](TaskProgress& progress) { progress.answered = true; });
}

void show_button(Panel& panel, const GivenStep& given) {
  if (button("lesson.show", panel.text("lessons.task.show"), panel)) show_answer(panel, given);
}

void choose(Panel& panel, const GivenStep& given, std::size_t index, bool right) {
  change_progress(panel, given, [index = static_cast<int>(index), right](TaskProgress& progress) {
    progress.tried.push_back(index);
    progress.answered = progress.answered || right;
  });
}

ChoiceRow::State state_of(const GivenStep& given, std::size_t index, bool right) {
  if (right && given.progress.answered) return ChoiceRow::State::right;
  if (was_tried(given, index)) return ChoiceRow::State::wrong;
  return given.progress.answered ? ChoiceRow::State::closed : ChoiceRow::State::open;
}

void controls(Panel& panel, const GivenStep& given, const ChooseTask& task) {
  for (std::size_t i = 0; i < task.answers.size(); ++i) {
    const ChooseTask::Answer& answer = task.answers[i];
    const ChoiceRow row{fmt::format("lesson.answer.{}", i + 1), std::string(1, static_cast<char>('A' + i)),
                        given.filled(answer.text), state_of(given, i, answer.right)};
    if (choice_row(panel, row)) choose(panel, given, i, answer.right);
    const bool said = row.state == ChoiceRow::State::right || row.state == ChoiceRow::State::wrong;
    if (said && !answer.because.empty()) indented(panel, given.filled(answer.because));
  }
  if (!given.progress.answered && !given.progress.tried.empty()) show_button(panel, given);
}

void controls(Panel& panel, const GivenStep& given, const MistakeTask& task) {
  for (std::size_t i = 0; i < task.parts.size(); ++i) {
    const MistakeTask::Part& part = task.parts[i];
    const bool wrong = was_tried(given, i) && !part.wrong();
    ChoiceRow row{fmt::format("lesson.part.{}", i + 1), fmt::format("{}", i + 1), given.filled(part.text),
                  ChoiceRow::State::open};
    if (given.progress.answered) {
      row.state = part.wrong() ? ChoiceRow::State::wrong : ChoiceRow::State::right;
    } else if (wrong) {
      row.state = ChoiceRow::State::right;  // it is as it should be
    }
    if (choice_row(panel, row)) choose(panel, given, i, part.wrong());
    if (given.progress.answered && part.wrong()) {
      ImGui::Indent(panel.ui.px(28));
      hint(panel.text("lessons.task.corrected"), panel);
      ImGui::Unindent(panel.ui.px(28));
      indented(panel, given.filled(part.right));
    } else if (wrong && !given.progress.answered) {
      indented(panel, {{false, panel.text("lessons.task.part_is_right")}});
    }
  }
  if (!given.progress.answered && !given.progress.tried.empty()) show_button(panel, given);
}

std::string shown_number(const EstimateTask& task, double value) {
  return formatted(value, fmt::format(".{}f", task.digits));
}

void controls(Panel& panel, const GivenStep& given, const EstimateTask& task) {
  if (given.progress.answered) {
    try {
      if (given.results.stage().pending()) return;
      const double truth = given.results.stage().number(task.measure);
      if (!given.progress.guess) {
        say(panel, panel.text("lessons.estimate.truth", {{"truth", shown_number(task, truth)}}), FontStyle::bold);
        return;
      }
      const bool good = task.good(truth, *given.progress.guess);
      say(panel,
          panel.text(good ? "lessons.estimate.good" : "lessons.estimate.off",
                     {{"guess", shown_number(task, *given.progress.guess)}, {"truth", shown_number(task, truth)}}),
          FontStyle::bold);
    } catch (const InputError& error) {
      hint(error.what(), panel);
    }
    return;
  }
  SliderSpec spec;
  spec.id = "lesson.estimate";
  spec.label = panel.text("lessons.estimate.label");
  spec.min = task.from;
  spec.max = task.to;
  spec.scale = task.log ? Scale::logarithmic : Scale::linear;
  spec.initial = task.log ? std::sqrt(task.from * task.to) : (task.from + task.to) / 2;
  spec.value = given.progress.guess.value_or(spec.initial);
  spec.decimals = task.digits;
  if (const SliderEvents events = checked_slider(panel, spec); events.value) {
    change_progress(panel, given, [value = *events.value](TaskProgress& progress) { progress.guess = value; });
  }
  if (task.axis != EstimateTask::Axis::slider) hint(panel.text("lessons.estimate.in_plot"), panel);
  ImGui::BeginDisabled(!given.progress.guess);
  if (button("lesson.check", panel.text("lessons.task.check"), panel)) show_answer(panel, given);
  ImGui::EndDisabled();
  ImGui::SameLine();
  show_button(panel, given);
}

std::string sketch_sentence(const Panel& panel, const GivenStep& given, const SketchTask& task,
                            const SketchScore& score, bool path) {
  const bool good = score.mean <= task.tolerance;
  const std::string mean = fmt::format("{:.0f}", 100 * score.mean), most = fmt::format("{:.0f}", 100 * score.worst);
  if (path) {
    return panel.text(good ? "lessons.sketch.path_good" : "lessons.sketch.path_off", {{"mean", mean}, {"most", most}});
  }
  if (good) return panel.text("lessons.sketch.good", {{"mean", mean}});
  if (score.drawn < enough_drawn) {
    return panel.text("lessons.sketch.short", {{"drawn", fmt::format("{:.0f}", 100 * score.drawn)}});
  }
  const Point truth = score.worst_at;
  const double drawn = sketched_at(given.progress.sketch, truth.x).value_or(std::nan(""));
  return panel.text(
      "lessons.sketch.off",
      {{"mean", mean}, {"x", brief(truth.x, 3)}, {"drawn", brief(drawn, 3)}, {"truth", brief(truth.y, 3)}});
}

void controls(Panel& panel, const GivenStep& given, const SketchTask& task) {
  const bool drawn = !given.progress.sketch.empty();
  if (!given.progress.answered) {
    hint(panel.text("lessons.sketch.how"), panel);
    ImGui::BeginDisabled(!drawn);
    if (button("lesson.check", panel.text("lessons.sketch.compare"), panel)) show_answer(panel, given);
    ImGui::SameLine();
    if (button("lesson.clear", panel.text("lessons.sketch.clear"), panel)) {
      change_progress(panel, given, [](TaskProgress& progress) { progress.sketch.clear(); });
    }
    ImGui::EndDisabled();
    if (!drawn) {
      ImGui::SameLine();
      show_button(panel, given);
    }
    return;
  }
  if (drawn) {
    const Application& app = given.results.stage().app();
    const Figure& figure = panel.state.figure_view.figure();
    const Plot* const plot = find_plot(figure, task.plot);
    const auto score = judge_sketch(figure, task, given.progress, series_shown(app.document(), app.view(), task.curve));
    if (score) say(panel, sketch_sentence(panel, given, task, *score, is_drawn_as_path(*plot)), FontStyle::bold);
  }
  if (button("lesson.again", panel.text("lessons.sketch.again"), panel)) {
    change_progress(panel, given, [](TaskProgress& progress) { progress = {}; });
  }
}

void controls(Panel& panel, const GivenStep& given, const DoTask&) {
  if (given.progress.answered) {
    say(panel, panel.text(given.results.is_done() ? "lessons.do.done" : "lessons.do.shown"), FontStyle::bold);
    return;
  }
  hint(panel.text("lessons.do.how"), panel);
  show_button(panel, given);
}

}  // namespace

void task_controls(Panel& panel, const GivenStep& given) {
  const LessonTask& task = *given.step.task;
  say(panel, given.filled(task.question), FontStyle::bold);
  ImGui::Dummy({0, panel.ui.px(2)});
  std::visit([&](const auto& kind) { controls(panel, given, kind); }, task.kind);
  if (!given.progress.answered || task.explain.empty()) return;
  ImGui::Dummy({0, panel.ui.px(4)});
  say(panel, given.filled(task.explain));
}

}  // namespace losslab
