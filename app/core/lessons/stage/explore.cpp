#include "app/core/lessons/stage/explore.h"

#include "app/core/lessons/stage/lesson_stage.h"
#include "app/core/shell/state/document.h"

namespace losslab {

void explore_from(const LessonStage& stage, std::string what, Actions& actions) {
  const Application& app = stage.app();
  const std::string screen = app.view().screen;
  actions.edit(std::move(what), [from = app.document(), screen](Document& document) {
    document.losses = from.losses;
    document.pages.find(screen)->second = from.pages.find(screen)->second;
  });
  actions.look([from = app.view(), screen](View& view) {
    view.screen = screen;
    view.parts.find(screen)->second = from.parts.find(screen)->second;
    view.hidden = from.hidden;
    for (const auto& [key, camera] : from.cameras) view.cameras[key] = camera;
    if (const auto place = from.runs.find(screen); place != from.runs.end()) view.runs[screen] = place->second;
  });
  const auto place = app.view().runs.find(screen);
  if (place == app.view().runs.end()) return;
  actions.requests.push_back({screen, [run = place->second](Results& results, const Document&) {
                                if (Playback* const playback = results.playback()) {
                                  playback->aim(run.length, run.position);
                                }
                              }});
}

}  // namespace losslab
