#include "app/core/lessons/model/lesson_writer.h"

#include <fmt/format.h>

#include "app/core/shell/files/toml_writer.h"
#include "widgets/export/export.h"

namespace losslab {
namespace {

using toml_text::flag;
using toml_text::in_quotes;
using toml_text::number;

void text_lines(TomlWriter& out, const std::string& key, const LessonText& text) {
  for (const std::string& language : text.languages()) {
    out.line(language.empty() ? key : key + "." + language, in_quotes(text.source(language)));
  }
}

void list_line(TomlWriter& out, const char* key, const std::vector<std::string>& list) {
  if (!list.empty()) out.line(key, toml_text::texts(list));
}

// The sections of a session become sections of that table.
void write_session(TomlWriter& out, const std::string& table, const Session& session) {
  out.section(table);
  const std::string text = to_toml(session);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    at = end + 1;
    if (line.starts_with("[[")) {
      out.plain(fmt::format("[[{}.{}\n", table, line.substr(2)));
    } else if (line.starts_with("[")) {
      out.plain(fmt::format("[{}.{}\n", table, line.substr(1)));
    } else if (!line.starts_with("#")) {
      out.plain(fmt::format("{}\n", line));
    }
  }
}

void list_header(TomlWriter& out, const char* name) { out.plain(fmt::format("\n[[{}]]\n", name)); }

void write_focus(TomlWriter& out, const LessonStep::Focus& focus) {
  if (!focus.plot.empty()) out.line("focus.plot", in_quotes(focus.plot));
  list_line(out, "focus.curves", focus.curves);
  if (!focus.control.empty()) out.line("focus.control", in_quotes(focus.control));
}

// What a kind of task has beside its question: its own keys, and what comes after all keys.
struct TaskWriter {
  TomlWriter& out;

  void keys(const ChooseTask&) const {}
  void keys(const EstimateTask& task) const {
    constexpr const char* axes[] = {"slider", "x", "y"};
    out.line("measure", in_quotes(task.measure.text()));
    out.line("from", number(task.from));
    out.line("to", number(task.to));
    out.line("tolerance", number(task.tolerance));
    out.line("log", flag(task.log));
    out.line("digits", toml_text::whole(task.digits));
    out.line("axis", in_quotes(axes[static_cast<std::size_t>(task.axis)]));
    if (!task.plot.empty()) out.line("plot", in_quotes(task.plot));
  }
  void keys(const SketchTask& task) const {
    out.line("plot", in_quotes(task.plot));
    out.line("curve", in_quotes(task.curve));
    if (task.from) out.line("from", number(*task.from));
    if (task.to) out.line("to", number(*task.to));
    out.line("tolerance", number(task.tolerance));
  }
  void keys(const DoTask& task) const { out.line("until", in_quotes(task.until.text())); }
  void keys(const MistakeTask& task) const {
    if (task.plot.empty()) return;
    out.line("plot", in_quotes(task.plot));
    out.line("wrong", in_quotes(task.wrong_curve.text()));
  }

  void lists(const ChooseTask& task) const {
    for (const ChooseTask::Answer& answer : task.answers) {
      list_header(out, "step.choose.answer");
      text_lines(out, "text", answer.text);
      text_lines(out, "because", answer.because);
      if (answer.right) out.line("right", flag(true));
    }
  }
  void lists(const MistakeTask& task) const {
    for (const MistakeTask::Part& part : task.parts) {
      list_header(out, "step.mistake.part");
      text_lines(out, "text", part.text);
      text_lines(out, "right", part.right);
    }
  }
  template <class Other>
  void lists(const Other&) const {}
};

void write_task(TomlWriter& out, const LessonTask& task, const std::optional<Session>& revealed) {
  constexpr const char* kinds[] = {"choose", "estimate", "sketch", "do", "mistake"};
  const std::string table = std::string("step.") + kinds[task.kind.index()];
  out.section(table);
  text_lines(out, "question", task.question);
  text_lines(out, "explain", task.explain);
  if (revealed) out.line("reset", flag(true));
  const TaskWriter writer{out};
  std::visit([&](const auto& kind) { writer.keys(kind); }, task.kind);
  if (revealed) write_session(out, table + ".reveal", *revealed);
  std::visit([&](const auto& kind) { writer.lists(kind); }, task.kind);
}

void write_step(TomlWriter& out, const LessonStep& step) {
  list_header(out, "step");
  text_lines(out, "title", step.title);
  text_lines(out, "text", step.text);
  write_focus(out, step.focus);
  list_line(out, "offers", step.offers);
  out.line("reset", flag(true));
  write_session(out, "step.session", step.session);
  if (step.task) write_task(out, *step.task, step.revealed);
  for (const Claim& claim : step.claims) {
    list_header(out, "step.claim");
    out.line(claim.value ? "measure" : "holds", in_quotes(claim.measure.text()));
    if (claim.value) {
      out.line("value", number(*claim.value));
      out.line("tolerance", number(claim.tolerance));
    }
    if (claim.after) out.line("after", flag(true));
  }
}

}  // namespace

std::string to_toml(const Lesson& lesson) {
  TomlWriter out;
  out.plain("# A lesson of LossLab: open it with \"losslab FILE\".\n");
  text_lines(out, "title", lesson.title);
  text_lines(out, "about", lesson.about);
  out.line("minutes", toml_text::whole(lesson.minutes));
  out.line("level", in_quotes(lesson_level_names[static_cast<std::size_t>(lesson.level)]));
  list_line(out, "needs", lesson.needs);
  out.line("languages", toml_text::texts(lesson.languages));
  for (const LessonStep& step : lesson.steps) write_step(out, step);
  return out.take();
}

void save_lesson(const Lesson& lesson, const std::filesystem::path& path) {
  write_file_atomically(path, to_toml(lesson));
}

}  // namespace losslab
