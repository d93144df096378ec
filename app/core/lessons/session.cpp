// Which lesson is given, at which step, in a session.
#include <fmt/format.h>

#include <cmath>

#include "app/core/lessons/lessons_page.h"
#include "app/core/lessons/lessons_screen.h"
#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/files/toml_writer.h"
#include "app/core/shell/state/view.h"

namespace losslab {
namespace {

constexpr int most_steps = 40;

}  // namespace

// Which lessons there are is not known here: one that there is not shows the door, with a sentence.
void LessonsScreen::read_view(TomlSection& view, View& out) const {
  auto section = view.section(lessons_id);
  if (!section) return;
  LessonsView& read = lessons_view(out);
  section->text("course", read.course);
  section->text("lesson", read.lesson);
  std::int64_t step = 1;
  section->integer("step", step, 1, most_steps);
  read.step = static_cast<int>(step) - 1;
  std::vector<double> answered;
  if (section->numbers("answered", answered)) {
    for (const double each : answered) {
      if (!(each >= 1 && each <= most_steps && each == std::floor(each))) {
        section->refuse("answered", "expected numbers of steps, counted from 1");
      }
      read.tasks[static_cast<int>(each) - 1].answered = true;
    }
  }
  section->finish();
}

void LessonsScreen::write_view(TomlWriter&, TomlWriter& sections, const View& view) const {
  const LessonsView& written = lessons_view(view);
  if (written == LessonsView()) return;
  sections.section(std::string("view.") + lessons_id);
  if (!written.course.empty()) sections.line("course", toml_text::in_quotes(written.course));
  if (written.lesson.empty()) return;
  sections.line("lesson", toml_text::in_quotes(written.lesson));
  sections.line("step", toml_text::whole(written.step + 1));
  std::string answered;
  for (const auto& [step, progress] : written.tasks) {
    if (progress.answered) answered += fmt::format("{}{}", answered.empty() ? "" : ", ", step + 1);
  }
  if (!answered.empty()) sections.line("answered", "[" + answered + "]");
}

}  // namespace losslab
