#include "app/core/measure/state_measures.h"

#include <algorithm>

#include "app/core/measure/figure_measures.h"
#include "app/core/measure/fit_measures.h"
#include "app/core/measure/loss_measures.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/results.h"
#include "app/core/shell/state/screen.h"
#include "app/core/shell/state/view.h"
#include "losses/core/error.h"

namespace losslab {

MeasureObjectPtr StateMeasures::shown() const {
  return state_.results(state_.view.screen).measures(state_.document, state_.view);
}

std::optional<MeasureValue> StateMeasures::find(std::string_view name) const {
  const Document& document = state_.document;
  if (name == "loss") return losses_by_id([&document](std::string_view id) { return document.loss(id); });
  if (name == "logits") return vector_losses_by_id([](std::string_view id) { return VectorLoss(id); });
  if (name == "structured") return structured_losses_by_id();
  if (name == "shown") return state_.view.screen;
  if (name == "figure") {
    return figure_measures(std::make_shared<const Figure>(state_.figure()),
                           [this](std::string_view id) { return series_shown(state_.document, state_.view, id); });
  }
  for (const Screen* screen : screens()) {
    if (name != screen->id()) continue;
    MeasureObjectPtr measures = state_.results(name).measures(document, state_.view);
    return measures ? std::optional<MeasureValue>(std::move(measures)) : std::nullopt;
  }
  if (const MeasureObjectPtr here = shown()) {
    if (std::optional<MeasureValue> found = here->member(name)) return found;
  }
  const auto loss = std::ranges::find(document.losses, name, [](const Loss& one) { return one.id(); });
  if (loss != document.losses.end()) return loss_measures(*loss);
  return std::nullopt;
}

std::optional<MeasureValue> StateMeasures::call(std::string_view name, const MeasureArguments& arguments) const {
  if (name == "fit") return fit_call(arguments, state_.asset_folder);
  if (name == "data") return data_call(arguments, state_.asset_folder);
  if (name == "sweep") return sweep_call(arguments, state_.asset_folder);
  if (name == "ticked") {
    arguments.expect(name, 1, 1);
    const MeasureObjectPtr here = shown();
    const std::vector<std::string> names = here ? here->names() : std::vector<std::string>();
    return std::ranges::find(names, as_text(arguments.unnamed[0], "argument 1 of ticked")) == names.end() ? 0.0 : 1.0;
  }
  const bool loss = std::ranges::any_of(state_.document.losses, [&](const Loss& one) { return one.id() == name; });
  if (!loss) return std::nullopt;
  return std::get<MeasureObjectPtr>(*find("loss"))->call(name, arguments);
}

std::vector<std::string> StateMeasures::names() const {
  std::vector<std::string> names;
  if (const MeasureObjectPtr here = shown()) names = here->names();
  for (const Screen* screen : screens()) names.emplace_back(screen->id());
  for (const char* name : {"loss", "logits", "structured", "figure", "shown", "ticked", "fit", "data", "sweep"}) {
    names.emplace_back(name);
  }
  return names;
}

int series_shown(const Document& document, const View& view, std::string_view id) {
  return screen_named(view.screen).series(document, id);
}

}  // namespace losslab
