#include "app/core/shell/session_at_work.h"

#include "app/core/shell/state/message.h"
#include "app/core/shell/state/playback.h"
#include "app/core/shell/state/results.h"
#include "app/core/shell/state/screen.h"
#include "losses/core/error.h"

namespace losslab {

SessionAtWork::SessionAtWork(Session session, std::string asset_folder, const Language& language)
    : session_(std::move(session)), asset_folder_(std::move(asset_folder)), language_(language) {
  results_.resize(screens().size());
}

SessionAtWork::~SessionAtWork() = default;

Results& SessionAtWork::results(std::string_view screen) {
  std::unique_ptr<Results>& slot = results_[screen_index(screen)];
  if (slot) return *slot;
  std::unique_ptr<Results> results = screen_named(screen).results({asset_folder_, [] {}, language_});
  results->follow(session_.document);
  if (Playback* const playback = results->playback()) {
    const RunPlace place = session_.view.runs.find(screen)->second;
    playback->aim(place.length, place.position);
    playback->approach([] { return false; });
  }
  slot = std::move(results);
  return *slot;
}

Figure SessionAtWork::figure(const Theme& theme) {
  Results& shown = results(session_.view.screen);
  shown.finish(session_.document, session_.view, theme);
  if (const auto message = shown.message(); message && message->error) throw InputError(message->text);
  return shown.figure(session_.document, session_.view, theme);
}

}  // namespace losslab
