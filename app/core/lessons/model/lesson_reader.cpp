#include "app/core/lessons/model/lesson_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/lessons/model/task_reader.h"
#include "app/core/shell/files/text_file.h"
#include "app/core/shell/files/toml_section.h"

namespace losslab {
namespace {

constexpr std::size_t most_steps = 40;
constexpr std::uintmax_t largest_lesson = 16U << 20U;

void read_focus(TomlSection& in, LessonStep::Focus& focus) {
  if (!in.is_section("focus")) {
    in.text("focus", focus.plot);
    return;
  }
  TomlSection section = *in.section("focus");
  section.text("plot", focus.plot);
  section.texts("curves", focus.curves);
  if (section.text("control", focus.control) && !is_lesson_control(focus.control)) {
    section.refuse("control", fmt::format("there is no control \"{}\"; expected {}, or LOSS.PARAMETER", focus.control,
                                          fmt::join(lesson_controls(), ", ")));
  }
  section.finish();
}

void read_offers(TomlSection& in, LessonStep& step) {
  in.texts("offers", step.offers);
  for (const std::string& control : step.offers) {
    if (is_lesson_control(control)) continue;
    in.refuse("offers", fmt::format("there is no control \"{}\"; expected {}, or LOSS.PARAMETER", control,
                                    fmt::join(lesson_controls(), ", ")));
  }
}

void read_claims(TomlSection& in, LessonStep& step) {
  for (TomlSection section : in.sections("claim")) {
    Claim claim;
    claim.place = section.place("");
    std::string measure;
    const bool compared = section.text("holds", measure);
    if (compared == section.has("measure")) section.refuse("", "expected measure with value, or holds");
    const char* key = compared ? "holds" : "measure";
    if (!compared) {
      section.text("measure", measure);
      double value = 0;
      if (!section.any_number("value", value)) section.refuse("", "expected value, the number that is claimed");
      claim.value = value;
      claim.tolerance = 1e-9 * std::max(1.0, std::isfinite(value) ? std::abs(value) : 1.0);
      section.number("tolerance", claim.tolerance, "a number of at least 0", 0);
    }
    section.at(key, [&] { claim.measure = Measure(measure); });
    section.flag("after", claim.after);
    section.finish();
    step.claims.push_back(std::move(claim));
  }
}

// The session of a step lies over that of the step before, and what is revealed over both.
class StepReader {
 public:
  LessonStep read(TomlSection in) {
    LessonStep step;
    step.place = in.place("");
    step.title = read_lesson_text(in, "title");
    step.text = read_lesson_text(in, "text");
    read_focus(in, step.focus);
    read_offers(in, step);
    bool reset = false;
    in.flag("reset", reset);
    if (reset) below_.reset();
    if (std::optional<TomlSection> session = in.section("session")) lay(std::move(*session));
    if (below_) step.session = read_session(*below_);
    std::optional<Reveal> reveal;
    step.task = read_task(in, reveal);
    if (reveal) {
      if (reveal->reset) below_.reset();
      lay(std::move(reveal->keys));
      step.revealed = read_session(*below_);
    }
    read_claims(in, step);
    in.finish();
    if (step.text.empty() && !step.task) in.refuse("", "expected text or a task");
    return step;
  }

 private:
  void lay(TomlSection section) { below_ = below_ ? section.over(*below_) : section; }

  std::optional<TomlSection> below_;
};

void read_head(TomlSection& in, Lesson& lesson) {
  lesson.title = read_lesson_text(in, "title");
  if (lesson.title.empty()) in.refuse("title", "expected the lesson's title");
  lesson.about = read_lesson_text(in, "about");
  std::int64_t minutes = lesson.minutes;
  in.integer("minutes", minutes, 1, 90);
  lesson.minutes = static_cast<int>(minutes);
  if (const auto level = in.word("level", lesson_level_names)) lesson.level = static_cast<LessonLevel>(*level);
  in.texts("needs", lesson.needs);
  if (in.texts("languages", lesson.languages) && lesson.languages.empty()) {
    in.refuse("languages", "expected one language at least, as \"en\"");
  }
}

}  // namespace

Lesson parse_lesson(const std::string& text, const std::string& name) {
  const TomlDocument toml(text, name, "a lesson");
  TomlSection in = toml.root();
  Lesson lesson;
  lesson.id = std::filesystem::path(name).stem().string();
  lesson.place = in.place("");
  read_head(in, lesson);
  StepReader reader;
  const std::vector<TomlSection> steps = in.sections("step");
  if (steps.empty() || steps.size() > most_steps) {
    in.refuse("step",
              fmt::format("expected one to {} steps, each begun with [[step]], found {}", most_steps, steps.size()));
  }
  for (const TomlSection& step : steps) lesson.steps.push_back(reader.read(step));
  in.finish();
  return lesson;
}

Lesson load_lesson(const std::filesystem::path& path) {
  return parse_lesson(read_text_file(path, "a lesson", largest_lesson), path.filename().string());
}

}  // namespace losslab
