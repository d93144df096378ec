#include "app/core/lessons/state/lesson_state.h"

#include <algorithm>

#include "app/core/shell/state/results.h"
#include "widgets/figure/theme.h"

namespace losslab {

LessonState::LessonState(const Session& session, std::string asset_folder, const Language& language)
    : work_(session, std::move(asset_folder), language),
      measures_(MeasuredState{work_.session().document, work_.session().view, work_.asset_folder(),
                              [this](std::string_view screen) -> const Results& { return work_.results(screen); },
                              [this] { return figure(); }}) {}

const Figure& LessonState::figure() {
  if (!figure_) figure_ = work_.figure(light_theme());
  return *figure_;
}

const CurveItem* LessonState::curve(std::string_view plot, std::string_view id) {
  const Plot* in = this->plot(plot);
  return in == nullptr ? nullptr : find_curve(*in, series_shown(session().document, session().view, id));
}

bool LessonState::draws(std::string_view id) {
  const int series = series_shown(session().document, session().view, id);
  if (series < 0) return false;
  return std::ranges::any_of(figure().plots, [&](const Plot& plot) {
    return std::ranges::any_of(plot.items, [&](const Item& item) { return series_of(item) == series; });
  });
}

LessonState& LessonStates::of(const LessonStep& step, bool after) {
  const Session& wanted = step.state(after);
  for (const std::unique_ptr<LessonState>& one : kept_) {
    if (one->session() == wanted) return *one;
  }
  if (kept_.size() == 2) kept_.erase(kept_.begin());
  kept_.push_back(std::make_unique<LessonState>(wanted, asset_folder_, language_));
  return *kept_.back();
}

Figure to_be_sketched(Figure figure, std::string_view plot, int series) {
  for (Plot& one : figure.plots) {
    if (one.name != plot) continue;
    std::erase_if(one.items, [&](const Item& item) { return series >= 0 && series_of(item) == series; });
  }
  return figure;
}

std::vector<SetPiece> filled(const TextPieces& text, const MeasureScope& measures) {
  std::vector<SetPiece> pieces;
  for (const TextPiece& piece : text) {
    const bool formula = piece.kind == TextPiece::Kind::formula;
    std::string set = piece.kind == TextPiece::Kind::value
                          ? formatted(evaluate_number(piece.measure, measures), piece.text)
                          : piece.text;
    if (!formula && !pieces.empty() && !pieces.back().formula) {
      pieces.back().text += set;
    } else {
      pieces.push_back({std::move(set), formula});
    }
  }
  return pieces;
}

std::string filled_plainly(const TextPieces& text, const MeasureScope& measures) {
  std::string all;
  for (const SetPiece& piece : filled(text, measures)) all += piece.text;
  return all;
}

}  // namespace losslab
