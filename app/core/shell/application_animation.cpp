// Animations that are saved while the program goes on.
#include <fmt/format.h>

#include "app/core/shell/animation/animation_job.h"
#include "app/core/shell/application.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/keep/keeper.h"

namespace losslab {
namespace {

std::string size_text(std::size_t bytes) {
  if (bytes < 1'000'000) return fmt::format("{:.0f} kB", static_cast<double>(bytes) / 1e3);
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

}  // namespace

const AnimationJob& Application::animation() const { return *animation_; }

void Application::save_animation(const AnimationOrder& order) {
  remember_places();
  animation_->start(*session_, order, asset_folder_, language_);
  animation_percent_ = 0;
  keeper_->files.note(order.path);
  message_.reset();
}

void Application::cancel_animation() { animation_->cancel(); }

bool Application::follow_animation() {
  if (!animation_->running()) return false;
  if (const std::optional<AnimationJob::End> end = animation_->take()) {
    if (!end->error.empty()) {
      say(end->error, true);
    } else if (end->cancelled) {
      say(language_("animation.cancelled"));
    } else if (end->bytes == 0) {
      say(language_("message.saved", {{"path", end->path}}));
    } else {
      say(language_("animation.saved", {{"path", end->path}, {"size", size_text(end->bytes)}}));
    }
    return true;
  }
  const int percent = animation_->percent();
  return std::exchange(animation_percent_, percent) != percent;
}

}  // namespace losslab
