#include "app/core/lessons/stage/lesson_stage.h"

#include <limits>

#include "app/core/measure/evaluate.h"
#include "app/core/measure/state_measures.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/state/screen.h"

namespace losslab {
namespace {

constexpr auto never = [] { return false; };

MeasuredState state_of(const Application& app) {
  return {app.document(), app.view(), app.asset_folder(),
          [&app](std::string_view screen) -> const Results& { return app.results(screen); },
          [&app] { return app.figure(); }};
}

// The looks of the window are not a matter of the lesson.
void take_looks(View& view, const View& window) {
  view.theme = window.theme;
  view.text_size = window.text_size;
}

}  // namespace

LessonStage::LessonStage(const ResultsNeeds& needs)
    : needs_(needs),
      app_(std::make_unique<Application>(needs.asset_folder, needs.wake, needs.language("language.code"))) {}

LessonStage::~LessonStage() = default;

void LessonStage::show(const Session& session, const View& window) {
  app_->speak(needs_.language("language.code"));
  if (!shown_ || !(*shown_ == session)) {
    Session next = session;
    take_looks(next.view, window);
    app_->show(std::move(next));
    shown_ = session;
    filled_.clear();
    return;
  }
  const View& view = app_->view();
  if (view.theme == window.theme && view.text_size == window.text_size) return;
  Actions actions;
  actions.look([&window](View& changed) { take_looks(changed, window); });
  app_->apply(std::move(actions), 0);
}

bool LessonStage::tick(double now) { return app_->tick(now); }

bool LessonStage::pending() const {
  const Results& results = app_->results(app_->view().screen);
  const Playback* const playback = results.playback();
  return !results.followed() || results.pending() || (playback != nullptr && playback->behind());
}

void LessonStage::settle() {
  Results& results = app_->results(app_->view().screen);
  if (Playback* const playback = results.playback()) playback->approach(never);
  results.settle(app_->document(), app_->view(), app_->theme());
}

double LessonStage::number(const Measure& measure) const {
  return evaluate_number(measure, StateMeasures(state_of(*app_)));
}

bool LessonStage::holds(const Measure& measure) const { return is_true(measure, StateMeasures(state_of(*app_))); }

std::vector<double> LessonStage::along(const Measure& measure, const std::vector<double>& x) const {
  const StateMeasures measures(state_of(*app_));
  VariableScope scope("x", 0, measures);
  std::vector<double> values;
  values.reserve(x.size());
  for (const double at : x) {
    scope.set(at);
    values.push_back(evaluate_number(measure, scope));
  }
  return values;
}

const FilledText& LessonStage::filled(const LessonText& text, std::string_view language) const {
  Filled& kept = filled_[&text];
  std::string source = text.source(language);
  if (kept.version == version() && kept.source == source) return kept.text;
  kept = {version(), std::move(source), {}};
  for (const TextPiece& piece : text.in(language)) {
    if (piece.kind != TextPiece::Kind::value) {
      kept.text.push_back({piece.text, piece.kind == TextPiece::Kind::formula});
      continue;
    }
    // What is not made yet comes with a later version.
    std::string value = "–";
    try {
      if (!pending()) value = formatted(number(piece.measure), piece.text);
    } catch (const InputError&) {
      value = "–";
    }
    kept.text.push_back({std::move(value), false});
  }
  return kept.text;
}

}  // namespace losslab
