// The column of a lesson that is given: where one is, what the step says, what it offers.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/shell/state/document.h"
#include "app/screens/catalogue/loss_panels.h"
#include "app/screens/lessons/lessons_panels.h"
#include "app/screens/shell/file_choice.h"
#include "app/screens/shell/pieces.h"
#include "widgets/imgui/chips.h"
#include "widgets/imgui/icons.h"
#include "widgets/imgui/item.h"

namespace losslab {
namespace {

void way_back(Panel& panel) {
  if (button("lesson.door", panel.text("lessons.all"), panel)) {
    panel.actions.look([](View& view) { lessons_view(view).open({}); });
  }
}

// A piece for each step: those gone through, the present one, those to come; a click goes there.
void progress_bar(Panel& panel, const GivenStep& given) {
  Ui& ui = panel.ui;
  const Theme& theme = panel.theme();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const int count = static_cast<int>(given.lesson.steps.size());
  const float room = ImGui::GetContentRegionAvail().x, gap = ui.px(3), height = ui.px(18), bar = ui.px(5);
  const float part = (room - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
  const ImGuiID group = ImGui::GetID("##steps");
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  for (int i = 0; i < count; ++i) {
    const float x = at.x + static_cast<float>(i) * (part + gap);
    const std::string id = fmt::format("lesson.step.{}", i + 1);
    const HitArea item = place_item(id.c_str(), {x, at.y}, {part, height}, ui, {group});
    ui.note(id);
    const Color ink = i == given.index  ? theme.accent
                      : i < given.index ? mix(theme.accent, theme.background, 0.5)
                                        : theme.border;
    const float y = at.y + (height - bar) / 2, more = item.hovered ? ui.px(2) : 0;
    draw.AddRectFilled({x, y - more}, {x + part, y + bar + more}, to_im(ink), bar / 2);
    if (item.clicked) go_to_step(panel, given, i);
    if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    std::string tip =
        panel.text("lessons.step", {{"step", fmt::format("{}", i + 1)}, {"steps", fmt::format("{}", count)}});
    for (const TextPiece& piece : given.lesson.steps[static_cast<std::size_t>(i)].title.in(given.results.language())) {
      tip += (tip.ends_with(' ') ? "" : " ") + piece.text;
    }
    tooltip(item, tip, ui);
  }
  finish_row(at, {room, height});
}

void rich(Panel& panel, const GivenStep& given, const LessonText& text, FontStyle font, double factor) {
  if (text.empty()) return;
  rich_text(given.filled(text), {body_points(panel.ui) * factor, font, panel.theme().foreground}, panel.ui);
}

// On paper, for those who are taught.
void handout(Panel& panel, const GivenStep& given) {
  if (!button("lesson.handout", panel.text("lessons.handout"), panel)) return;
  const auto save = [](Panel& to, const std::string& path) {
    to.actions.requests.push_back(
        {lessons_id, [path](Results& results, const Document&) { static_cast<LessonsResults&>(results).print(path); }});
    return true;
  };
  ask_for_file(panel.state, panel.app,
               {true,
                "lessons.handout_title",
                {{"files.of_this_form", {".pdf"}}, {"files.all", {}}},
                given.lesson.id + ".pdf",
                {".pdf"},
                save});
}

}  // namespace

void lesson_column(Panel& panel, const GivenStep& given) {
  way_back(panel);
  ImGui::Dummy({0, panel.ui.px(2)});
  rich(panel, given, given.lesson.title, FontStyle::bold, 1);
  progress_bar(panel, given);
  hint(panel.text("lessons.progress", {{"step", fmt::format("{}", given.index + 1)},
                                       {"steps", fmt::format("{}", given.lesson.steps.size())},
                                       {"minutes", fmt::format("{}", minutes_left(given.lesson, given.index))}}),
       panel);
  ImGui::Dummy({0, panel.ui.px(6)});
  step_text(panel, given);
  ImGui::Dummy({0, panel.ui.px(14)});
  handout(panel, given);
}

void step_text(Panel& panel, const GivenStep& given) {
  const float gap = panel.ui.px(6);
  if (!given.step.title.empty()) {
    rich(panel, given, given.step.title, FontStyle::bold, 1);
    ImGui::Dummy({0, gap / 3});
  }
  rich(panel, given, given.step.text, FontStyle::regular, 1);
  panel.ui.note("lesson.text");
  if (given.step.task) {
    ImGui::Dummy({0, gap});
    task_controls(panel, given);
  }
  offered_controls(panel, given);
}

void offered_controls(Panel& panel, const GivenStep& given) {
  std::vector<std::string> losses, others;
  for (const std::string& control : given.step.offers) {
    const std::string loss = control.substr(0, control.find('.'));
    std::vector<std::string>& kind = loss == control ? others : losses;
    // What stands elsewhere, and what is done in the plots.
    if (control == "transport" || control == "probe") continue;
    if (std::ranges::find(kind, loss) == kind.end()) kind.push_back(loss);
  }
  if (losses.empty() && others.empty()) return;
  ImGui::Dummy({0, panel.ui.px(6)});
  on_stage(panel, [&](Panel& stage) {
    for (const std::string& loss : losses) parameter_sliders(stage, stage.document().loss(loss), false);
    if (!others.empty()) stage.panels().offered(stage, others);
  });
}

}  // namespace losslab
