#include "app/core/lessons/handout/handout.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/lessons/handout/sheet.h"
#include "app/core/shell/figure_table.h"
#include "app/core/shell/files/language_file.h"

namespace losslab {
namespace {

constexpr double one_plot = 190, whole_figure = 300, small_plot = 150;

// The plot that a step is about, or all that it shows.
struct Shown {
  Figure figure;
  double height;
};

Shown shown_of(const LessonStep& step, LessonState& state, const std::string& plot) {
  const std::string& name = plot.empty() ? step.focus.plot : plot;
  if (!name.empty() && state.plot(name) != nullptr) return {single_plot(state.figure(), name), one_plot};
  return {state.figure(), whole_figure};
}

std::string letter(std::size_t index) { return std::string(1, static_cast<char>('A' + index)); }

class Maker {
 public:
  Maker(const Lesson& lesson, const std::string& asset_folder, const HandoutOptions& options, const Language& text)
      : lesson_(lesson), options_(options), text_(text), states_(asset_folder, text), sheet_(paper(options), text) {}

  std::vector<DisplayList> make() {
    head();
    for (std::size_t i = 0; i < lesson_.steps.size(); ++i) step(lesson_.steps[i], i + 1);
    if (options_.answers) answers();
    return sheet_.flow().take(
        [this](DisplayList& page, std::size_t number, std::size_t of) { foot(page, number, of); });
  }

 private:
  static PageFlow::Paper paper(const HandoutOptions& options) {
    PageFlow::Paper paper;
    if (options.letter) paper.size = {612, 792};
    return paper;
  }
  std::vector<SetPiece> set(const LessonText& text, LessonState& state) const {
    return filled(text.in(options_.language), state.measures());
  }
  std::string title() const { return lesson_.title.plain(options_.language); }

  void head() {
    sheet_.plain(text_("handout.lesson", {{"minutes", fmt::format("{}", lesson_.minutes)}}), Sheet::small());
    LessonState& first = states_.of(lesson_.steps.front(), false);
    sheet_.paragraph(set(lesson_.title, first), Sheet::heading(20));
    if (!lesson_.about.empty()) sheet_.paragraph(set(lesson_.about, first), Sheet::body());
    sheet_.flow().space(4);
    sheet_.ruled(1, text_("handout.name"), 0.62);
  }

  void step(const LessonStep& step, std::size_t number) {
    LessonState& state = states_.of(step, false);
    const std::optional<Shown> shown = figure_of(step, state);
    // A step is seen at one glance.
    sheet_.flow().keep_room(90 + (shown ? shown->height : 0) + room_of(step.task));
    sheet_.step_title(text_("handout.step", {{"number", fmt::format("{}", number)}}), set(step.title, state));
    if (!step.text.empty()) sheet_.paragraph(set(step.text, state), Sheet::body());
    if (shown) sheet_.figure(shown->figure, shown->height, shown->figure.plots.size() == 1 ? 0.8 : 1);
    if (step.task) task(step, *step.task, state);
  }

  // What a task takes of a page, roughly: it is not divided.
  static double room_of(const std::optional<LessonTask>& task) { return task ? room_of(*task) : 0; }
  static double room_of(const LessonTask& task) {
    if (const auto* choose = task.as<ChooseTask>()) return 70 + 24 * static_cast<double>(choose->answers.size());
    if (const auto* mistake = task.as<MistakeTask>()) return 100 + 26 * static_cast<double>(mistake->parts.size());
    return 90;
  }

  // Nothing where it would be the one before again.
  std::optional<Shown> figure_of(const LessonStep& step, LessonState& state) {
    const SketchTask* sketch = step.task ? step.task->as<SketchTask>() : nullptr;
    const std::string plot = sketch != nullptr ? sketch->plot : step.focus.plot;
    const bool same = last_session_ && *last_session_ == state.session() && (plot.empty() || last_plot_ == plot);
    last_session_ = state.session();
    last_plot_ = plot;
    if (same && sketch == nullptr) return std::nullopt;
    if (sketch == nullptr) return shown_of(step, state, plot);
    last_session_.reset();
    const int series = series_shown(state.session().document, state.session().view, sketch->curve);
    Shown shown{to_be_sketched(state.figure(), sketch->plot, series), whole_figure};
    // Few plots stand together: what is drawn above says what is to be drawn below.
    if (shown.figure.plots.size() > 2) shown = {single_plot(shown.figure, sketch->plot), 1.25 * one_plot};
    return shown;
  }

  void task(const LessonStep& step, const LessonTask& task, LessonState& state) {
    sheet_.flow().space(6);
    sheet_.flow().keep_room(room_of(task));
    TextLook question = Sheet::body();
    question.style = FontStyle::bold;
    sheet_.paragraph(set(task.question, state), question);
    sheet_.flow().space(3);
    if (const auto* choose = task.as<ChooseTask>()) {
      for (std::size_t i = 0; i < choose->answers.size(); ++i) {
        sheet_.item(letter(i), set(choose->answers[i].text, state), true);
      }
      sheet_.ruled(1, text_("handout.because"));
    } else if (const auto* estimate = task.as<EstimateTask>()) {
      sheet_.scale(estimate->from, estimate->to, estimate->log);
      sheet_.ruled(1, text_("handout.estimate"), 0.5);
    } else if (const auto* mistake = task.as<MistakeTask>()) {
      for (std::size_t i = 0; i < mistake->parts.size(); ++i) {
        sheet_.item(fmt::format("{}", i + 1), set(mistake->parts[i].text, state), true);
      }
      sheet_.ruled(1, text_("handout.mistake"), 0.45);
      sheet_.ruled(1, text_("handout.correction"));
    } else if (step.task->as<DoTask>() != nullptr) {
      sheet_.ruled(2, text_("handout.observe"));
    }
  }

  void answers() {
    sheet_.flow().new_page();
    sheet_.plain(title(), Sheet::small());
    sheet_.plain(text_("handout.answers"), Sheet::heading(20));
    for (std::size_t i = 0; i < lesson_.steps.size(); ++i) {
      const LessonStep& step = lesson_.steps[i];
      if (!step.task) continue;
      sheet_.step_title(text_("handout.step", {{"number", fmt::format("{}", i + 1)}}), {});
      answer(step, *step.task);
    }
  }

  void answer(const LessonStep& step, const LessonTask& task) {
    LessonState& before = states_.of(step, false);
    TextLook bold = Sheet::body();
    bold.style = FontStyle::bold;
    sheet_.paragraph(set(task.question, before), Sheet::small());
    if (const auto* choose = task.as<ChooseTask>()) {
      for (std::size_t i = 0; i < choose->answers.size(); ++i) {
        if (choose->answers[i].right) sheet_.item(letter(i), set(choose->answers[i].text, before), true, true);
      }
    }
    LessonState& after = states_.of(step, true);
    if (const auto* choose = task.as<ChooseTask>()) {
      for (std::size_t i = 0; i < choose->answers.size(); ++i) {
        if (!choose->answers[i].because.empty()) sheet_.item(letter(i), set(choose->answers[i].because, after), true);
      }
    } else if (const auto* estimate = task.as<EstimateTask>()) {
      const double value = evaluate_number(estimate->measure, after.measures());
      sheet_.plain(text_("handout.value", {{"value", formatted(value, fmt::format(".{}f", estimate->digits))}}), bold);
    } else if (const auto* sketch = task.as<SketchTask>()) {
      if (after.plot(sketch->plot) != nullptr)
        sheet_.figure(single_plot(after.figure(), sketch->plot), small_plot, 0.7);
    } else if (const auto* mistake = task.as<MistakeTask>()) {
      const auto wrong = std::ranges::find_if(mistake->parts, [](const auto& part) { return part.wrong(); });
      const std::string which = fmt::format("{}", wrong - mistake->parts.begin() + 1);
      sheet_.plain(text_("handout.wrong_part", {{"part", which}}), bold);
      sheet_.paragraph(set(wrong->right, after), Sheet::body(), 6);
    }
    sheet_.flow().space(4);
    if (!task.explain.empty()) sheet_.paragraph(set(task.explain, after), Sheet::body());
  }

  void foot(DisplayList& page, std::size_t number, std::size_t of) const {
    const TextLook look = Sheet::small();
    const PageFlow::Paper paper = Maker::paper(options_);
    const double y = paper.size.height - 26;
    page.ops.emplace_back(
        TextOp{title(), {paper.side, y}, HAlign::left, VAlign::baseline, 8, look.color, look.style, false});
    const std::string where =
        text_("handout.page", {{"page", fmt::format("{}", number)}, {"pages", fmt::format("{}", of)}});
    page.ops.emplace_back(TextOp{
        where, {paper.size.width - paper.side, y}, HAlign::right, VAlign::baseline, 8, look.color, look.style, false});
  }

  const Lesson& lesson_;
  const HandoutOptions& options_;
  const Language& text_;
  LessonStates states_;
  Sheet sheet_;
  std::optional<Session> last_session_;
  std::string last_plot_;
};

}  // namespace

std::vector<DisplayList> handout_pages(const Lesson& lesson, const std::string& asset_folder,
                                       const HandoutOptions& options) {
  const Language language = load_language(asset_folder, options.language);
  return Maker(lesson, asset_folder, options, language).make();
}

std::string handout_pdf(const Lesson& lesson, const std::string& asset_folder, const HandoutOptions& options) {
  return pages_pdf(handout_pages(lesson, asset_folder, options), lesson.title.plain(options.language));
}

}  // namespace losslab
