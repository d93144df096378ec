// The door: all lessons as cards, each with a small picture of what it begins with.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>

#include "app/core/shell/commands.h"
#include "app/core/shell/state/screen.h"
#include "app/screens/lessons/lessons_panels.h"
#include "app/screens/shell/areas.h"
#include "app/screens/shell/pieces.h"
#include "widgets/imgui/item.h"
#include "widgets/imgui/painter.h"
#include "widgets/imgui/search_field.h"
#include "widgets/imgui/wrapped.h"

namespace losslab {
namespace {

constexpr double least_card = 210, card_gap = 14, picture_share = 0.56;  // points; height of the picture per width

struct DoorMemory {
  std::string query;
  struct Picture {
    DisplayList list;
    std::uint64_t version = 0;
    float width = 0, scale = 0;
  };
  std::map<std::string, Picture> pictures;
};

std::string plain(const LessonText& text, const std::string& language) {
  std::string all;
  for (const TextPiece& piece : text.in(language)) all += piece.text;
  return all;
}

// The lessons that are shown, in order.
std::vector<const Lesson*> shown_lessons(const Panel& panel, const std::string& query) {
  const AllLessons& library = lessons_of(panel).library();
  std::vector<const Lesson*> shown;
  if (const Course* const course = library.course(lessons_view(panel.view()).course)) {
    for (const std::string& id : course->lessons) shown.push_back(library.find(id));
  } else {
    for (const Lesson& lesson : library.lessons) shown.push_back(&lesson);
  }
  std::erase_if(shown, [&](const Lesson* lesson) { return lesson == nullptr || !matches(*lesson, query); });
  return shown;
}

void draw_picture(Panel& panel, const Lesson& lesson, ImVec2 at, ImVec2 size) {
  const LessonPictures& pictures = lessons_of(panel).pictures();
  const Figure* const figure = pictures.find(lesson.id);
  if (figure == nullptr || figure->plots.empty()) return;
  DoorMemory::Picture& kept = panel.state.memory<DoorMemory>().pictures[lesson.id];
  if (kept.version != pictures.version() || kept.width != size.x || kept.scale != panel.ui.scale) {
    const ImGuiTextMeasure measure(*panel.ui.fonts, panel.ui.scale);
    FigureStyle style;
    style.font_size = 9;
    style.line_scale = 0.9;
    kept = {lay_out(*figure, {size.x / panel.ui.scale, size.y / panel.ui.scale}, style, measure).list,
            pictures.version(), size.x, panel.ui.scale};
  }
  paint(kept.list, *ImGui::GetWindowDrawList(), at, panel.ui);
}

std::string card_line(const Panel& panel, const Lesson& lesson) {
  constexpr std::array levels{"lessons.level.first", "lessons.level.further", "lessons.level.advanced"};
  const std::string& level = panel.text(levels[static_cast<std::size_t>(lesson.level)]);
  return panel.text("lessons.card", {{"minutes", fmt::format("{}", lesson.minutes)}, {"level", level}});
}

float card_height(const Ui& ui, float width) {
  return std::round(width * static_cast<float>(picture_share)) + 3 * body_pen(ui).height() + ui.px(22);
}

void card(Panel& panel, const Lesson& lesson, int number, ImVec2 at, ImVec2 size) {
  Ui& ui = panel.ui;
  const Theme& theme = panel.theme();
  const std::string id = "lesson." + lesson.id, language = lessons_of(panel).language();
  const HitArea item = place_item(id.c_str(), at, size, ui, {ImGui::GetID("##cards")});
  ui.note(id);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float round = ui.px(7), pad = ui.px(10), picture = std::round(size.x * static_cast<float>(picture_share));
  draw.AddRectFilled(at, {at.x + size.x, at.y + size.y}, to_im(item.hovered ? theme.hover : theme.background), round);
  draw_picture(panel, lesson, {at.x + ui.px(4), at.y + ui.px(4)}, {size.x - ui.px(8), picture - ui.px(4)});
  draw.AddRect(at, {at.x + size.x, at.y + size.y}, to_im(item.hovered ? theme.accent : theme.border), round, 0,
               std::max(1.f, std::round(ui.scale)));
  const TextPen bold = body_pen(ui, FontStyle::bold), plain_pen = body_pen(ui, FontStyle::regular, 12.0 / 14);
  std::string title = plain(lesson.title, language);
  if (number > 0) title = fmt::format("{}. {}", number, title);
  WrappedText wrapped = wrap_text(bold, title, size.x - 2 * pad);
  const bool cut = wrapped.lines.size() > 2;
  if (cut) wrapped.lines.resize(2);
  draw_wrapped(draw, bold, {at.x + pad, at.y + picture + ui.px(6)}, to_im(theme.foreground), wrapped);
  draw_text(draw, plain_pen, {at.x + pad, at.y + size.y - ui.px(8) - plain_pen.descent}, to_im(theme.muted),
            shortened(plain_pen, card_line(panel, lesson), size.x - 2 * pad));
  if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  const std::string about = plain(lesson.about, language);
  if (wrapped.lines.size() == 1) {
    draw_text(draw, plain_pen, {at.x + pad, at.y + picture + ui.px(8) + bold.height() + plain_pen.ascent},
              to_im(theme.muted), shortened(plain_pen, about, size.x - 2 * pad));
  }
  tooltip(item, cut ? title + "\n" + about : about.empty() ? title : about, ui);
  if (item.clicked) {
    panel.actions.look([lesson_id = lesson.id](View& view) { lessons_view(view).open(lesson_id); });
  }
}

void course_rows(Panel& panel) {
  const LessonsResults& results = lessons_of(panel);
  if (results.library().courses.empty()) return;
  section(panel.text("lessons.paths"), panel.ui);
  std::vector<std::string> names{panel.text("lessons.all_lessons")}, ids{std::string()};
  for (const Course& course : results.library().courses) {
    names.push_back(panel.text("lessons.minutes", {{"minutes", fmt::format("{}", course.minutes)}}));
    ids.push_back(course.id);
  }
  const std::string& now = lessons_view(panel.view()).course;
  const auto at = std::ranges::find(ids, now);
  const int current = at == ids.end() ? 0 : static_cast<int>(at - ids.begin());
  if (const auto clicked = segmented("lesson.courses", names, current, panel)) {
    panel.actions.look([id = ids[static_cast<std::size_t>(*clicked)]](View& view) { lessons_view(view).course = id; });
  }
  const Course* const course = results.library().course(now);
  if (course == nullptr) return;
  ImGui::Dummy({0, panel.ui.px(2)});
  rich_text(std::vector<RichPiece>{{false, plain(course->title, results.language())}},
            {0, FontStyle::bold, panel.theme().foreground}, panel.ui);
  if (button("lesson.start_course", panel.text("lessons.start_course"), panel.ui, true)) {
    panel.actions.look([id = course->lessons.front()](View& view) { lessons_view(view).open(id); });
  }
  panel.ui.note("lesson.start_course");
}

// A mistake to be found, out of those of all lessons; which one it is, the moment of the click decides.
void mistake_button(Panel& panel) {
  std::vector<std::pair<std::string, int>> mistakes;
  for (const Lesson& lesson : lessons_of(panel).library().lessons) {
    for (std::size_t step = 0; step < lesson.steps.size(); ++step) {
      const auto& task = lesson.steps[step].task;
      if (task && task->as<MistakeTask>() != nullptr) mistakes.emplace_back(lesson.id, static_cast<int>(step));
    }
  }
  if (mistakes.empty()) return;
  section(panel.text("lessons.mistakes"), panel.ui);
  hint(panel.text("lessons.mistakes_hint"), panel);
  if (button("lesson.mistake", panel.text("lessons.draw_mistake"), panel.ui, true)) {
    const auto moment = static_cast<std::uint64_t>(1e6 * panel.ui.time);
    panel.actions.look([drawn = mistakes[moment % mistakes.size()]](View& view) {
      lessons_view(view).open(drawn.first);
      lessons_view(view).step = drawn.second;
    });
  }
  panel.ui.note("lesson.mistake");
}

}  // namespace

void door_controls(Panel& panel) {
  const LessonsResults& results = lessons_of(panel);
  const bool wanted = std::exchange(panel.state.search_wanted, false);
  search_field("lesson.search", panel.state.memory<DoorMemory>().query, panel.text("lessons.search").c_str(), wanted,
               panel.ui);
  course_rows(panel);
  mistake_button(panel);
  section(panel.text("lessons.freely"), panel.ui);
  hint(panel.text("lessons.freely_hint"), panel);
  if (button("lesson.freely", panel.text("lessons.explore_freely"), panel.ui, true)) {
    panel.actions.commands.push_back(screen_command(screen_index(usual_screen().id())));
  }
  panel.ui.note("lesson.freely");
  if (results.library().problems.empty()) return;
  section(panel.text("lessons.problems"), panel.ui);
  for (const std::string& problem : results.library().problems) hint(problem, panel);
}

void door_cards(Panel& panel) {
  Ui& ui = panel.ui;
  if (!lessons_of(panel).ready()) {
    ui.animating = true;
    return;
  }
  const std::vector<const Lesson*> shown = shown_lessons(panel, panel.state.memory<DoorMemory>().query);
  if (shown.empty()) {
    hint(panel.text(lessons_of(panel).library().lessons.empty() ? "lessons.none" : "lessons.none_found"), panel);
    return;
  }
  const ImVec2 from = ImGui::GetCursorPos(), room = ImGui::GetContentRegionAvail();
  if (begin_area("cards", from, room, true)) {
    scroll_by_keys(ui);
    begin_region(ui);
    const float gap = ui.px(card_gap), wide = ImGui::GetContentRegionAvail().x;
    const int columns = std::max(1, static_cast<int>((wide + gap) / (ui.px(least_card) + gap)));
    const float width = std::floor((wide - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    const ImVec2 size(width, std::round(card_height(ui, width)));
    const bool numbered = !lessons_view(panel.view()).course.empty();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    int index = 0;
    for (const Lesson* lesson : shown) {
      const float x = at.x + static_cast<float>(index % columns) * (width + gap);
      const float y = at.y + static_cast<float>(index / columns) * (size.y + gap);
      ++index;
      card(panel, *lesson, numbered ? index : 0, {x, y}, size);
    }
    const auto rows = static_cast<float>((index + columns - 1) / columns);
    finish_row(at, {wide, rows * (size.y + gap)});
  }
  end_area();
}

}  // namespace losslab
