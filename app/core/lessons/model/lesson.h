#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/core/lessons/model/lesson_text.h"
#include "app/core/measure/measure.h"
#include "app/core/shell/files/session.h"

// A lesson is one TOML file, pleasant to write by hand. This is all that it can have:
//
//   title.en = "What is a loss?"            # every text in each language, under the language's id; a plain
//   title.zh = "什么是损失？"                 # title = "..." serves all languages (a name, a formula)
//   about.en = "Mean and median of five incomes."   # one sentence for its card
//   minutes = 6                             # 1 to 90
//   level = "first"                         # first, further or advanced
//   needs = ["residuals"]                   # lessons (file names without .toml) that come before
//   languages = ["en", "zh"]                # that it is written in; this is the default
//
//   [[step]]                                # one to 40 of them
//   title.en = "Five incomes"               # optional
//   text.en = "The mean is {regression.squared_error.b:.0f}. Its loss is $r^2$."
//   focus = "data"                          # this plot is large; or with more:
//   focus = { plot = "loss", curves = ["huber"], control = "huber.delta" }   # curves at full strength, a control
//                                           # pointed out
//   offers = ["huber.delta", "transport"]   # the controls that are shown, see lesson_controls(); the others come with
//                                           # "Explore". Absent: none but those of the plots
//   reset = true                            # its session begins with LossLab's own state, not with the step before
//   [step.session]                          # what it shows: a session as LossLab saves one, of which only what differs
//   view.screen = "regression"              # from the step before need be given: its keys lie over those of that step
//
//   [[step.claim]]                          # a number that the lesson states, computed by the program
//   measure = "regression.squared_error.b"  # see measure.h for what can be asked
//   value = 2002
//   tolerance = 0.5                         # default: 1e-9, times the value where that is above 1
//   after = true                            # in the state that the answer reveals
//   [[step.claim]]
//   holds = "huber.b < squared_error.b"     # or a comparison
//
// At most one task in a step. All of them have `question`, `explain` (shown with the answer) and `reveal`, keys of a
// session that are laid over the step's when the answer is shown; the next step goes on from there.
// With reset = true they are laid over LossLab's own state in place of the step's.
//
//   [step.choose]
//   question.en = "Which one ...?"
//   [[step.choose.answer]]                  # two to five
//   text.en = "The mean"
//   because.en = "It follows ..."           # why it is wrong; the one that is right may have one, too
//   [[step.choose.answer]]
//   text.en = "The median"
//   right = true                            # exactly one
//
//   [step.estimate]
//   measure = "regression.squared_error.b"  # what is to be guessed, in the revealed state
//   from = 0                                # the ends of the slider
//   to = 10000
//   tolerance = 200                         # that far off is right; with log = true a factor: 2 is half to double
//   log = false
//   digits = 0                              # with which the number is shown
//   axis = "x"                              # optional, with plot: placed on that axis of that plot, not on a slider
//   plot = "data"
//
//   [step.sketch]                           # until it is answered that curve is not drawn in that plot
//   plot = "gradient"                       # gradient, weight, loss, data (the fit), landscape (the path), ...
//   curve = "huber"                         # whose curve in it is to be drawn
//   from = -4                               # where, on the x-axis; default: all of it
//   to = 4
//   tolerance = 0.1                         # mean distance that is good, of the plot's height
//
//   [step.do]
//   until = "huber.delta < 0.5"             # a measure that is true when it is done
//
//   [step.mistake]                          # a statement in parts, of which one is wrong
//   plot = "loss"                           # optional, with wrong: a curve over that plot's x that the statement
//   wrong = "where(abs(x) <= 1, x^2/2, abs(x))"   # would come to
//   [[step.mistake.part]]                   # two to eight
//   text = "$\\frac{r^2}{2}$ if $|r| \\le \\delta$"
//   [[step.mistake.part]]
//   text = "$\\delta|r|$ otherwise"
//   right = "$\\delta(|r| - \\frac{\\delta}{2})$ otherwise"   # the correction: it makes this part the wrong one
//
// In a text "{MEASURE}" is replaced by its value, "{MEASURE:.2f}" with that many digits (f, e, g, d, % as in Python),
// and "$...$" is a formula in the TeX of widgets/figure/formula.h. Digits may stand nowhere else, unless the step
// claims that number: 'losslab lesson check' sees to it. "{{" and "$$" are a brace and a dollar.

namespace losslab {

class Language;

// Where something stands: "what-is-a-loss.toml, line 12: step[2].text".
using Place = std::string;

// How far somebody has to be.
enum class LessonLevel : unsigned char { first, further, advanced };
inline constexpr std::array<const char*, 3> lesson_level_names{"first", "further", "advanced"};

// "Choose": exactly one answer is right.
struct ChooseTask {
  struct Answer {
    LessonText text, because;  // because: why it is wrong
    bool right = false;
  };
  std::vector<Answer> answers;
};

// "Estimate": a number to be placed.
struct EstimateTask {
  Measure measure;  // in the revealed state
  double from = 0, to = 1;
  double tolerance = 0;  // a factor above 1 on a log scale
  bool log = false;
  int digits = 2;
  enum class Axis : unsigned char { slider, x, y } axis = Axis::slider;
  std::string plot;  // of the axis

  bool good(double truth, double guess) const;
};

// "Sketch": a curve to be drawn.
struct SketchTask {
  std::string plot, curve;  // in the revealed state; `curve` is the id of a loss, a runner or a divergence
  std::optional<double> from, to;
  double tolerance = 0.1;  // of the height of the plot
};

// "Do": something to be brought about.
struct DoTask {
  Measure until;
};

// "Find the mistake": exactly one part has a correction.
struct MistakeTask {
  struct Part {
    LessonText text, right;
    bool wrong() const { return !right.empty(); }
  };
  std::vector<Part> parts;
  std::string plot;     // over which the wrong curve is drawn; empty: none
  Measure wrong_curve;  // of x
};

struct LessonTask {
  LessonText question, explain;
  std::variant<ChooseTask, EstimateTask, SketchTask, DoTask, MistakeTask> kind;
  Place place;

  template <class T>
  const T* as() const {
    return std::get_if<T>(&kind);
  }
};

// A number that the lesson states, or a comparison.
struct Claim {
  Measure measure;
  std::optional<double> value;  // none: `measure` must be true
  double tolerance = 0;
  bool after = false;  // in the revealed state
  Place place;
};

struct LessonStep {
  LessonText title, text;
  struct Focus {
    std::string plot;                 // empty: all alike
    std::vector<std::string> curves;  // ids; empty: all alike
    std::string control;              // one of lesson_controls(), or LOSS.PARAMETER
  } focus;
  std::vector<std::string> offers;
  Session session;                  // what it shows
  std::optional<LessonTask> task;   // no more than one
  std::optional<Session> revealed;  // what is shown once the task is answered, where that differs
  std::vector<Claim> claims;
  Place place;

  // What is shown before and after its answer.
  const Session& state(bool after) const { return after && revealed ? *revealed : session; }
};

struct Lesson {
  std::string id;  // the name of its file without ".toml"
  LessonText title, about;
  int minutes = 5;
  LessonLevel level = LessonLevel::first;
  std::vector<std::string> needs;  // ids
  std::vector<std::string> languages{"en", "zh"};
  std::vector<LessonStep> steps;
  Place place;
};

// What a step can offer or point out beside the parameters of losses, "huber.delta".
std::span<const char* const> lesson_controls();
// Whether there is such a control, or a loss with such a parameter.
bool is_lesson_control(std::string_view name);

// Every text of a lesson with what it is: for checks, searches and fonts. `after`: it is shown with the answer.
struct PlacedText {
  const LessonText& text;
  const LessonStep* step;  // null: of the lesson itself
  bool after;
};
std::vector<PlacedText> texts_of(const Lesson& lesson);

}  // namespace losslab
