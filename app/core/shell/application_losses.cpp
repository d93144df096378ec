// One's own losses, which outlive the program.
#include "app/core/shell/application.h"

#include <algorithm>

#include "app/core/own/own_loss_file.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/keep/keeper.h"
#include "app/core/shell/state/opening.h"
#include "app/core/shell/state/own_losses.h"

namespace losslab {

void Application::keep_losses_in(const std::filesystem::path& folder) {
  keeper_->losses.open(folder);
  adopt_kept_losses(session_->document);
  keeper_->losses.watch(own_texts(document()));
  ++version_;
  const std::vector<std::string>& problems = keeper_->losses.problems();
  if (problems.empty()) return;
  say(language_("message.own.left_out", {{"folder", folder.string()}, {"problem", problems.front()}}), true);
}

void Application::adopt_kept_losses(Document& document) {
  for (const OwnLossText& text : keeper_->losses.losses()) {
    if (std::ranges::find(document.losses, text.id, &Loss::id) == document.losses.end()) add_own_loss(document, text);
  }
}

void Application::note_losses(const Document& before) {
  if (own_texts(before) != own_texts(document())) keeper_->losses.note();
}

void Application::follow_losses(double now) {
  if (keeper_->losses.until_due(now) <= 0) keeper_->losses.follow(own_texts(document()));
  if (const std::optional<std::string> problem = keeper_->losses.problem()) {
    say(language_("message.own.not_kept", {{"problem", *problem}}), true);
  }
}

void Application::keep_losses() {
  if (keeper_->losses.pending()) keeper_->losses.follow(own_texts(document()));
  keeper_->losses.wait();
}

void Application::keep_as_mine() {
  keeper_->losses.watch(keeper_->losses.losses());
  keeper_->losses.note();
}

bool Application::open_loss(const std::string& path) {
  if (!is_own_loss_file(path)) return false;
  take(losslab::open_loss(load_own_loss(path), document(), language_));
  keeper_->files.note(path);
  return true;
}

}  // namespace losslab
