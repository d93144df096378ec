// losslab lesson: the lessons that there are, whether what they state is true, and sheets of them for paper.
#include <algorithm>
#include <array>
#include <map>
#include <ostream>

#include "app/cli/arguments.h"
#include "app/cli/subcommands.h"
#include "app/cli/text.h"
#include "app/core/lessons/check/lesson_check.h"
#include "app/core/lessons/handout/handout.h"
#include "app/core/lessons/model/lesson_library.h"
#include "app/core/shell/files/language_file.h"
#include "losses/core/error.h"
#include "widgets/export/export.h"

namespace losslab::cli {
namespace {

// That of the program, or another one where the lesson is not written in it.
std::string language_of(const Lesson& lesson, const Context& context) {
  const bool is_there = std::ranges::find(lesson.languages, context.language_code) != lesson.languages.end();
  return is_there ? context.language_code : lesson.languages.front();
}

int list(Rest rest, const Context& context) {
  Arguments arguments("losslab lesson list", "Prints the lessons in their order, a line each: id, minutes, title.");
  if (!arguments.parse(rest)) {
    write_all(context.out, arguments.help(context.language));
    return 0;
  }
  std::vector<std::vector<std::string>> rows;
  for (const std::string& id : lesson_ids(context.asset_folder)) {
    const Lesson lesson = find_lesson(id, context.asset_folder);
    rows.push_back({id, fmt::format("{:>2} min", lesson.minutes), lesson.title.plain(language_of(lesson, context))});
  }
  write_all(context.out, aligned(rows));
  return 0;
}

void say(std::string& text, const LessonFinding& finding) {
  text += one_line(fmt::format("{}: {}", finding.place, finding.sentence)) + "\n";
}

int check(Rest rest, const Context& context) {
  std::vector<std::string> named;
  Arguments arguments("losslab lesson check", "Computes all that lessons state, and says what is not so.",
                      "Usage: losslab lesson check [LESSON...]. Without a LESSON all that LossLab comes with, and "
                      "their courses. LESSON: an id of 'losslab lesson\n"
                      "list', or a file. Exit status 1 where something is wrong.");
  // What is no option is a lesson.
  std::vector<std::string> options;
  for (const std::string& one : rest) (one.starts_with("-") ? options : named).push_back(one);
  if (!arguments.parse(options)) {
    write_all(context.out, arguments.help(context.language));
    return 0;
  }
  const std::vector<std::string> ids = lesson_ids(context.asset_folder);
  std::string text;
  std::size_t wrong = 0;
  std::map<std::string, int> minutes;
  const bool all = named.empty();
  for (const std::string& name : all ? ids : named) {
    // A file that cannot be read is wrong input, unless it is one of many.
    LessonReport report;
    try {
      const Lesson lesson = find_lesson(name, context.asset_folder);
      report = check_lesson(lesson, context.asset_folder);
      minutes[lesson.id] = lesson.minutes;
      for (const std::string& before : lesson.needs) {
        if (std::ranges::find(ids, before) == ids.end()) {
          report.findings.push_back({lesson.place + "needs", fmt::format("there is no lesson '{}'.", before)});
        }
      }
      if (report.findings.empty()) {
        text += fmt::format("{}: all holds (steps: {}, claims: {}, values: {})\n", lesson.id, lesson.steps.size(),
                            report.claims, report.values);
      }
    } catch (const InputError& error) {
      if (!all) throw;
      report.findings.push_back({name, error.what()});
    }
    for (const LessonFinding& finding : report.findings) say(text, finding);
    wrong += report.findings.size();
  }
  if (all) {
    for (const LessonFinding& finding : check_courses(load_courses(context.asset_folder), minutes)) {
      say(text, finding);
      ++wrong;
    }
  }
  write_all(context.out, text);
  return wrong == 0 ? 0 : 1;
}

int handout(Rest rest, const Context& context) {
  std::optional<std::string> id, out, paper;
  bool answers = false;
  Arguments arguments("losslab lesson handout", "A lesson on paper: its figures, and its tasks with room to write.");
  arguments.positional("LESSON", id, "An id of 'losslab lesson list', or a file");
  arguments.option("-o,--out", "OUT.pdf", out, "The file");
  arguments.flag("--answers", answers, "With a sheet of the answers");
  arguments.option("--paper", "P", paper, "a4 (the default) or letter");
  if (!arguments.parse(rest)) {
    write_all(context.out, arguments.help(context.language));
    return 0;
  }
  arguments.require(id, "a LESSON");
  arguments.require(out, "-o OUT.pdf");
  HandoutOptions options;
  options.answers = answers;
  if (paper && *paper != "a4" && *paper != "letter") {
    throw InputError(fmt::format("--paper must be a4 or letter, got {}.", in_quotes(*paper)));
  }
  options.letter = paper == "letter";
  const Lesson lesson = find_lesson(*id, context.asset_folder);
  options.language = language_of(lesson, context);
  if (context.language_chosen && options.language != context.language_code) {
    throw InputError(fmt::format("The lesson {} is written in {}, not in {}.", in_quotes(lesson.id),
                                 fmt::join(lesson.languages, ", "), in_quotes(context.language_code)));
  }
  write_file_atomically(*out, handout_pdf(lesson, context.asset_folder, options));
  return 0;
}

struct Action {
  const char* name;
  int (*run)(Rest, const Context&);
};
constexpr std::array<Action, 3> actions{{{"list", list}, {"check", check}, {"handout", handout}}};

}  // namespace

int run_lesson(Rest rest, const Context& context) {
  const std::string first = rest.empty() ? std::string("--help") : rest.front();
  for (const Action& action : actions) {
    if (first == action.name) return action.run(rest.subspan(1), context);
  }
  if (first == "--help" || first == "-h") {
    write_all(context.out,
              "Lessons: what there are, whether what they state is true, and sheets of them for paper.\n\nUsage:\n" +
                  aligned({{"  losslab lesson list", "a line each: id, minutes, title"},
                           {"  losslab lesson check [LESSON...]", "computes all that they state"},
                           {"  losslab lesson handout LESSON -o OUT.pdf", "figures and tasks on paper"}}) +
                  "\nEach tells more with --help.\n");
    return 0;
  }
  throw InputError(fmt::format("Unknown action {}; 'losslab lesson' does list, check and handout.", in_quotes(first)));
}

}  // namespace losslab::cli
