// What outlives the program: the list of files, and work that is not saved yet.
#include <algorithm>
#include <limits>

#include "app/core/shell/application.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/keep/keeper.h"
#include "app/core/shell/keep/last_place.h"
#include "app/core/shell/state/screen.h"

namespace losslab {

void Application::keep_in(const std::filesystem::path& folder) {
  keeper_->folder = folder;
  keeper_->files = RecentFiles(folder);
  keeper_->recovery.emplace(folder / "recovery");
}

void Application::go_where_left() {
  const auto left = keeper_->folder.empty() ? std::nullopt : read_last_place(keeper_->folder);
  look([&left](View& view) {
    if (left) {
      view = *left;
    } else {
      view.screen = screens().front()->id();
    }
  });
}

const RecentFiles& Application::recent_files() const { return keeper_->files; }

void Application::set_dirty(bool dirty) {
  dirty_ = edited_ = dirty;
  if (dirty) return;
  keeper_->clock.kept();
  if (keeper_->recovery) keeper_->recovery->forget();
}

void Application::note_edits(double now) {
  if (edited_) keeper_->clock.edited(now);
  edited_ = false;
  keeper_->losses.see(now);
}

double Application::unsaved_due(double now) const {
  return keeper_->recovery ? keeper_->clock.until_due(now) : std::numeric_limits<double>::infinity();
}

double Application::until_due(double now) const { return std::min(unsaved_due(now), keeper_->losses.until_due(now)); }

void Application::keep_unsaved() {
  edited_ = false;
  keeper_->clock.kept();
  if (keeper_->recovery && dirty_) keeper_->recovery->keep(*session_, session_path_.value_or(""));
}

void Application::end_well() {
  keep_losses();
  if (!keeper_->folder.empty()) keep_last_place(keeper_->folder, view());
  if (keeper_->recovery) keeper_->recovery->forget();
}

std::optional<std::string> Application::left_work() const {
  const auto left = keeper_->recovery ? keeper_->recovery->left() : std::nullopt;
  return left ? std::optional(left->of) : std::nullopt;
}

// What was left is removed only when it is kept anew.
void Application::answer_left_work(Actions::LeftWork answer) {
  const std::optional<std::string> of = left_work();
  if (!of) return;
  message_.reset();  // what was wrong with another is not wrong with this
  if (answer == Actions::LeftWork::restore) {
    show(keeper_->recovery->load_left());
    keep_as_mine();
    session_path_ = of->empty() ? std::nullopt : of;
    set_dirty(true);
    keep_unsaved();
    keeper_->recovery->wait();
    say(language_("message.restored"));
  }
  keeper_->recovery->discard_left();
}

}  // namespace losslab
