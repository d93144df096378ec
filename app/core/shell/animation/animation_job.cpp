#include "app/core/shell/animation/animation_job.h"

#include <utility>

#include "app/core/shell/animation/animation_stage.h"
#include "app/core/shell/animation/onion.h"
#include "app/core/shell/animation/render_animation.h"
#include "losses/core/error.h"
#include "losses/core/threads/background.h"
#include "widgets/export/export.h"

namespace losslab {

void check_order(const AnimationOrder& order, const Language& text) {
  if (!is_for_paper(order.path)) {
    const AnimationFormat* const format = animation_format(order.path);
    if (format == nullptr) throw InputError(text("animation.error.ending", {{"path", order.path}}));
    check_animation(order.request, *format, text);
  }
  require_writable(order.path);
}

void AnimationJob::start(Session session, AnimationOrder order, std::string asset_folder, const Language& language) {
  if (running_) throw InputError(language("animation.error.under_way"));
  check_order(order, language);
  path_ = order.path;
  percent_ = 0;
  running_ = true;
  thread_ = std::jthread(
      [this, session = std::move(session), order = std::move(order), folder = std::move(asset_folder),
       text = language](const std::stop_token& stop) mutable { make(stop, std::move(session), order, folder, text); });
}

AnimationJob::End AnimationJob::made(const std::stop_token& stop, Session session, const AnimationOrder& order,
                                     const std::string& asset_folder, const Language& language) {
  End end{order.path, 0, {}, false};
  const auto enough = [&stop] { return stop.stop_requested(); };
  if (is_for_paper(order.path)) {
    const auto figure = onion_figure(std::move(session), order.request, order.moments, asset_folder, language, enough);
    end.cancelled = !figure;
    if (figure) save_onion(*figure, order.request, order.path);
    return end;
  }
  AnimationStage stage(std::move(session), order.request, asset_folder, language, enough);
  const auto go_on = [&](double share) {
    constexpr int all = 100;
    const int percent = static_cast<int>(all * share);
    if (percent_.exchange(percent) != percent) wake_();
    return !stop.stop_requested();
  };
  if (enough()) return {order.path, 0, {}, true};
  const auto files = render_animation(stage, *animation_format(order.path), Pace::giving_way, go_on);
  end.cancelled = !files || stop.stop_requested();
  if (!end.cancelled) end.bytes = write_animation(order.path, *files);
  return end;
}

void AnimationJob::make(const std::stop_token& stop, Session session, const AnimationOrder& order,
                        const std::string& asset_folder, const Language& language) {
  give_way();
  End end{order.path, 0, {}, false};
  try {
    end = made(stop, std::move(session), order, asset_folder, language);
  } catch (const InputError& error) {
    end.error = error.what();
  } catch (const std::bad_alloc&) {
    end.error = language("animation.error.memory");
  } catch (const std::exception& error) {
    end.error = language("animation.error.failed", {{"reason", error.what()}});
  }
  {
    const std::scoped_lock lock(mutex_);
    end_ = std::move(end);
  }
  wake_();
}

std::optional<AnimationJob::End> AnimationJob::take() {
  std::optional<End> end;
  {
    const std::scoped_lock lock(mutex_);
    end = std::exchange(end_, std::nullopt);
  }
  if (end) running_ = false;
  return end;
}

}  // namespace losslab
