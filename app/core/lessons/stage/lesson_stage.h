#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/lessons/model/lesson.h"
#include "app/core/lessons/state/lesson_state.h"
#include "app/core/shell/application.h"
#include "app/core/shell/state/results.h"

namespace losslab {

// A text with its numbers filled in.
using FilledText = std::vector<SetPiece>;

// The state of a lesson's step, at work: a program of its own beside the document, in which everything can be dragged,
// played and undone as anywhere. Used from one thread.
class LessonStage {
 public:
  explicit LessonStage(const ResultsNeeds& needs);
  ~LessonStage();

  // Puts a state on the stage, in the looks of the window. What is on it already stays as it is. Throws InputError.
  void show(const Session& session, const View& window);
  bool empty() const { return !shown_; }
  Application& app() { return *app_; }
  const Application& app() const { return *app_; }
  const ResultsNeeds& needs() const { return needs_; }

  // Goes on with what runs; true if another frame is due.
  bool tick(double now);
  bool pending() const;  // whether something of its figure is still being made
  void settle();         // makes it at once

  // Changes whenever its figure does.
  std::uint64_t version() const { return app_->figure_version(); }
  // What a measure comes to, at present. Throws InputError.
  double number(const Measure& measure) const;
  bool holds(const Measure& measure) const;
  // A wrong curve, for one: values of a measure of x.
  std::vector<double> along(const Measure& measure, const std::vector<double>& x) const;
  // A text as it reads at present, kept until the figure changes. A number that cannot be had is "–".
  const FilledText& filled(const LessonText& text, std::string_view language) const;

 private:
  ResultsNeeds needs_;
  std::unique_ptr<Application> app_;
  std::optional<Session> shown_;  // as it was put on
  struct Filled {
    std::uint64_t version = 0;
    std::string source;
    FilledText text;
  };
  mutable std::map<const LessonText*, Filled> filled_;
};

}  // namespace losslab
