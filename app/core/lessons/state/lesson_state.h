#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/lessons/model/lesson.h"
#include "app/core/measure/figure_measures.h"
#include "app/core/measure/state_measures.h"
#include "app/core/shell/session_at_work.h"

namespace losslab {

// What a step of a lesson shows, without a window: its figure, and what measures are computed from. Used from one
// thread.
class LessonState {
 public:
  // `language` lives longer than this.
  LessonState(const Session& session, std::string asset_folder, const Language& language);

  const Session& session() const { return work_.session(); }
  const MeasureScope& measures() const { return measures_; }
  // In the light theme, for paper. Throws InputError.
  const Figure& figure();
  const Plot* plot(std::string_view name) { return find_plot(figure(), name); }
  // Whose curve in a plot; null where there is none.
  const CurveItem* curve(std::string_view plot, std::string_view id);
  // Whether anything of that loss, run or divergence is drawn.
  bool draws(std::string_view id);

 private:
  SessionAtWork work_;
  StateMeasures measures_;
  std::optional<Figure> figure_;
};

// The states of a lesson's steps, one after the other: what the last one asked for shows is kept.
class LessonStates {
 public:
  LessonStates(std::string asset_folder, const Language& language)
      : asset_folder_(std::move(asset_folder)), language_(language) {}
  LessonState& of(const LessonStep& step, bool after);

 private:
  std::string asset_folder_;
  const Language& language_;
  std::vector<std::unique_ptr<LessonState>> kept_;  // two at most, the newest last
};

// A figure as somebody sees it who has yet to draw a curve of it: without what belongs to that series in that plot.
Figure to_be_sketched(Figure figure, std::string_view plot, int series);

// A piece of a text as it is set.
struct SetPiece {
  std::string text;
  bool formula = false;
};
// A text with its values filled in. Throws InputError where one cannot be computed.
std::vector<SetPiece> filled(const TextPieces& text, const MeasureScope& measures);
// The same as one line of plain text, formulas as they are written.
std::string filled_plainly(const TextPieces& text, const MeasureScope& measures);

}  // namespace losslab
